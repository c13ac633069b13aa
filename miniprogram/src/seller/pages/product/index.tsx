import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import {
  AppealLook,
  MyProduct,
  PriceHoldStateWords,
  PublishProduct,
  ReviseProduct,
  SetPriceLabel,
  WithdrawProduct,
  type MyProductQuery,
  type ProductAct,
} from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { TODAY } from '@/lib/today';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { LookAt } from '../../ui/LookAt';
import { Page } from '../../ui/Page';
import { OwnPicture } from '../../ui/OwnPicture';
import { Cell, Field, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { PAGES } from '../../ui/pages';
import { Pictures } from '../../ui/Pictures';
import { SaleTag } from '../../ui/SaleTag';
import { fenOf, yuanText } from '@/lib/prices';

type Product = NonNullable<MyProductQuery['product']>;
type Sku = Product['skus'][number];
type Held = Product['priceHolds'][number];

export default function ProductPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const query = useQuery(MyProduct, { id }, { keepAs: `product ${id}`, place: TODAY });
  useFresh(query.reload);
  return (
    <Page
      right="PRODUCTS"
      query={query}
      isEmpty={(data) => data.product === null}
      empty={{ text: '没有这个商品，或不归您管' }}
    >
      {(data) => <Manage product={data.product!} reload={query.reload} />}
    </Page>
  );
}

function Manage({ product, reload }: { product: Product; reload: () => Promise<void> }) {
  const change = useAction(async (publish: boolean) => {
    if (publish) await act(PublishProduct, { productId: product.id });
    else if (await confirm('下架这个商品？', '下架后买家不能再买，已下的订单照样要发'))
      await act(WithdrawProduct, { productId: product.id });
    await reload();
  });
  const can = (action: ProductAct): boolean => product.availableActions.includes(action);
  // The next step where there is nothing yet to sell, else the last thing one looks for.
  const isSoldOut = product.skus.every(({ stock }) => !stock?.free);
  const lots = (
    <Section title="有货才能卖">
      <Cell label="登记一批货" onTap={() => go(PAGES.newLot, { product: product.id })}>
        进货、质检、放行
      </Cell>
    </Section>
  );
  return (
    <>
      <Refusal problem={change.problem} />
      {!product.onSale && product.stateReason && !product.look?.reason && (
        <Notice tone="bad">{product.stateReason}</Notice>
      )}
      {product.look && (
        <LookAt
          look={product.look}
          what="商品先不卖"
          appeal={(text) => act(AppealLook, { lookId: product.look?.id ?? '', text })}
          reload={reload}
        />
      )}
      <Section>
        <View className="row">
          <OwnPicture id={product.pictureId} state={product.state} size={96} label={product.title} />
          <View className="grow">
            <View className="bold">{product.title}</View>
            <SaleTag product={product} />
            <View className="small grey">{product.category.path}</View>
          </View>
        </View>
        <Acts>
          {can('WITHDRAW') && (
            <Button busy={change.busy} onTap={() => change.run(false)}>
              下架
            </Button>
          )}
          {can('PUBLISH') && (
            <Button kind="main" busy={change.busy} onTap={() => change.run(true)}>
              上架
            </Button>
          )}
        </Acts>
      </Section>
      {isSoldOut && lots}
      <Pictures product={product} reload={reload} />
      {product.skus.map((sku) => (
        <PriceOf
          key={sku.id}
          sku={sku}
          band={product.category?.priceBand?.summary}
          held={product.priceHolds.find(({ skuId }) => skuId === sku.id)}
          reload={reload}
        />
      ))}
      <Words product={product} reload={reload} />
      {!isSoldOut && lots}
    </>
  );
}

