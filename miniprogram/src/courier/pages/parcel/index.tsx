import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import {
  AcknowledgeAlarm,
  ArriveAtDepot,
  CourierParcel,
  SignCustodyLeg,
  StorageWords,
  type CourierParcelQuery,
  type ShipmentAct,
} from '@/api/courier';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { nameThing, useWaitingOf } from '@/lib/outbox';
import { useQuery } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { keep } from '@/lib/storage';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section, Steps, Tag } from '@/ui/parts';
import { Stopped } from '@/ui/Stopped';
import { CallButton } from '@/ui/CallButton';
import { Refusal } from '@/ui/Refusal';
import { CustodyLegs } from '@/ui/CustodyLegs';
import { DoneHere } from '@/ui/Waiting';
import { WayThere } from '@/ui/WayThere';
import { AtDoor } from '../../ui/AtDoor';
import { ToStation } from '../../ui/ToStation';
import { TakeOver } from '../../ui/TakeOver';
import { wayTo } from '../../ui/way-to';
import { foreseen } from './foreseen';

export type Parcel = NonNullable<CourierParcelQuery['shipment']>;

export default function ParcelPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const query = useQuery(CourierParcel, { id }, { keepAs: `parcel ${id}`, place: TODAY });
  return (
    <Page
      query={query}
      isEmpty={(data) => data.shipment === null}
      empty={{ text: '没有这一件，或不是派给您的', more: '要是商家让您扫的码，请经理先把这一件派给您' }}
    >
      {(data) => <Here parcel={data.shipment!} reload={query.reload} />}
    </Page>
  );
}

/** The parcel as it will be once all that was done without a network has come through. */
function Here({ parcel, reload }: { parcel: Parcel; reload: () => Promise<void> }) {
  const entries = useWaitingOf(parcel.id, reload);
  const { id, trackingNumber } = parcel;
  useEffect(() => nameThing(id, `单号 ${trackingNumber}`), [id, trackingNumber]);
  return (
    <>
      <DoneHere entries={entries} />
      <Work parcel={foreseen(parcel, entries)} reload={reload} />
    </>
  );
}

/** What it is, and to whom it goes until when. */
function Facts({ parcel }: { parcel: Parcel }) {
  const range =
    parcel.temperatureCelsiusMax !== null
      ? `${parcel.temperatureCelsiusMin ?? ''}～${parcel.temperatureCelsiusMax}°C`
      : '';
  return (
    <Section
      title={parcel.stateLabel}
      extra={
        <Tag tone={parcel.storage === 'AMBIENT' ? 'soil' : 'cold'}>
          {StorageWords[parcel.storage]}
          {range}
        </Tag>
      }
    >
      {parcel.pickup ? (
        <>
          <View className="bold">送到{parcel.pickup.stationName}</View>
          <View>{parcel.pickup.address}</View>
        </>
      ) : (
        <>
          <View className="bold">
            {parcel.recipient.name} {parcel.recipient.phone}
          </View>
          <View>{parcel.recipient.address}</View>
        </>
      )}
      {(parcel.pickup || parcel.recipient.full) && (
        <View className="buttons">
          {!parcel.pickup && <CallButton phone={parcel.recipient.phone} />}
          <WayThere small to={wayTo(parcel)} />
        </View>
      )}
      {parcel.items.map((item) => (
        <Cell key={item.title + item.specification} label={item.title}>
          {item.specification} × {item.units}
        </Cell>
      ))}
      {parcel.state === 'ASSIGNED' && (
        <Cell label="到哪里接">
          {parcel.consignorName}，{parcel.deliveryNote.consignorAddress}，{parcel.deliveryNote.consignorContact}
        </Cell>
      )}
      <Cell label="单号">
        <View className="break">{parcel.trackingNumber}</View>
      </Cell>
      {parcel.vehicle && <Cell label="车">{parcel.vehicle.plate}</Cell>}
      {parcel.state !== 'REFUSED' && (
        <Cell label={parcel.state === 'ASSIGNED' ? '接货不晚于' : '送到不晚于'}>
          {moment(parcel.state === 'ASSIGNED' ? parcel.takeOverDueAt : parcel.deliverDueAt)}
        </Cell>
      )}
    </Section>
  );
}

function Work({ parcel, reload }: { parcel: Parcel; reload: () => Promise<void> }) {
  const { vehicle } = parcel;
  useEffect(() => {
    // The list of tasks offers the look at this vehicle before the road.
    if (vehicle) keep('courier-vehicle', { id: vehicle.id, plate: vehicle.plate });
  }, [vehicle]);
  const depot = useAction(async () => {
    await act(ArriveAtDepot, { shipmentId: parcel.id });
    say(SAID.atDepot);
    await reload();
  });
  const acknowledge = useAction(async (alarmId: string) => {
    await act(AcknowledgeAlarm, { alarmId });
    await reload();
  });
  const can = (action: ShipmentAct): boolean => parcel.availableActions.includes(action);
  return (
    <>
      {parcel.alarms
        .filter(({ state }) => state !== 'RESOLVED')
        .map((alarm) => (
          <Notice key={alarm.id} tone="bad">
            {alarm.kind === 'SILENCE'
              ? '温度计没有信号'
              : `超温 ${alarm.minutesOut} 分钟，最高 ${alarm.worstCelsius ?? '?'}°C`}
            。经理处理完才能送。
            {alarm.availableActions.includes('ACKNOWLEDGE') && (
              <View className="buttons">
                <Button small busy={acknowledge.busy} onTap={() => acknowledge.run(alarm.id)}>
                  知道了
                </Button>
              </View>
            )}
          </Notice>
        ))}
      <Stopped of={parcel} />
      <Facts parcel={parcel} />
      <CustodyLegs parcel={parcel} sign={(signed) => act(SignCustodyLeg, signed)} reload={reload} />
      <TakeOver parcel={parcel} reload={reload} />
      <ToStation parcel={parcel} reload={reload} />
      <AtDoor parcel={parcel} reload={reload} />
      {parcel.visits
        .filter(({ outcome }) => outcome === 'NOBODY_HOME')
        .map(({ number, at, againAt }) => (
          <Notice key={number}>
            {moment(at)}来过，没人{againAt ? `，${moment(againAt)}再来` : '，退回商家'}
          </Notice>
        ))}
      {parcel.refusalLabel && (
        <Notice tone="bad">
          买家拒收：{parcel.refusalLabel}
          {parcel.refusalNote ? `，${parcel.refusalNote}` : ''}
        </Notice>
      )}
      {can('ARRIVE_AT_DEPOT') && (
        <Section title="送回站点">
          <View className="grey">不再往门口送。货交给站点的人，再点“货到站点了”。</View>
          <Refusal problem={depot.problem} />
          <Acts>
            <Button kind="main" busy={depot.busy} onTap={depot.run}>
              货到站点了
            </Button>
          </Acts>
        </Section>
      )}
      {!['ASSIGNED', 'REFUSED'].includes(parcel.state) && (
        <Section title="步骤">
          <Steps
            steps={parcel.steps.map((step) => ({
              key: step.label,
              title: step.label,
              more: step.doneAt ? moment(step.doneAt) : undefined,
              state: step.doneAt ? 'done' : undefined,
            }))}
          />
        </Section>
      )}
    </>
  );
}
