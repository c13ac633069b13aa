import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { HarvestUnitWords, PoolPay, type PoolPayQuery } from '@/api/seller';
import { day, moment, yuan } from '@/lib/format';
import { useList } from '@/lib/query';
import { More } from '@/ui/More';
import { Cell, Price, Section, Tag } from '@/ui/parts';
import { Page } from '../../ui/Page';

const pick = (data: PoolPayQuery) => data.growerShares;
type Share = PoolPayQuery['growerShares']['edges'][number]['node'];
const TONES = { OPEN: 'amber', PAID: 'good', VOID: 'soil', OVER: 'amber', LEFT: 'soil' } as const;

/** Of one pooled lot, what each grower gets, sale by sale, and what is not paid yet. */
export default function PoolPayPage() {
  const { params } = useRouter();
  const list = useList(PoolPay, { lotId: params['lot'] ?? '' }, pick);
  useReachBottom(() => void list.more());
  const sum = list.whole?.pooledLotPay;
  return (
    <Page
      right="FINANCE"
      query={list}
      isEmpty={(shares) => shares.length === 0}
      empty={{ text: '还没有要付的', more: '这批货每卖出一袋，买家过了退货期，这里就记上该付给谁多少' }}
    >
      {(shares) => (
        <>
          {sum && (
            <Section title="这批货">
              <Cell label="一共该付">{yuan(sum.owedFen)}</Cell>
              <Cell label="付了">{yuan(sum.paidFen)}</Cell>
              {sum.underWayFen > 0 && <Cell label="正在付">{yuan(sum.underWayFen)}</Cell>}
              <Cell label="还欠">{yuan(sum.openFen)}</Cell>
              {sum.overFen > 0 && <Cell label="多付的，从下一笔里扣">{yuan(sum.overFen)}</Cell>}
              <View className="small grey">还欠的要您商户号里有钱，种植户点“收款”就转给他。</View>
            </Section>
          )}
          <Section>
            {shares.map((share) => (
              <OneSale key={share.id} share={share} />
            ))}
          </Section>
          <More list={list} />
        </>
      )}
    </Page>
  );
}

const OneSale = ({ share }: { share: Share }) => (
  <View className="line">
    <View className="grow">
      <View>
        {share.grower?.name ?? '种植户'} <Tag tone={TONES[share.state]}>{share.stateLabel}</Tag>
      </View>
      <View className="small grey">
        {day(share.soldAt)}，卖了{share.quantity}
        {HarvestUnitWords[share.unit]}
        {share.crop}，每{HarvestUnitWords[share.unit]}
        {yuan(share.priceFen)}
        {share.paidAt ? `，${moment(share.paidAt)}付清` : ''}
      </View>
      {share.why && <View className="small grey">{share.why}</View>}
    </View>
    <Price fen={share.amountFen} />
  </View>
);
