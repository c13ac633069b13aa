import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import {
  CarrierFleet,
  EndCourier,
  EndDevice,
  EndVehicle,
  FacilityKindWords,
  VehicleKindWords,
  type CarrierFleetQuery,
} from '@/api/carrier';
import { chinaToday, daysFromToday } from '@/lib/china-day';
import { act } from '@/lib/client';
import { fullDay, moment } from '@/lib/format';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Tabs } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Notice, Section, Tag } from '@/ui/parts';
import { rangeOf, type Fleet } from '../../ui/fleet';
import { NewCourier } from '../../ui/NewCourier';
import { NewDevice } from '../../ui/NewDevice';
import { NewFacility } from '../../ui/NewFacility';
import { NewVehicle } from '../../ui/NewVehicle';
import { Refusal } from '@/ui/Refusal';
import { managedCarriers, NONE_MANAGED } from '../../ui/managed';
import { useEnd } from '../../ui/useEnd';

/** Time enough to renew a paper. */
const SOON_DAYS = 30;

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
      {(data) =>
        managedCarriers(data).map((carrier) => (
          <OneFleet key={carrier.partyId} carrier={carrier} data={data} reload={query.reload} />
        ))
      }
    </Page>
  );
}

const PARTS = [
  { value: 'couriers', label: '人', add: SAID.addCourier, none: '还没有送货的人', List: Couriers, New: NewCourier },
  { value: 'vehicles', label: '车', add: '加一辆车', none: '还没有车', List: Vehicles, New: NewVehicle },
  {
    value: 'facilities',
    label: '库房',
    add: SAID.addFacility,
    none: '还没有库房和站点',
    List: Facilities,
    New: NewFacility,
  },
  {
    value: 'devices',
    label: '温度计',
    add: '装一个温度计',
    none: '还没有温度计，没有它不能送冷货',
    List: Devices,
    New: NewDevice,
  },
] as const;

/** Those that are used now. */
const countOf = ({ couriers, vehicles, facilities, devices }: Fleet, part: (typeof PARTS)[number]['value']): number =>
  ({
    couriers: couriers?.filter(({ active }) => active),
    vehicles: vehicles?.filter(({ endedAt }) => !endedAt),
    facilities,
    devices: devices?.filter(({ endedAt }) => !endedAt),
  })[part]?.length ?? 0;

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
      <Tabs
        tabs={PARTS.map((part) => ({ value: part.value, label: `${part.label} ${countOf(carrier, part.value)}` }))}
        value={tab}
        onChange={show}
      />
      {adding ? (
        <New
          carrier={carrier}
          home={data.homeCounty ?? null}
          onClose={() => setAdding(false)}
          onDone={async () => {
            setAdding(false);
            say('登记好了');
            await reload();
          }}
        />
      ) : (
        <Acts>
          <Button kind="main" wide onTap={() => setAdding(true)}>
            {add}
          </Button>
        </Acts>
      )}
      <Section>
        {(carrier[value] ?? []).length === 0 && <View className="grey">{none}</View>}
        <List carrier={carrier} data={data} reload={reload} />
      </Section>
    </>
  );
}

const Line = ({
  title,
  tag,
  more,
  children,
}: {
  title: string;
  tag?: ReactNode;
  more: ReactNode;
  children?: ReactNode;
}) => (
  <View className="line">
    <View className="grow">
      <View className="break">
        {title} {tag}
      </View>
      <View className="small grey">{more}</View>
    </View>
    {children}
  </View>
);

const Ended = ({ at }: { at: string }) => <Tag tone="soil">{fullDay(at)}停用</Tag>;
/** What is used stands before what was. */
const inUseFirst = <T extends { endedAt?: string | null }>(rows: readonly T[] | null | undefined): T[] =>
  [...(rows ?? [])].sort((a, b) => Number(!!a.endedAt) - Number(!!b.endedAt));
/** A paper that runs out soon, or has. */
const Paper = ({ name, until }: { name: string; until: string }) =>
  until < chinaToday() ? (
    <Tag tone="bad">{name}过期</Tag>
  ) : until < daysFromToday(SOON_DAYS) ? (
    <Tag tone="amber">{name}快到期</Tag>
  ) : null;

