import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import {
  CarrierParcel,
  HandoverSideWords,
  SignCustodyLeg,
  StorageWords,
  VoidHandover,
  type CarrierParcelQuery,
} from '@/api/carrier';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm } from '@/lib/say';
import { Button } from '@/ui/Button';
import { CallButton } from '@/ui/CallButton';
import { Curve } from '@/ui/Curve';
import { Inspected } from '@/ui/Inspected';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section, Steps, Tag } from '@/ui/parts';
import { Stopped } from '@/ui/Stopped';
import { Refusal } from '@/ui/Refusal';
import { CustodyLegs } from '@/ui/CustodyLegs';
import { AlarmCard } from '../../ui/AlarmCard';
import { Assign } from '../../ui/Assign';
import { Back } from '../../ui/Back';
import { Clock, clockOf } from '../../ui/Clock';
import { CodeLock } from '../../ui/CodeLock';
import { Contents } from '../../ui/Contents';
import { Express, Storage } from '../../ui/Elsewhere';
import { PAGES } from '../../ui/pages';
import { range } from '../../ui/words';

type Parcel = NonNullable<CarrierParcelQuery['shipment']>;

export default function ParcelPage() {
  const { params } = useRouter();
  const query = useQuery(CarrierParcel, { id: params['id'] ?? '' });
  return (
    <Page query={query} isEmpty={(data) => data.shipment === null} empty={{ text: '没有这一件，或不归您的公司送' }}>
      {(data) => <Work data={data} parcel={data.shipment!} reload={query.reload} />}
    </Page>
  );
}

/** What it is, between whom, and until when. */
const Facts = ({ parcel }: { parcel: Parcel }) => (
  <Section
    title={parcel.stateLabel}
    extra={
      <Tag tone={parcel.storage === 'AMBIENT' ? 'soil' : 'cold'}>
        {StorageWords[parcel.storage]} {range(parcel.temperatureCelsiusMin, parcel.temperatureCelsiusMax)}
      </Tag>
    }
  >
    {parcel.items.map((item) => (
      <Cell key={item.title + item.specification} label={item.title} plain>
        {item.specification} × {item.units}
      </Cell>
    ))}
    <Cell label="到哪里接">
      {parcel.consignorName}，{parcel.deliveryNote.consignorAddress}，{parcel.deliveryNote.consignorContact}
    </Cell>
    <Cell label="送给谁">
      {parcel.recipient.name} {parcel.recipient.phone}
      <View>{parcel.recipient.address}</View>
    </Cell>
    {clockOf(parcel) && (
      <Cell label="期限">
        <Clock parcel={parcel} />
      </Cell>
    )}
    {parcel.agreedAt && (
      <Cell label="约好">
        {moment(parcel.agreedAt)}，{parcel.agreedPlace}
      </Cell>
    )}
    {parcel.courier && (
      <Cell label="配送员">
        <View className="between wrap">
          <View>{parcel.courier.name}</View>
          {parcel.courier.phone && <CallButton phone={parcel.courier.phone} />}
        </View>
      </Cell>
    )}
    {parcel.vehicle && <Cell label="车">{parcel.vehicle.plate}</Cell>}
    <Cell label="单号">
      <View className="break">{parcel.trackingNumber}</View>
    </Cell>
    <Cell
      label="和这家商家对单"
      onTap={() =>
        go(PAGES.handovers, {
          carrier: parcel.carrierPartyId,
          seller: parcel.sellerPartyId,
          name: parcel.consignorName,
        })
      }
    />
  </Section>
);

function Work({ data, parcel, reload }: { data: CarrierParcelQuery; parcel: Parcel; reload: () => Promise<void> }) {
  const carrier = data.carriers.find(({ partyId }) => partyId === parcel.carrierPartyId);
  const alarms = [...parcel.alarms].sort((one, other) => other.availableActions.length - one.availableActions.length);
  return (
    <>
      {alarms
        .filter(({ availableActions }) => availableActions.length > 0)
        .map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} reload={reload} />
        ))}
      <Stopped of={parcel} />
      <Facts parcel={parcel} />
      {parcel.refusalLabel && (
        <Notice tone="bad">
          拒收：{parcel.refusalLabel}
          {parcel.refusalNote ? `，${parcel.refusalNote}` : ''}
        </Notice>
      )}
      <CodeLock of={{ shipmentId: parcel.id }} actions={parcel.availableActions} reload={reload} />
      {parcel.availableActions.includes('ASSIGN') && <Assign parcel={parcel} carrier={carrier} reload={reload} />}
      <Back parcel={parcel} reload={reload} />
      {data.contentsCases.edges.map(({ node }) => (
        <Contents key={node.id} one={node} reload={reload} />
      ))}
      <CustodyLegs parcel={parcel} sign={(signed) => act(SignCustodyLeg, signed)} reload={reload} />
      {parcel.handovers.map((handover) => (
        <Document key={handover.id} handover={handover} reload={reload} />
      ))}
      <Storage parcel={parcel} carrier={carrier} reload={reload} />
      <Express parcel={parcel} reload={reload} />
      {data.readings.length > 0 && (
        <Section title="路上的温度">
          <Curve points={data.readings} min={parcel.temperatureCelsiusMin} max={parcel.temperatureCelsiusMax} />
        </Section>
      )}
      {alarms
        .filter(({ availableActions }) => availableActions.length === 0)
        .map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} reload={reload} />
        ))}
      <Section title="到哪了">
        <Steps
          steps={parcel.track.map((point, i) => ({
            key: point.at + point.text,
            title: point.text,
            more: moment(point.at),
            state: i === 0 ? 'now' : 'done',
          }))}
        />
      </Section>
    </>
  );
}

/** One written wrongly is voided; courier and seller then open another. */
function Document({ handover, reload }: { handover: Parcel['handovers'][number]; reload: () => Promise<void> }) {
  const cancel = useAction(async () => {
    if (!(await confirm('这张交接单作废？', '作废后要重新开一张，双方重新签字', '作废'))) return;
    await act(VoidHandover, { handoverId: handover.id });
    await reload();
  });
  return (
    <Section title="交接单">
      <Cell label="单号">
        <View className="break">{handover.number}</View>
      </Cell>
      {Object.entries(HandoverSideWords).map(([side, name]) => {
        const signature = handover.signatures.find((one) => one.side === side);
        return (
          <Cell key={side} label={`${name}签字`}>
            {signature ? `${signature.custodian}，${moment(signature.signedAt)}` : '还没签'}
          </Cell>
        );
      })}
      <Inspected of={handover} failed="没有看" />
      {!handover.verified && <Notice tone="bad">这张单签字后被人改过</Notice>}
      <Refusal problem={cancel.problem} />
      {handover.availableActions.includes('VOID') && (
        <View className="buttons">
          <Button kind="danger" busy={cancel.busy} onTap={cancel.run}>
            写错了，作废
          </Button>
        </View>
      )}
    </Section>
  );
}
