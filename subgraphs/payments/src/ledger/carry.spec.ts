import { raw } from '@mikro-orm/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ok } from '@heitu/kit/rules/outcome';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { PaymentsContext } from '../context.ts';
import { finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { balanceAt, balanceOf, heldOn } from './balances.ts';
import { carryBooks } from './carry.ts';
import { LedgerEntry } from './ledger.entity.ts';
import { ledgerPage, trialBalance } from './ledger.loader.ts';
import { postLate, postTransfer } from './post-transfer.ts';

const DAYS = 100;
const ORDERS = 40;
const FROZEN = ['provider-frozen:p1', 'provider-frozen:p2'];

/** 22.1: what the accounts hold costs the same after years, and is the same to the fen. */
describe('the books, carried', () => {
  let room: PaymentsRoom;
  let context: PaymentsContext;
  beforeEach(async () => {
    room = await openPayments();
    context = room.subgraph.contextFor(finance, 'test') as PaymentsContext;
  });
  afterEach(() => room.close());

  const post = (key: string, at: { from: string; to: string; fen: number; orderId: string; kind: string }) =>
    context.transaction(async (tx) => {
      const { kind, orderId, from, to, fen: amountFen } = at;
      postTransfer(context, tx, { key, kind, orderId, legs: [{ from, to, amountFen }] });
      return ok(null);
    });
  const late = (key: string, atMs: number, amountFen: number) =>
    context.transaction(async (tx) => {
      const legs = [{ from: FROZEN[0]!, to: 'provider-fees', amountFen }];
      await postLate(context, tx, { key, kind: 'fee', orderId: 'o1-7', legs, happenedAtMs: atMs });
      return ok(null);
    });

  /** Orders that are paid, some of them settled, some withdrawn: one each few days. */
  async function trade(run = 1): Promise<void> {
    for (let i = 0; i < ORDERS; i++) {
      const [frozen, seller, orderId] = [FROZEN[i % 2]!, `seller:p${(i % 2) + 1}`, `o${run}-${i}`];
      await post(`paid:${run}:${i}`, { kind: 'payment', from: 'buyers', to: frozen, fen: 1000 + i, orderId });
      if (i % 3 > 0)
        await post(`refund:${run}:${i}`, { kind: 'refund', from: frozen, to: 'buyers', fen: 10 + i, orderId });
      if (i % 4 > 0) {
        const fen = i % 3 > 0 ? 990 : 1000 + i;
        await post(`share:${run}:${i}`, { kind: 'settlement', from: frozen, to: seller, fen, orderId });
      }
      if (i % 5 === 0)
        await post(`bank:${run}:${i}`, {
          kind: 'withdrawal',
          from: seller,
          to: `bank:p${(i % 2) + 1}`,
          fen: i,
          orderId: '',
        });
      room.clock.advance((DAYS * DAY_MS) / ORDERS);
    }
  }

  /** As all entries that there are say it, added up one by one. */
  async function addedUp() {
    const transfers = new Map((await room.rows('LedgerTransfer')).map((row: any) => [row.id, row]));
    const [balances, held] = [new Map<string, number>(), new Map<string, number>()];
    let withdrawnFen = 0;
    for (const { account, amountFen, transferId } of (await room.rows('LedgerEntry')) as any[]) {
      const fen = Number(amountFen);
      const { kind, orderId } = transfers.get(transferId)!;
      balances.set(account, (balances.get(account) ?? 0) + fen);
      if (account === FROZEN[0]) held.set(orderId, (held.get(orderId) ?? 0) + fen);
      if (account === 'seller:p1' && kind === 'withdrawal') withdrawnFen += fen;
    }
    const sorted = (map: Map<string, number>) => [...map].filter(([, fen]) => fen !== 0).toSorted();
    return { balances: sorted(balances), held: sorted(held), withdrawnFen, sumFen: 0 };
  }
  async function told() {
    const page = await ledgerPage(context, {}, { first: 50 });
    const { sumFen } = await trialBalance(context);
    return {
      balances: page.edges
        .map(({ node }: any): [string, number] => [node.account, node.balanceFen])
        .filter(([, fen]: [string, number]) => fen !== 0)
        .toSorted(),
      held: [...(await heldOn(context, FROZEN[0]!))].toSorted(),
      withdrawnFen: await balanceOf(context, 'seller:p1', 'withdrawal'),
      sumFen,
    };
  }
  const isExact = async () => expect(await told()).toEqual(await addedUp());
  const carriedUntil = async () => Number((await room.rows('LedgerCarry'))[0]?.['untilMs'] ?? -1);

  it('say the same to the fen before, meanwhile and afterwards, and a second round changes nothing', async () => {
    await trade();
    await isExact();
    await carryBooks(context);
    expect(await carriedUntil()).toBe(0);
    await carryBooks(context);
    const until = await carriedUntil();
    expect(context.clock.now() - until).toBeGreaterThanOrEqual(2 * DAY_MS);
    expect(context.clock.now() - until).toBeLessThan(3 * DAY_MS);
    await isExact();
    await carryBooks(context);
    await isExact();
    await trade(2);
    await isExact();
    await carryBooks(context);
    await isExact();
    // What is at rest is not kept order by order.
    expect((await room.rows('CarriedHold')).length).toBeLessThan(2 * ORDERS);
    expect((await room.rows('CarriedHold')).filter(({ fen }: any) => Number(fen) === 0)).toEqual([]);
  });

  it('say what an account held at any moment, before and after what was carried', async () => {
    const fromMs = context.clock.now();
    await trade();
    await carryBooks(context);
    await carryBooks(context);
    const entries: any[] = await room.rows('LedgerEntry');
    const until = await carriedUntil();
    const moments = [0, fromMs, fromMs + 30 * DAY_MS, until - 1, until, until + 1, context.clock.now() + 1];
    for (const atMs of moments) {
      const before = entries.filter((one) => FROZEN.includes(one.account) && Number(one.atMs) < atMs);
      const fen = before.reduce((sum, { amountFen }) => sum + Number(amountFen), 0);
      expect([atMs, await balanceAt(context, FROZEN, atMs)]).toEqual([atMs, fen]);
    }
    expect(await balanceAt(context, FROZEN, until)).not.toBe(0);
  });

  it('take in what is entered later than it happened, carried or not', async () => {
    await trade();
    await carryBooks(context);
    await carryBooks(context);
    await late('bill:1', context.clock.now() - 50 * DAY_MS, 7);
    await late('bill:2', context.clock.now(), 5);
    await isExact();
    room.clock.advance(10 * DAY_MS);
    await carryBooks(context);
    await isExact();
  });

  it('are read without what was carried: a party with years behind it costs what one with days does', async () => {
    await trade();
    await carryBooks(context);
    await carryBooks(context);
    const until = await carriedUntil();
    const since = (await room.rows('LedgerEntry')).filter(({ atMs }: any) => Number(atMs) >= until);
    // Two days of a hundred.
    expect(since.length).toBeLessThan(ORDERS / 5);
    await context.transaction(async (tx) => {
      await tx.em.nativeUpdate(LedgerEntry, { atMs: { $lt: until } }, { amountFen: raw('amountFen * 2') });
      return ok(null);
    });
    expect((await trialBalance(context)).balanced).toBe(true);
    expect(await balanceOf(context, 'seller:p1', 'withdrawal')).toBe(-(10 + 20 + 30));
  });
});
