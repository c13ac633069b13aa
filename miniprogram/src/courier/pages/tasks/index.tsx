import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import {
  AcceptCourierRules,
  CollectionActWords,
  CollectionKindWords,
  CourierCodeOf,
  CourierCollection,
  CourierParcel,
  CourierTasks,
  type CollectionState,
  type CourierTasksQuery,
} from '@/api/courier';
import { act } from '@/lib/client';
import { moment, nearAddress } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { scan } from '@/lib/platform';
import { useScan, type Sought } from '@/lib/scan';
import { say } from '@/lib/say';
import { ahead, TODAY, useAhead } from '@/lib/today';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Check, Tabs } from '@/ui/forms';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Bar, Notice, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { codeOfCard } from '../../ui/card-code';
import { PAGES } from '../../ui/pages';
import { LastVehicle, Load, loadsOf } from './load';
import { FirstStop, OfDay, StopOnWay, stopsOf, ToTake, type OnWay, type Parcel } from './stops';

type Tasks = CourierTasksQuery;
const SHIPMENT_CODE = /^heitu:shipment:([\w:.-]{10,64})$/;
/** On the seller's phone, or printed on the parcel. */
const PARCEL: Sought = { name: '商家给的交接码，或包裹上的单号', otherwise: '在下面找这一件' };

interface Placed {
  agreedPlace: string | null;
  recipient: { address: string };
}

/** What a courier has to do now: take over, deliver, fetch back. Another's parcels are not here. */
export default function TasksPage() {
  const [tab, setTab] = useState<string>();
  const query = useQuery(CourierTasks, {}, { keepAs: 'tasks', place: TODAY });
  useFresh(query.reload);
  return <Page query={query}>{(data) => <Desk data={data} tab={tab} setTab={setTab} reload={query.reload} />}</Page>;
}

function Desk({
  data,
  tab: chosen,
  setTab,
  reload,
}: {
  data: Tasks;
  tab: string | undefined;
  setTab: (tab: string) => void;
  reload: () => Promise<void>;
}) {
  const post = data.courierPosts[0];
  const county = data.homeCounty?.name;
  const near = <T extends Placed>(one: T): T => {
    const { agreedPlace: agreed, recipient } = one;
    return {
      ...one,
      // Said beside the address only where it is another place.
      agreedPlace: agreed && agreed !== recipient.address ? nearAddress(agreed, county) : null,
      recipient: { ...recipient, address: nearAddress(recipient.address, county) },
    };
  };
  const mine = <T extends Placed & Pick<Parcel, 'courier'>>(nodes: readonly { node: T }[]): T[] =>
    nodes.map(({ node }) => near(node)).filter(({ courier }) => courier?.id === post?.id);
  const toTakeOver = mine<Parcel>(data.toTakeOver.edges);
  const toDeliver = mine<OnWay>(data.toDeliver.edges);
  const goingBack = [...mine(data.atStation.edges), ...mine(data.goingBack.edges)];
  const returns = [data.toAppoint, data.appointed, data.taken, data.atCentre]
    .flatMap(({ edges }) => edges.map(({ node }) => near(node)))
    .filter(({ courierId }) => courierId === post?.id);
  const loads = loadsOf(data.trips, [...toTakeOver, ...toDeliver]);
  useAhead({
    ...Object.fromEntries(
      [...toTakeOver, ...toDeliver, ...goingBack].map(({ id }) => [id, ahead(CourierParcel, { id }, `parcel ${id}`)]),
    ),
    ...Object.fromEntries(
      toDeliver.map(({ id }) => [
        `code ${id}`,
        ahead(CourierCodeOf, { shipmentId: id, collectionId: null }, `code ${id}`),
      ]),
    ),
    ...Object.fromEntries(returns.map(({ id }) => [id, ahead(CourierCollection, { id }, `collection ${id}`)])),
  });
  const find = useScan(PARCEL, (text) => {
    if (codeOfCard(text)) return '这是交货卡。先点开要接的那一件，清点、签字，再扫它';
    const id =
      SHIPMENT_CODE.exec(text)?.[1] ??
      [...toTakeOver, ...toDeliver, ...goingBack].find(({ trackingNumber }) => trackingNumber === text.toUpperCase())
        ?.id;
    if (!id) return '这不是交接码，也不是您手上的单号。请商家打开订单里的码给您扫';
    go(PAGES.parcel, { id });
  });
  if (!post) return <Notice>您还没有登记成配送员。请配送公司的经理把您加上。</Notice>;
  if (post.availableActions.includes('ACCEPT_RULES'))
    return <Rules carrierPartyId={post.carrierPartyId} rules={data.courierRules} reload={reload} />;
  const counts = { take: toTakeOver.length, deliver: toDeliver.length + goingBack.length, back: returns.length };
  // Until one is chosen: where there is something to do, what is on the way before all.
  const tab = chosen ?? (['deliver', 'take', 'back'] as const).find((one) => counts[one] > 0) ?? 'deliver';
  const stops = stopsOf(toDeliver, goingBack);
  return (
    <View className="with-bar">
      <Tabs
        tabs={[
          { value: 'take', label: `去接货 ${counts.take}` },
          { value: 'deliver', label: `去送货 ${counts.deliver}` },
          { value: 'back', label: `取退货 ${counts.back}` },
        ]}
        value={tab}
        onChange={setTab}
      />
      {loads.map(({ vehicle, dueAt }) => (
        <Load key={vehicle.id} vehicle={vehicle} dueAt={dueAt} reload={reload} />
      ))}
      {tab === 'take' && (
        <>
          <LastVehicle except={loads} reload={reload} />
          {toTakeOver.length === 0 && <Notice tone="good">没有要接的货</Notice>}
          <ScanLoad parcels={toTakeOver} />
          {toTakeOver.map((parcel) => (
            <ToTake key={parcel.id} parcel={parcel} />
          ))}
        </>
      )}
      {tab === 'deliver' && (
        <>
          {stops.length === 0 ? <Notice tone="good">没有要送的货</Notice> : <OfDay stops={stops} />}
          {stops.map((stop, i) => (
            <StopOnWay key={stop.parcel.id} stop={stop} number={i + 1} />
          ))}
        </>
      )}
      {tab === 'back' && <Returns returns={returns} />}
      <Bar>
        <Button kind={tab === 'deliver' && stops[0] ? undefined : 'main'} busy={find.busy} onTap={find.run}>
          <Icon name="scan" />
          {tab === 'deliver' && stops[0] ? '扫' : '扫码找这一件'}
        </Button>
        {tab === 'deliver' && stops[0] && <FirstStop stop={stops[0]} />}
      </Bar>
    </View>
  );
}