function PriceOf({
  sku,
  band,
  held,
  reload,
}: {
  sku: Sku;
  /** What a government document allows such goods to cost. */
  band: string | undefined;
  /** A price that waits, or waited, because of an emergency. */
  held: Held | undefined;
  reload: () => Promise<void>;
}) {
  const { label } = sku;
  const before = yuanText(label?.retailFen);
  // A price is set when it is sent, never by itself later: what is written where there is no network is a draft.
  const {
    value: { retail },
    set,
    clear,
    wasKept,
  } = useDraft(`price ${sku.id}`, { retail: before }, { follows: true });
  const [open, setOpen] = useState(!label || wasKept);
  const save = useAction(async () => {
    const retailFen = fenOf(retail);
    if (retailFen === null) throw wrongAt('retailFen', '价钱写成 98 或 98.5');
    const saved = await act(
      SetPriceLabel,
      {
        skuId: sku.id,
        retailFen,
        pricingType: label?.pricingType ?? 'MARKET',
        origin: label?.origin ?? null,
        grade: label?.grade ?? null,
        priceManager: label?.priceManager ?? null,
        priceSupervision: label?.priceSupervision ?? '12315',
      },
      `price ${sku.id} ${label?.version ?? 0} ${retailFen}`,
    );
    const waits = saved.label?.version === label?.version;
    say(waits ? PriceHoldStateWords.WAITING : '新价签马上生效');
    setOpen(false);
    await reload();
    clear();
  });
  return (
    <Section
      title={sku.specification}
      extra={
        <Button
          small
          kind="plain"
          onTap={() => setOpen(!open)}
          label={`${open ? '收起' : '改价'}：${sku.specification}`}
        >
          {open ? '收起' : '改价'}
        </Button>
      }
    >
      <Cell label="零售价">{label ? `${yuan(label.retailFen)} / ${sku.unit}` : '还没有'}</Cell>
      <Cell label="能卖">
        {sku.stock?.free ?? 0} {sku.unit}
      </Cell>
      {label && (
        <Cell label="价签">
          第{label.version}版，{moment(label.effectiveAt)}起；物价员 {label.priceManager}；监督电话{' '}
          {label.priceSupervision}
        </Cell>
      )}
      {held && <HeldPrice held={held} />}
      {open && (
        <>
          {band && <View className="small grey">{band}</View>}
          <Field
            label="零售价（元）"
            type="digit"
            value={retail}
            onInput={(text) => set({ retail: text })}
            error={save.problem?.at('retailFen')}
            maxLength={9}
          />
          <Refusal problem={save.problem} fields={['retailFen']} />
          {label && retail !== before && (wasKept || save.problem?.kind === 'offline') && (
            <Notice tone="away">
              {retail} 元只记在这台手机上，买家看到的还是 {before} 元。有网的时候点“换新价签”才换。
            </Notice>
          )}
          <Acts>
            {label && retail !== before && <Button onTap={clear}>不改了</Button>}
            <Button kind="main" busy={save.busy} onTap={save.run}>
              换新价签
            </Button>
          </Acts>
        </>
      )}
    </Section>
  );
}

/** Why a price waits, until when, and what came of it. */
function HeldPrice({ held: { state, stateLabel, retailFen, limitFen, dueAt, reason, emergency } }: { held: Held }) {
  if (state === 'ALLOWED') return null;
  const because = emergency ? `${emergency.document}生效，` : '';
  return (
    <Notice tone={state === 'WAITING' ? 'amber' : 'bad'}>
      {yuan(retailFen)}：{stateLabel}。
      {state === 'WAITING' && `${because}超过${yuan(limitFen)}的要核实，最晚${moment(dueAt)}有结果，到时没人核实就不涨`}
      {reason && `原因：${reason}`}
    </Notice>
  );
}

function Words({ product, reload }: { product: Product; reload: () => Promise<void> }) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`words ${product.id}`, { title: product.title, copy: product.copy }, { follows: true });
  const changed = form.title !== product.title || form.copy !== product.copy;
  const save = useAction(async () => {
    await act(
      ReviseProduct,
      { productId: product.id, title: form.title, copy: form.copy },
      `words ${product.id} ${form.title} ${form.copy}`,
    );
    say('已保存');
    // What was typed stands until the platform shows the same: cleared before, the old text would stand there for a
    // moment.
    await reload();
    clear();
  });
  return (
    <Section title="文字">
      <Field
        label="名称"
        value={form.title}
        onInput={(title) => set({ title })}
        error={save.problem?.at('title')}
        maxLength={60}
      />
      <Field
        label="介绍"
        long
        value={form.copy}
        onInput={(copy) => set({ copy })}
        error={save.problem?.at('copy')}
        maxLength={2000}
      />
      <Refusal problem={save.problem} fields={['title', 'copy']} />
      {changed && (
        <Acts>
          <Button onTap={clear}>不改了</Button>
          <Button kind="main" busy={save.busy} onTap={save.run}>
            保存
          </Button>
        </Acts>
      )}
    </Section>
  );
}
