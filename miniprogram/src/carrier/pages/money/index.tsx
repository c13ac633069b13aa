import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { CarrierMoney, type CarrierMoneyQuery } from '@/api/carrier';
import { moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { SAID } from '@/lib/said';
import { Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Section } from '@/ui/parts';
import { PAGES } from '../../ui/pages';
import { useFresh } from '@/lib/fresh';
import { Doubt } from './doubt';
import { Look, ToPay, type Remittance } from './to-pay';
import { SharesGot } from '@/ui/SharesGot';

/** Where every party that does not sell finds what was shared with it. */
const ACCOUNT = '/seller/pages/account/index';
const DEBTS = '/seller/pages/debts/index';
const TABS = [
  { value: 'open', label: '要打给商家' },
  { value: 'all', label: '全部' },
];
const pick = (data: CarrierMoneyQuery) => data.codRemittances;

/** Cash that couriers took at the door: it is the sellers', by a day that the contract sets. */
export default function MoneyPage() {
  const [tab, setTab] = useState('open');
  const list = useList(CarrierMoney, { onlyOpen: tab === 'open', first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  return (
    <Page
      query={list}
      head={
        <>
          <SharesGot kind="FREIGHT" title="分到的运费" />
          <Section>
            <Cell label={SAID.moneyToBank} onTap={() => go(ACCOUNT)} />
            <Cell label={SAID.debts} onTap={() => go(DEBTS)} />
          </Section>
          <Tabs tabs={TABS} value={tab} onChange={setTab} />
        </>
      }
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: tab === 'open' ? '没有要打的款' : '没有代收过货款' }}
    >
      {(nodes) => (
        <>
          {bySeller(nodes).map(([key, [first, ...more]]) =>
            first?.availableActions.includes('SAY') ? (
              <ToPay key={key} of={[first, ...more]} reload={list.reload} />
            ) : (
              first && <Card key={key} one={first} reload={list.reload} />
            ),
          )}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

/** What is not with its seller yet stands by seller: one transfer may pay several back. */
function bySeller(nodes: readonly Remittance[]): [string, Remittance[]][] {
  const groups = new Map<string, Remittance[]>();
  for (const one of nodes) {
    const key = one.availableActions.includes('SAY') ? (one.seller?.id ?? one.id) : one.id;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups];
}

/** Cash that is paid back, or of which the carrier has said so. */
const Card = ({ one, reload }: { one: Remittance; reload: () => Promise<void> }) => (
  <Section title={`${yuan(one.amountFen)}　给${one.seller?.name ?? '商家'}`}>
    <Cell label="收钱时间">{moment(one.collectedAt)}</Cell>
    <Cell label="哪一件" onTap={() => go(PAGES.parcel, { id: one.shipmentId })}>
      看这一件
    </Cell>
    <Cell label="到哪一步">{one.stateLabel}</Cell>
    {one.reference && <Cell label="单号">{one.reference}</Cell>}
    {one.remittedAt && <Cell label="打款">{moment(one.remittedAt)}</Cell>}
    {one.availableActions.includes('REMIT') && <Look of={[one]} reload={reload} />}
    <Doubt one={one} reload={reload} />
  </Section>
);
