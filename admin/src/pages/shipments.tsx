import { Timeline } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { ShipmentDetail, Shipments } from '../api/admin.ts';
import { celsius, celsiusRange, dateTime, orNone, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import {
  ALARM_DECISIONS,
  ALARM_KINDS,
  ALARM_STATES,
  options,
  SEVERITIES,
  SHIPMENT_STATES,
  STORAGES,
  word,
} from '../lib/words.ts';
import { DataTable, ListTable } from '../ui/DataTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Clause, Due, Mark, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { NotFound, Nothing, Shown } from '../ui/States.tsx';

/** The chart library is the largest part of all: only who looks at a curve loads it. */
export const Curve = lazy(() => import('../ui/Curve.tsx'));

export function ShipmentsPage() {
  return (
    <>
      <PageHead title="包裹" />
      <DataTable
        name="包裹"
        document={Shipments}
        variables={({ state }, page) => ({ ...page, state })}
        rows={({ shipments }) => shipments}
        rowKey={({ id }) => id}
        filters={[{ name: 'state', label: '状态', options: options(SHIPMENT_STATES) }]}
        columns={[
          {
            title: '运单号',
            text: ({ trackingNumber }) => trackingNumber,
            render: ({ id, trackingNumber }) => <Link to={`/shipments/${id}`}>{trackingNumber}</Link>,
          },
          { title: '订单号', roomy: true, text: ({ orderNumber }) => orderNumber },
          {
            title: '状态',
            sort: 'state',
            text: ({ stateLabel }) => stateLabel,
            render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
          },
          { title: '发货', text: ({ consignorName }) => consignorName },
          { title: '配送', text: ({ carrierName }) => carrierName },
          {
            title: '储运',
            text: ({ storage, temperatureCelsiusMin, temperatureCelsiusMax }) =>
              `${word(STORAGES, storage)}${storage === 'ambient' ? '' : ` ${celsiusRange(temperatureCelsiusMin, temperatureCelsiusMax)}`}`,
          },
          {
            title: '报警',
            text: ({ alarms }) => alarms.length,
            render: ({ alarms }) =>
              alarms.length > 0 ? (
                <Mark tone={alarms.some(({ state }) => state !== 'resolved') ? 'bad' : 'warn'}>{alarms.length} 次</Mark>
              ) : (
                '—'
              ),
          },
          {
            title: '应接货',
            roomy: true,
            text: ({ takeOverBy }) => dateTime(takeOverBy),
            render: ({ takeOverBy, takenOverAt, state }) => (
              <Due at={takeOverBy} done={!!takenOverAt || state === 'cancelled'} />
            ),
          },
          {
            title: '应送达',
            text: ({ deliverBy }) => dateTime(deliverBy),
            render: ({ deliverBy, state }) => (
              <Due at={deliverBy} done={!['ready', 'assigned', 'taken-over'].includes(state)} />
            ),
            sort: 'deliverBy',
          },
          { title: '签收', sort: 'deliveredAt', text: ({ deliveredAt }) => dateTime(deliveredAt) },
          {
            title: '准时',
            roomy: true,
            text: ({ inTime }) => (inTime === null ? '—' : inTime ? '准时' : '超时'),
            render: ({ inTime }) => <YesNo value={inTime} yes="准时" no="超时" />,
          },
        ]}
      />
    </>
  );
}

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
                <Card
                  title={
                    <>
                      温度 <Clause of="8.1.1.ar" />
                    </>
                  }
                >
                  {one.storage === 'ambient' ? (
                    <Nothing text="常温商品，不要求测温" />
                  ) : readings.length === 0 ? (
                    <Nothing text="还没有温度记录" />
                  ) : (
                    <Suspense fallback={<div className="chart" role="status" aria-label="正在画图" />}>
                      <Curve
                        points={readings}
                        limits={{ min: one.temperatureCelsiusMin, max: one.temperatureCelsiusMax }}
                        alarms={one.alarms}
                      />
                    </Suspense>
                  )}
                  {one.alarms.length > 0 && (
                    <ListTable
                      bare
                      name="报警"
                      rowKey={(alarm) => alarm.id}
                      rows={one.alarms}
                      columns={[
                        { title: '报警', text: ({ kind }) => word(ALARM_KINDS, kind) },
                        {
                          title: '程度',
                          text: ({ severity }) => word(SEVERITIES, severity),
                          render: ({ severity }) => <State of={severity} text={word(SEVERITIES, severity)} />,
                        },
                        {
                          title: '状态',
                          text: ({ state }) => word(ALARM_STATES, state),
                          render: ({ state }) => <State of={state} text={word(ALARM_STATES, state)} />,
                        },
                        { title: '开始', text: ({ startedAt }) => dateTime(startedAt) },
                        { title: '超限', text: ({ minutesOut }) => `${minutesOut} 分钟` },
                        { title: '最差', text: ({ worstCelsius }) => celsius(worstCelsius) },
                        {
                          title: '处理',
                          text: ({ action, decision }) =>
                            [action, decision && word(ALARM_DECISIONS, decision)].filter(Boolean).join('；') || '—',
                        },
                      ]}
                    />
                  )}
                </Card>
                <Card title="货物">
                  <ListTable
                    bare
                    name="货物"
                    rowKey={(item) => item.skuId}
                    rows={one.items}
                    columns={[
                      { title: '商品', text: ({ title, specification }) => `${title} ${specification}` },
                      { title: '数量', align: 'right', text: ({ units }) => units },
                      { title: '储运', text: ({ storage }) => word(STORAGES, storage) },
                      {
                        title: '批次',
                        text: ({ lots }) => lots.map(({ lotCode, units }) => `${lotCode}×${units}`).join('、') || '—',
                      },
                    ]}
                  />
                </Card>
                {one.handovers.map((handover) => (
                  <Card
                    key={handover.id}
                    title={
                      <>
                        交接单 {handover.number}{' '}
                        <Mark tone={handover.verified ? 'good' : 'bad'}>
                          {handover.verified ? '与签字时一致' : '签字后被改过'}
                        </Mark>
                      </>
                    }
                  >
                    <Facts
                      of={[
                        ['开单', dateTime(handover.openedAt)],
                        ['完成', dateTime(handover.completedAt)],
                        [
                          '库温',
                          handover.facilityTemperatureCelsius === null
                            ? null
                            : celsius(handover.facilityTemperatureCelsius),
                        ],
                        [
                          '货温',
                          handover.productTemperatureCelsius === null
                            ? null
                            : celsius(handover.productTemperatureCelsius),
                        ],
                        [
                          '签字',
                          handover.signatures.map(({ side, custodian, signedAt }) => (
                            <div key={side}>
                              {side === 'seller' ? '发货方' : '配送方'}：{custodian}，{dateTime(signedAt)}
                            </div>
                          )),
                        ],
                        [
                          '单据指纹',
                          <code key="hash" className="wrap">
                            {handover.documentHash}
                          </code>,
                        ],
                      ]}
                    />
                    {handover.points.length > 0 && (
                      <ListTable
                        bare
                        name="检查"
                        rowKey={({ label }) => label}
                        rows={handover.points}
                        columns={[
                          {
                            title: '检查',
                            text: ({ label }) => label,
                            render: ({ label, clause }) => (
                              <>
                                {label} <Clause of={clause} />
                              </>
                            ),
                          },
                          { title: '读数', text: ({ celsius: value }) => celsius(value) },
                          {
                            title: '结果',
                            text: ({ passed }) => (passed === null ? '—' : passed ? '合格' : '不合格'),
                            render: ({ passed }) => <YesNo value={passed} yes="合格" no="不合格" />,
                          },
                        ]}
                      />
                    )}
                  </Card>
                ))}
              </div>
              <div>
                <Card title="配送步骤">
                  <Timeline
                    items={one.steps.map(({ label, clause, doneAt }) => ({
                      key: label,
                      color: doneAt ? 'green' : 'gray',
                      children: (
                        <>
                          {label} <Clause of={clause} />
                          <div className="quiet">{doneAt ? dateTime(doneAt) : '还没有做'}</div>
                        </>
                      ),
                    }))}
                  />
                </Card>
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
                      ['应接货', dateTime(one.takeOverBy)],
                      ['接货', dateTime(one.takenOverAt)],
                      ['应送达', dateTime(one.deliverBy)],
                      ['签收', dateTime(one.deliveredAt)],
                      ['拒收', one.refusalLabel && `${one.refusalLabel} ${one.refusalNote ?? ''}`],
                      ['停止配送', one.stop?.text],
                      ['外部快递', one.expressNumber && `${one.expressCompany} ${one.expressNumber}`],
                      ['约定', one.agreedAt && `${dateTime(one.agreedAt)} ${orNone(one.agreedPlace)}`],
                    ]}
                  />
                </Card>
                <Card title="轨迹">
                  {one.track.length === 0 ? (
                    <Nothing text="还没有轨迹" />
                  ) : (
                    <Timeline
                      items={one.track.map(({ at, text }) => ({
                        key: at + text,
                        children: (
                          <>
                            {text}
                            <div className="quiet">{dateTime(at)}</div>
                          </>
                        ),
                      }))}
                    />
                  )}
                </Card>
              </div>
            </div>
          </>
        );
      }}
    </Shown>
  );
}
