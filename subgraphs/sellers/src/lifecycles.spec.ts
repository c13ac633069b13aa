import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { SellersContext } from './context.ts';
import { filingLifecycle, paperReminderLifecycle } from './filing/filing.lifecycle.ts';
import { helpLifecycle } from './help/help.lifecycle.ts';
import { sellers } from './index.ts';
import { reviewReminderLifecycle, standingLifecycle, WAY_TO } from './party/standing.lifecycle.ts';
import { act, approved, COOPERATIVE, LICENCE, openRoom, peer, REVIEWER } from './testing.fixture.ts';

const AT_MS = Date.parse('2026-11-25T10:00:00+08:00');

describe('what waits in sellers', () => {
  it.each([
    ['a filing', 5, filingLifecycle, { state: 'under-review', submittedAtMs: AT_MS }],
    ['a question', 2, helpLifecycle, { answeredAtMs: null, askedAtMs: AT_MS }],
  ])('%s lies with the reviewer, and after %i working days with the administrators too', (_what, days, table, row) => {
    const dueAtMs = addWorkingDays(AT_MS, days);
    expect(table.desks(row as never, dueAtMs)).toEqual(['reviewer']);
    expect(table.desks(row as never, dueAtMs + 1)).toEqual(['reviewer', 'operator-admin']);
  });
  it('lies with nobody once it was decided or answered', () => {
    const later = AT_MS + 100 * DAY_MS;
    for (const state of ['approved', 'returned', 'rejected'] as const)
      expect(filingLifecycle.desks({ state, submittedAtMs: AT_MS } as never, later)).toEqual([]);
    expect(helpLifecycle.desks({ answeredAtMs: AT_MS, askedAtMs: AT_MS } as never, later)).toEqual([]);
  });
  it('of a review that was missed lies with the administrators as well', () => {
    const row = { standing: 'review-overdue', reReviewDueAtMs: AT_MS };
    expect(standingLifecycle.desks(row, AT_MS + 1)).toEqual(['reviewer', 'operator-admin']);
  });
  it('says of a paper that it is announced thirty days before its last day', () => {
    const row = { remindedAtMs: null, validUntil: '2026-12-25' };
    expect(paperReminderLifecycle.dueAtMs(row)).toBe(Date.parse('2026-11-25T00:00:00+08:00'));
    expect(paperReminderLifecycle.dueAtMs({ ...row, validUntil: null })).toBeNull();
  });
  it('names jobs that there are', () => {
    const jobs = sellers.jobs.map(({ name }) => name);
    const named = (sellers.lifecycles ?? []).flatMap(({ lifecycle }) =>
      Object.values(lifecycle.states).flatMap((rule) => ('then' in rule && 'job' in rule.then ? [rule.then.job] : [])),
    );
    expect([...new Set(named)]).toEqual([
      'lapse-standing',
      'remind-of-expiry',
      'end-silent-looks',
      'end-contracts',
      'end-trainings',
    ]);
    expect(jobs).toEqual(expect.arrayContaining(named));
  });
  it('has a way from each standing of a filed party to each other', () => {
    const filed = Object.keys(WAY_TO) as (keyof typeof WAY_TO)[];
    for (const to of filed)
      expect(standingLifecycle.from(WAY_TO[to])).toEqual(
        expect.arrayContaining(filed.filter((standing) => standing !== to)),
      );
  });
});

describe('clocks of sellers', () => {
  let room: TestSubgraph;
  const to = (atMs: number) => room.clock.set(new Date(atMs).toISOString());
  const rows = () =>
    (room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test') as unknown as SellersContext).rows;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  it('take a party out of business at the moment of the table, and not before', async () => {
    const { partyId } = await approved(room);
    const party = async () => {
      await room.subgraph.runOnce('lapse-standing');
      return rows()
        .selectFrom('Party')
        .select(['standing', 'reReviewDueAtMs'])
        .where('id', '=', partyId)
        .executeTakeFirstOrThrow();
    };
    const dueAtMs = standingLifecycle.dueAtMs(await party()) ?? Number.NaN;
    to(dueAtMs - 1);
    expect(await party()).toMatchObject({ standing: 'good' });
    to(dueAtMs);
    expect(await party()).toMatchObject({ standing: 'review-overdue' });
    await act(room, REVIEWER, 'reReviewParty', { partyId, outcome: 'CONFIRM', reason: '材料有效' });
    expect(await party()).toMatchObject({ standing: 'good' });
  });

  it('announce the end of a paper, and a review, once and not a moment before', async () => {
    await approved(room, {}, [{ ...LICENCE, validUntilOn: '2027-02-01' }]);
    const reminders = async () => {
      await room.subgraph.runOnce('remind-of-expiry');
      return (await rows().selectFrom('Reminder').select('dueOn').orderBy('id').execute()).map(({ dueOn }) => dueOn);
    };
    const paper = await rows().selectFrom('Document').select(['validUntil', 'remindedAtMs']).executeTakeFirstOrThrow();
    const paperDueAtMs = paperReminderLifecycle.dueAtMs(paper) ?? Number.NaN;
    to(paperDueAtMs - 1);
    expect(await reminders()).toEqual([]);
    to(paperDueAtMs);
    expect(await reminders()).toEqual(['2027-02-01']);
    const review = await rows()
      .selectFrom('Party')
      .select(['reReviewDueAtMs', 'reReviewRemindedAtMs'])
      .executeTakeFirstOrThrow();
    const reviewDueAtMs = reviewReminderLifecycle.dueAtMs(review) ?? Number.NaN;
    to(reviewDueAtMs - 1);
    expect(await reminders()).toEqual(['2027-02-01']);
    to(reviewDueAtMs);
    expect(await reminders()).toEqual(['2027-02-01', '2027-05-25']);
    expect(await reminders()).toHaveLength(2);
  });

  it('owe reviews and papers by their days, whoever acts; done they are done, late they are late [6.4]', async () => {
    const { partyId } = await approved(room, {}, [{ ...LICENCE, validUntilOn: '2027-02-01' }]);
    const owed = async () => {
      const { answer } = await room.graph<any>(
        peer('trust'),
        'query($from: String!, $to: String!) { answer: sellersDuties(fromMs: $from, toMs: $to) { counts { duty ahead missed late done } items { duty title } } }',
        { from: String(Date.parse('2026-11-25T00:00:00+08:00')), to: String(Date.parse('2027-06-14T00:00:00+08:00')) },
      );
      return answer;
    };
    // Known ahead: the licence until 1 February, and the look half a year after the first.
    expect((await owed()).counts).toEqual([
      { duty: 'paper-renewal', ahead: 1, missed: 0, late: 0, done: 0 },
      { duty: 're-review', ahead: 1, missed: 0, late: 0, done: 0 },
    ]);
    to(Date.parse('2027-06-13T10:00:00+08:00'));
    const { counts, items } = await owed();
    expect(counts.map(({ duty, missed }: any) => [duty, missed])).toEqual([
      ['paper-renewal', 1],
      ['re-review', 1],
    ]);
    expect(items.map(({ title }: any) => title)).toEqual([`${COOPERATIVE.name}的营业执照`, COOPERATIVE.name]);
    // Its licence has run out: whoever looks cannot confirm it, and has looked all the same.
    const looked = (outcome: string) => act(room, REVIEWER, 'reReviewParty', { partyId, outcome, reason: '材料看过' });
    expect(await looked('CONFIRM')).toMatchObject({ code: 'DOCUMENTS_LACKING' });
    await looked('FAIL');
    expect((await owed()).counts).toContainEqual({ duty: 're-review', ahead: 0, missed: 0, late: 1, done: 0 });
  });
});
