import { UNDER_WAY_STATES } from '../refund/refund.lifecycle.ts';
import { endOfChinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { clearCase, renewCase } from '../reconciliation/clear-case.ts';
import type { AccountAtProvider } from './account-at-provider.ts';
import { MoneyUnderWay } from './books.entity.ts';

/** From the first day that was compared: what is older is in the opening balance. */
export interface Span {
  fromDate: string;
  toDate: string;
}

/** By which a difference of it is known. */
export const referenceOf = ({ merchant, orderId }: { merchant: string; orderId: string }): string =>
  `${merchant} ${orderId}`;

const caseOf = ({ merchant }: AccountAtProvider, orderId: string) =>
  ({ kind: 'order-money', reference: referenceOf({ merchant, orderId }) }) as const;

export function merchantAndOrderOf(reference: string): { merchant: string; orderId: string } {
  const [merchant = '', orderId = ''] = reference.split(' ');
  return { merchant, orderId };
}

/**
 * Compares what the books and the statements say of each of these orders, and of those that differed before. What
 * differs on its first day may be under way over midnight; what still differs a day later is a difference.
 */
export async function judgeOrders(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  of: AccountAtProvider,
  span: Span,
  touched: readonly string[],
): Promise<void> {
  const before = await tx.rows.selectFrom('MoneyUnderWay').selectAll().where('merchant', '=', of.merchant).execute();
  const beforeOf = new Map(before.map((row) => [row.orderId, row]));
  const orderIds = [...new Set([...touched, ...beforeOf.keys()])];
  if (orderIds.length === 0) return;
  const ours = await sumsOfBooks(tx, of, span, orderIds);
  const theirs = await sumsOfStatements(tx, of, span, orderIds);
  const refunding = await ordersWithRefunds(tx, orderIds);
  for (const orderId of orderIds) {
    const [ourFen, theirFen] = [ours.get(orderId) ?? 0, theirs.get(orderId) ?? 0];
    const known = beforeOf.get(orderId);
    if (ourFen === theirFen) {
      if (!known) continue;
      await tx.em.nativeDelete(MoneyUnderWay, { id: known.id });
      if (known.caseDate)
        await clearCase(context, tx, { ...caseOf(of, orderId), date: known.caseDate }, `AccountDay:${span.toDate}`);
    } else if (known) {
      const isLate = known.sinceDate < span.toDate && !refunding.has(orderId);
      const caseDate = known.caseDate ?? (isLate ? span.toDate : null);
      await tx.em.nativeUpdate(MoneyUnderWay, { id: known.id }, { ourFen, theirFen, caseDate });
      if (known.caseDate) await renewCase(tx, { ...caseOf(of, orderId), date: known.caseDate }, { ourFen, theirFen });
    } else {
      const row = { merchant: of.merchant, orderId, ourFen, theirFen, sinceDate: span.toDate, caseDate: null };
      await tx.em.insert(MoneyUnderWay, { id: context.newId(), ...row });
    }
  }
}

/** A refund that is under way has left the account; it is booked when it has arrived, or never will. Kept ones are. */
async function ordersWithRefunds(tx: PaymentsTransaction, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows
    .selectFrom('PaymentPart')
    .select('orderId')
    .where('orderId', 'in', orderIds)
    .whereRef('reservedFen', '!=', 'refundedFen')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('Refund as r')
          .select('r.id')
          .whereRef('r.orderId', '=', 'PaymentPart.orderId')
          .where('r.state', 'in', UNDER_WAY_STATES),
      ),
    )
    .execute();
  return new Set(rows.map(({ orderId }) => orderId));
}

type Sums = ReadonlyMap<string, number>;
const sumsOf = (rows: readonly { orderId: string | null; fen: number | string }[]): Sums =>
  new Map(rows.map(({ orderId, fen }) => [orderId ?? '', Number(fen)]));

async function sumsOfBooks(
  tx: PaymentsTransaction,
  { holds }: AccountAtProvider,
  { fromDate, toDate }: Span,
  orderIds: readonly string[],
): Promise<Sums> {
  const rows = await tx.rows
    .selectFrom('LedgerTransfer as t')
    .innerJoin('LedgerEntry as e', 'e.transferId', 't.id')
    .select(({ fn }) => ['t.orderId', fn.sum<number>('e.amountFen').as('fen')])
    .where('t.orderId', 'in', orderIds)
    .where('e.account', 'in', holds)
    .where('e.atMs', '>=', startOfChinaDate(fromDate))
    .where('e.atMs', '<', endOfChinaDate(toDate))
    .groupBy('t.orderId')
    .execute();
  return sumsOf(rows);
}

async function sumsOfStatements(
  tx: PaymentsTransaction,
  { merchant }: AccountAtProvider,
  { toDate }: Span,
  orderIds: readonly string[],
): Promise<Sums> {
  const rows = await tx.rows
    .selectFrom('FundLine')
    .select(({ fn }) => ['orderId', fn.sum<number>('amountFen').as('fen')])
    .where('merchant', '=', merchant)
    .where('orderId', 'in', orderIds)
    .where('date', '<=', toDate)
    .groupBy('orderId')
    .execute();
  return sumsOf(rows);
}
