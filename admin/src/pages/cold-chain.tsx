import { Select, Tabs } from 'antd';
import { Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Alarms, Carriers, DeviceCurve, type AlarmsQuery, type CarriersQuery } from '../api/admin.ts';
import { celsius, celsiusRange, date, dateTime, orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import {
  ALARM_DECISIONS,
  ALARM_KINDS,
  ALARM_STATES,
  FACILITY_KINDS,
  options,
  SEVERITIES,
  VEHICLE_KINDS,
  word,
} from '../lib/words.ts';
import { DataTable, ListTable } from '../ui/DataTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Mark, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Nothing, Shown } from '../ui/States.tsx';
import { Curve } from './shipments.tsx';

type Alarm = AlarmsQuery['alarms']['edges'][number]['node'];
type Carrier = CarriersQuery['carriers'][number];
const AROUND_MS = 2 * 3_600_000;

export function ColdChainPage() {
  const [params, setParams] = useSearchParams();
  return (
    <>
      <PageHead title="冷链" note="报警由配送服务商处理；这里看处理得及时不及时" />
      <Tabs
        activeKey={params.get('tab') ?? 'alarms'}
        destroyOnHidden
        onChange={(tab) => setParams({ tab })}
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
      name="冷链报警"
      document={Alarms}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ alarms }) => alarms}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(ALARM_STATES) }]}
      empty="没有报警"
      expand={(alarm) => <AlarmCurve alarm={alarm} />}
      columns={[
        { title: '报警', sort: 'kind', text: ({ kind }) => word(ALARM_KINDS, kind) },
        {
          title: '程度',
          text: ({ severity }) => word(SEVERITIES, severity),
          render: ({ severity }) => <State of={severity} text={word(SEVERITIES, severity)} />,
        },
        {
          title: '状态',
          sort: 'state',
          text: ({ state }) => word(ALARM_STATES, state),
          render: ({ state }) => <State of={state} text={word(ALARM_STATES, state)} />,
        },
        {
          title: '配送服务商',
          text: ({ carrier }) => carrier.name,
          render: ({ carrier }) => <Link to={`/parties/${carrier.id}`}>{carrier.name}</Link>,
        },
        { title: '温度计', text: ({ deviceId }) => deviceId },
        { title: '开始', roomy: true, text: ({ startedAt }) => dateTime(startedAt) },
        { title: '报警时间', text: ({ raisedAt }) => dateTime(raisedAt), sort: 'raisedAt' },
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
          text: ({ action, decision }) =>
            [action, decision && word(ALARM_DECISIONS, decision)].filter(Boolean).join('；') || '—',
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
              {shipmentIds.length > 3 && <span className="quiet">共 {shipmentIds.length} 个</span>}
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
            [alarm.action, alarm.decision && word(ALARM_DECISIONS, alarm.decision)].filter(Boolean).join('；') || null,
          ],
        ]}
      />
      <Shown asked={asked}>
        {({ readings }) =>
          readings.length === 0 ? (
            <Nothing text="这段时间没有温度记录" />
          ) : (
            <Suspense>
              <Curve
                points={readings}
                limits={{ min: alarm.limitCelsiusMin, max: alarm.limitCelsiusMax }}
                alarms={[alarm]}
              />
            </Suspense>
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
                { title: '配送服务商', text: ({ carrier }) => carrier, sort: true },
                { title: '最近读数', text: ({ lastTemperatureCelsius }) => celsius(lastTemperatureCelsius) },
                { title: '最近上报', text: ({ lastReadingAt }) => dateTime(lastReadingAt), sort: true },
                {
                  title: '超限',
                  text: (one) => deviceState(one),
                  render: (one) => <Mark tone={one.outSince && !one.endedAt ? 'bad' : 'good'}>{deviceState(one)}</Mark>,
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
        readings.length === 0 ? (
          <Nothing text="最近一天没有读数" />
        ) : (
          <Suspense>
            <Curve points={readings} limits={{}} />
          </Suspense>
        )
      }
    </Shown>
  );
}

const deviceState = ({ outSince, endedAt }: { outSince: string | null; endedAt: string | null }): string =>
  endedAt ? `${date(endedAt)} 停用` : outSince ? `自 ${dateTime(outSince)}` : '正常';
const placeOf = (
  carrier: Carrier,
  { facilityId, vehicleId }: { facilityId?: string | null; vehicleId?: string | null },
): string =>
  carrier.facilities?.find(({ id }) => id === facilityId)?.name ??
  carrier.vehicles?.find(({ id }) => id === vehicleId)?.plate ??
  '—';

export function CarriersPage() {
  const asked = useAsk(Carriers, {});
  return (
    <>
      <PageHead title="配送服务商" />
      <Shown asked={asked}>
        {({ carriers }) => (
          <>
            {carriers.map((carrier) => {
              const facilities = carrier.facilities ?? [];
              return (
                <Card
                  key={carrier.partyId}
                  title={
                    <>
                      <Link to={`/parties/${carrier.partyId}`}>{carrier.name}</Link>{' '}
                      <YesNo value={carrier.inGoodStanding} yes="可以接单" no={carrier.standingReason || '不能接单'} />
                    </>
                  }
                  extra={
                    <span className="quiet">
                      每周 {orNone(String(carrier.serviceDaysPerWeek ?? ''))} 天，每天{' '}
                      {orNone(String(carrier.serviceHoursPerDay ?? ''))} 小时；{carrier.takeOverHours}{' '}
                      小时内接货；代收款 {carrier.remitWorkingDays} 个工作日内返还
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
                          <ListTable
                            bare
                            name="设施"
                            rowKey={({ id }) => id}
                            rows={facilities}
                            columns={[
                              { title: '名称', text: ({ name }) => name },
                              { title: '种类', text: ({ kind }) => word(FACILITY_KINDS, kind) },
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
                            ]}
                          />
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
                            columns={[
                              { title: '车牌', text: ({ plate }) => plate },
                              { title: '种类', text: ({ kind }) => word(VEHICLE_KINDS, kind) },
                              { title: '许可证', text: ({ licenceNumber }) => licenceNumber },
                              { title: '有效至', text: ({ validUntil }) => date(validUntil), sort: true },
                              {
                                title: '在用',
                                text: ({ endedAt }) => (endedAt ? `${date(endedAt)} 停用` : '在用'),
                                render: ({ endedAt }) => (
                                  <YesNo value={!endedAt} yes="在用" no={`${date(endedAt)} 停用`} />
                                ),
                              },
                            ]}
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
                            columns={[
                              { title: '姓名', text: ({ name }) => name },
                              {
                                title: '在岗',
                                text: ({ active }) => (active ? '在岗' : '离岗'),
                                render: ({ active }) => <YesNo value={active} yes="在岗" no="离岗" />,
                              },
                              {
                                title: '冷链证有效至',
                                text: ({ certifiedUntil }) => (certifiedUntil ? date(certifiedUntil) : '没有'),
                              },
                              {
                                title: '守则',
                                text: ({ rulesVersion, rulesAcceptedAt }) =>
                                  rulesVersion ? `${rulesVersion}，${date(rulesAcceptedAt)} 接受` : '没有接受',
                              },
                            ]}
                          />
                        ),
                      },
                    ]}
                  />
                </Card>
              );
            })}
          </>
        )}
      </Shown>
    </>
  );
}
