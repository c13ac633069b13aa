import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { useState } from 'react';
import {
  CarrierParcels,
  ShipmentStateWords,
  StorageWords,
  type CarrierParcelsQuery,
  type ShipmentSort,
  type ShipmentState,
} from '@/api/carrier';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { known } from '@/lib/known';
import { useList } from '@/lib/query';
import { Button } from '@/ui/Button';
import { Check, Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Notice, Section, Tag } from '@/ui/parts';
import { Stopped } from '@/ui/Stopped';
import { MoveMany } from '../../ui/MoveMany';
import { Clock } from '../../ui/Clock';
import { PAGES } from '../../ui/pages';
import { useFresh } from '@/lib/fresh';

type Parcel = CarrierParcelsQuery['shipments']['edges'][number]['node'];
const SHOWN: readonly ShipmentState[] = [
  'READY',
  'ASSIGNED',
  'TAKEN_OVER',
  'AT_STATION',
  'LEFT_AT_STATION',
  'REFUSED',
  'AT_DEPOT',
  'DELIVERED',
];
/** Of these somebody else may be told to carry them. */
const ASSIGNABLE: readonly ShipmentState[] = ['READY', 'ASSIGNED'];
const TABS = SHOWN.map((value) => ({ value, label: ShipmentStateWords[value] }));
/** What is on its way: what is due first; what has arrived: the last that did. */
const orderOf = (state: ShipmentState): { sort: ShipmentSort; descending: boolean } =>
  state === 'DELIVERED' ? { sort: 'DELIVERED_AT', descending: true } : { sort: 'DELIVER_DUE_AT', descending: false };
/** Letters of a number that tell one from another; the card below has it whole. */
const TAIL = 6;
const pick = (data: CarrierParcelsQuery) => data.shipments;

export default function ParcelsPage() {
  const { params } = useRouter();
  const [state, setState] = useState(known(ShipmentStateWords, params['state'], 'READY'));
  const [chosen, setChosen] = useState<string[] | null>(null);
  const choose = (id: string, on: boolean) =>
    setChosen((before) => [...(before ?? []).filter((one) => one !== id), ...(on ? [id] : [])]);
  const list = useList(CarrierParcels, { state, ...orderOf(state), first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  return (
    <Page
      query={list}
      head={
        <Tabs
          tabs={TABS}
          value={state}
          onChange={(next) => {
            setState(next);
            setChosen(null);
          }}
        />
      }
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '这里没有件' }}
    >
      {(nodes) => (
        <>
          {ASSIGNABLE.includes(state) && (
            <View className="buttons pad-x-4">
              <Button small onTap={() => setChosen(chosen ? null : [])}>
                {chosen ? '不选了' : '选几件一起派'}
              </Button>
            </View>
          )}
          {chosen && chosen.length > 0 && (
            <MoveMany parcels={nodes.filter(({ id }) => chosen.includes(id))} onDone={list.reload} />
          )}
          {nodes.map((parcel) => (
            <View key={parcel.id}>
              {chosen && (
                <View className="pad-x-4">
                  <Check on={chosen.includes(parcel.id)} onChange={(on) => choose(parcel.id, on)}>
                    选这件，尾号 {parcel.trackingNumber.slice(-TAIL)}
                  </Check>
                </View>
              )}
              <Card parcel={parcel} />
            </View>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

const Card = ({ parcel }: { parcel: Parcel }) => (
  <View aria-role="button" onClick={() => go(PAGES.parcel, { id: parcel.id })}>
    <Section
      title={`${parcel.consignorName}　${parcel.units}件`}
      extra={<Tag tone={parcel.storage === 'AMBIENT' ? 'soil' : 'cold'}>{StorageWords[parcel.storage]}</Tag>}
    >
      <View>
        送到 {parcel.recipient.address} {parcel.recipient.name}
      </View>
      {parcel.courier && (
        <View>
          {parcel.courier.name}
          {parcel.vehicle && `，${parcel.vehicle.plate}`}
        </View>
      )}
      <View className="small">
        {parcel.deliveredAt ? (
          <View className={parcel.inTime ? 'green' : 'red'}>
            {moment(parcel.deliveredAt)}送到{!parcel.inTime && '，晚了'}
          </View>
        ) : (
          <Clock parcel={parcel} />
        )}
      </View>
      <View className="small grey break">单号 {parcel.trackingNumber}</View>
      <Stopped of={parcel} />
      {parcel.alarms.some(({ state }) => state !== 'RESOLVED') && <Notice tone="bad">温度报警没处理</Notice>}
    </Section>
  </View>
);
