import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import type { PaymentsContext } from '../context.ts';
import { carryBooks } from '../ledger/carry.ts';
import { postInto, postLate, postTransfer } from '../ledger/post-transfer.ts';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { lapseProposals } from '../reconciliation/lapse-proposals.ts';
import { enterMonths } from './enter-months.ts';
import { MONTH_WORKING_DAYS } from './month.policy.ts';
import { monthsClosed } from './months-closed.ts';

const SELLER = MERCHANTS['party-1'];
const colleague = account('colleague', { role: 'finance' });
const owner = account('owner', { role: 'seller-owner', partyId: 'party-1' });
const MONTHS = `{ booksMonths { edges { node {
  id month state stateLabel whyOpen proposedByName reason closedAt lateCount availableActions } } } }`;
const answers = (name: string, type: string) =>
  `mutation($i: ${type}Input!) { ${name}(input: $i) {
    ... on PaymentsDone { id } ... on ${type}Refused { code message clause } } }`;
const ASKS = {
  close: answers('closeBooksMonth', 'CloseBooksMonth'),
  reopen: answers('reopenBooksMonth', 'ReopenBooksMonth'),
  decide: answers('decideBooksMonth', 'DecideBooksMonth'),
};
const NOVEMBER = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'];
const ENDED_MS = startOfChinaDate('2026-12-01');

