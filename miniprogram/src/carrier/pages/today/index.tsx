import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { AssignReadyShipments, CarrierToday, type CarrierTodayQuery } from '@/api/carrier';
import { DAY_MS, dayStart, firstOfMonth } from '@/lib/china-day';
import { act } from '@/lib/client';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { useFresh } from '@/lib/fresh';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Below } from '@/ui/Cards';
import { Due, DueBy } from '@/ui/DueBy';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section } from '@/ui/parts';
import { State } from '@/ui/State';
import { Refusal } from '@/ui/Refusal';
import { clockOf } from '../../ui/Clock';
import { Crews } from '../../ui/Crews';
import { Month } from '../../ui/Month';
import { PAGES } from '../../ui/pages';
import { count, todosOf } from './todo';

type Today = CarrierTodayQuery;
const URGENT_MAX = 3;

const thisMonth = () => ({
  monthFrom: new Date(dayStart(firstOfMonth())).toISOString(),
  monthTo: new Date(Date.now() + DAY_MS).toISOString(),
});

/** What waits at the carrier's desk, the law's clocks first. */
export default function TodayPage() {
  const [month] = useState(thisMonth);
  const query = useQuery(CarrierToday, month);
  useFresh(query.reload);
  if (query.problem?.kind === 'forbidden' && !query.data) return <NotManager />;
  return <Page query={query}>{(data) => <Desk data={data} reload={query.reload} />}</Page>;
}

const NotManager = () => (
  <Page>
    <State text={SAID.forCarrierManagers} more="您还没登记成经理。是配送员的，接货、送货在您自己的任务里。">
      <Button kind="main" onTap={() => go('/courier/pages/tasks/index')}>
        去我的任务
      </Button>
    </State>
  </Page>
);

/** The parcels whose clock is the shortest. */
const urgentOf = ({ ready, assigned, onRoad }: Today) =>
  [...ready.edges, ...assigned.edges, ...onRoad.edges]
    .map(({ node }) => ({
      id: node.id,
      title: `${node.stateLabel}　${node.consignorName} ${node.units}件`,
      ...clockOf(node)!,
    }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .slice(0, URGENT_MAX);

function Desk({ data, reload }: { data: Today; reload: () => Promise<void> }) {
  const { assigned, onRoad, codRemittances } = data;
  const urgent = urgentOf(data);
  const todos = todosOf(data);
  return (
    <>
      {data.carriers
        .filter(({ inGoodStanding }) => !inGoodStanding)
        .map((carrier) => (
          <Notice key={carrier.partyId} tone="bad">
            {carrier.name}现在不能接单：{carrier.standingReason}
          </Notice>
        ))}
      <Waiting data={data} reload={reload} />
      <Section title="今天要办">
        {todos.length === 0 && <View className="grey">没有别的事要马上处理</View>}
        {todos.map(({ key, what, due, onTap }) => (
          <Due key={key} what={what} onTap={onTap}>
            <DueBy {...due} />
          </Due>
        ))}
      </Section>
      {urgent.length > 0 && (
        <Section title="最急的件">
          {urgent.map(({ id, title, at, what }) => (
            <Due key={id} what={title} onTap={() => go(PAGES.parcel, { id })}>
              <DueBy at={at} what={what} />
            </Due>
          ))}
        </Section>
      )}
      <Crews data={data} />
      <Section title="都在这里">
        <Cell label="去接货的件" onTap={() => go(PAGES.parcels, { state: 'ASSIGNED' })}>
          {count(assigned)}件
        </Cell>
        <Cell label="在路上的件" onTap={() => go(PAGES.parcels, { state: 'TAKEN_OVER' })}>
          {count(onRoad)}件
        </Cell>
        <Cell label="取退货" onTap={() => go(PAGES.returns)} />
        <Cell label="温度报警" onTap={() => go(PAGES.alarms)} />
        <Cell label="对交接单" onTap={() => go(PAGES.handovers)} />
        {codRemittances.edges.length > 0 && <Cell label="代收的货款" onTap={() => go(PAGES.money)} />}
      </Section>
      <Section title="公司的事">
        <Cell label="人和车" onTap={() => go(PAGES.fleet)} />
        <Cell label="送到哪、收多少" onTap={() => go(PAGES.service)} />
        <Cell label="监管和合同" onTap={() => go(PAGES.conduct)} />
      </Section>
      <Below>
        {data.carriers.map(
          ({ partyId, name, report }) =>
            report && (
              <Month key={partyId} report={report} title={data.carriers.length > 1 ? `${name}这个月` : '这个月'} />
            ),
        )}
      </Below>
    </>
  );
}

/** Parcels that nobody fetches yet; one tap gives each to whoever may carry it. */
function Waiting({ data: { ready, carriers }, reload }: { data: Today; reload: () => Promise<void> }) {
  const [left, setLeft] = useState<{ assigned: number; reasons: string[] } | null>(null);
  const assign = useAction(async () => {
    const waiting = carriers.filter(({ partyId }) => ready.edges.some(({ node }) => node.carrierPartyId === partyId));
    const done = [];
    for (const { partyId } of waiting) done.push(await act(AssignReadyShipments, { carrierPartyId: partyId }));
    setLeft({
      assigned: done.reduce((sum, one) => sum + one.assigned, 0),
      reasons: [...new Set(done.flatMap((one) => one.left.map(({ message }) => message)))],
    });
    await reload();
  });
  return (
    <Section title="还没分派">
      {ready.edges.length > 0 ? (
        <>
          <Cell label="等人去接" onTap={() => go(PAGES.parcels, { state: 'READY' })}>
            {count(ready)}件
          </Cell>
          <View className="small">
            <DueBy at={ready.edges.flatMap(({ node }) => node.dueAt ?? []).sort()[0]} what="派人" />
          </View>
        </>
      ) : (
        <View className="grey">都派出去了</View>
      )}
      {left && (
        <Notice tone={left.reasons.length > 0 ? 'bad' : 'good'}>
          派出去{left.assigned}件
          {left.reasons.length > 0 && `。没派出去的：${left.reasons.join('；')}。点进去自己选人和车`}
        </Notice>
      )}
      <Refusal problem={assign.problem} />
      {ready.edges.length > 0 && (
        <Acts>
          <Button kind="main" busy={assign.busy} onTap={assign.run}>
            一键分派
          </Button>
        </Acts>
      )}
    </Section>
  );
}
