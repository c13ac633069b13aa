import { chinaDate, nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { accountOf, type AccountAtProvider } from '../books/account-at-provider.ts';
import type { PaymentsContext, RowOf } from '../context.ts';
import { heldAt, partiesWithMoney } from '../holdings/holdings.loader.ts';
import { isClosed } from '../month/is-closed.ts';
import { account } from '../ledger/account.ts';
import { PAID_BY_DEPOSIT, statementLines } from './statement.policy.ts';

export type MoneyStatement = NonNullable<Awaited<ReturnType<typeof moneyStatement>>>;

/** A party's month at the provider; null where it has no account there, or it is not this caller's to see. */
export async function moneyStatement(context: PaymentsContext, partyId: string, month: string) {
  const mine = partiesWithMoney(context);
  if (mine !== null && !mine.includes(partyId)) return null;
  const row = await context.rows
    .selectFrom('MerchantAccount')
    .select(['merchant', 'openedAtMs'])
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  const at = row && (await accountOf(context, context, row.merchant));
  if (!at) return null;
  const [fromMs, toMs] = [startOfChinaMonth(month), startOfChinaMonth(nextChinaMonth(month))];
  const lines = statementLines(await movedIn(context, at, fromMs, toMs));
  const openingFen = await heldAt(context, at, fromMs, chinaDate(fromMs));
  const closingFen = lines.reduce((sum, { fen }) => sum + fen, openingFen);
  const [firstDate, lastDate] = [chinaDate(fromMs), chinaDate(toMs - DAY_MS)];
  const day = await lastDayIn(context, at, firstDate, lastDate);
  return {
    partyId,
    merchant: at.merchant,
    month,
    openingFen,
    lines,
    closingFen,
    isFinal: day?.date === lastDate,
    isClosed: await isClosed(context, month),
    fromDepositFen: await fromDepositIn(context, partyId, fromMs, toMs),
    bank: day ? { ...day, sinceFen: closingFen - day.ourFen } : null,
    invoices: await invoicesIn(context, partyId, fromMs, toMs),
  };
}

/** A transfer between two purses of one account moves nothing there. */
const movedIn = async ({ rows }: PaymentsContext, { holds }: AccountAtProvider, fromMs: number, toMs: number) =>
  (
    await rows
      .selectFrom('LedgerEntry as e')
      .innerJoin('LedgerTransfer as t', 't.id', 'e.transferId')
      .select(({ fn }) => ['t.kind', fn.sum<number>('e.amountFen').as('fen'), fn.count<number>('t.id').as('count')])
      .where('e.account', 'in', holds)
      .where('e.atMs', '>=', fromMs)
      .where('e.atMs', '<', toMs)
      .groupBy('t.kind')
      .execute()
  ).map(({ kind, fen, count }) => ({ kind, fen: Number(fen), count: Number(count) }));

/** What the party's deposit, which is no part of its account, has paid for it. */
async function fromDepositIn({ rows }: PaymentsContext, partyId: string, fromMs: number, toMs: number) {
  const paid = await rows
    .selectFrom('LedgerEntry as e')
    .innerJoin('LedgerTransfer as t', 't.id', 'e.transferId')
    .select(({ fn }) => fn.sum<number | null>('e.amountFen').as('fen'))
    .where('e.account', '=', account.deposit(partyId))
    .where('e.atMs', '>=', fromMs)
    .where('e.atMs', '<', toMs)
    .where('t.kind', 'in', PAID_BY_DEPOSIT)
    .executeTakeFirst();
  return 0 - Number(paid?.fen ?? 0);
}

const lastDayIn = (
  { rows }: PaymentsContext,
  { merchant }: AccountAtProvider,
  firstDate: string,
  lastDate: string,
): Promise<BankDay | undefined> =>
  rows
    .selectFrom('AccountDay')
    .select(['date', 'theirFen', 'ourFen', 'underWayFen', 'openingFen', 'differenceFen'])
    .where('merchant', '=', merchant)
    .where('date', '>=', firstDate)
    .where('date', '<=', lastDate)
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
type BankDay = Pick<
  RowOf<'AccountDay'>,
  'date' | 'theirFen' | 'ourFen' | 'underWayFen' | 'openingFen' | 'differenceFen'
>;

/** What was invoiced of the party's orders in the month, and what is still to be. */
async function invoicesIn({ rows }: PaymentsContext, partyId: string, fromMs: number, toMs: number) {
  const issuedIn = (table: 'Invoice' | 'RedInvoice') =>
    rows
      .selectFrom(table)
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('amountFen').as('fen')])
      .where('partyId', '=', partyId)
      .where('state', '=', 'issued')
      .where('issuedAtMs', '>=', fromMs)
      .where('issuedAtMs', '<', toMs)
      .executeTakeFirst();
  const [issued, red] = [await issuedIn('Invoice'), await issuedIn('RedInvoice')];
  const waiting = await rows
    .selectFrom('Invoice')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('partyId', '=', partyId)
    .where('state', 'in', ['asked', 'due', 'sent', 'refused'])
    .where('askedAtMs', '<', toMs)
    .executeTakeFirst();
  return {
    issuedCount: Number(issued?.count ?? 0),
    issuedFen: Number(issued?.fen ?? 0),
    redCount: Number(red?.count ?? 0),
    redFen: Number(red?.fen ?? 0),
    waitingCount: Number(waiting?.count ?? 0),
  };
}
