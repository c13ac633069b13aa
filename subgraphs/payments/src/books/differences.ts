import type { PaymentsContext } from '../context.ts';
import type { Difference } from '../reconciliation/compare-day.ts';
import { referenceOf } from './judge-orders.ts';

/** A payment, a refund and their fees that nobody here knows are found by the trade bill, number by number. */
const FOUND_BY_TRADE_BILL = ['payment', 'refund', 'fee', 'fee-back'] as const;

/** What the statements of a day have shown beside the trade bill. */
export async function statementDifferences(context: PaymentsContext, date: string): Promise<Difference[]> {
  const orders = await context.rows.selectFrom('MoneyUnderWay').selectAll().where('caseDate', '=', date).execute();
  const days = await context.rows.selectFrom('AccountDay').selectAll().where('date', '=', date).execute();
  const lines = await context.rows
    .selectFrom('FundLine')
    .select(['number', 'amountFen'])
    .where('openMerchant', 'in', [...days.map(({ merchant }) => merchant), ''])
    .where('date', '=', date)
    .where('kind', 'not in', FOUND_BY_TRADE_BILL)
    .execute();
  const balances: Difference[] = [];
  for (const { merchant, theirFen, differenceFen } of days) {
    // What differed the day before is that day's difference.
    const newFen = differenceFen - (await differenceBefore(context, merchant, date));
    if (newFen !== 0) balances.push({ kind: 'balance', reference: merchant, ourFen: theirFen - newFen, theirFen });
  }
  return [
    ...orders.map(({ merchant, orderId, ourFen, theirFen }): Difference => ({
      kind: 'order-money',
      reference: referenceOf({ merchant, orderId }),
      ourFen,
      theirFen,
    })),
    ...lines.map(({ number, amountFen }): Difference => ({
      kind: 'line-unknown',
      reference: number,
      ourFen: null,
      theirFen: amountFen,
    })),
    ...balances,
  ];
}

async function differenceBefore({ rows }: PaymentsContext, merchant: string, date: string): Promise<number> {
  const before = await rows
    .selectFrom('AccountDay')
    .select('differenceFen')
    .where('merchant', '=', merchant)
    .where('date', '<', date)
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
  return before?.differenceFen ?? 0;
}
