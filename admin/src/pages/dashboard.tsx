import { Button } from 'antd';
import { Link } from 'react-router';
import { Due as DueDocument, DueKindWords, HeldUnpaid, type DueKind, type DueQuery } from '../api/admin.ts';
import { useNow } from '../lib/clock.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { word } from '../lib/words.ts';
import { useSession } from '../lib/session.ts';
import { useAsk } from '../lib/use.ts';
import { Card } from '../ui/Facts.tsx';
import { Clause, Due, Mark } from '../ui/marks.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Nothing, Shown } from '../ui/States.tsx';
import { kindOf } from './dashboard/kinds.ts';
import { Icon } from '../ui/Icon.tsx';

type Item = NonNullable<DueQuery['trustDue']>[number];
const ROOTS = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'] as const;

/** What waits, the legal clocks first. What is late stands on top. */
export function Dashboard() {
  const session = useSession()!;
  const now = useNow();
  const variables = Object.fromEntries(ROOTS.map((root) => [root, may(`${root}Due`)])) as Record<
    (typeof ROOTS)[number],
    boolean
  >;
  const asked = useAsk(DueDocument, variables, { refreshInterval: 120_000 });
  return (
    <>
      <PageHead title="今日待办" note={`${session.displayName}，${dateTime(new Date(now).toISOString())}`}>
        <Button icon={<Icon name="sync" size={16} />} onClick={asked.again}>
          刷新
        </Button>
      </PageHead>
      {may('heldUnpaid') && <Held />}
      <Shown asked={asked}>
        {(data) => {
          const items = ROOTS.flatMap((root) => data[`${root}Due`] ?? []).sort(
            (a, b) =>
              Date.parse(a.dueAt ?? '9999-01-01') - Date.parse(b.dueAt ?? '9999-01-01') ||
              Date.parse(a.sinceAt) - Date.parse(b.sinceAt),
          );
          const counts = new Map<DueKind, { all: number; late: number; timed: number }>();
          for (const { kind, overdue, dueAt } of items) {
            const known = counts.get(kind) ?? { all: 0, late: 0, timed: 0 };
            counts.set(kind, {
              all: known.all + 1,
              late: known.late + (overdue ? 1 : 0),
              timed: known.timed + (dueAt ? 1 : 0),
            });
          }
          const clocks = items.filter(({ dueAt }) => dueAt);
          const waiting = items.filter(({ dueAt }) => !dueAt);
          return (
            <>
              {items.length === 0 ? (
                <Card>
                  <Nothing text="现在没有要办的事" />
                </Card>
              ) : (
                <>
                  <div className="tiles">
                    {[...counts].map(([kind, { all, late, timed }]) => (
                      <Link key={kind} to={kindOf(kind)?.list ?? '/'} className={late > 0 ? 'tile bad' : 'tile'}>
                        <span>
                          {word(DueKindWords, kind)}
                          <span className="quiet">
                            {late > 0 ? `${late} 件已超时限` : timed > 0 ? '都在时限内' : '没有法定时限'}
                          </span>
                        </span>
                        <b>
                          {all}
                          {all >= 20 ? '+' : ''}
                        </b>
                      </Link>
                    ))}
                  </div>
                  {clocks.length > 0 && <Spread items={clocks} now={now} />}
                  <Card title="有时限的，最急的在前">
                    {clocks.length === 0 ? <Nothing text="没有临近的时限" /> : <DueList items={clocks} />}
                  </Card>
                  {waiting.length > 0 && (
                    <Card title="没有法定时限的，先来先办">
                      <DueList items={waiting} />
                    </Card>
                  )}
                </>
              )}
            </>
          );
        }}
      </Shown>
    </>
  );
}

/** Goods that nobody has paid yet, and who holds most of them: each account's hold is bounded, a crowd's is not. */
function Held() {
  const asked = useAsk(HeldUnpaid, {}, { refreshInterval: 120_000 });
  return (
    <Shown asked={asked}>
      {({ heldUnpaid: held }) =>
        held.checkouts === 0 ? null : (
          <Card title="占着没付款的货">
            <p>
              {held.accounts} 个账号占着 {held.units} 件（{held.orders} 单，货款 {yuan(held.goodsFen)}
              ），其中一小时内新下 {held.checkoutsOfLastHour} 笔
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
        )
      }
    </Shown>
  );
}

const SPANS = [
  { label: '已超时限', tone: 'late', untilMs: 0 },
  { label: '24 小时内', tone: 'today', untilMs: 86_400_000 },
  { label: '三天内', tone: 'soon', untilMs: 3 * 86_400_000 },
  { label: '更晚', tone: 'later', untilMs: Infinity },
] as const;

/** How the clocks are spread, at one look: what is late is red, what is due within a day amber. */
function Spread({ items, now }: { items: readonly Item[]; now: number }) {
  const left = items.map(({ dueAt, overdue }) => (overdue ? -1 : Math.max(0, Date.parse(dueAt!) - now)));
  const spans = SPANS.map((span, i) => ({
    ...span,
    count: left.filter((ms) => ms < span.untilMs && (i === 0 || ms >= SPANS[i - 1]!.untilMs)).length,
  })).filter(({ count }) => count > 0);
  return (
    <div className="spread" role="img" aria-label={spans.map(({ label, count }) => `${label} ${count} 件`).join('，')}>
      {spans.map(({ label, tone, count }) => (
        <div key={label} className={`span ${tone}`} style={{ flexGrow: count }}>
          <b>{count}</b> {label}
        </div>
      ))}
    </div>
  );
}

function DueList({ items }: { items: readonly Item[] }) {
  return (
    <ul className="due-list">
      {items.map((item) => {
        const kind = kindOf(item.kind);
        return (
          <li key={item.kind + item.id + item.sinceAt}>
            <Mark tone={item.overdue ? 'bad' : 'quiet'}>{word(DueKindWords, item.kind)}</Mark>
            <span>
              <Link to={kind?.to(item) ?? '/'}>{kind?.title?.(item) ?? item.title}</Link> <Clause of={item.clause} />{' '}
              <span className="quiet">自 {dateTime(item.sinceAt)}</span>
            </span>
            <span>{item.dueAt ? <Due at={item.dueAt} /> : null}</span>
          </li>
        );
      })}
    </ul>
  );
}
