import { Button } from 'antd';
import { ReloadOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { Due as DueDocument, HeldUnpaid, type DueQuery } from '../api/admin.ts';
import { useNow } from '../lib/clock.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useSession } from '../lib/session.ts';
import { useAsk } from '../lib/use.ts';
import { CHECK_SUBJECTS, CHECK_TOPICS, OVERSEERS, word } from '../lib/words.ts';
import { Card } from '../ui/Facts.tsx';
import { Clause, Due, Mark } from '../ui/marks.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Nothing, Shown } from '../ui/States.tsx';

type Item = NonNullable<DueQuery['trustDue']>[number];
interface Kind {
  label: string;
  /** Where it is dealt with. */
  to: (item: Item) => string;
  /** Where all of its kind are. */
  list: string;
  title?: (item: Item) => string;
}
/** What has no page of its own is a row of its list, which the address names. */
const of = (label: string, list: string, to?: Kind['to'], title?: Kind['title']): Kind => ({
  label,
  list,
  to: to ?? (({ id }) => `${list}#${id}`),
  title,
});
const complaint = (label: string, state: string): Kind =>
  of(label, `/complaints?state=${state}`, ({ id }) => `/complaints/${id}`);
const KINDS: Readonly<Record<string, Kind>> = {
  filing: of('资质待审', '/filings', ({ id }) => `/parties/${id}`),
  help: of('商家提问', '/help'),
  're-review': of('主体复审', '/parties', ({ id }) => `/parties/${id}`),
  'price-flag': of('价格异动', '/products?tab=prices'),
  'order-confirmation': of('等商家确认订单', '/orders?state=paid', ({ id }) => `/orders/${id}`),
  'after-sale': of('等商家答复售后', '/orders', ({ id }) => `/orders/${id}`),
  alarm: of('冷链报警', '/cold-chain?state=raised', undefined, ({ title }) => `温度计 ${title}`),
  'supervision-check': of('配送检查', '/supervision?tab=carriers&open=yes', undefined, ({ title }) =>
    word(CHECK_TOPICS, title),
  ),
  cod: of('代收货款', '/supervision?tab=cod&open=yes', undefined, () => '等配送返还'),
  'stopped-parcel': of('停送的包裹', '/shipments', ({ id }) => `/shipments/${id}`),
  refund: of('退款在途', '/orders', ({ id }) => `/orders/${id}`),
  settlement: of('结算失败', '/finance?tab=settlements&state=failed', undefined, () => '要重新办理'),
  reconciliation: of('对账差异', '/finance?tab=differences', undefined, ({ title }) => `单号尾号 ${title.slice(-8)}`),
  'risk-hold': of('风险冻结', '/finance?tab=holds', undefined, () => '等人判断'),
  recovery: of('追偿', '/finance?tab=recoveries&state=open', undefined, () => '先行赔付后待追偿'),
  'complaint-answer': complaint('投诉待答复', 'filed'),
  'complaint-decision': complaint('投诉待裁定', 'escalated'),
  'complaint-response': complaint('等责任方答复', 'decided'),
  'complaint-advance': complaint('待先行赔付', 'refused'),
  'measure-appeal': of('措施申诉', '/measures?state=appealed', undefined, ({ title }) => `依据 ${title}`),
  rectification: of('整改待核查', '/measures?state=reported', undefined, ({ title }) => `依据 ${title}`),
  review: of('评价待审', '/reviews'),
  'trade-check': of(
    '检查待复查',
    '/supervision?tab=trade&open=yes',
    undefined,
    ({ title }) => `${word(CHECK_SUBJECTS, title)}检查`,
  ),
  holidays: of(
    '节假日安排待登记',
    '/holidays',
    () => '/holidays',
    ({ title }) => `${title} 年`,
  ),
  assessment: of('考评待公布', '/assessments', ({ id }) => `/assessments/${id}`),
  return: of('报表待报送', '/returns'),
  oversight: of('来件待答复', '/oversight?open=yes', undefined, ({ title }) => word(OVERSEERS, title)),
  incident: of('故障未恢复', '/operations?tab=incidents&open=yes'),
};
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
        <Button icon={<ReloadOutlined />} onClick={asked.again}>
          刷新
        </Button>
      </PageHead>
      {may('heldUnpaid') && <Held />}
      <Shown asked={asked}>
        {(data) => {
          const items = ROOTS.flatMap((root) => data[`${root}Due`] ?? []).sort(
            (a, b) =>
              Date.parse(a.dueAt ?? '9999-01-01') - Date.parse(b.dueAt ?? '9999-01-01') ||
              Date.parse(a.since) - Date.parse(b.since),
          );
          const counts = new Map<string, { all: number; late: number; timed: number }>();
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
                      <Link key={kind} to={KINDS[kind]?.list ?? '/'} className={late > 0 ? 'tile bad' : 'tile'}>
                        <span>
                          {KINDS[kind]?.label ?? kind}
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
        const kind = KINDS[item.kind];
        return (
          <li key={item.kind + item.id + item.since}>
            <Mark tone={item.overdue ? 'bad' : 'quiet'}>{kind?.label ?? item.kind}</Mark>
            <span>
              <Link to={kind?.to(item) ?? '/'}>{kind?.title?.(item) ?? item.title}</Link> <Clause of={item.clause} />{' '}
              <span className="quiet">自 {dateTime(item.since)}</span>
            </span>
            <span>{item.dueAt ? <Due at={item.dueAt} /> : null}</span>
          </li>
        );
      })}
    </ul>
  );
}
