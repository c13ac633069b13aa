import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  AlarmDecisionWords,
  AlarmKindWords,
  Alarms,
  AlarmSeverityWords,
  AlarmStateWords,
  Carriers,
  DeviceCurve,
  type AlarmsQuery,
  type CarriersQuery,
  PartyKindWords,
  DueKindWords,
} from '../api/admin.ts';
import { celsius, celsiusRange, date, dateTime } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Mark, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Nothing, Shown } from '../ui/States.tsx';
import { Curve } from '../ui/Chart.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Alarm = AlarmsQuery['alarms']['edges'][number]['node'];
type Carrier = CarriersQuery['carriers'][number];
const AROUND_MS = 2 * 3_600_000;

export function ColdChainPage() {
  return (
    <>
      <PageHead title="冷链" note="报警由配送服务商处理；这里看处理得及时不及时" />
      <PageTabs
        items={[
          { key: 'alarms', label: '报警', children: <AlarmTable /> },
          { key: 'devices', label: '温度计', children: <DeviceCurves /> },
        ]}
      />
    </>
  );
}

function AlarmTable() {
  return (
    <DataTable
      name={DueKindWords.ALARM}
      document={Alarms}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ alarms }) => alarms}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(AlarmStateWords) }]}
      empty="没有报警"
      expand={(alarm) => <AlarmCurve alarm={alarm} />}
      columns={[
        { title: '报警', sort: 'KIND', text: ({ kind }) => AlarmKindWords[kind] },
        {
          title: '程度',
          text: ({ severity }) => AlarmSeverityWords[severity],
          render: ({ severity }) => <State of={severity} text={AlarmSeverityWords[severity]} />,
        },
        stateColumn('STATE'),
        {
          title: PartyKindWords.CARRIER,
          text: ({ carrier }) => carrier?.name,
          render: ({ carrier }) => <PartyLink of={carrier} />,
        },
        { title: '温度计', text: ({ deviceId }) => deviceId },
        { title: '开始', roomy: true, text: ({ startedAt }) => dateTime(startedAt) },
        { title: '报警时间', text: ({ raisedAt }) => dateTime(raisedAt), sort: 'RAISED_AT' },
        { title: '超限', align: 'right', text: ({ minutesOut }) => `${minutesOut} 分钟` },
        { title: '最差', align: 'right', text: ({ worstCelsius }) => celsius(worstCelsius) },
        {
          title: '允许',
          roomy: true,
          text: ({ limitCelsiusMin, limitCelsiusMax }) => celsiusRange(limitCelsiusMin, limitCelsiusMax),
        },
        { title: '接警', roomy: true, text: ({ acknowledgedAt }) => dateTime(acknowledgedAt) },
        {
          title: '处理',
          roomy: true,
          text: ({ measure, decision }) =>
            [measure, decision && AlarmDecisionWords[decision]].filter(Boolean).join('；') || '—',
          width: 260,
        },
        {
          title: '包裹',
          only: 'screen',
          text: () => '',
          render: ({ shipmentIds }) => (
            <>
              {shipmentIds.slice(0, 3).map((id, index) => (
                <div key={id}>
                  <Link to={`/shipments/${id}`}>包裹 {index + 1}</Link>
                </div>
              ))}
              {shipmentIds.length > 3 && <span className="small grey">共 {shipmentIds.length} 个</span>}
            </>
          ),
        },
      ]}
    />
  );
}

function AlarmCurve({ alarm }: { alarm: Alarm }) {
  const from = new Date(Date.parse(alarm.startedAt) - AROUND_MS).toISOString();
  const to = new Date(
    (alarm.endedAt ? Date.parse(alarm.endedAt) : Date.parse(alarm.startedAt) + alarm.minutesOut * 60_000) + AROUND_MS,
  ).toISOString();
  const asked = useAsk(DeviceCurve, { deviceId: alarm.deviceId, from, to });
  return (
    <>
      <Facts
        columns={2}
        of={[
          ['开始', dateTime(alarm.startedAt)],
          ['允许', celsiusRange(alarm.limitCelsiusMin, alarm.limitCelsiusMax)],
          ['接警', alarm.acknowledgedAt && dateTime(alarm.acknowledgedAt)],
          [
            '处理',
            [alarm.measure, alarm.decision && AlarmDecisionWords[alarm.decision]].filter(Boolean).join('；') || null,
          ],
        ]}
      />
      <Shown asked={asked}>
        {({ readings }) =>
          readings.length === 0 ? (
            <Nothing text="这段时间没有温度记录" />
          ) : (
            <Curve
              points={readings}
              limits={{ min: alarm.limitCelsiusMin, max: alarm.limitCelsiusMax }}
              alarms={[alarm]}
            />
          )
        }
      </Shown>
    </>
  );
}

function DeviceCurves() {
  const asked = useAsk(Carriers, {});
  const [device, setDevice] = useState<string>();
  return (
    <Shown asked={asked}>
      {({ carriers }) => {
        const devices = carriers.flatMap((carrier) =>
          (carrier.devices ?? []).map((one) => ({ ...one, carrier: carrier.name, place: placeOf(carrier, one) })),
        );
        const chosen = device ?? devices[0]?.id;
        return (
          <>
            {chosen && (
              <Card
                title="最近一天"
                extra={
                  <Select
                    aria-label="温度计"
                    showSearch
                    value={chosen}
                    onChange={setDevice}
                    style={{ minWidth: 320 }}
                    options={devices.map(({ id, place }) => ({ value: id, label: `${id} ${place}` }))}
                  />
                }
              >
                <OneDevice id={chosen} />
              </Card>
            )}
            <ListTable
              name="温度计"
              rowKey={({ id }) => id}
              rows={devices}
              empty="还没有接入温度计"
              columns={[
                { title: '温度计', text: ({ id }) => id, sort: true },
                { title: '装在', text: ({ place }) => place },
                { title: PartyKindWords.CARRIER, text: ({ carrier }) => carrier, sort: true },
                { title: '最近读数', text: ({ lastTemperatureCelsius }) => celsius(lastTemperatureCelsius) },
                { title: '最近上报', text: ({ lastReadingAt }) => dateTime(lastReadingAt), sort: true },
                {
                  title: '超限',
                  text: (one) => deviceState(one),
                  render: (one) => (
                    <Mark tone={one.outSinceAt && !one.endedAt ? 'bad' : 'good'}>{deviceState(one)}</Mark>
                  ),
                },
              ]}
            />
          </>
        );
      }}
    </Shown>
  );
}

function OneDevice({ id }: { id: string }) {
  const asked = useAsk(DeviceCurve, { deviceId: id });
  return (
    <Shown asked={asked}>
      {({ readings }) =>
        readings.length === 0 ? <Nothing text="最近一天没有读数" /> : <Curve points={readings} limits={{}} />
      }
    </Shown>
  );
}

const deviceState = ({ outSinceAt, endedAt }: { outSinceAt: string | null; endedAt: string | null }): string =>
  endedAt ? `${date(endedAt)} 停用` : outSinceAt ? `自 ${dateTime(outSinceAt)}` : '正常';
const placeOf = (
  carrier: Carrier,
  { facilityId, vehicleId }: { facilityId?: string | null; vehicleId?: string | null },
): string =>
  carrier.facilities?.find(({ id }) => id === facilityId)?.name ??
  carrier.vehicles?.find(({ id }) => id === vehicleId)?.plate ??
  '—';
