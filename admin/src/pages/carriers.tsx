import { Tabs } from 'antd';
import { Link } from 'react-router';
import { Carriers, FacilityKindWords, VehicleKindWords, type CarriersQuery, PartyKindWords } from '../api/admin.ts';
import { celsiusRange, date, orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card } from '../ui/Facts.tsx';
import { YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

type Carrier = CarriersQuery['carriers'][number];
type Facility = NonNullable<Carrier['facilities']>[number];
type Vehicle = NonNullable<Carrier['vehicles']>[number];
type Courier = NonNullable<Carrier['couriers']>[number];

export function CarriersPage() {
  const asked = useAsk(Carriers, {});
  return (
    <>
      <PageHead title={PartyKindWords.CARRIER} />
      <Shown asked={asked}>
        {({ carriers }) => (
          <>
            {carriers.map((carrier) => (
              <CarrierCard key={carrier.partyId} carrier={carrier} />
            ))}
          </>
        )}
      </Shown>
    </>
  );
}

const facilityColumns: Column<Facility>[] = [
  { title: '名称', text: ({ name }) => name },
  { title: '种类', text: ({ kind }) => FacilityKindWords[kind] },
  { title: '谁家的', text: ({ sellerPartyId }) => (sellerPartyId ? '商家的' : '自己的') },
  { title: '地址', text: ({ address }) => address },
  {
    title: '容量',
    align: 'right',
    text: ({ capacityKilograms }) => `${capacityKilograms} 千克`,
    sort: true,
  },
  {
    title: '温度',
    text: ({ temperatureCelsiusMin, temperatureCelsiusMax }) =>
      celsiusRange(temperatureCelsiusMin, temperatureCelsiusMax),
  },
];

const vehicleColumns: Column<Vehicle>[] = [
  { title: '车牌', text: ({ plate }) => plate },
  { title: '种类', text: ({ kind }) => VehicleKindWords[kind] },
  { title: '许可证', text: ({ licenceNumber }) => licenceNumber },
  { title: '有效至', text: ({ validUntilOn }) => date(validUntilOn), sort: true },
  {
    title: '在用',
    text: ({ endedAt }) => (endedAt ? `${date(endedAt)} 停用` : '在用'),
    render: ({ endedAt }) => <YesNo value={!endedAt} yes="在用" no={`${date(endedAt)} 停用`} />,
  },
];

const courierColumns: Column<Courier>[] = [
  { title: '姓名', text: ({ name }) => name },
  {
    title: '在岗',
    text: ({ active }) => (active ? '在岗' : '离岗'),
    render: ({ active }) => <YesNo value={active} yes="在岗" no="离岗" />,
  },
  {
    title: '冷链证有效至',
    text: ({ certifiedUntilOn }) => (certifiedUntilOn ? date(certifiedUntilOn) : '没有'),
  },
  {
    title: '守则',
    text: ({ rulesVersion, rulesAcceptedAt }) =>
      rulesVersion ? `${rulesVersion}，${date(rulesAcceptedAt)} 接受` : '没有接受',
  },
];

function CarrierCard({ carrier }: { carrier: Carrier }) {
  const facilities = carrier.facilities ?? [];
  return (
    <Card
      title={
        <>
          <Link to={`/parties/${carrier.partyId}`}>{carrier.name}</Link>{' '}
          <YesNo value={carrier.inGoodStanding} yes="可以接单" no={carrier.standingReason || '不能接单'} />
        </>
      }
      extra={
        <span className="small grey">
          每周 {orNone(String(carrier.serviceDaysPerWeek ?? ''))} 天，每天{' '}
          {orNone(String(carrier.serviceHoursPerDay ?? ''))} 小时；{carrier.takeOverHours} 小时内接货；代收款{' '}
          {carrier.remitWorkingDays} 个工作日内返还
        </span>
      }
    >
      <Tabs
        size="small"
        items={[
          {
            key: 'f',
            label: `设施 ${facilities.length}`,
            children: (
              <ListTable bare name="设施" rowKey={({ id }) => id} rows={facilities} columns={facilityColumns} />
            ),
          },
          {
            key: 'v',
            label: `车辆 ${carrier.vehicles?.length ?? 0}`,
            children: (
              <ListTable
                bare
                name="车辆"
                rowKey={({ id }) => id}
                rows={carrier.vehicles ?? []}
                columns={vehicleColumns}
              />
            ),
          },
          {
            key: 'c',
            label: `配送员 ${carrier.couriers?.length ?? 0}`,
            children: (
              <ListTable
                bare
                name="配送员"
                rowKey={({ id }) => id}
                rows={carrier.couriers ?? []}
                columns={courierColumns}
              />
            ),
          },
        ]}
      />
    </Card>
  );
}
