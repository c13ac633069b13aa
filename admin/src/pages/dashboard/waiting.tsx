import { Link } from 'react-router';
import { DueKindWords, type DueKind, type WaitingFragment } from '../../api/admin.ts';
import { dateTime, monthDay, todayInChina, untilText, weekdayOf, yuan } from '../../lib/format.ts';
import type { Waiting } from '../../lib/waiting.ts';
import { word } from '../../lib/words.ts';
import { Legend, Stack, type Part } from '../../ui/Chart.tsx';
import { Card } from '../../ui/Facts.tsx';
import { space } from '../../ui/layout.tsx';
import { Clause, Mark, type Tone } from '../../ui/marks.tsx';
import { Nothing } from '../../ui/States.tsx';
import { kindOf } from './kinds.ts';

export type Item = WaitingFragment;
const DAY_MS = 86_400_000;
/** As many as a kind answers with at most: there may be more. */
const OF_A_KIND_MAX = 20;
const countText = (count: number): string => (count >= OF_A_KIND_MAX ? `${OF_A_KIND_MAX}+` : String(count));

/** The soonest due first; what has no day after that, the oldest first. */
export const soonest = (items: readonly Item[]): Item[] =>
  [...items].sort(
    (a, b) =>
      Date.parse(a.dueAt ?? '9999-01-01') - Date.parse(b.dueAt ?? '9999-01-01') ||
      Date.parse(a.sinceAt) - Date.parse(b.sinceAt),
  );

/** By the page where it is dealt with. */
export function waitingByPage(items: readonly Item[]): Waiting {
  const pages: Record<string, Item[]> = {};
  for (const item of items) (pages[(kindOf(item.kind)?.list ?? '/').split('?')[0] ?? '/'] ??= []).push(item);
  return Object.fromEntries(
    Object.entries(pages).map(([page, own]) => [
      page,
      { count: countText(own.length), late: own.some(({ overdue }) => overdue) },
    ]),
  );
}

function leftOf({ dueAt, sinceAt }: Item, now: number): { text: string; tone: Tone } {
  if (!dueAt) return { text: `等了 ${untilText(sinceAt, now).text.replace('已超 ', '')}`, tone: 'quiet' };
  const { text, overdue, soon } = untilText(dueAt, now);
  return { text: text.replace('已超', '超').replace('还剩', '剩'), tone: overdue ? 'bad' : soon ? 'warn' : 'quiet' };
}

/** Whether a title only names the party again, in full or with letters hidden. */
const isItsName = (title: string, name: string): boolean => title === name || title.includes('*');

/** How long is left, with whom, what, how much, and the clause that sets the day. */
export function WaitingList({ items, now }: { items: readonly Item[]; now: number }) {
  return (
    <ul className="lines columns">
      {items.map((item) => {
        const kind = kindOf(item.kind);
        const { text, tone } = leftOf(item, now);
        const named = kind?.title?.(item) ?? item.title;
        return (
          <li key={item.kind + item.id + item.sinceAt}>
            <Mark tone={tone}>{text}</Mark>
            <span title={`自 ${dateTime(item.sinceAt)}${item.dueAt ? `，${dateTime(item.dueAt)} 到点` : ''}`}>
              <Link to={kind?.to(item) ?? '/'}>
                <b>{item.party?.name ?? named}</b> {word(DueKindWords, item.kind)}
              </Link>{' '}
              {item.party && !isItsName(named, item.party.name) && <span className="small grey">{named}</span>}{' '}
              <Clause of={item.clause} />
            </span>
            <b>{item.amountFen ? yuan(item.amountFen) : null}</b>
          </li>
        );
      })}
    </ul>
  );
}

const AGES: readonly Omit<Part, 'count'>[] = [
  { label: '1 天', weight: 0.25 },
  { label: '3 天', weight: 0.5 },
  { label: '7 天', weight: 0.8 },
  { label: '更久', weight: 'worst' },
];
const AGE_DAYS = [1, 3, 7, Infinity];
const ageOf = ({ sinceAt }: Item, now: number): number => (now - Date.parse(sinceAt)) / DAY_MS;

