import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { SellerMoney, Settlements, type SettlementsQuery } from '@/api/seller';
import { yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useList, useQuery } from '@/lib/query';
import { SAID } from '@/lib/said';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { Cell, Notice, Price, Section } from '@/ui/parts';
import { Heading } from '@/ui/Thing';
import { DayMark } from '../../ui/DayMark';
import { moneyOf, moneyRange, type Money } from '../../ui/money';
import { Account } from './account';
import { Held, Where } from './where';
import { Withdraw } from './withdraw';
import { PAGES } from '../../ui/pages';

const pick = (data: SettlementsQuery) => data.settlements;
type Settlement = SettlementsQuery['settlements']['edges'][number]['node'];

/** What has come, what will come and on which day, and what was taken off. */
export default function MoneyPage() {
  const [range] = useState(moneyRange);
  const whole = useQuery(SellerMoney, range);
  const mine = whole.data?.merchantAccounts.edges.map(({ node }) => node) ?? [];
  const money = whole.data && moneyOf(whole.data);
  const list = useList(Settlements, { first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  return (
    <Page
      right="FINANCE"
      query={list}
      isEmpty={(nodes) => nodes.length + mine.length + (money?.groups.length ?? 0) === 0}
      empty={{ text: '还没有货款', more: '买家付的钱先由支付机构保管，签收并过了退货期再打给您' }}
    >
      {(nodes) => (
        <>
          {money && <Sums money={money} />}
          {money?.groups.map((group) => (
            <Held key={group.why} group={group} />
          ))}
          {money && mine.length > 0 && <Where money={money} holdings={whole.data?.holdings ?? []} />}
          {whole.data?.holdings.map((holding) => (
            <Withdraw key={holding.merchant} holding={holding} reload={whole.reload} />
          ))}
          <Notice tone="good">买家付的钱由支付机构保管，平台不经手。签收并过了退货期，打到您的商户号。</Notice>
          <Section>
            <Cell label={SAID.debts} onTap={() => go(PAGES.debts)} />
          </Section>
          {mine.map((account) => (
            <Account key={account.id} account={account} reload={whole.reload} />
          ))}
          <Heading>到手的</Heading>
          <Section>
            {nodes.map((one) => (
              <Arrived key={one.id} one={one} />
            ))}
            {nodes.length === 0 && <View className="grey">还没有到手的货款</View>}
          </Section>
          <More list={list} />
        </>
      )}
    </Page>
  );
}

const Sums = ({ money: { monthFen, onItsWayFen, frozenFen } }: { money: Money }) => (
  <View className="panel on-soil between wrap">
    <View>
      <View className="grey">这个月到手了</View>
      <Price fen={monthFen} />
    </View>
    <View>
      <View className="grey">还没到，丢不了</View>
      <Price fen={onItsWayFen + frozenFen} />
    </View>
  </View>
);

const Arrived = ({ one }: { one: Settlement }) => (
  <View className="line" aria-role="button" onClick={() => go(PAGES.order, { id: one.orderId })}>
    <DayMark at={one.settledAt} tone="good" none="没到" />
    <View className="grow">
      <View className="bold">{one.order?.title ?? '一笔货款'}</View>
      <View className="small grey">
        {`平台收了 ${yuan(one.commissionFen)}`}
        {one.refundedFen > 0 ? `，退了 ${yuan(one.refundedFen)}` : ''}
        {one.sharedFen > 0 ? `，分给配送、服务站和种植户 ${yuan(one.sharedFen)}` : ''}
        {one.setOffFen > 0 ? `，还平台垫付的赔偿 ${yuan(one.setOffFen)}` : ''}
      </View>
    </View>
    <Price fen={one.netFen} />
  </View>
);
