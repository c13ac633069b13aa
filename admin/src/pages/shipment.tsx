import { Timeline } from 'antd';
import { useParams } from 'react-router';
import {
  AlarmDecisionWords,
  AlarmKindWords,
  AlarmSeverityWords,
  HandoverSideWords,
  ShipmentDetail,
  StoreFigureSourceWords,
  StorageWords,
  type ShipmentDetailQuery,
} from '../api/admin.ts';
import { celsius, dateTime, orNone, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Clause, Mark, State, YesNo } from '../ui/marks.tsx';
import { Curve } from '../ui/Chart.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { NotFound, Nothing, Shown } from '../ui/States.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Shipment = NonNullable<ShipmentDetailQuery['shipment']>;
type Reading = ShipmentDetailQuery['readings'][number];
type Alarm = Shipment['alarms'][number];
type Item = Shipment['items'][number];
type Handover = Shipment['handovers'][number];
type Point = Handover['points'][number];

/** The chart library is the largest part of all: only who looks at a curve loads it. */

export function ShipmentPage() {
  const { id } = useParams();
  const asked = useAsk(ShipmentDetail, { id: id! });
  return (
    <Shown asked={asked}>
      {({ shipment: one, readings }) => {
        if (!one) return <NotFound />;
        return (
          <>
            <PageHead
              title={`包裹 ${one.trackingNumber}`}
              back={may('alarms') ? { to: '/shipments', label: '包裹' } : undefined}
              note={
                <>
                  <State of={one.state} text={one.stateLabel} /> {one.carrierName} · 订单 {one.orderNumber}
                </>
              }
            />
            <div className="two">
              <div>
                <TemperatureCard one={one} readings={readings} />
                <GoodsCard items={one.items} />
                {one.handovers.map((handover) => (
                  <HandoverCard key={handover.id} handover={handover} />
                ))}
              </div>
              <div>
                <StepsCard steps={one.steps} />
                <RegistrationCard one={one} />
                <TrackCard track={one.track} />
              </div>
            </div>
          </>
        );
      }}
    </Shown>
  );
}

const alarmColumns: Column<Alarm>[] = [
  { title: '报警', text: ({ kind }) => AlarmKindWords[kind] },
  {
    title: '程度',
    text: ({ severity }) => AlarmSeverityWords[severity],
    render: ({ severity }) => <State of={severity} text={AlarmSeverityWords[severity]} />,
  },
  stateColumn(),
  { title: '开始', text: ({ startedAt }) => dateTime(startedAt) },
  { title: '超限', text: ({ minutesOut }) => `${minutesOut} 分钟` },
  { title: '最差', text: ({ worstCelsius }) => celsius(worstCelsius) },
  {
    title: '处理',
    text: ({ measure, decision }) =>
      [measure, decision && AlarmDecisionWords[decision]].filter(Boolean).join('；') || '—',
  },
];

const TemperatureCard = ({ one, readings }: { one: Shipment; readings: readonly Reading[] }) => (
  <Card
    title={
      <>
        温度 <Clause of="8.1.1.ar" />
      </>
    }
  >
    {one.storage === 'AMBIENT' ? (
      <Nothing text="常温商品，不要求测温" />
    ) : readings.length === 0 ? (
      <Nothing text="还没有温度记录" />
    ) : (
      <Curve
        points={readings}
        limits={{ min: one.temperatureCelsiusMin, max: one.temperatureCelsiusMax }}
        alarms={one.alarms}
      />
    )}
    {one.alarms.length > 0 && (
      <ListTable bare name="报警" rowKey={(alarm) => alarm.id} rows={one.alarms} columns={alarmColumns} />
    )}
  </Card>
);

const itemColumns: Column<Item>[] = [
  { title: '商品', text: ({ title, specification }) => `${title} ${specification}` },
  { title: '数量', align: 'right', text: ({ units }) => units },
  { title: '储运', text: ({ storage }) => StorageWords[storage] },
  {
    title: '批次',
    text: ({ lots }) => lots.map(({ lotCode, units }) => `${lotCode}×${units}`).join('、') || '—',
  },
];

const GoodsCard = ({ items }: { items: readonly Item[] }) => (
  <Card title="货物">
    <ListTable bare name="货物" rowKey={(item) => item.skuId} rows={items} columns={itemColumns} />
  </Card>
);