/** One after the other, without a tap in between: what was scanned, and what is still missing. */
function ScanLoad({ parcels }: { parcels: readonly Parcel[] }) {
  const [seen, setSeen] = useState<string[]>([]);
  const count = useAction(async () => {
    for (let found = new Set(seen); found.size < parcels.length;) {
      const read = await scan(PARCEL.name);
      if (read.kind !== 'text') return;
      const text = read.text.trim();
      const id = SHIPMENT_CODE.exec(text)?.[1];
      const parcel = parcels.find((one) => one.id === id || one.trackingNumber === text.toUpperCase());
      if (!parcel) {
        say('这不是要接的件');
        continue;
      }
      found = new Set([...found, parcel.id]);
      setSeen([...found]);
      say(`扫到 ${found.size} 件，还差 ${parcels.length - found.size} 件`);
    }
  });
  if (parcels.length < 2) return null;
  const missing = parcels.filter(({ id }) => !seen.includes(id));
  return (
    <Section
      title={seen.length > 0 ? `扫到 ${seen.length} 件，还差 ${missing.length} 件` : `要接 ${parcels.length} 件`}
      extra={
        missing.length > 0 && (
          <Button small busy={count.busy} onTap={count.run}>
            一件一件扫
          </Button>
        )
      }
    >
      {seen.length > 0 &&
        missing.map(({ id, trackingNumber, consignorName }) => (
          <View key={id} className="small grey break">
            还没扫：{consignorName} {trackingNumber}
          </View>
        ))}
    </Section>
  );
}

/** What is to be done with it by its clock. */
const NEXT: Readonly<Partial<Record<CollectionState, string>>> = {
  DUE: '和买家约好',
  TAKEN: CollectionActWords.HAND_OVER,
  AT_CENTRE: '双方签字',
};

const Returns = ({ returns }: { returns: Tasks['taken']['edges'][number]['node'][] }) => (
  <>
    {returns.length === 0 && <Notice tone="good">没有要取的退货</Notice>}
    {returns.map((one) => (
      <View key={one.id} aria-role="button" onClick={() => go(PAGES.collection, { id: one.id })}>
        <Section
          title={`取回${CollectionKindWords[one.kind]}`}
          extra={<Tag>{one.items.reduce((sum, { units }) => sum + units, 0)}件</Tag>}
        >
          <View className="bold">{one.recipient.name}</View>
          <View>{one.recipient.address}</View>
          <View className="small grey">交给 {one.sellerName}</View>
          <View className="small">
            {one.state === 'APPOINTED' && one.agreedAt ? (
              <Text className="grey">约好 {moment(one.agreedAt)}</Text>
            ) : (
              <DueBy at={one.dueAt} what={NEXT[one.state] ?? ''} />
            )}
          </View>
        </Section>
      </View>
    ))}
  </>
);

function Rules({
  carrierPartyId,
  rules,
  reload,
}: {
  carrierPartyId: string;
  rules: Tasks['courierRules'];
  reload: () => Promise<void>;
}) {
  const [read, setRead] = useState(false);
  const accept = useAction(async () => {
    if (!read) throw wrongAt('read', '请读完守则再打勾');
    await act(AcceptCourierRules, { carrierPartyId, version: rules.version });
    await reload();
  });
  return (
    <Section title="配送守则">
      {rules.text.split('；').map((line) => (
        <View key={line} className="line">
          {line}
        </View>
      ))}
      <Check on={read} onChange={setRead}>
        我读完了，照着做
      </Check>
      <Refusal problem={accept.problem} />
      <Acts>
        <Button kind="main" wide busy={accept.busy} onTap={accept.run}>
          同意，开始干活
        </Button>
      </Acts>
    </Section>
  );
}
