import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, localDate, z } from '@heitu/kit/rules/validate';
import { mutation, type PaymentsContext, type PaymentsTransaction } from '../context.ts';
import type { TradeBillRow } from '../wechatpay/payment-channel.ts';
import { isClosed, isClosedFor } from '../month/is-closed.ts';
import { monthClosed } from '../month/month.policy.ts';
import { BILLS_KEPT_MS, isBillReady } from './bill.policy.ts';
import { reconciliationCaseLifecycle } from './case.lifecycle.ts';
import { reconciliationCases, reconciliations } from './case.moves.ts';
import { statementDifferences } from '../books/differences.ts';
import { takeStatements } from '../books/take-statement.ts';
import { BESIDE_BILLS } from './case.policy.ts';
import { clearById, renewCase, UNANSWERED } from './clear-case.ts';
import { compareDay, type Difference, type OurTrade } from './compare-day.ts';
import { Reconciliation, ReconciliationCase } from './reconciliation.entity.ts';
import { enterDays } from './enter-days.ts';
import { reconciliationOf } from './reconciliation.loader.ts';
import { ReconciliationView } from './reconciliation.view.ts';

interface OurDay {
  payments: OurTrade[];
  refunds: OurTrade[];
}

/**
 * Downloads the provider's bill and statements of a day, books what only they tell, compares them with our rows and
 * balances, and opens a case for each difference (9.2.cp). Repeating it is safe.
 */
export const reconcileDay = mutation({
  name: 'reconcileDay',
  description:
    "Compares the payment provider's bill of a day with our books and opens a case for each difference. Repeating it is safe.",
  may: permit.role('finance'),
  input: z.object({
    date: asScalar(LocalDate, localDate()).describe(
      "A day in China; its bill is there at ten o'clock of the next morning.",
    ),
  }),
  remembers: 'by-hand',
  refusals: {
    BILL_NOT_READY: { message: '支付机构的账单要到第二天上午十点后才能下载', clause: '9.2.cp' },
    ...monthClosed,
    PROVIDER_BUSY: { message: '支付机构暂时没有回应，请稍后再对账' },
  },
  shows: {
    View: ReconciliationView,
    of: (context: PaymentsContext, { date }: { date: string }) => reconciliationOf(context, date),
  },
  async run(context, { date }, refuse) {
    if (!isBillReady(date, context.clock.now())) return refuse('BILL_NOT_READY');
    const month = date.slice(0, 7);
    if (await isClosed(context, month)) return refuse('MONTH_CLOSED');
    const bill = await context.services.channel.downloadTradeBill(date);
    if (!bill.ok) return refuse('PROVIDER_BUSY');
    await enterDays(context, date);
    const day = await context.rows
      .selectFrom('Reconciliation')
      .select('state')
      .where('date', '=', date)
      .executeTakeFirst();
    const isAgain = day !== undefined && day.state !== 'due';
    if (!(await takeStatements(context, date, isAgain))) return refuse('PROVIDER_BUSY');
    const ours = await dayOfOurs(context, date);
    const differences = [...compareDay(ours, bill.value.rows), ...(await statementDifferences(context, date))];
    const atMs = context.clock.now();
    return context.transaction(async (tx) => {
      if (await isClosedFor(tx, month)) return refuse('MONTH_CLOSED');
      const totals = { ...totalsOf(ours, bill.value.rows), atMs, nextAtMs: null };
      const action = differences.length === 0 ? 'match' : 'differ';
      await reconciliations.bySystem(context, tx, action, { date }, totals);
      await keepCases(context, tx, date, differences);
      await lookAgain(context, tx, date);
      tx.audit({ type: 'reconciliation', id: date, clause: '9.2.cp' });
      return ok({ date });
    }, context.request);
  },
});

/**
 * What one side learns later of is there the next time: a day with an open difference is compared each day, for as long
 * as the provider tells of it. Its month is not closed before that.
 */