describe('the books of a month [9.2.cp]', () => {
  let room: PaymentsRoom;
  let context: PaymentsContext;
  beforeEach(async () => {
    room = await openPayments();
    context = room.subgraph.contextFor(finance, 'test') as PaymentsContext;
    await room.paid();
  });
  afterEach(() => room.close());

  const reconcile = async (date: string) => {
    const atMs = Date.parse(`${date}T03:00:00Z`) + DAY_MS;
    if (room.clock.now() < atMs) room.clock.set(new Date(atMs).toISOString());
    const query = `mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) {
      ... on Reconciliation { state } ... on ReconcileDayRefused { code message clause } } }`;
    return (await room.graph<any>(finance, query, { i: { date } })).reconcileDay;
  };
  const months = async (who = finance): Promise<any[]> => nodesOf((await room.graph<any>(who, MONTHS)).booksMonths);
  const ask = async (what: keyof typeof ASKS, more: object = {}, who = finance): Promise<any> => {
    const i = { monthId: (await months()).at(-1).id, ...more };
    return Object.values(await room.graph<any>(who, ASKS[what], { i }))[0];
  };
  const decide = (confirm: boolean, who = colleague) => ask('decide', { confirm }, who);
  const carried = async () => {
    await carryBooks(context);
    await carryBooks(context);
  };
  /** November over, each of its days compared, and the books carried past it. */
  async function balanced(): Promise<void> {
    for (const date of NOVEMBER) await reconcile(date);
    await enterMonths(context);
    room.clock.set('2026-12-03T02:00:00Z');
    await carried();
  }
  const closed = async () => {
    await ask('close');
    await decide(true);
  };
  const legs = [{ from: 'provider-fees', to: 'seller:party-1', amountFen: 7 }];
  const transfer = { kind: 'fee', orderId: 'o1', legs, happenedAtMs: ENDED_MS - DAY_MS };
  const book = (key: string, how: typeof postInto | typeof postLate) =>
    context.transaction(async (tx) => ok(await how(context, tx, { key, ...transfer })));
  const booked = async (key: string) => (await room.rows('LedgerTransfer')).find((row) => row.key === key);

  it('that nobody closes in time is missed in the figures until it is closed', async () => {
    await balanced();
    const figure = async () => {
      const { value, condition } = await monthsClosed(context, 0);
      return [value, condition?.outOf, condition?.missed?.map(({ text }) => text)];
    };
    expect(await figure()).toEqual([0, 0, []]);
    const dueAtMs = addWorkingDays(ENDED_MS, MONTH_WORKING_DAYS.open);
    room.clock.set(new Date(dueAtMs).toISOString());
    expect(await figure()).toEqual([0, 0, []]);
    room.clock.advance(1);
    expect(await figure()).toEqual([0, 1, ['2026-11']]);
    await closed();
    expect(await figure()).toEqual([1, 1, []]);
  });

  it('comes to finance when it is over, and to the administrator where nobody closes it', async () => {
    await reconcile('2026-11-25');
    await enterMonths(context);
    expect(await months()).toEqual([]);
    room.clock.set(new Date(ENDED_MS).toISOString());
    await enterMonths(context);
    await enterMonths(context);
    expect(await months()).toMatchObject([{ month: '2026-11', state: 'OPEN' }]);
    const due = async (role: 'finance' | 'operator-admin') =>
      (await room.graph<any>(account(role, { role }), '{ paymentsDue { kind title dueAt } }')).paymentsDue.filter(
        ({ kind }: any) => kind === 'BOOKS_MONTH',
      );
    const dueAtMs = addWorkingDays(ENDED_MS, 10);
    expect(await due('finance')).toMatchObject([{ title: '2026-11' }]);
    expect(Date.parse((await due('finance'))[0].dueAt)).toBe(dueAtMs);
  });

  it('is closed by two when each day is compared and no difference is left, and not before', async () => {
    room.channel.misstate(SELLER, -1);
    await reconcile('2026-11-25');
    room.clock.set(new Date(ENDED_MS).toISOString());
    await enterMonths(context);
    expect(await ask('close')).toMatchObject({ code: 'NOT_CARRIED', clause: '9.2.cp' });
    room.clock.set('2026-12-03T02:00:00Z');
    await carried();
    expect(await ask('close')).toMatchObject({ code: 'DAYS_LEFT' });
    for (const date of NOVEMBER) await reconcile(date);
    expect(await ask('close')).toMatchObject({ code: 'CASES_LEFT', message: expect.stringContaining('差异') });
    expect(await months()).toMatchObject([
      { state: 'OPEN', whyOpen: '这个月还有没办完的对账差异，办完才能关账', availableActions: [] },
    ]);
    const [{ id: caseId }] = await room.rows('ReconciliationCase');
    const correct = answers('correctReconciliationCase', 'CorrectReconciliationCase');
    await room.graph(finance, correct, { i: { caseId, reason: '查过流水' } });
    // The correction is December's, and names November.
    expect(await months()).toMatchObject([{ whyOpen: null, availableActions: ['CLOSE'], lateCount: 1 }]);
    expect(await ask('close')).toMatchObject({ id: expect.any(String) });
    expect(await ask('close', {}, colleague)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await months()).toMatchObject([{ state: 'CLOSING', availableActions: ['REJECT_CLOSE'] }]);
    expect(await decide(true, finance)).toMatchObject({ code: 'SAME_PERSON', clause: '9.2.cn' });
    const both = await Promise.all([decide(true), decide(true)]);
    expect(both.map(({ code }) => code ?? 'done').toSorted()).toEqual(['WRONG_STATE', 'done']);
    expect(await months(colleague)).toMatchObject([{ state: 'CLOSED', availableActions: ['REOPEN'] }]);
  });

  it('is not closed where a difference has come up since it was proposed, and may be turned down', async () => {
    await balanced();
    await ask('close');
    await decide(false);
    expect(await months()).toMatchObject([{ state: 'OPEN' }]);
    await ask('close');
    room.channel.addToBill({ outTradeNo: 'Olost', orderFen: 700, merchant: SELLER, transactionId: 't-1' });
    await reconcile('2026-11-30');
    expect(await decide(true)).toMatchObject({ code: 'CASES_LEFT' });
    expect(await months()).toMatchObject([{ state: 'CLOSING', closedAt: null }]);
  });

  it('takes no entry any more once it is closed: what comes late is booked now, and names it', async () => {
    await balanced();
    expect(
      await context.transaction(async (tx) => ok(await postInto(context, tx, { key: 'in-time', ...transfer }))),
    ).toEqual({ ok: true, value: null });
    expect(await booked('in-time')).toMatchObject({ atMs: transfer.happenedAtMs, ofMonth: null });
    await carried();
    await closed();
    const entries = (await room.rows('LedgerEntry')).length;
    expect(await book('late', postInto)).toMatchObject({
      value: { ok: false, code: 'MONTH_CLOSED', clause: '9.2.cp', message: expect.stringContaining('已经关账') },
    });
    expect((await room.rows('LedgerEntry')).length).toBe(entries);
    await book('late', postLate);
    expect(await booked('late')).toMatchObject({ atMs: room.clock.now(), ofMonth: '2026-11' });
    expect(await months()).toMatchObject([{ lateCount: 1 }]);
    // A day of it is compared no more, and the seller's statement says so.
    expect(await reconcile('2026-11-30')).toMatchObject({ code: 'MONTH_CLOSED', clause: '9.2.cp' });
    const asked = '{ moneyStatement(partyId: "party-1", on: "2026-11-25") { isFinal isClosed closingFen } }';
    expect((await room.graph<any>(owner, asked)).moneyStatement).toEqual({
      isFinal: true,
      isClosed: true,
      closingFen: 6007,
    });
  });

  it('is booked into or closed, whichever comes first, and never both', async () => {
    await balanced();
    await ask('close');
    await Promise.all([decide(true), ...['a', 'b', 'c'].map((key) => book(key, postLate)), decide(true)]);
    const [{ closedAtMs }] = await room.rows('BooksMonth');
    expect(closedAtMs).not.toBeNull();
    for (const key of ['a', 'b', 'c']) {
      const row = await booked(key);
      expect([row.atMs === transfer.happenedAtMs, row.ofMonth]).toEqual(
        row.ofMonth ? [false, '2026-11'] : [true, null],
      );
    }
    expect((await room.balance()).balanced).toBe(true);
  });

  it('is opened again by two, with a reason; until the second has confirmed it stays closed', async () => {
    await balanced();
    await closed();
    room.clock.advance(DAY_MS);
    await ask('reopen', { reason: '漏记了一笔手续费' });
    expect(await book('waiting', postInto)).toMatchObject({ value: { code: 'MONTH_CLOSED' } });
    expect(await decide(true, finance)).toMatchObject({ code: 'SAME_PERSON' });
    await decide(true);
    expect(await months()).toMatchObject([{ state: 'OPEN', reason: '漏记了一笔手续费', closedAt: null }]);
    expect(await book('opened', postInto)).toMatchObject({ value: null });
    expect(await reconcile('2026-11-30')).toMatchObject({ state: expect.any(String) });
    const acts = (await room.rows('Outbox')).map(({ payload }) => JSON.parse(payload));
    expect(
      acts.filter(
        ({ outcome, subject }) => outcome === 'done' && subject.some(({ type }: any) => type === 'books-month'),
      ),
    ).toMatchObject([
      { operation: 'closeBooksMonth', actorId: 'finance' },
      { operation: 'decideBooksMonth', actorId: 'colleague' },
      { operation: 'reopenBooksMonth', actorId: 'finance', subject: [{ reason: expect.any(String) }] },
      { operation: 'decideBooksMonth', actorId: 'colleague', subject: [{ reason: expect.any(String) }] },
    ]);
  });

  it('is as it was before where no second person decides: a proposal lapses, and can be made anew', async () => {
    await balanced();
    await ask('close');
    const lapsesAtMs = addWorkingDays(room.clock.now(), 10);
    room.clock.set(new Date(lapsesAtMs - 1).toISOString());
    await lapseProposals(context);
    expect(await months()).toMatchObject([{ state: 'CLOSING' }]);
    room.clock.advance(1);
    await lapseProposals(context);
    expect(await months()).toMatchObject([{ state: 'OPEN', availableActions: ['CLOSE'], closedAt: null }]);
    expect(await decide(true)).toMatchObject({ code: 'WRONG_STATE' });
    await closed();
    await ask('reopen', { reason: '漏记了一笔手续费' });
    room.clock.set(new Date(addWorkingDays(room.clock.now(), 10)).toISOString());
    await lapseProposals(context);
    expect(await months()).toMatchObject([{ state: 'CLOSED' }]);
    expect(await book('waiting', postInto)).toMatchObject({ value: { code: 'MONTH_CLOSED' } });
  });

  it('is closed with what nobody has found out when the provider tells of its days no more', async () => {
    await reconcile('2026-11-25');
    await reconcile('2026-11-27');
    const lost = async () => (await room.rows('Reconciliation')).find(({ date }) => date === '2026-11-26');
    room.clock.set(new Date(ENDED_MS + 90 * DAY_MS - 1).toISOString());
    await enterMonths(context);
    await carried();
    expect((await months()).at(-1)).toMatchObject({ month: '2026-11', whyOpen: expect.stringContaining('没对账') });
    room.clock.advance(1);
    expect((await months()).at(-1)).toMatchObject({ month: '2026-11', whyOpen: null, availableActions: ['CLOSE'] });
    expect(await lost()).toMatchObject({ state: 'due', nextAtMs: expect.any(Number) });
    await closed();
    expect((await months()).at(-1)).toMatchObject({ state: 'CLOSED' });
    // The job asks for it no more, which would hold up each later day, and it lies on nobody's desk.
    expect(await lost()).toMatchObject({ state: 'left', nextAtMs: null });
  });

  it('keeps a booking of its own time as it is, and names the month of what was paid in the one before', async () => {
    await context.transaction(async (tx) => {
      const now = { kind: 'fee', orderId: 'o1', legs };
      postTransfer(context, tx, { key: 'now', ...now });
      postTransfer(context, tx, { key: 'before', ...now, happenedAtMs: startOfChinaDate('2026-10-31') });
      postTransfer(context, tx, { key: 'ahead', ...now, happenedAtMs: room.clock.now() + DAY_MS * 30 });
      return ok(null);
    });
    expect(await booked('now')).toMatchObject({ ofMonth: null });
    expect(await booked('before')).toMatchObject({ ofMonth: '2026-10' });
    expect(await booked('ahead')).toMatchObject({ ofMonth: null });
  });
});
