import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import {
  DeskWords,
  DutyCalendar,
  DutyKindWords,
  DutyStateWords,
  ExcuseDuty,
  SubgraphWords,
  type DutyCalendarQuery,
  type DutyState,
  type OwedDutyFragment,
} from '../api/admin.ts';
import { changed } from '../lib/address.ts';
import { useNow } from '../lib/clock.ts';
import { dateTime, shortMoment, todayInChina } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { Card } from '../ui/Facts.tsx';
import { FilterBar, type Filter, type Filters } from '../ui/FilterBar.tsx';
import { Row } from '../ui/layout.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Clause, Due, Mark, type Tone } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { Shown } from '../ui/States.tsx';
import { dutyPlace } from './duties/places.ts';

type Count = DutyCalendarQuery['dutyCalendar']['counts'][number];
const DAY_MS = 86_400_000;
/** Without a month: what was missed lately, and the two weeks ahead. */
const BEFORE_DAYS = 30;
const AHEAD_DAYS = 14;
const TONES: Readonly<Record<DutyState, Tone>> = { MISSED: 'bad', AHEAD: 'warn', LATE: 'busy', DONE: 'good' };

/** From midnight to midnight in China. */
const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
function windowOf(month: string | null, now: number): { from: string; to: string } {
  const today = startOf(todayInChina(now));
  const [from, to] = month
    ? [startOf(`${month}-01`), startOf(`${dayjs(`${month}-01`).add(1, 'month').format('YYYY-MM')}-01`)]
    : [today - BEFORE_DAYS * DAY_MS, today + AHEAD_DAYS * DAY_MS];
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
const FILTERS: readonly Filter[] = [
  { name: 'desk', label: '谁的事', options: options(DeskWords) },
  { name: 'kind', label: '什么事', options: options(DutyKindWords) },
  { name: 'state', label: '办没办', options: options(DutyStateWords) },
];

const wordIn = <W extends Readonly<Record<string, string>>>(
  words: W,
  said: string | null,
): (keyof W & string) | undefined => Object.keys(words).find((word) => word === said);

/** What has to be done by a day, whose it is, what comes of leaving it, and where it is begun. */
export function DutiesPage() {
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const turn = (next: Filters) => setParams(changed(params, next), { replace: true });
  const month = params.get('month');
  const chosen = {
    desk: wordIn(DeskWords, params.get('desk')),
    kind: wordIn(DutyKindWords, params.get('kind')),
    state: wordIn(DutyStateWords, params.get('state')),
  };
  const asked = useAsk(DutyCalendar, { ...windowOf(month, now), ...chosen });
  return (
    <>
      <PageHead title="责任表" note={month ? `${month} 到期的` : `近 ${BEFORE_DAYS} 天和往后 ${AHEAD_DAYS} 天到期的`}>
        <DatePicker
          picker="month"
          aria-label="月份"
          placeholder="近期"
          value={month ? dayjs(month) : null}
          onChange={(day) => turn({ month: day?.format('YYYY-MM') })}
        />
        <FilterBar filters={FILTERS} chosen={chosen} change={turn} />
      </PageHead>
      <Shown asked={asked}>
        {({ dutyCalendar: { silent, counts, items } }) => (
          <>
            {silent.length > 0 && (
              <Card>
                <b className="red">{silent.map((room) => SubgraphWords[room]).join('、')}现在没有答复，下面不全</b>
              </Card>
            )}
            <Counts of={counts} />
            <ListTable
              name="责任表"
              rowKey={({ kind, subject, period }) => `${kind} ${subject} ${period}`}
              rows={items}
              columns={columns()}
              empty="这段时间没有到期的事"
            />
          </>
        )}
      </Shown>
    </>
  );
}

/** How many of each kind nobody did: what is gone cannot be made up for, and stays counted. */
function Counts({ of: counts }: { of: readonly Count[] }) {
  const sum = (of: 'missed' | 'ahead' | 'late' | 'done') => counts.reduce((total, one) => total + one[of], 0);
  const missed = counts.filter((one) => one.missed > 0);
  return (
    <Card title={`到期没办 ${sum('missed')} 次`}>
      <p className="small grey">
        按时办了 {sum('done')}，办晚了 {sum('late')}，还没到期 {sum('ahead')}
      </p>
      <Row>
        {missed.map(({ kind, desk, missed: times }) => (
          <Link key={kind} to={`?kind=${kind}&state=MISSED`}>
            <Mark tone="bad">
              {DutyKindWords[kind]} {times}（{DeskWords[desk]}）
            </Mark>
          </Link>
        ))}
      </Row>
    </Card>
  );
}

const excuseActs = (mark: NonNullable<OwedDutyFragment['mark']>): Act[] => [
  act({
    label: '写明原因',
    field: 'excuseDuty',
    form: () => ({
      draft: `excuse.${mark.id}`,
      title: '为什么没办',
      submit: '记下',
      document: ExcuseDuty,
      fields: [{ name: 'reason', label: '原因', kind: 'paragraph', required: true, max: 500 }],
      variables: ({ text }) => ({ input: { markId: mark.id, reason: text('reason') } }),
    }),
  }),
];

/** Who was told that nobody did it, and what was said. */
function Told({ of: mark }: { of: OwedDutyFragment['mark'] }) {
  const now = useNow();
  if (!mark) return null;
  return (
    <div className="small grey">
      {mark.headToldAt && <div>告诉了平台管理员 {shortMoment(dateTime(mark.headToldAt), now)}</div>}
      {mark.authorityToldAt && <div>告诉了监管部门 {shortMoment(dateTime(mark.authorityToldAt), now)}</div>}
      {mark.excuse ? `原因：${mark.excuse}` : <Acts size="small" acts={excuseActs(mark)} />}
    </div>
  );
}

/** A day ends at the midnight that follows it, and people read its last minute. */
const lastMinute = (dueAt: string): string => new Date(Date.parse(dueAt) - 60_000).toISOString();
const nameOf = ({ kind, title, period }: OwedDutyFragment): string =>
  [DutyKindWords[kind], title, period].filter(Boolean).join(' ');
const columns = (): Column<OwedDutyFragment>[] => [
  {
    title: '到期',
    sort: true,
    text: ({ dueAt }) => dateTime(lastMinute(dueAt)),
    render: ({ dueAt, doneAt }) => <Due at={lastMinute(dueAt)} done={!!doneAt} />,
  },
  {
    title: '什么事',
    text: nameOf,
    render: (row) => (
      <span className="long">
        <Link to={dutyPlace(row.kind, row.party)}>
          <b>{nameOf(row)}</b>
        </Link>{' '}
        <Clause of={row.clause} />
        {row.law && <div className="small grey">{row.law}</div>}
      </span>
    ),
  },
  { title: '谁的事', sort: true, text: ({ desk }) => DeskWords[desk] },
  { title: '主体', text: ({ party }) => party?.name ?? '', render: ({ party }) => <PartyLink of={party} /> },
  { title: '不办会怎样', text: ({ consequence }) => consequence },
  {
    title: '办没办',
    sort: true,
    text: ({ stateLabel }) => stateLabel,
    render: ({ state, stateLabel, mark }) => (
      <>
        <Mark tone={TONES[state]}>{stateLabel}</Mark>
        <Told of={mark} />
      </>
    ),
  },
];
