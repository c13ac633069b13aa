import { SAID } from '@/lib/said';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import {
  GmoStatusWords,
  InspectingPartyWords,
  PricingTypeWords,
  StandardClassWords,
  StorageWords,
  OrderActWords,
  LotStopCauseWords,
} from '@/api/shop';
import { day, fullDay, moment, perUnit, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import type { Place } from '@/lib/shop';
import { Button } from '@/ui/Button';
import { Fold } from '@/ui/Fold';
import { Seal, Told } from '@/ui/goods';
import { Icon } from '@/ui/Icon';
import { Outcome } from '@/ui/Outcome';
import { Cell, Section, Tag } from '@/ui/parts';
import { ReviewPhotos } from '@/ui/ReviewPhotos';
import { Stars } from '@/ui/Stars';
import type { Product, Sku } from './index';

/** A line only where there is something to say. */
const Fact = ({ label, children }: { label: string; children?: string | null }) =>
  children ? <Cell label={label}>{children}</Cell> : null;

const hours = (count: number): string => (count % 24 === 0 ? `${count / 24}天内` : `${count}小时内`);

const stockText = ({ stock, unit }: Sku): string => {
  if (!stock) return '暂时看不到，过一会儿再看';
  return stock.free > 0 ? `还有${stock.free}${unit}` : '暂时没货';
};

/** Where it goes, how soon after the seller has handed it over, and for how much. */
export function Delivery({ sku: { deliveryPrice: price }, place }: { sku: Sku; place: Place | null }) {
  const isThere = price?.available;
  return (
    <Told
      mark={<Icon name="truck" />}
      extra={isThere && (price.feeFen ? `运费 ${yuan(price.feeFen)}` : '免运费')}
      onTap={() => go('/pages/addresses/index', { choose: 1 })}
    >
      {isThere && !!price.hours && <View className="bold">商家交货后{hours(price.hours)}</View>}
      <View className="small">
        <Text>送到</Text> {place?.text ?? '选收货地址'}
      </View>
      {isThere && price.nextFromAt && (
        <View className="small">
          {moment(price.nextFromAt)}起运费 {yuan(price.nextFeeFen ?? 0)}
        </View>
      )}
      {price && !isThere && <View className="red small">{price.message ?? '这里暂时送不到'}</View>}
    </Told>
  );
}

/** Where the newest of it comes from, in two lines; the trace page lets the phone check it. */
export function Proof({ lots }: { lots: Product['lots'] }) {
  const [newest] = lots;
  if (!newest) return null;
  const { lotCode, traceSteps, inspections, producedOn } = newest;
  const isPassed = inspections.length > 0 && inspections.every(({ passed }) => passed);
  return (
    <Told mark={isPassed ? <Seal /> : <Icon name="leaf" />} onTap={() => go('/pages/trace/index', { lot: lotCode })}>
      <View className="bold">
        {traceSteps}步有记录{isPassed ? '，检验合格' : ''}
      </View>
      <View className="small grey">{day(producedOn)}生产 · 点开用手机核对</View>
    </Told>
  );
}

/** What others say, in a line. */
export function Judgement({ product: { id, rating, reviews } }: { product: Product }) {
  if (!rating?.count || rating.average === null) return null;
  const said = reviews?.edges[0]?.node.text;
  return (
    <Told mark={rating.average.toFixed(1)} onTap={() => go('/pages/reviews/index', { id })}>
      <View className="small grey one-line">
        {rating.count}人评价{said ? ` · “${said}”` : ''}
      </View>
    </Told>
  );
}

/** Every pack with what it costs, and what a pound of it costs. */
export const Packs = ({
  skus,
  chosen,
  choose,
}: {
  skus: readonly Sku[];
  chosen: Sku;
  choose: (id: string) => void;
}) => (
  <View className={'row wrap pad-y-2'}>
    {skus.map((sku) => (
      <View
        key={sku.id}
        className={['chip r-card middle', skus.length % 2 ? 'third' : 'half', sku.id === chosen.id && 'chosen']
          .filter(Boolean)
          .join(' ')}
        aria-role="button"
        onClick={() => choose(sku.id)}
      >
        <View>{sku.specification}</View>
        {sku.label && (
          <>
            <View>{yuan(sku.label.retailFen)}</View>
            <View className="small grey">{perUnit(sku, sku.label.retailFen)}</View>
          </>
        )}
      </View>
    ))}
  </View>
);

/** Stock, and what may be given back. */
export const Terms = ({ sku, isPerishable }: { sku: Sku; isPerishable: boolean }) => (
  <Section>
    <Cell label="库存">{stockText(sku)}</Cell>
    <Cell label="退货">{isPerishable ? SAID.perishableTerms : '7天内不想要了可以退'}</Cell>
  </Section>
);

/** The price label as it hangs beside the goods: one spoken line, whole at a tap. */
export function Label({ sku: { label, netText } }: { sku: Sku }) {
  if (!label) return null;
  return (
    <Fold
      title={['价格标签：', label.grade, label.priceManager && `${label.priceManager}标的价`].filter(Boolean).join(' ')}
    >
      <Fact label="品名">{label.name}</Fact>
      <Fact label="产地">{label.origin}</Fact>
      <Fact label="等级">{label.grade}</Fact>
      <Fact label="规格">{label.specification}</Fact>
      <Fact label="净含量">{netText}</Fact>
      <Fact label="计价单位">{label.pricingUnit}</Fact>
      <Cell label="零售价">{yuan(label.retailFen)}</Cell>
      <Fact label="定价方式">{PricingTypeWords[label.pricingType]}</Fact>
      <Fact label="政府价格范围">
        {label.bandMinFen !== null && label.bandMaxFen !== null
          ? `${yuan(label.bandMinFen)} 至 ${yuan(label.bandMaxFen)}`
          : null}
      </Fact>
      <Fact label="物价员">{label.priceManager}</Fact>
      <Fact label="价格监督">{label.priceSupervision}</Fact>
      <Fact label="标价日期">{fullDay(label.effectiveAt)}</Fact>
    </Fold>
  );
}

export function Standard({ product, sku }: { product: Product; sku: Sku }) {
  const { temperatureCelsiusMin: low, temperatureCelsiusMax: high } = sku;
  return (
    <Fold title={`执行标准：${StandardClassWords[product.standardClass]}`}>
      <Fact label="类别">{product.category.path}</Fact>
      <Cell label="标准">
        {StandardClassWords[product.standardClass]}
        {product.standardCode ? ` ${product.standardCode}` : ''}
      </Cell>
      <Fact label="特点">{product.characteristics}</Fact>
      <Cell label="储存">
        {StorageWords[sku.storage]}
        {low !== null && high !== null ? `，${low}～${high}°C` : ''}
      </Cell>
      <Fact label="保质期">{sku.shelfLifeDays ? `${sku.shelfLifeDays}天` : null}</Fact>
      <Fact label="转基因">{product.gmoStatus && GmoStatusWords[product.gmoStatus]}</Fact>
      {product.safetyDeclared && <Cell label="安全">商家声明：对人无害，不污染环境</Cell>}
    </Fold>
  );
}

const BATCHES_SHOWN = 2;
/** What is on sale now: each lot with its papers and its way. */
export function Batches({ lots, isOnSale }: { lots: Product['lots']; isOnSale: boolean }) {
  const [all, setAll] = useState(false);
  if (lots.length === 0) return null;
  return (
    <Section title={isOnSale ? '在售批次' : '卖过的批次'}>
      {lots.slice(0, all ? undefined : BATCHES_SHOWN).map((lot) => (
        <View key={lot.lotCode} className="entry">
          <View className="between">
            <View className="bold break">{lot.lotCode}</View>
            <Button small onTap={() => go('/pages/trace/index', { lot: lot.lotCode })}>
              看溯源
            </Button>
          </View>
          <View className="grey">
            {day(lot.producedOn)}生产{lot.expiresOn ? `，${fullDay(lot.expiresOn)}到期` : ''}
            {lot.producerName ? `，${lot.producerName}` : ''}
          </View>
          {lot.promise && (
            <View className="small">
              <Tag tone="good">{lot.promise.title}</Tag>
              <Text className="grey break">
                {fullDay(lot.promise.givenAt)} {lot.promise.number}
              </Text>
            </View>
          )}
          {lot.certificates.map((paper) => (
            <View key={paper.id} className="small">
              <Tag>{paper.title}</Tag>
              <Text className="grey break">
                {paper.issuer} {paper.number}
              </Text>
            </View>
          ))}
          {lot.inspections.map((inspection) => (
            <View key={inspection.id} className="small">
              <Outcome passed={inspection.passed} good="检验合格" bad={LotStopCauseWords.FAILED_INSPECTION} />
              <Text className="grey">
                {InspectingPartyWords[inspection.party]}：{inspection.laboratory}，{day(inspection.inspectedOn)}。
                {inspection.comparison}
              </Text>
            </View>
          ))}
          {lot.selfChecks.map((check) => (
            <View key={check.id} className="small">
              <Tag tone={check.passed ? 'amber' : 'bad'}>商家自检</Tag>
              <Text className="grey">{day(check.checkedOn)}，不是检测机构的报告</Text>
            </View>
          ))}
        </View>
      ))}
      {!all && lots.length > BATCHES_SHOWN && <Cell label={`看全部${lots.length}批`} onTap={() => setAll(true)} />}
    </Section>
  );
}

/** Who answers for it, and its licences. */
export function Seller({ shop }: { shop: Product['shop'] }) {
  if (!shop) return null;
  const { party } = shop;
  return (
    <Fold title={`商家证照${party ? `：${party.name}` : ''}`}>
      {party?.licences.map((licence) => (
        <Cell key={licence.number} label={licence.title}>
          <Text className="small break">
            {licence.number}
            {licence.validUntilOn ? `，有效期至${fullDay(licence.validUntilOn)}` : ''}
          </Text>
        </Cell>
      ))}
      <Fact label="服务时间">{shop.serviceHours}</Fact>
      <Fact label={OrderActWords.CONFIRM}>{shop.confirmWithinText}</Fact>
      <Fact label="答复问题">{shop.responseText}</Fact>
    </Fold>
  );
}

export function Reviews({ product }: { product: Product }) {
  const { rating, reviews, id } = product;
  if (!rating || !reviews) return null;
  return (
    <Section
      title={`评价（${rating.count}）`}
      extra={
        rating.average === null ? undefined : (
          <View>
            <Stars of={rating.average} /> {rating.average.toFixed(1)}
          </View>
        )
      }
    >
      {reviews.edges.map(({ node }) => (
        <View key={node.id} className="entry">
          <View className="between">
            <View className="grey">{node.author}</View>
            <Stars of={node.stars} />
          </View>
          <View>{node.text}</View>
          <ReviewPhotos ids={node.photoIds} />
          {node.reply && <View>商家回复：{node.reply}</View>}
          <View className="small grey">{day(node.createdAt)}</View>
        </View>
      ))}
      {rating.count === 0 && <View className="grey">还没有人评价</View>}
      {rating.count > reviews.edges.length && (
        <Cell label="看全部评价" onTap={() => go('/pages/reviews/index', { id })} />
      )}
    </Section>
  );
}

/** What may be struck through: what was really paid before the price fell. */
export const WasSoldFor = ({ fen }: { fen: number | null | undefined }) =>
  fen ? (
    <View className="small grey">
      <Text className="struck">{yuan(fen)}</Text> 是降价前 7 天的最低成交价
    </View>
  ) : null;