function Couriers({ carrier, data, reload }: ListProps) {
  const end = useEnd((courierId) => act(EndCourier, { courierId }), reload);
  return (
    <>
      <Refusal problem={end.problem} />
      {[...(carrier.couriers ?? [])]
        .sort((a, b) => Number(b.active) - Number(a.active))
        .map(({ id, name, active, rulesVersion, certifiedUntilOn, availableActions }) => {
          const agreed = rulesVersion === data.courierRules.version;
          const tag = !active ? (
            <Tag tone="soil">已离开</Tag>
          ) : (
            <>
              {!agreed && <Tag tone="amber">没同意守则</Tag>}
              {certifiedUntilOn ? <Paper name="冷链证" until={certifiedUntilOn} /> : <Tag tone="amber">没有冷链证</Tag>}
            </>
          );
          return (
            <Line
              key={id}
              title={name}
              tag={tag}
              more={
                !active ? (
                  '不再送货'
                ) : (
                  <>
                    <View>{agreed ? '看过配送守则，同意照办' : '请他打开“送货任务”，看完守则点同意'}</View>
                    <View>
                      {certifiedUntilOn
                        ? `冷链上岗证有效到${fullDay(certifiedUntilOn)}`
                        : '没有有效的冷链上岗证，只能送常温的货'}
                    </View>
                  </>
                )
              }
            >
              {availableActions.includes('END') && (
                <Button
                  small
                  kind="danger"
                  busy={end.isBusy(id)}
                  onTap={() => end.run(id, `不让${name}再送货？`, '以后还可以再加回来')}
                  label={`不再用${name}`}
                >
                  不再用
                </Button>
              )}
            </Line>
          );
        })}
    </>
  );
}

function Vehicles({ carrier, reload }: ListProps) {
  const end = useEnd((vehicleId) => act(EndVehicle, { vehicleId }), reload);
  return (
    <>
      <Refusal problem={end.problem} />
      {inUseFirst(carrier.vehicles).map(
        ({ id, plate, kind, licenceNumber, validUntilOn, endedAt, availableActions, ...range }) => (
          <Line
            key={id}
            title={plate}
            tag={
              <>
                <Tag>{VehicleKindWords[kind]}</Tag>
                {endedAt ? <Ended at={endedAt} /> : <Paper name="运输证" until={validUntilOn} />}
              </>
            }
            more={
              <>
                {rangeOf(range) && <View>{rangeOf(range)}</View>}
                <View className="break">运输证 {licenceNumber}</View>
                <View>有效到{fullDay(validUntilOn)}</View>
              </>
            }
          >
            {availableActions.includes('END') && (
              <Button
                small
                kind="danger"
                busy={end.isBusy(id)}
                onTap={() =>
                  end.run(id, `不再用${plate}？`, '车上的温度计也一起停用。以前的记录都留着，以后还可以再登记')
                }
                label={`不再用${plate}`}
              >
                不再用
              </Button>
            )}
          </Line>
        ),
      )}
    </>
  );
}

function Facilities({ carrier }: ListProps) {
  const sellerOf = ({ sellerPartyId }: { sellerPartyId?: string | null }): string | null =>
    sellerPartyId ? (carrier.sellers?.find(({ id }) => id === sellerPartyId)?.name ?? '卖家的库') : null;
  return (
    <>
      {(carrier.facilities ?? []).map((facility) => (
        <Line
          key={facility.id}
          title={facility.name}
          tag={<Tag>{FacilityKindWords[facility.kind]}</Tag>}
          more={[sellerOf(facility), rangeOf(facility), facility.address].filter(Boolean).join('，')}
        />
      ))}
    </>
  );
}

function Devices({ carrier, reload }: ListProps) {
  const end = useEnd((deviceId) => act(EndDevice, { deviceId }), reload);
  const placeOf = ({ vehicleId, facilityId }: { vehicleId?: string | null; facilityId?: string | null }): string =>
    carrier.vehicles?.find(({ id }) => id === vehicleId)?.plate ??
    carrier.facilities?.find(({ id }) => id === facilityId)?.name ??
    '';
  return (
    <>
      <Refusal problem={end.problem} />
      {inUseFirst(carrier.devices).map((device) => (
        <Line
          key={device.id}
          title={placeOf(device)}
          tag={
            device.endedAt ? (
              <Ended at={device.endedAt} />
            ) : device.outSinceAt ? (
              <Tag tone="bad">温度不对</Tag>
            ) : (
              !device.lastReadingAt && <Tag tone="amber">还没报过</Tag>
            )
          }
          more={
            <>
              {device.lastReadingAt && (
                <View>
                  {moment(device.lastReadingAt)} 报 {device.lastTemperatureCelsius}°C
                </View>
              )}
              <View className="break">编号 {device.id}</View>
            </>
          }
        >
          {device.availableActions.includes('END') && (
            <Button
              small
              kind="danger"
              busy={end.isBusy(device.id)}
              onTap={() =>
                end.run(device.id, `不再用${placeOf(device)}的温度计？`, '它报的温度不再算数，以前的记录都留着')
              }
              label={`不再用温度计${device.id}`}
            >
              不再用
            </Button>
          )}
        </Line>
      ))}
    </>
  );
}
