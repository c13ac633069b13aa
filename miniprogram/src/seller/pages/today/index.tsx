import { View } from '@tarojs/components';
import { MyStanding, SellerToday, type SellerTodayQuery } from '@/api/seller';
import { useFresh } from '@/lib/fresh';
import { day } from '@/lib/format';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section, Tag } from '@/ui/parts';
import { State } from '@/ui/State';
import { Due, DueBy } from '@/ui/DueBy';
import { stepName } from '../../ui/measures';
import { chooseParty, sellingParties } from '../../ui/parties';
import { PAGES } from '../../ui/pages';
import { PartyChoice } from '../../ui/PartyChoice';
import '../../ui/seller.scss';

type Today = SellerTodayQuery;
interface Edges {
  edges: readonly unknown[];
  pageInfo: { hasNextPage: boolean };
}
const count = ({ edges, pageInfo }: Edges): string =>
  pageInfo.hasNextPage ? `${edges.length}+` : String(edges.length);

/** What is due today, the law's clocks first. */
export default function TodayPage() {
  const query = useQuery(SellerToday, {});
  // What was done on another page is not due any more.
  useFresh(query.reload);
  if (query.problem?.kind === 'forbidden' && !query.data) return <NotYet />;
  return <Page query={query}>{(data: Today) => <Desk data={data} />}</Page>;
}

/** Who has registered is told how far that is; everybody else how it is done. */
function NotYet() {
  const query = useQuery(MyStanding, {});
  useFresh(query.reload);
  return (
    <Page query={query}>
      {({ myParties }) => {
        const [party] = sellingParties(myParties);
        if (!party) return <ToRegister />;
        const last = party.filings?.[party.filings.length - 1];
        return (
          <State
            text={`${party.name}：${last?.stateTitle ?? '还没提交审核'}`}
            more={last ? '审核通过就能开店卖货，到时候会告诉您。' : '登记过了，再提交一次审核就行。'}
          >
            <Button kind="main" onTap={() => go(PAGES.papers)}>
              {last ? '看看进度' : '去提交'}
            </Button>
          </State>
        );
      }}
    </Page>
  );
}

const ToRegister = () => (
  <State text="您还没有在这里卖货" more="农户凭身份证和一份声明就能登记，不用营业执照；企业和合作社要有营业执照。">
    <Button kind="main" onTap={() => go(PAGES.register)}>
      登记成为卖家
    </Button>
    <View className="gap-top">
      <Button kind="plain" onTap={() => go(PAGES.staff)}>
        给别人干活，出示我的码
      </Button>
    </View>
  </State>
);

function Desk({ data }: { data: Today }) {
  const { toConfirm, toPick, ready, afterSales, returned, complaints } = data;
  const mine = complaints.edges.filter(({ node }) => node.availableActions.length > 0);
  const measures = data.myParties
    .flatMap((party) => party.measures)
    .filter(({ availableActions }) => availableActions.length > 0);
  const dueMeasures = measures.filter(({ dueAt }) => dueAt !== null);
  const toOpen = sellingParties(data.myParties).filter(
    ({ availableActions, shops }) => availableActions.includes('open-shop') && shops.length === 0,
  );
  const nothing =
    toOpen.length === 0 &&
    [toConfirm, toPick, ready, afterSales, returned].every(({ edges }) => edges.length === 0) &&
    mine.length + dueMeasures.length === 0;
  return (
    <>
      {data.myParties
        .filter((party) => !party.inGoodStanding)
        .map((party) => (
          <View key={party.id} aria-role="button" onClick={() => go(PAGES.papers)}>
            <Notice tone="bad">
              {party.name}：{party.stateTitle}，现在不能卖货。点这里处理
            </Notice>
          </View>
        ))}
      {data.myParties
        .flatMap((party) => party.reminders ?? [])
        .slice(0, 3)
        .map((reminder) => (
          <View key={reminder.id} aria-role="button" onClick={() => go(PAGES.papers)}>
            <Notice>
              {reminder.text}（{day(reminder.dueOn)}到期）
            </Notice>
          </View>
        ))}
      <PartyChoice parties={data.myParties} />
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
          <Due key={id} what={stepName(step)} onTap={() => go(PAGES.conduct)}>
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
            待验收
          </Cell>
        ))}
        {toPick.edges.length > 0 && (
          <Cell label="拣货出库" onTap={() => go(PAGES.orders, { state: 'confirmed' })}>
            {count(toPick)}单
          </Cell>
        )}
        {ready.edges.length > 0 && (
          <Cell label="等配送员来取" onTap={() => go(PAGES.orders, { state: 'ready' })}>
            {count(ready)}单
          </Cell>
        )}
      </Section>
      {toOpen.length === 0 && (
        <View className="gap-top center">
          <Button kind="main" onTap={() => go(PAGES.list)}>
            拍照上架新商品
          </Button>
        </View>
      )}
      <Section title="店里的事">
        <Cell label="订单" onTap={() => go(PAGES.orders)} />
        <Cell label="商品" onTap={() => go(PAGES.products)} />
        <Cell label="进货和追溯" onTap={() => go(PAGES.lots)} />
        <Cell label="退换货" onTap={() => go(PAGES.afterSales)} />
        <Cell label="投诉" onTap={() => go(PAGES.complaints)} />
        <Cell label="买家评价" onTap={() => go(PAGES.reviews)} />
        <Cell label="货物进出账" onTap={() => go(PAGES.ledger)} />
        <Cell label="货款" onTap={() => go(PAGES.money)} />
        <Cell label="卖得怎样" onTap={() => go(PAGES.chart)} />
      </Section>
      <Section title="资料和人员">
        {data.myParties.flatMap((party) =>
          party.shops.map((shop) => (
            <Cell key={shop.id} label={shop.name} onTap={() => go(PAGES.shop)}>
              {shop.onSale ? <Tag>营业中</Tag> : <Tag tone="red">停售</Tag>}
            </Cell>
          )),
        )}
        <Cell label="登记和证照" onTap={() => go(PAGES.papers)} />
        <Cell label="联系人和电话" onTap={() => go(PAGES.contact)} />
        <Cell label="合同和公约" onTap={() => go(PAGES.contracts)} />
        <Cell label="监管和整改" onTap={() => go(PAGES.conduct)}>
          {measures.length > 0 && <Tag tone="red">{measures.length}件</Tag>}
        </Cell>
        <Cell label="执行标准" onTap={() => go(PAGES.standards)} />
        <Cell label="供货人" onTap={() => go(PAGES.suppliers)} />
        <Cell label="人员和权限" onTap={() => go(PAGES.staff)} />
        <Cell label="请服务站帮忙" onTap={() => go(PAGES.station)} />
        <Cell label="不会的，问平台" onTap={() => go(PAGES.questions)} />
      </Section>
    </>
  );
}
