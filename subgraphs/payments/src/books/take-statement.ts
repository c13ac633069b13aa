import { chinaDate, endOfChinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { BILLS_KEPT_MS } from '../reconciliation/bill.policy.ts';
import { reconciliationLifecycle } from '../reconciliation/case.lifecycle.ts';
import { Reconciliation } from '../reconciliation/reconciliation.entity.ts';
import type { Balance, FundFlowRow } from '../wechatpay/payment-channel.ts';
import { accountsAtProvider, type AccountAtProvider } from './account-at-provider.ts';
import { AccountDay } from './books.entity.ts';
import { bookLines, enterLines } from './enter-lines.ts';
import { judgeOrders } from './judge-orders.ts';

/**
 * Fetches the provider's statement and balance of each account for a day, books what only they tell, and compares them
 * with the ledger (9.2.cn, 9.2.cp). False where the provider was silent about one: those that it told of are kept, and
 * `isAgain` asks them all once more.
 */
export async function takeStatements(context: PaymentsContext, date: string, isAgain: boolean): Promise<boolean> {
  // A balance has in it what moved on every day before: without their lines nothing explains it.
  for (const earlier of await openBefore(context, date))
    if (!(await takeStatementsOf(context, earlier, false))) return false;
  return takeStatementsOf(context, date, isAgain);
}

/** The days before it that wait still, the oldest first, as far back as the provider tells of them. */
async function openBefore({ rows, clock }: PaymentsContext, date: string): Promise<string[]> {
  const open = await rows
    .selectFrom('Reconciliation')
    .select('date')
    .where('state', '=', reconciliationLifecycle.initial)
    .where('date', '>=', chinaDate(clock.now() - BILLS_KEPT_MS))
    .where('date', '<', date)
    .orderBy('date')
    .execute();
  return open.map((day) => day.date);
}

async function takeStatementsOf(context: PaymentsContext, date: string, isAgain: boolean): Promise<boolean> {
  const { channel } = context.services;
  const taken = isAgain ? new Set<string>() : await takenOn(context, date);
  for (const of of await accountsAtProvider(context, endOfChinaDate(date))) {
    if (taken.has(of.merchant)) continue;
    const merchant = of.partyId === null ? null : of.merchant;
    const rows = await channel.downloadFundFlow(date, merchant);
    if (!rows.ok) return silent(context, of, date, rows.error.code);
    const balance = await channel.dayEndBalance(date, merchant);
    if (!balance.ok) return silent(context, of, date, balance.error.code);
    await takeStatement(context, of, date, rows.value, balance.value);
  }
  return true;
}

function silent(context: PaymentsContext, { merchant }: AccountAtProvider, date: string, code: string): false {
  context.log.warn({ merchant, date, code }, 'the statement of an account is not there yet');
  return false;
}

async function takenOn({ rows }: PaymentsContext, date: string): Promise<ReadonlySet<string>> {
  const days = await rows.selectFrom('AccountDay').select('merchant').where('date', '=', date).execute();
  return new Set(days.map(({ merchant }) => merchant));
}

async function takeStatement(
  context: PaymentsContext,
  of: AccountAtProvider,
  date: string,
  rows: readonly FundFlowRow[],
  balance: Balance,
): Promise<void> {
  const booked = await context.transaction(async (tx) => {
    await takeDay(tx, date);
    const last = await dayOf(tx, of, 'desc');
    const closedMs = last ? endOfChinaDate(last.date) : 0;
    await enterLines(context, tx, of, date, rows);
    return ok(await bookLines(context, tx, of, date, (atMs) => atMs < closedMs));
  });
  // What was booked is read from here on.
  await context.transaction(async (tx) => {
    await takeDay(tx, date);
    const [first, last] = [await dayOf(tx, of, 'asc'), await dayOf(tx, of, 'desc')];
    const toDate = last && last.date > date ? last.date : date;
    const fromDate = first && first.date < date ? first.date : date;
    const before = await tx.rows
      .selectFrom('AccountDay')
      .selectAll()
      .where('merchant', '=', of.merchant)
      .where('date', '<', toDate)
      .orderBy('date', 'desc')
      .limit(1)
      .executeTakeFirst();
    const sinceMs = before ? endOfChinaDate(before.date) : startOfChinaDate(toDate);
    const touched = [
      ...(booked.ok ? booked.value : []),
      ...(await ordersBooked(tx, of, sinceMs, toDate)),
      ...(await ordersStated(tx, of, [date, toDate])),
    ];
    await judgeOrders(context, tx, of, { fromDate, toDate }, touched);
    if (toDate === date) await closeDay(context, tx, of, date, balance, before ?? null);
    return ok(null);
  });
}

/** Two who close a day at once do it one after the other: each reads what the other has booked. */
const takeDay = (tx: PaymentsTransaction, date: string) => lockRows(tx, Reconciliation, { date });

/** The orders that the statements of these days tell of. */
async function ordersStated(
  tx: PaymentsTransaction,
  { merchant }: AccountAtProvider,
  dates: readonly string[],
): Promise<string[]> {
  const rows = await tx.rows
    .selectFrom('FundLine')
    .select('orderId')
    .distinct()
    .where('merchant', '=', merchant)
    .where('date', 'in', dates)
    .execute();
  return rows.flatMap(({ orderId }) => orderId ?? []);
}

const dayOf = (tx: PaymentsTransaction, { merchant }: AccountAtProvider, order: 'asc' | 'desc') =>
  tx.rows
    .selectFrom('AccountDay')
    .select('date')
    .where('merchant', '=', merchant)
    .orderBy('date', order)
    .limit(1)
    .executeTakeFirst();

/** The orders that anything was booked of on this account. */
async function ordersBooked(
  tx: PaymentsTransaction,
  { holds }: AccountAtProvider,
  sinceMs: number,
  toDate: string,
): Promise<string[]> {
  const rows = await tx.rows
    .selectFrom('LedgerEntry as e')
    .innerJoin('LedgerTransfer as t', 't.id', 'e.transferId')
    .select('t.orderId')
    .distinct()
    .where('e.account', 'in', holds)
    .where('e.atMs', '>=', sinceMs)
    .where('e.atMs', '<', endOfChinaDate(toDate))
    .where('t.orderId', '!=', '')
    .execute();
  return rows.map(({ orderId }) => orderId);
}

interface Before {
  date: string;
  ourFen: number;
  openingFen: number;
}

/** Writes down what the account holds by the provider and by the ledger, and what explains the rest. */
async function closeDay(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  of: AccountAtProvider,
  date: string,
  balance: Balance,
  before: Before | null,
): Promise<void> {
  const { merchant, partyId, holds } = of;
  const endMs = endOfChinaDate(date);
  // The very first day alone adds up all that was ever booked.
  const booked = async (fromMs: number) =>
    fenOf(
      await tx.rows
        .selectFrom('LedgerEntry')
        .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
        .where('account', 'in', holds)
        .where('atMs', '>=', fromMs)
        .where('atMs', '<', endMs)
        .executeTakeFirst(),
    );
  const ourFen = (before?.ourFen ?? 0) + (await booked(before ? endOfChinaDate(before.date) : 0));
  const theirFen = balance.availableFen + balance.pendingFen;
  const underWayFen = await underWay(tx, merchant, endMs);
  const unexplainedFen = theirFen - ourFen - underWayFen;
  const openingFen = before ? before.openingFen : await opening(tx, of, date, { theirFen, unexplainedFen });
  const day = { partyId, theirFen, ourFen, underWayFen, openingFen, differenceFen: unexplainedFen - openingFen };
  const known = await tx.em.nativeUpdate(AccountDay, { merchant, date }, day);
  if (known === 0) await tx.em.insert(AccountDay, { id: context.newId(), date, merchant, ...day });
}

const fenOf = (row: { fen: number | string | null } | undefined): number => Number(row?.fen ?? 0);

/** What only one of the two has: orders that differ, and lines that nobody here knows. */
async function underWay(tx: PaymentsTransaction, merchant: string, endMs: number): Promise<number> {
  const orders = await tx.rows
    .selectFrom('MoneyUnderWay')
    .select(({ fn }) => [
      fn.sum<number | null>('theirFen').as('theirFen'),
      fn.sum<number | null>('ourFen').as('ourFen'),
    ])
    .where('merchant', '=', merchant)
    .executeTakeFirst();
  const lines = await tx.rows
    .selectFrom('FundLine')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('openMerchant', '=', merchant)
    // A correction is in the books of the day on which it was made.
    .where((eb) => eb.or([eb('correctedAtMs', 'is', null), eb('correctedAtMs', '>=', endMs)]))
    .executeTakeFirst();
  return Number(orders?.theirFen ?? 0) - Number(orders?.ourFen ?? 0) + fenOf(lines);
}

/** What of an account's first statement is older than it: of our books, or else of what the account held already. */
async function opening(
  tx: PaymentsTransaction,
  { merchant, holds }: AccountAtProvider,
  date: string,
  { theirFen, unexplainedFen }: { theirFen: number; unexplainedFen: number },
): Promise<number> {
  const older = await tx.rows
    .selectFrom('LedgerEntry')
    .select('id')
    .where('account', 'in', holds)
    .where('atMs', '<', startOfChinaDate(date))
    .limit(1)
    .executeTakeFirst();
  if (older) return unexplainedFen;
  const lines = await tx.rows
    .selectFrom('FundLine')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('merchant', '=', merchant)
    .where('date', '=', date)
    .executeTakeFirst();
  return Math.max(theirFen - fenOf(lines), 0);
}