/** So many stand in sight, those that are longest in their hands. */
const HEAPS = 9;
const HEAP = {
  display: 'grid',
  gridTemplateColumns: '7em minmax(0, 1fr) 8.5em',
  gap: space(2),
  alignItems: 'center',
  minHeight: 32,
} as const;

/** What piles up: of each kind how much, for how long, and how old the oldest is. */
export function Ages({ items, now }: { items: readonly Item[]; now: number }) {
  const kinds = new Map<DueKind, Item[]>();
  for (const item of items) kinds.set(item.kind, [...(kinds.get(item.kind) ?? []), item]);
  const heaps = [...kinds]
    .map(([kind, own]) => ({ kind, own, oldest: Math.max(...own.map((item) => ageOf(item, now))) }))
    .sort((a, b) => b.oldest - a.oldest)
    .slice(0, HEAPS);
  const most = Math.max(1, ...heaps.map(({ own }) => own.length));
  return (
    <Card title="压了多久" extra={<Legend parts={AGES} />}>
      {heaps.length === 0 && <Nothing text="没有压着的" />}
      <ul>
        {heaps.map(({ kind, own, oldest }) => (
          <li key={kind} style={HEAP}>
            <Link to={kindOf(kind)?.list ?? '/'}>{word(DueKindWords, kind)}</Link>
            <Stack
              most={most}
              parts={AGES.map((age, i) => ({
                ...age,
                count: own.filter(
                  (item) =>
                    ageOf(item, now) < (AGE_DAYS[i] ?? 0) && (i === 0 || ageOf(item, now) >= (AGE_DAYS[i - 1] ?? 0)),
                ).length,
              }))}
            />
            <span>
              <b>{countText(own.length)}</b>{' '}
              <span className="small grey">
                最久 {oldest < 1 ? `${Math.max(1, Math.floor(oldest * 24))} 小时` : `${Math.floor(oldest)} 天`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const DAYS = 14;
/** So narrow that all stand in one row at 1280 px; on a phone some below the others. */
const DAY_PX = 60;
const DAY = {
  background: 'var(--paper)',
  borderRadius: 'var(--r-chip)',
  padding: space(1),
  minHeight: 110,
  textAlign: 'center',
  fontSize: 'var(--note)',
} as const;
const TODAY = { background: 'var(--soil)', color: 'var(--on-soil)' };
/** The two weeks ahead, by the day on which something is due; what is late stands at today. */
export function Calendar({ items, now }: { items: readonly Item[]; now: number }) {
  const today = todayInChina(now);
  const days = Array.from({ length: DAYS }, (_, i) => {
    const atMs = now + i * DAY_MS;
    const date = todayInChina(atMs);
    const due = items.filter(({ dueAt }) => {
      const on = dueAt && todayInChina(Date.parse(dueAt));
      return on === date || (i === 0 && on && on < date);
    });
    const kinds = [...new Set(due.map(({ kind }) => kind))].map((kind) => {
      const own = due.filter((item) => item.kind === kind);
      return { kind, count: own.length, late: own.some(({ overdue }) => overdue) };
    });
    return { date, atMs, kinds };
  });
  return (
    <Card title="往后两周" extra={<span className="small grey">按到点的日子</span>}>
      <ol style={{ display: 'grid', gridTemplateColumns: `repeat(auto-fit, minmax(${DAY_PX}px, 1fr))`, gap: space(1) }}>
        {days.map(({ date, atMs, kinds }) => (
          <li key={date} style={date === today ? { ...DAY, ...TODAY } : DAY}>
            {date === today ? '今天' : weekdayOf(atMs)}
            <b title={monthDay(atMs)} style={{ display: 'block' }}>
              {Number(date.slice(8))}
            </b>
            {kinds.map(({ kind, count, late }) => (
              <Link key={kind} to={kindOf(kind)?.list ?? '/'} style={{ display: 'grid', marginTop: space(1) }}>
                <Mark tight tone={late ? 'bad' : date === today ? 'warn' : 'quiet'}>
                  {word(DueKindWords, kind)}
                  {count > 1 && ` ${countText(count)}`}
                </Mark>
              </Link>
            ))}
          </li>
        ))}
      </ol>
    </Card>
  );
}
