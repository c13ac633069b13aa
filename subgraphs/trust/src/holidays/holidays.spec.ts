import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { forgetHolidays } from '@heitu/kit/rules/holidays';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const LOAD = `mutation($input: LoadHolidaysInput!) { loadHolidays(input: $input) {
  ... on CalendarYear { year known version source } ... on LoadHolidaysRefused { code message details { path about text } }
} }`;
const SPAN = (from: string, days: number) =>
  Array.from({ length: days }, (_, index) =>
    new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
  );
const HOLIDAYS = [
  ...SPAN('2027-01-01', 3),
  ...SPAN('2027-02-05', 8),
  ...SPAN('2027-04-03', 3),
  ...SPAN('2027-05-01', 5),
  ...SPAN('2027-06-09', 1),
  ...SPAN('2027-09-15', 1),
  ...SPAN('2027-10-01', 7),
];
const INPUT = {
  year: 2027,
  source: '国务院办公厅关于2027年部分节假日安排的通知（测试用）',
  holidayDates: HOLIDAYS,
  workingDates: ['2027-01-30', '2027-10-09'],
};

describe("the next year's holidays", () => {
  let room: TrustRoom;
  const admin = staff('operator-admin');
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(async () => {
    forgetHolidays();
    await room.close();
  });
  let requests = 0;
  const load = async (change: object = {}, actor = admin) =>
    (await room.graph<any>(actor, LOAD, { input: { requestId: `h${requests++}`, ...INPUT, ...change } })).loadHolidays;
  const due = async () =>
    (await room.graph<any>(admin, '{ trustDue { kind title dueAt overdue } }')).trustDue.filter(
      ({ kind }: { kind: string }) => kind === 'HOLIDAYS',
    );

  it('are asked for from November on, until somebody loads them', async () => {
    room.clock.set('2026-10-31T10:00:00+08:00');
    expect(await due()).toEqual([]);
    room.clock.set('2026-11-01T10:00:00+08:00');
    expect(await due()).toEqual([
      { kind: 'HOLIDAYS', title: '2027', dueAt: '2026-12-31T16:00:00.000Z', overdue: false },
    ]);
    room.clock.set('2027-02-01T10:00:00+08:00');
    expect(await due()).toMatchObject([{ title: '2027', overdue: true }]);
    expect(await load()).toMatchObject({ year: 2027, known: true, version: 1, source: INPUT.source });
    expect(await due()).toEqual([]);
  });

  it('change what a working day is here at once, and are told to every room; a correction is the next version', async () => {
    const friday = Date.parse('2027-01-29T10:00:00+08:00');
    expect(new Date(addWorkingDays(friday, 1)).toISOString()).toBe('2027-02-01T02:00:00.000Z');
    await load();
    expect(new Date(addWorkingDays(friday, 1)).toISOString()).toBe('2027-01-30T02:00:00.000Z');
    expect(await load({ workingDates: ['2027-10-09'] })).toMatchObject({ version: 2 });
    expect(new Date(addWorkingDays(friday, 1)).toISOString()).toBe('2027-02-01T02:00:00.000Z');
    const sent = (await room.events()).filter(({ type }: { type: string }) => type === 'trust.calendar-published.v1');
    expect(sent.map(({ payload }: any) => [payload.year, payload.version])).toEqual([
      [2027, 1],
      [2027, 2],
    ]);
    expect(
      (await room.graph<any>(admin, '{ calendarYears { year known version workingDates } }')).calendarYears,
    ).toContainEqual({ year: 2027, known: true, version: 2, workingDates: ['2027-10-09'] });
  });

  it('are refused where a statutory day lacks, a day is of another year, or a weekday is called a make-up day', async () => {
    expect(await load({ holidayDates: HOLIDAYS.filter((date) => date !== '2027-10-01') })).toMatchObject({
      code: 'STATUTORY_DAYS_MISSING',
      details: [{ text: '国庆节（2027-10-01）' }],
    });
    expect(await load({ holidayDates: [...HOLIDAYS, '2028-01-01'] })).toMatchObject({
      code: 'OTHER_YEAR',
      details: [{ about: '2028-01-01' }],
    });
    expect(await load({ workingDates: ['2027-01-28'] })).toMatchObject({
      code: 'NOT_A_WEEKEND',
      details: [{ about: '2027-01-28' }],
    });
    expect((await room.graph<any>(admin, '{ calendarYears { year known } }')).calendarYears).toContainEqual({
      year: 2027,
      known: false,
    });
    await expect(load({}, staff('mediator'))).rejects.toThrow();
  });
});
