import { View } from '@tarojs/components';
import { AfterSaleStateWords, MeasureStepWords, type SellerTodayQuery } from '@/api/seller';
import { Doors } from '@/ui/Doors';
import { go } from '@/lib/go';
import { Cell, Section, Tag } from '@/ui/parts';
import { Due, DueBy } from '@/ui/DueBy';
import { chooseParty } from '../../ui/parties';
import { PAGES } from '../../ui/pages';

type Today = SellerTodayQuery;
type Party = NonNullable<Today['myParties']>[number];
interface Edges {
  edges: readonly unknown[];
  pageInfo: { hasNextPage: boolean };
}
const count = ({ edges, pageInfo }: Edges): string =>
  pageInfo.hasNextPage ? `${edges.length}+` : String(edges.length);

const measuresOf = (data: Today) =>
  (data.myParties ?? [])
    .flatMap((party) => party.measures ?? [])
    .filter(({ availableActions }) => availableActions.length > 0);

/** Everything that somebody waits for, the law's clocks first. */
export function ToDo({ data, toOpen }: { data: Today; toOpen: readonly Party[] }) {
  const { toConfirm, toPick, ready, afterSales, returned, complaints } = data;
  const mine = (complaints?.edges ?? []).filter(({ node }) => node.availableActions.length > 0);
  const dueMeasures = measuresOf(data).filter(({ dueAt }) => dueAt !== null);
  const nothing =
    toOpen.length === 0 &&
    [toConfirm, toPick, ready, afterSales, returned].every(({ edges }) => edges.length === 0) &&
    mine.length + dueMeasures.length === 0;
  return (
    <Section title="今天要办">
      {nothing && <View className="grey">都办完了，没有要马上处理的事</View>}
      {toOpen.map(({ id, name }) => (
        <Cell
          key={id}
          label="开店，就能上架商品"
          onTap={() => {
            chooseParty(id);
            go(PAGES.shop);
          }}
        >
          {name}
        </Cell>
      ))}
      {dueMeasures.map(({ id, step, dueAt }) => (
        <Due key={id} what={MeasureStepWords[step]} onTap={() => go(PAGES.conduct)}>
          <DueBy at={dueAt} what="整改好" />
        </Due>
      ))}
      {toConfirm.edges.map(({ node }) => (
        <Due key={node.id} what={`确认订单　${node.title}`} onTap={() => go(PAGES.order, { id: node.id })}>
          <DueBy at={node.confirmDueAt} what="确认" />
        </Due>
      ))}
      {mine.map(({ node }) => (
        <Due key={node.id} what="答复投诉" onTap={() => go(PAGES.complaint, { id: node.id })}>
          <DueBy at={node.answerDueAt} what="答复" />
        </Due>
      ))}
      {afterSales.edges.map(({ node }) => (
        <Due key={node.id} what={`处理${node.kindLabel}`} onTap={() => go(PAGES.afterSale, { id: node.id })}>
          <DueBy at={node.answerDueAt} what="答复" />
        </Due>
      ))}
      {returned.edges.map(({ node }) => (
        <Cell key={node.id} label="验收退回的货" onTap={() => go(PAGES.afterSale, { id: node.id })}>
          {AfterSaleStateWords.HANDED_OVER}
        </Cell>
      ))}
      {toPick.edges.length > 0 && (
        <Cell label="拣货出库" onTap={() => go(PAGES.orders, { state: 'CONFIRMED' })}>
          {count(toPick)}单
        </Cell>
      )}
      {ready.edges.length > 0 && (
        <Cell label="等配送员来取" onTap={() => go(PAGES.orders, { state: 'READY' })}>
          {count(ready)}单
        </Cell>
      )}
    </Section>
  );
}

export const Matters = () => (
  <Doors
    title="店里的事"
    doors={[
      { icon: 'box', label: '订单', onTap: () => go(PAGES.orders) },
      { icon: 'shop', label: '商品', onTap: () => go(PAGES.products) },
      { icon: 'leaf', label: '进货和追溯', onTap: () => go(PAGES.lots) },
      { icon: 'sync', label: '退换货', onTap: () => go(PAGES.afterSales) },
      { icon: 'chat', label: '投诉', onTap: () => go(PAGES.complaints) },
      { icon: 'star', label: '买家评价', onTap: () => go(PAGES.reviews) },
      { icon: 'tray', label: '货物进出账', onTap: () => go(PAGES.ledger) },
      { icon: 'purse', label: '货款', onTap: () => go(PAGES.money) },
      { icon: 'chart', label: '卖得怎样', onTap: () => go(PAGES.chart) },
    ]}
  />
);

/** What the party is on file with, and its people. */
export function OfParty({ data }: { data: Today }) {
  const measures = measuresOf(data);
  return (
    <>
      <Section title="资料和人员">
        {data.myParties?.flatMap((party) =>
          party.shops.map((shop) => (
            <Cell key={shop.id} label={shop.name} onTap={() => go(PAGES.shop)}>
              {shop.onSale ? <Tag>营业中</Tag> : <Tag tone="red">停售</Tag>}
            </Cell>
          )),
        )}
        <Cell label="监管和整改" onTap={() => go(PAGES.conduct)}>
          {measures.length > 0 && <Tag tone="red">{measures.length}件</Tag>}
        </Cell>
      </Section>
      <Doors
        doors={[
          { icon: 'doc', label: '登记和证照', onTap: () => go(PAGES.papers) },
          { icon: 'phone', label: '联系人和电话', onTap: () => go(PAGES.contact) },
          { icon: 'pen', label: '合同和公约', onTap: () => go(PAGES.contracts) },
          { icon: 'book', label: '执行标准', onTap: () => go(PAGES.standards) },
          { icon: 'truck', label: '供货人', onTap: () => go(PAGES.suppliers) },
          { icon: 'two', label: '人员和权限', onTap: () => go(PAGES.staff) },
          { icon: 'hand', label: '请服务站帮忙', onTap: () => go(PAGES.station) },
          { icon: 'say', label: '不会的，问平台', onTap: () => go(PAGES.questions) },
        ]}
      />
    </>
  );
}
