import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { AlarmSeverityWords, type AroundQuery, type DueQuery, type LiveAlarmFragment } from '../../api/admin.ts';
import { placeOf } from '../../lib/evidence-places.ts';
import { celsius, celsiusRange, count, dateTime, untilText, yuan } from '../../lib/format.ts';
import { Curve } from '../../ui/Chart.tsx';
import { CountyMap } from '../../ui/CountyMap.tsx';
import { Card, Figures } from '../../ui/Facts.tsx';
import { Row } from '../../ui/layout.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { Clause, Mark } from '../../ui/marks.tsx';
import { PartyLink } from '../../ui/PartyLink.tsx';
import { Nothing } from '../../ui/States.tsx';

const clockOf = (at: string): string => dateTime(at).slice(-5);

/** What goes wrong right now: where, for how long, what it touches, its curve, and what was done. */
export function Incident({
  alarm,
  readings,
  now,
}: {
  alarm: LiveAlarmFragment;
  readings: AroundQuery['readings'];
  now: number;
}) {
  const navigate = useNavigate();
  const { device, carrier, shipmentIds } = alarm;
  const where = device?.vehicle?.plate ?? device?.facility?.name ?? `温度计 ${alarm.deviceId}`;
  const since = untilText(alarm.startedAt, now).text.replace('已超 ', '');
  return (
    <section className="card beside" aria-label="正在发生" style={{ borderColor: 'var(--ember)', borderWidth: 2 }}>
      <div>
        <Mark tone="bad">正在发生</Mark>{' '}
        <span className="small grey">
          {clockOf(alarm.startedAt)} 起，{since}了
        </span>
        <h2>
          {where} {alarm.kind === 'SILENCE' ? '没有温度' : '温度压不住'}
        </h2>
        <p className="small grey">
          <PartyLink of={carrier} />
          ，允许 {celsiusRange(alarm.limitCelsiusMin, alarm.limitCelsiusMax)}，{AlarmSeverityWords[alarm.severity]}
        </p>
        <Figures
          of={[
            ['现在', celsius(device?.lastTemperatureCelsius)],
            ['最差', celsius(alarm.worstCelsius)],
            ['里面的包裹', `${shipmentIds.length} 件`],
          ]}
        />
      </div>
      {readings && readings.length > 1 ? (
        <Curve
          quiet
          height={180}
          points={readings}
          limits={{ min: alarm.limitCelsiusMin, max: alarm.limitCelsiusMax }}
        />
      ) : (
        <span />
      )}
      <div>
        <p>{clockOf(alarm.raisedAt)} 报警</p>
        <p>
          {alarm.acknowledgedAt ? (
            `${clockOf(alarm.acknowledgedAt)} 有人接了`
          ) : (
            <b className="red">还没有人接，{untilText(alarm.raisedAt, now).text.replace('已超 ', '等了 ')}</b>
          )}
        </p>
        {shipmentIds.slice(0, 3).map((id, i) => (
          <p key={id}>
            <Link to={`/shipments/${id}`}>包裹 {i + 1}</Link>
          </p>
        ))}
        <Button type="primary" block onClick={() => void navigate(`/cold-chain#${alarm.id}`)}>
          看这次报警
        </Button>
      </div>
    </section>
  );
}

/** What the platform did not do as the standard asks, each with its figures and the way to their rows. */
export function Breaches({ of: clauses }: { of: NonNullable<AroundQuery['conformanceReport']> }) {
  return (
    <Card title="没做到的条款" extra={<Link to="/conformance">共 {clauses.length} 条</Link>}>
      {clauses.length === 0 && <Nothing text="都做到了" />}
      <ul className="lines columns">
        {clauses.slice(0, 5).map(({ clause, title, figures }) => (
          <li key={clause}>
            <span>
              <Clause of={clause} />
            </span>
            <span>
              <Link to={placeOf(clause)?.path ?? `/conformance#${clause}`}>{title}</Link>
              <div className="small red">
                {figures
                  .filter(({ verdict }) => verdict === 'BREACHED' || verdict === 'ABSENT')
                  .map(({ label, value, unit }) => `${label} ${count(value)}${unit ?? ''}`)
                  .join('；')}
              </div>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What arrived lately and what is on its way in the county. A township opens its parcels. */
export function County({ of: townships }: { of: NonNullable<DueQuery['townshipsNow']> }) {
  const sum = (of: 'arrived' | 'underWay' | 'late') => townships.reduce((total, one) => total + one[of], 0);
  return (
    <Card
      title="县里的包裹"
      extra={
        <span className="small grey">
          七天送到 {sum('arrived')}，路上 {sum('underWay')}
          {sum('late') > 0 && <b className="red">，超时 {sum('late')}</b>}
        </span>
      }
    >
      <CountyMap of={townships} to={({ code }) => `/shipments?township=${code}`} />
    </Card>
  );
}

/** Beside the title: whose money moved yesterday, what is held without being paid, and how much is to be done. */
export function Head({ data, due }: { data: DueQuery; due: number }) {
  const { salesByDay: sales, heldUnpaid: held } = data;
  const sum = (of: 'grossFen' | 'orders') => (sales ?? []).reduce((total, one) => total + one[of], 0);
  return (
    <Row gap={4}>
      {sales && (
        <span className="small grey">
          昨天结算 <Link to="/finance?tab=settlements">{yuan(sum('grossFen'))}</Link>（{count(sum('orders'))} 单）
        </span>
      )}
      {held && held.orders > 0 && (
        <span className="small grey">
          占着没付款 {count(held.orders)} 单 {yuan(held.goodsFen)}
        </span>
      )}
      <span className="small grey">
        一天内到点 <b>{due} 件</b>
      </span>
    </Row>
  );
}

/** Goods that nobody has paid yet, and who holds most of them: each account's hold is bounded, a crowd's is not. */
export function Held({ of: held }: { of: NonNullable<DueQuery['heldUnpaid']> }) {
  if (held.checkouts === 0) return null;
  return (
    <Card title="占着没付款的货">
      <p>
        {held.accounts} 个账号占着 {held.units} 件（{held.orders} 单，货款 {yuan(held.goodsFen)}），其中一小时内新下{' '}
        {held.checkoutsOfLastHour} 笔
      </p>
      <ListTable
        bare
        name="占着没付款最多的账号"
        rowKey={({ accountId }) => accountId}
        rows={held.holders}
        columns={[
          { title: '账号', text: ({ accountId }) => `尾号 ${accountId.slice(-8)}` },
          { title: '件数', align: 'right', text: ({ units }) => units },
          { title: '订单', align: 'right', text: ({ orders }) => orders },
          { title: '货款', align: 'right', text: ({ goodsFen }) => yuan(goodsFen) },
          { title: '最早', text: ({ since }) => dateTime(since) },
        ]}
      />
    </Card>
  );
}
