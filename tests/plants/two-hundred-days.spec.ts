import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DUTIES, type DutyKind, type SubgraphName } from '@heitu/standard';
import { openTown, type Town } from './town.fixture.ts';

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
const DAYS = 200;
/** A room tells at most so many things one by one. */
const TOLD_MAX = 500;

const dateOf = (ms: number): string => new Date(ms + CHINA_MS).toISOString().slice(0, 10);
const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
const nextMonth = (date: string, months: number): string => {
  const number = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`;
};
/** Whether a period of this length begins on a day, counted on fingers and not by the platform's own calendar. */
const BEGINS: Readonly<Record<string, (date: string) => boolean>> = {
  day: () => true,
  week: (date) => new Date(`${date}T00:00:00Z`).getUTCDay() === 1,
  month: (date) => date.endsWith('-01'),
  quarter: (date) => /-(01|04|07|10)-01$/.test(date),
  'half-year': (date) => /-(01|07)-01$/.test(date),
  year: (date) => date.endsWith('-01-01'),
};

interface Owed {
  fromMs: number;
  endMs: number;
  dueMs: number;
}
/** The periods whose day comes in the window. */
function periods(each: string, due: { days?: number; monthEnds?: number }, fromMs: number, toMs: number): Owed[] {
  const owed: Owed[] = [];
  let beganMs: number | null = null;
  for (let dayMs = midnight(dateOf(fromMs - 800 * DAY_MS)); dayMs <= toMs; dayMs += DAY_MS) {
    const date = dateOf(dayMs);
    if (!BEGINS[each]!(date)) continue;
    const dueMs =
      due.monthEnds === undefined ? dayMs + (due.days ?? 0) * DAY_MS : midnight(nextMonth(date, due.monthEnds));
    if (beganMs !== null && dueMs > fromMs && dueMs <= toMs) owed.push({ fromMs: beganMs, endMs: dayMs, dueMs });
    beganMs = dayMs;
  }
  return owed;
}

describe('two hundred days in which nobody does anything', () => {
  let town: Town;
  let beganMs: number;
  let endMs: number;
  beforeAll(async () => {
    town = await openTown();
    beganMs = await town.now();
    await town.later(DAYS);
    endMs = await town.now();
  });
  afterAll(() => town.close());

  const numbers = async (room: SubgraphName, sql: string): Promise<number[]> =>
    (await town.rows(room, sql)).map((row) => Number(Object.values(row)[0]));
  /** The moments after the day on which something ends. */
  const ends = async (room: SubgraphName, sql: string): Promise<number[]> =>
    (await town.rows(room, sql)).map((row) => midnight(String(Object.values(row)[0])) + DAY_MS);
  const inWindow = (dues: readonly number[]): number => dues.filter((ms) => ms > beganMs && ms <= endMs).length;

  /** Since when whoever owes a periodic duty owes it: one moment for each of them. */
  const owers: Readonly<Partial<Record<DutyKind | SubgraphName, () => Promise<number[]>>>> = {
    trust: () => numbers('trust', 'select min(filedAtMs) from KnownParty'),
    payments: () => numbers('payments', 'select min(openedAtMs) from MerchantAccount'),
    'training-payment': () =>
      numbers('sellers', "select min(approvedAtMs) from Party where approvedAtMs is not null and kind <> 'operator'"),
    // One for those who sell, one for those who carry.
    'training-offer': async () => {
      const [since] = await owers['training-payment']!();
      return [since!, since!];
    },
    'carrier-check': () => numbers('logistics', 'select createdAtMs from Carrier where inGoodStanding = 1'),
  };
  /** When what has a day of its own is due. */
  const dated: Readonly<Partial<Record<DutyKind, () => Promise<number[]>>>> = {
    'check-follow-up': () =>
      numbers('trust', 'select followUpDueAtMs from TradeCheck where followUpDueAtMs is not null'),
    'oversight-answer': () => numbers('trust', 'select dueAtMs from OversightRequest'),
    'register-renewal': () => ends('trust', 'select validUntil from TechnicalItem where validUntil is not null'),
    're-review': async () => [
      ...(await numbers('sellers', 'select wasDueAtMs from ReReview where wasDueAtMs is not null')),
      ...(await numbers(
        'sellers',
        'select reReviewDueAtMs from Party where approvedAtMs is not null and reReviewDueAtMs is not null',
      )),
    ],
    'paper-renewal': () =>
      ends(
        'sellers',
        "select validUntil from Document where state = 'accepted' and partyId is not null and validUntil is not null",
      ),
    'contract-renewal': () => ends('sellers', "select validUntil from Contract where state in ('signed', 'expired')"),
    'certificate-renewal': () =>
      ends(
        'sellers',
        "select validUntil from Training where kind = 'cold-chain' and passed = 1 and validUntil is not null",
      ),
    'vehicle-paper': () => ends('logistics', 'select validUntil from Vehicle where endedAtMs is null'),
    'payment-password': () =>
      numbers('payments', 'select passwordDueAtMs from MerchantAccount where passwordDueAtMs is not null'),
  };
  const calendar = async (kind?: DutyKind): Promise<any> =>
    (
      await town.ask(
        'regulator',
        'trust',
        'query($from: DateTime!, $to: DateTime!, $kind: DutyKind, $state: DutyState) { dutyCalendar(from: $from, to: $to, kind: $kind, state: $state) { silent counts { kind ahead missed late done } items { kind state } } }',
        {
          from: new Date(beganMs).toISOString(),
          to: new Date(endMs).toISOString(),
          ...(kind && { kind: apiWord(kind), state: 'MISSED' }),
        },
      )
    )['dutyCalendar'];
  const apiWord = (word: string): string => word.toUpperCase().replaceAll('-', '_');

  it('leave every duty of all rooms missed, each counted, each listed', async () => {
    const { counts, silent } = await calendar();
    expect(silent).toEqual([]);
    const countOf = new Map<string, { missed: number; late: number; done: number; ahead: number }>(
      counts.map((count: any) => [count.kind, count]),
    );
    const faults: string[] = [];
    let missedInAll = 0;
    for (const kind of Object.keys(DUTIES) as DutyKind[]) {
      const told = countOf.get(apiWord(kind)) ?? { missed: 0, late: 0, done: 0, ahead: 0 };
      missedInAll += told.missed;
      const rule = DUTIES[kind];
      const since = owers[kind] ?? owers[rule.room];
      if (rule.each !== 'its-own' && since) {
        const all = periods(rule.each, rule.due, beganMs, endMs);
        const owed = (await since()).flatMap((sinceMs) =>
          all.filter((one) => ('partial' in rule ? one.endMs > sinceMs : one.fromMs >= sinceMs)),
        );
        // What began before may have been done before.
        const whole = owed.filter(({ fromMs }) => fromMs > beganMs).length;
        if (told.missed + told.late + told.done !== owed.length) faults.push(`${kind}: ${owed.length} are owed`);
        if (told.missed < whole || owed.length === 0) faults.push(`${kind}: ${told.missed} missed of ${whole}`);
      }
      const dues = await dated[kind]?.();
      if (dues && told.missed + told.late + told.done !== inWindow(dues))
        faults.push(`${kind}: ${inWindow(dues)} have their day, told ${JSON.stringify(told)}`);
      const { items } = await calendar(kind);
      if (items.length !== Math.min(told.missed, TOLD_MAX)) faults.push(`${kind}: ${items.length} are listed`);
    }
    expect(faults).toEqual([]);
    expect(missedInAll).toBe([...countOf.values()].reduce((sum, { missed }) => sum + missed, 0));
    // Of each room something was missed.
    const rooms = new Set([...countOf].flatMap(([kind, { missed }]) => (missed > 0 ? roomOf(kind) : [])));
    expect([...rooms].sort()).toEqual(['logistics', 'payments', 'sellers', 'trust']);
  });

  const roomOf = (kind: string): SubgraphName => DUTIES[kind.toLowerCase().replaceAll('_', '-') as DutyKind].room;
});
