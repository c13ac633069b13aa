import { raw } from '@mikro-orm/core';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import { lockRows } from '@heitu/kit/data/only-one';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { FROZEN } from './account.ts';
import { CarriedBalance, CarriedHold, LedgerCarry } from './ledger.entity.ts';

/**
 * Carrying the books: what is older than two days is added up once, into one row for each account and kind of transfer,
 * so that no page adds up years. Whoever enters something later than it happened takes the same row (`takeLate`).
 */

const ALL = 'all';
/** Nobody who books at this moment is still at it two days later. */
const SETTLED_MS = 2 * DAY_MS;
/** So much at a time: a county of five years is carried in some sixty goes. */
const AT_ONCE_MS = 31 * DAY_MS;

/** Carries the books until the day before yesterday; a go for each month that is behind. */
export async function carryBooks(context: PaymentsContext): Promise<void> {
  const untilMs = startOfChinaDate(chinaDate(context.clock.now() - SETTLED_MS));
  if ((await carriedUntilMs(context)) >= untilMs) return;
  while (await carryOn(context, untilMs));
}

/** Answers whether there is more to carry. */
async function carryOn(context: PaymentsContext, untilMs: number): Promise<boolean> {
  const carried = await context.transaction(async (tx) => {
    if (!(await holdBooks(tx))) {
      // It takes effect with the next round: who books meanwhile without having seen it is done by then.
      await tx.em.insert(LedgerCarry, { id: ALL, untilMs: 0 });
      return ok(false);
    }
    const fromMs = await carriedUntilMs(tx);
    const first = await tx.rows
      .selectFrom('LedgerTransfer')
      .select(({ fn }) => fn.min<number | null>('atMs').as('atMs'))
      .where('atMs', '>=', fromMs)
      .executeTakeFirst();
    const toMs = Math.min(untilMs, Number(first?.atMs ?? untilMs) + AT_ONCE_MS);
    if (toMs <= fromMs) return ok(false);
    await addAll(tx, fromMs, toMs);
    await tx.em.nativeUpdate(LedgerCarry, { id: ALL }, { untilMs: toMs });
    return ok(toMs < untilMs);
  });
  return carried.ok && carried.value;
}

/** Until when the books are carried. */
export async function carriedUntilMs({ rows }: Pick<PaymentsContext, 'rows'>): Promise<number> {
  const row = await rows.selectFrom('LedgerCarry').select('untilMs').where('id', '=', ALL).executeTakeFirst();
  return row?.untilMs ?? 0;
}

async function addAll(tx: PaymentsTransaction, fromMs: number, toMs: number): Promise<void> {
  const entries = tx.rows
    .selectFrom('LedgerTransfer as t')
    .innerJoin('LedgerEntry as e', 'e.transferId', 't.id')
    .where('t.atMs', '>=', fromMs)
    .where('t.atMs', '<', toMs);
  const moved = await entries
    .select(({ fn }) => ['e.account', 't.kind', fn.sum<number>('e.amountFen').as('fen')])
    .groupBy(['e.account', 't.kind'])
    .execute();
  for (const { account, kind, fen } of moved) await addBalance(tx, account, kind, Number(fen));
  const held = await entries
    .select(({ fn }) => ['e.account', 't.orderId', fn.sum<number>('e.amountFen').as('fen')])
    .where('e.account', 'like', `${FROZEN}%`)
    .groupBy(['e.account', 't.orderId'])
    .execute();
  for (const { account, orderId, fen } of held) if (Number(fen) !== 0) await addHold(tx, account, orderId, Number(fen));
  await tx.em.nativeDelete(CarriedHold, { fen: 0 });
}

async function addBalance(tx: PaymentsTransaction, account: string, kind: string, fen: number): Promise<void> {
  const id = idFrom(`carried:${account}:${kind}`);
  if ((await tx.em.nativeUpdate(CarriedBalance, { id }, { fen: raw('fen + ?', [fen]) })) === 0)
    await tx.em.insert(CarriedBalance, { id, account, kind, fen });
}
async function addHold(tx: PaymentsTransaction, account: string, orderId: string, fen: number): Promise<void> {
  const id = idFrom(`held:${account}:${orderId}`);
  if ((await tx.em.nativeUpdate(CarriedHold, { id }, { fen: raw('fen + ?', [fen]) })) === 0)
    await tx.em.insert(CarriedHold, { id, account, orderId, fen });
}

/** Whoever carries the books, enters into them late, or closes a month of them waits for the others here. */
export const holdBooks = (tx: PaymentsTransaction): Promise<boolean> => lockRows(tx, LedgerCarry, { id: ALL });

interface Late {
  atMs: number;
  kind: string;
  orderId: string;
  entries: readonly { account: string; amountFen: number }[];
}
/** What is entered into a time that is carried already is added to what was carried. */
export async function takeLate(tx: PaymentsTransaction, { atMs, kind, orderId, entries }: Late): Promise<void> {
  await holdBooks(tx);
  // Asked by the same update: a read might not see what was carried while this one waited.
  if (!(await lockRows(tx, LedgerCarry, { id: ALL, untilMs: { $gt: atMs } }))) return;
  for (const { account, amountFen } of entries) {
    await addBalance(tx, account, kind, amountFen);
    if (account.startsWith(FROZEN)) await addHold(tx, account, orderId, amountFen);
  }
}
