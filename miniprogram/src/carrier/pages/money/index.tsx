import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { CarrierMoney, RemitCod, type CarrierMoneyQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useList } from '@/lib/query';
import { SAID } from '@/lib/said';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Section } from '@/ui/parts';
import { PAGES } from '../../ui/pages';
import { Refusal } from '@/ui/Refusal';
import { useFresh } from '@/lib/fresh';
import { SharesGot } from '@/ui/SharesGot';

type Remittance = CarrierMoneyQuery['codRemittances']['edges'][number]['node'];
/** Where every party that does not sell finds what was shared with it. */
const ACCOUNT = '/seller/pages/account/index';
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
          </Section>
          <Tabs tabs={TABS} value={tab} onChange={setTab} />
        </>
      }
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: tab === 'open' ? '没有要打的款' : '没有代收过货款' }}
    >
      {(nodes) => (
        <>
          {nodes.map((one) => (
            <Card key={one.id} one={one} reload={list.reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

function Card({ one, reload }: { one: Remittance; reload: () => Promise<void> }) {
  const remit = useAction(async () => {
    await act(RemitCod, { remittanceId: one.id }, `remit ${one.id}`);
    say('商家收到了');
    await reload();
  });
  return (
    <Section title={`${yuan(one.amountFen)}　给${one.seller?.name ?? '商家'}`}>
      <Cell label="收钱时间">{moment(one.collectedAt)}</Cell>
      <Cell label="哪一件" onTap={() => go(PAGES.parcel, { id: one.shipmentId })}>
        看这一件
      </Cell>
      {one.remittedAt ? (
        <Cell label="打款">
          {moment(one.remittedAt)}，单号 {one.reference}
        </Cell>
      ) : (
        <Cell label="期限">
          <DueBy at={one.dueAt} what="打款" />
        </Cell>
      )}
      {one.availableActions.includes('REMIT') && (
        <>
          <Cell label="转账写上编号">{one.transferNumber}</Cell>
          <Refusal problem={remit.problem} />
          <View className="buttons">
            <Button kind="main" busy={remit.busy} onTap={remit.run}>
              打过去了，核对
            </Button>
          </View>
        </>
      )}
    </Section>
  );
}
