import { endOfChinaDate } from '@heitu/kit/rules/calendar';
import type { PaymentsContext } from '../context.ts';
import type { Difference } from '../reconciliation/compare-day.ts';
import { accountOf } from './account-at-provider.ts';
import { BALANCE_CORRECTION } from './books.policy.ts';
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
    // What differed the day before is that day's difference, and what was corrected since is none.
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

async function differenceBefore(context: PaymentsContext, merchant: string, date: string): Promise<number> {
  const { rows } = context;
  const before = await rows
    .selectFrom('AccountDay')
    .select(['differenceFen', 'date'])
    .where('merchant', '=', merchant)
    .where('date', '<', date)
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!before) return 0;
  const at = await accountOf(context, context, merchant);
  if (!at) return before.differenceFen;
  const corrected = await rows
    .selectFrom('LedgerEntry as e')
    .innerJoin('LedgerTransfer as t', 't.id', 'e.transferId')
    .select(({ fn }) => fn.sum<number | null>('e.amountFen').as('fen'))
    .where('e.account', 'in', at.holds)
    .where('e.atMs', '>=', endOfChinaDate(before.date))
    .where('e.atMs', '<', endOfChinaDate(date))
    .where('t.kind', '=', BALANCE_CORRECTION)
    .executeTakeFirst();
  return before.differenceFen - Number(corrected?.fen ?? 0);
}
