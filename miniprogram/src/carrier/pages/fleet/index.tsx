import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { CarrierFleet, EndCourier, type CarrierFleetQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { fullDay, moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Tabs } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Notice, Section, Tag } from '@/ui/parts';
import { FACILITY_KINDS, kindOf, rangeOf, VEHICLE_KINDS, type Fleet } from '../../ui/fleet';
import { NewCourier } from '../../ui/NewCourier';
import { NewDevice } from '../../ui/NewDevice';
import { NewFacility } from '../../ui/NewFacility';
import { NewVehicle } from '../../ui/NewVehicle';
import { Refusal } from '@/ui/Refusal';
import { managedCarriers, NONE_MANAGED } from '../../ui/managed';
import '@/ui/work.scss';

interface ListProps {
  carrier: Fleet;
  data: CarrierFleetQuery;
  reload: () => Promise<void>;
}

/** Who drives, with which vehicles, from which stores, watched by which thermometers. */
export default function FleetPage() {
  const query = useQuery(CarrierFleet, {});
  return (
    <Page query={query} isEmpty={(data) => managedCarriers(data).length === 0} empty={NONE_MANAGED}>
      {(data) => managedCarriers(data).map((carrier) => <OneFleet key={carrier.partyId} carrier={carrier} data={data} reload={query.reload} />)}
    </Page>
  );
}

const PARTS = [
  { value: 'couriers', label: '人', add: '加一个送货的人', none: '还没有送货的人', List: Couriers, New: NewCourier },
  { value: 'vehicles', label: '车', add: '加一辆车', none: '还没有车', List: Vehicles, New: NewVehicle },
  { value: 'facilities', label: '库房', add: '加一个库或站点', none: '还没有库房和站点', List: Facilities, New: NewFacility },
  { value: 'devices', label: '温度计', add: '装一个温度计', none: '还没有温度计，没有它不能送冷货', List: Devices, New: NewDevice },
] as const;

function OneFleet({ carrier, data, reload }: ListProps) {
  const [tab, setTab] = useState<string>('couriers');
  const [adding, setAdding] = useState(false);
  const { value, add, none, List, New } = PARTS.find((part) => part.value === tab)!;
  const show = (next: string): void => {
    setTab(next);
    setAdding(false);
  };
  return (
    <>
      {managedCarriers(data).length > 1 && <Notice>{carrier.name}</Notice>}
      <Tabs tabs={PARTS.map((part) => ({ value: part.value, label: `${part.label} ${carrier[part.value]?.length ?? 0}` }))} value={tab} onChange={show} />
      {adding
        ? <New carrier={carrier} home={data.homeCounty ?? null} onClose={() => setAdding(false)} onDone={async () => { setAdding(false); say('登记好了'); await reload(); }} />
        : <View className="center gap-top"><Button kind="main" wide onTap={() => setAdding(true)}>{add}</Button></View>}
      <Section>
        {(carrier[value] ?? []).length === 0 && <View className="grey">{none}</View>}
        <List carrier={carrier} data={data} reload={reload} />
      </Section>
    </>
  );
}

const Line = ({ title, tag, more, children }: { title: string; tag?: ReactNode; more: string; children?: ReactNode }) => (
  <View className="line">
    <View className="grow">
      <View className="break">{title} {tag}</View>
      <View className="small grey break">{more}</View>
    </View>
    {children}
  </View>
);

function Couriers({ carrier, data, reload }: ListProps) {
  const end = useAction(async (courierId: string, name: string) => {
    if (!(await confirm(`不让${name}再送货？`, '以后还可以再加回来'))) return;
    await act(EndCourier, { courierId });
    await reload();
  });
  return (
    <>
      <Refusal problem={end.problem} />
      {(carrier.couriers ?? []).map(({ id, name, active, rulesVersion }) => {
        const agreed = rulesVersion === data.courierRules.version;
        return (
          <Line key={id} title={name} tag={!active ? <Tag tone="soil">已离开</Tag> : !agreed && <Tag tone="amber">没同意守则</Tag>} more={!active ? '不再送货' : agreed ? '看过配送守则，同意照办' : '请他打开“送货任务”，看完守则点同意'}>
            {active && <Button small kind="danger" busy={end.busy} onTap={() => end.run(id, name)} label={`不再用${name}`}>不再用</Button>}
          </Line>
        );
      })}
    </>
  );
}

function Vehicles({ carrier }: ListProps) {
  return <>{(carrier.vehicles ?? []).map((vehicle) => <Line key={vehicle.id} title={vehicle.plate} tag={<Tag>{kindOf(VEHICLE_KINDS, vehicle.kind)}</Tag>} more={[rangeOf(vehicle), `运输证 ${vehicle.licenceNumber}，有效到${fullDay(vehicle.validUntil)}`].filter(Boolean).join('，')} />)}</>;
}

function Facilities({ carrier }: ListProps) {
  return <>{(carrier.facilities ?? []).map((facility) => <Line key={facility.id} title={facility.name} tag={<Tag>{kindOf(FACILITY_KINDS, facility.kind)}</Tag>} more={[rangeOf(facility), facility.address].filter(Boolean).join('，')} />)}</>;
}

function Devices({ carrier }: ListProps) {
  const placeOf = ({ vehicleId, facilityId }: { vehicleId?: string | null; facilityId?: string | null }): string => carrier.vehicles?.find(({ id }) => id === vehicleId)?.plate ?? carrier.facilities?.find(({ id }) => id === facilityId)?.name ?? '';
  return (
    <>
      {(carrier.devices ?? []).map((device) => (
        <Line key={device.id} title={placeOf(device)} tag={device.outSince ? <Tag tone="red">温度不对</Tag> : !device.lastReadingAt && <Tag tone="amber">还没报过</Tag>}
          more={`${device.lastReadingAt ? `${moment(device.lastReadingAt)} 报 ${device.lastTemperatureCelsius}°C，` : ''}编号 ${device.id}`} />
      ))}
    </>
  );
}