async function lookAgain({ clock }: PaymentsContext, tx: PaymentsTransaction, date: string): Promise<void> {
  const againAtMs = clock.now() + DAY_MS;
  if (againAtMs > startOfChinaDate(date) + BILLS_KEPT_MS) return;
  const open = { date, state: { $nin: [...reconciliationCaseLifecycle.ends] } };
  if ((await tx.em.count(ReconciliationCase, open)) > 0)
    await tx.em.nativeUpdate(Reconciliation, { date }, { nextAtMs: againAtMs, attempts: 0 });
}

async function dayOfOurs({ rows }: PaymentsContext, date: string): Promise<OurDay> {
  const fromMs = startOfChinaDate(date);
  const toMs = fromMs + DAY_MS;
  const payments = await rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['p.outTradeNo as number', 'p.totalFen as amountFen'])
    .where('y.paidAtMs', '>=', fromMs)
    .where('y.paidAtMs', '<', toMs)
    .execute();
  const refunds = await rows
    .selectFrom('Refund')
    .select(['outRefundNo as number', 'amountFen'])
    .where('state', '=', 'succeeded')
    .where('succeededAtMs', '>=', fromMs)
    .where('succeededAtMs', '<', toMs)
    .execute();
  // Of these the provider says that they succeeded: into the seller's bank.
  const returned = await rows
    .selectFrom('Refund')
    .select(['outRefundNo as number', 'amountFen'])
    .where('state', '=', 'replaced')
    .where('returnedAtMs', '>=', fromMs)
    .where('returnedAtMs', '<', toMs)
    .execute();
  return { payments, refunds: [...refunds, ...returned] };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const totalsOf = ({ payments, refunds }: OurDay, bill: readonly TradeBillRow[]) => ({
  paymentCount: payments.length,
  refundCount: refunds.length,
  ourPaidFen: sum(payments.map((trade) => trade.amountFen)),
  theirPaidFen: sum(bill.filter((row) => row.kind === 'payment').map((row) => row.orderFen)),
  ourRefundedFen: sum(refunds.map((trade) => trade.amountFen)),
  theirRefundedFen: sum(
    bill.filter((row) => row.kind === 'refund' && row.refundState === 'succeeded').map((row) => row.refundFen),
  ),
});

/** Opens the differences that are new, or there again, and closes those that are gone. */
async function keepCases(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  date: string,
  differences: readonly Difference[],
): Promise<void> {
  const cases = await tx.rows
    .selectFrom('ReconciliationCase')
    .select(['id', 'kind', 'reference', 'state'])
    .where('date', '=', date)
    // A bill neither shows nor ends what the provider has said beside it.
    .where('kind', 'not in', BESIDE_BILLS)
    .execute();
  const nowMs = context.clock.now();
  const keyOf = ({ kind, reference }: Pick<Difference, 'kind' | 'reference'>) => `${kind} ${reference}`;
  const known = new Map(cases.map((row) => [keyOf(row), row]));
  for (const difference of differences) {
    const row = known.get(keyOf(difference));
    const { ourFen, theirFen, outTradeNo } = difference;
    const amounts = { ourFen, theirFen, ...(outTradeNo !== undefined && { outTradeNo }) };
    const again = { ...amounts, ...UNANSWERED, openedAtMs: nowMs };
    if (row) {
      await reconciliationCases.bySystem(context, tx, 'reappear', { id: row.id }, again);
      await renewCase(tx, { date, ...difference }, amounts);
    } else
      await tx.em.insert(ReconciliationCase, {
        id: context.newId(),
        date,
        ...difference,
        state: reconciliationCaseLifecycle.initial,
        openedAtMs: nowMs,
      });
  }
  const still = new Set(differences.map(keyOf));
  const clearable: readonly string[] = reconciliationCaseLifecycle.from('clear');
  for (const row of cases)
    if (clearable.includes(row.state) && !still.has(keyOf(row)))
      await clearById(context, tx, row.id, `Reconciliation:${date}`);
}
