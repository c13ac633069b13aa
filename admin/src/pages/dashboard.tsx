import { Button } from 'antd';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { Around, Due as DueDocument, type DueQuery } from '../api/admin.ts';
import { changed } from '../lib/address.ts';
import { useNow } from '../lib/clock.ts';
import { dateTime, monthDay, todayInChina, weekdayOf } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { noteWaiting } from '../lib/waiting.ts';
import { Card } from '../ui/Facts.tsx';
import { Icon } from '../ui/Icon.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Nothing, Shown } from '../ui/States.tsx';
import { matterNow, type Matter } from './dashboard/matters.ts';
import { Breaches, County, Head, Held, Incident } from './dashboard/panels.tsx';
import { Ages, Calendar, soonest, waitingByPage, WaitingList, type Item } from './dashboard/waiting.tsx';

const ROOTS = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'] as const;
const DAY_MS = 86_400_000;
const ANEW = { refreshInterval: 120_000 };
/** So many stand on the first page; the rest at a press. */
const FIRST = 6;
/** What the curve shows before the alarm began. */
const BEFORE_MS = 2 * 3_600_000;

/** What each post comes for first: what waits, the legal clocks first, and what stands beside it. */
export function Dashboard() {
  const now = useNow();
  const matter = matterNow();
  const has = (panel: Matter['panels'][number], field: string) => matter.panels.includes(panel) && may(field);
  const [sellers, catalog, orders, logistics, payments, trust] = ROOTS.map((root) => may(`${root}Due`));
  const asked = useAsk(
    DueDocument,
    {
      sellers: !!sellers,
      catalog: !!catalog,
      orders: !!orders,
      logistics: !!logistics,
      payments: !!payments,
      trust: !!trust,
      held: has('held', 'heldUnpaid'),
      alarms: has('alarm', 'alarms'),
      map: has('map', 'townshipsNow'),
      sales: has('money', 'salesByDay'),
      day: todayInChina(now - DAY_MS),
    },
    ANEW,
  );
  const { data } = asked;
  useEffect(() => {
    if (data) noteWaiting(waitingByPage(waitingIn(data)));
  }, [data]);
  return (
    <>
      <PageHead
        title={matter.title}
        note={`${monthDay(now)} ${weekdayOf(now)}，${dateTime(new Date(now).toISOString()).slice(-5)}`}
      >
        {asked.data && (
          <Head data={asked.data} due={waitingIn(asked.data).filter((item) => isSoon(item, now)).length} />
        )}
        <Button icon={<Icon name="sync" size={16} />} onClick={asked.again}>
          刷新
        </Button>
      </PageHead>
      <Shown asked={asked}>{(data) => <Desk data={data} matter={matter} now={now} />}</Shown>
    </>
  );
}

const waitingIn = (data: DueQuery): Item[] => ROOTS.flatMap((root) => data[`${root}Due`] ?? []);
const isSoon = ({ dueAt }: Item, now: number): boolean => !!dueAt && Date.parse(dueAt) < now + DAY_MS;

function Desk({ data, matter, now }: { data: DueQuery; matter: Matter; now: number }) {
  const items = soonest(waitingIn(data));
  const alarm = data.raised?.edges[0]?.node ?? data.taken?.edges[0]?.node;
  const wantsBreaches = matter.panels.includes('breaches') && may('conformanceReport');
  const around = useAsk(
    wantsBreaches || alarm ? Around : null,
    {
      breaches: wantsBreaches,
      curve: !!alarm,
      deviceId: alarm?.deviceId,
      from: alarm && new Date(Date.parse(alarm.startedAt) - BEFORE_MS).toISOString(),
    },
    ANEW,
  );
  const breaches = around.data?.conformanceReport;
  const of = (panel: Matter['panels'][number]) => matter.panels.includes(panel);
  return (
    <>
      {alarm && <Incident alarm={alarm} readings={around.data?.readings} now={now} />}
      <div className={breaches ? 'two' : undefined}>
        <Waiting items={items} matter={matter} now={now} />
        {breaches && <Breaches of={breaches} />}
      </div>
      <div className="beside">
        {data.townshipsNow && <County of={data.townshipsNow} />}
        {of('ages') && <Ages items={items} now={now} />}
      </div>
      {of('calendar') && <Calendar items={items} now={now} />}
      {data.heldUnpaid && <Held of={data.heldUnpaid} />}
    </>
  );
}

/** One's own work first, then what else waits. */
function Waiting({ items, matter: { own }, now }: { items: readonly Item[]; matter: Matter; now: number }) {
  if (!own) return <Due title="到点的" name="all" items={items} now={now} />;
  const rest = items.filter((item) => !own.is(item));
  return (
    <div>
      <Due title={own.title} name="all" items={items.filter(own.is)} now={now} />
      {rest.length > 0 && <Due title="别的事" name="rest" items={rest} now={now} />}
    </div>
  );
}
/** The most pressing; the address says (`name`) whether all are shown. */
function Due({ title, name, items, now }: { title: string; name: string; items: readonly Item[]; now: number }) {
  const [params, setParams] = useSearchParams();
  const isAll = params.get(name) === '1';
  return (
    <Card title={title} extra={<span className="small grey">按剩的时间排，共 {items.length} 件</span>}>
      {items.length === 0 && <Nothing text="现在没有要办的事" />}
      <WaitingList items={isAll ? items : items.slice(0, FIRST)} now={now} />
      {items.length > FIRST && (
        <Button
          type="text"
          onClick={() => setParams(changed(params, { [name]: isAll ? undefined : '1' }), { replace: true })}
        >
          {isAll ? '只看最急的' : `全部 ${items.length} 件`}
        </Button>
      )}
    </Card>
  );
}