const pointColumns: Column<Point>[] = [
  {
    title: '检查',
    text: ({ label }) => label,
    render: ({ label, clause }) => (
      <>
        {label} <Clause of={clause} />
      </>
    ),
  },
  {
    title: '读数',
    text: ({ celsius: value, source }) =>
      [celsius(value), source && StoreFigureSourceWords[source]].filter(Boolean).join(' '),
  },
  {
    title: '结果',
    text: ({ passed }) => (passed === null ? '—' : passed ? '合格' : '不合格'),
    render: ({ passed }) => <YesNo value={passed} yes="合格" no="不合格" />,
  },
];

/** What the store was, and who says so. */
function storeFigure({ facilityTemperatureCelsius: value, facilityTemperatureSource: source, storeRecord }: Handover) {
  if (value === null || source === null) return null;
  return (
    <>
      {celsius(value)} <Mark tone={source === 'MEASURED' ? 'good' : 'warn'}>{StoreFigureSourceWords[source]}</Mark>
      {storeRecord && (
        <div>
          {storeRecord.name}，温度计{storeRecord.thermometer}，{dateTime(storeRecord.at)}；从
          {dateTime(storeRecord.fromAt)}起{celsius(storeRecord.celsiusMin)}到{celsius(storeRecord.celsiusMax)}
          {storeRecord.silentMinutes > 0 && `，中间有${storeRecord.silentMinutes}分钟没有上报`}
        </div>
      )}
    </>
  );
}

const HandoverCard = ({ handover }: { handover: Handover }) => (
  <Card
    title={
      <>
        交接单 {handover.number}{' '}
        <Mark tone={handover.verified ? 'good' : 'bad'}>{handover.verified ? '与签字时一致' : '签字后被改过'}</Mark>
      </>
    }
  >
    <Facts
      of={[
        ['开单', dateTime(handover.openedAt)],
        ['完成', dateTime(handover.completedAt)],
        ['库温', storeFigure(handover)],
        ['货温', handover.productTemperatureCelsius === null ? null : celsius(handover.productTemperatureCelsius)],
        [
          '签字',
          handover.signatures.map(({ side, custodian, signedAt }) => (
            <div key={side}>
              {HandoverSideWords[side]}：{custodian}，{dateTime(signedAt)}
            </div>
          )),
        ],
        [
          '单据指纹',
          <code key="hash" className="written">
            {handover.documentHash}
          </code>,
        ],
      ]}
    />
    {handover.points.length > 0 && (
      <ListTable bare name="检查" rowKey={({ label }) => label} rows={handover.points} columns={pointColumns} />
    )}
  </Card>
);

const StepsCard = ({ steps }: { steps: Shipment['steps'] }) => (
  <Card title="配送步骤">
    <Timeline
      items={steps.map(({ label, clause, doneAt }) => ({
        key: label,
        color: doneAt ? 'green' : 'gray',
        children: (
          <>
            {label} <Clause of={clause} />
            <div className="small grey">{doneAt ? dateTime(doneAt) : '还没有做'}</div>
          </>
        ),
      }))}
    />
  </Card>
);

const RegistrationCard = ({ one }: { one: Shipment }) => (
  <Card title="登记">
    <Facts
      columns={1}
      of={[
        ['发货', one.consignorName],
        ['收货', `${one.recipient.name} ${one.recipient.phone}`],
        ['地址', one.recipient.address],
        ['配送员', one.courier?.name],
        ['车辆', one.vehicle?.plate],
        ['货款', yuan(one.goodsFen)],
        ['运费', yuan(one.deliveryFen)],
        ['应接货', dateTime(one.takeOverDueAt)],
        ['接货', dateTime(one.takenOverAt)],
        ['应送达', dateTime(one.deliverDueAt)],
        ['签收', dateTime(one.deliveredAt)],
        ['拒收', one.refusalLabel && `${one.refusalLabel} ${one.refusalNote ?? ''}`],
        ['停止配送', one.stop?.text],
        ['外部快递', one.expressNumber && `${one.expressCompany} ${one.expressNumber}`],
        ['约定', one.agreedAt && `${dateTime(one.agreedAt)} ${orNone(one.agreedPlace)}`],
      ]}
    />
  </Card>
);

const TrackCard = ({ track }: { track: Shipment['track'] }) => (
  <Card title="轨迹">
    {track.length === 0 ? (
      <Nothing text="还没有轨迹" />
    ) : (
      <Timeline
        items={track.map(({ at, text }) => ({
          key: at + text,
          children: (
            <>
              {text}
              <div className="small grey">{dateTime(at)}</div>
            </>
          ),
        }))}
      />
    )}
  </Card>
);
