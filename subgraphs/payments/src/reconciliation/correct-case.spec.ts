import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import type { PaymentsContext } from '../context.ts';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { colleague, CORRECT, DECIDE, reconcileDay, SETTLE } from './cases.fixture.ts';
import { lapseProposals } from './lapse-proposals.ts';

const SELLER = MERCHANTS['party-1'];
const CASES = '{ reconciliationCases { edges { node { id kind state note availableActions correctedFen } } } }';

describe('a difference between books and statements [9.2.cp]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
    await reconcile('2026-11-25');
  });
  afterEach(() => room.close());

  const reconcile = (date: string) => reconcileDay(room, date);
  const cases = async (who = finance): Promise<any[]> =>
    nodesOf((await room.graph<any>(who, CASES)).reconciliationCases);
  const first = async () => (await cases())[0].id;
  const correct = async (who = finance) =>
    (await room.graph<any>(who, CORRECT, { i: { caseId: await first(), reason: '查过流水' } }))
      .correctReconciliationCase;
  const decide = async (confirm: boolean, who = colleague) =>
    (await room.graph<any>(who, DECIDE, { i: { caseId: await first(), confirm } })).decideCaseCorrection;
  const MATCHED = { state: 'MATCHED', openCaseCount: 0 };

  it('is not closed by words, and up to a yuan one person corrects the books by it', async () => {
    room.channel.misstate(SELLER, -1);
    await reconcile('2026-11-26');
    const settle = { i: { caseId: await first(), note: '查过了' } };
    expect((await room.graph<any>(finance, SETTLE, settle)).settleReconciliationCase).toMatchObject({
      code: 'NOT_BY_WORDS',
      clause: '9.2.cp',
    });
    expect(await cases()).toMatchObject([{ state: 'OPEN', availableActions: ['CORRECT'] }]);
    await correct();
    expect(await cases()).toMatchObject([{ state: 'SETTLED', correctedFen: -1, availableActions: [] }]);
    expect(await room.booked()).toMatchObject({ unexplained: 1, 'seller:party-1': -1 });
    // The corrected day agrees with what the provider said, and differs from nothing.
    expect(await reconcile('2026-11-27')).toEqual(MATCHED);
    expect(
      (await room.rows('AccountDay')).find((row) => row.date === '2026-11-27' && row.merchant === SELLER),
    ).toMatchObject({ theirFen: 5999, ourFen: 5999, differenceFen: 0 });
  });

  it('above it is corrected when a second person confirms, a single time', async () => {
    room.channel.moveMoney(SELLER, 'other', -250, ['X1']);
    await reconcile('2026-11-26');
    expect(await cases()).toMatchObject([{ kind: 'LINE_UNKNOWN', availableActions: ['PROPOSE_CORRECTION'] }]);
    await correct();
    expect(await cases()).toMatchObject([{ state: 'CORRECTING', availableActions: ['REJECT_CORRECTION'] }]);
    expect(await decide(true, finance)).toMatchObject({ code: 'SAME_PERSON', clause: '9.2.cn' });
    expect(await room.balanceOf('unexplained')).toBe(0);
    await decide(false);
    expect(await cases()).toMatchObject([{ state: 'OPEN' }]);
    await correct();
    const both = await Promise.all([decide(true), decide(true)]);
    expect(both.filter(({ id }: any) => id)).toHaveLength(1);
    expect(await room.balanceOf('unexplained')).toBe(250);
    expect(await reconcile('2026-11-27')).toEqual(MATCHED);
    expect(await reconcile('2026-11-28')).toEqual(MATCHED);
  });

  it('stays as it is where no second person decides: the proposal lapses, is said to have, and can be made anew', async () => {
    room.channel.moveMoney(SELLER, 'other', -250, ['X1']);
    await reconcile('2026-11-26');
    // Long after it was found: its own time counts.
    room.clock.advance(30 * DAY_MS);
    await correct();
    const lapse = () => lapseProposals(room.subgraph.contextFor(finance, 'test') as PaymentsContext);
    await lapse();
    expect(await cases()).toMatchObject([{ state: 'CORRECTING' }]);
    room.clock.set(new Date(addWorkingDays(room.clock.now(), 10)).toISOString());
    await lapse();
    expect(await cases()).toMatchObject([{ state: 'OPEN', note: '没有第二个人确认，提议作废' }]);
    expect(await decide(true)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await room.balanceOf('unexplained')).toBe(0);
    await correct();
    await decide(true);
    expect(await room.balanceOf('unexplained')).toBe(250);
  });

  it('is corrected for the day on which that was done, and compares no earlier day otherwise', async () => {
    room.channel.moveMoney(SELLER, 'other', -250, ['X1']);
    await reconcile('2026-11-26');
    await correct();
    // Before the day of yesterday is closed.
    room.clock.set('2026-11-28T00:00:00Z');
    await decide(true);
    expect(await reconcile('2026-11-26')).toMatchObject({ openCaseCount: 0 });
    expect(await reconcile('2026-11-27')).toEqual(MATCHED);
    expect(await reconcile('2026-11-28')).toEqual(MATCHED);
    expect(await cases()).toMatchObject([{ kind: 'LINE_UNKNOWN', state: 'SETTLED', correctedFen: -250 }]);
    expect((await room.rows('AccountDay')).filter(({ differenceFen }) => differenceFen !== 0)).toEqual([]);
  });

  it('of an order is corrected by what differs now, and what differs after that is another', async () => {
    room.channel.moveMoney(SELLER, 'other', -250, ['TOo1']);
    await reconcile('2026-11-26');
    await reconcile('2026-11-27');
    await correct();
    room.channel.moveMoney(SELLER, 'other', -50, ['TOo1']);
    await reconcile('2026-11-28');
    expect(await decide(true)).toMatchObject({ code: 'CHANGED' });
    expect(await room.balanceOf('unexplained')).toBe(0);
    await decide(false);
    await reconcile('2026-11-27');
    await correct();
    await decide(true);
    expect(await room.balanceOf('unexplained')).toBe(300);
    room.channel.moveMoney(SELLER, 'other', -90, ['TOo1']);
    await reconcile('2026-11-29');
    await reconcile('2026-11-30');
    expect((await cases()).map(({ state }) => state)).toEqual(['OPEN', 'SETTLED']);
  });

  it('of an order that agrees again meanwhile ends by itself, and changes no book', async () => {
    room.channel.moveMoney(SELLER, 'other', -250, ['TOo1']);
    await reconcile('2026-11-26');
    await reconcile('2026-11-27');
    await correct();
    room.channel.moveMoney(SELLER, 'other', 250, ['TOo1']);
    await reconcile('2026-11-28');
    expect(await cases()).toMatchObject([{ state: 'CLEARED' }]);
    expect(await decide(true)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await room.balanceOf('unexplained')).toBe(0);
  });
});
