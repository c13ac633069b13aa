import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { commonRefusals, ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import { Reconciliation, ReconciliationCase } from '../entities.ts';
import type { PaymentsContext } from '../context.ts';
import { reconciliationCaseLifecycle } from '../payments.lifecycle.ts';
import { BILL_READY_AFTER_MIDNIGHT_MS, isBillReady, MISSING_HERE } from '../payments.policy.ts';
import { reconcileDayRefusals, settleCaseRefusals } from '../payments.refusals.ts';
import type { TradeBillRow } from '../wechatpay/payment-channel.ts';
import { isPaidHere } from './propose-remedy.ts';

export interface OurTrade {
  number: string;
  amountFen: number;
}
export interface Difference {
  kind:
    | 'payment-missing-at-provider'
    | 'payment-missing-here'
    | 'payment-amount'
    | 'refund-missing-at-provider'
    | 'refund-missing-here'
    | 'refund-amount';
  reference: string;
  ourFen: number | null;
  theirFen: number | null;
}

/** Compares a day item by item, number by number. Pure. */
export function compareDay(
  ours: { payments: readonly OurTrade[]; refunds: readonly OurTrade[] },
  bill: readonly TradeBillRow[],
): Difference[] {
  const compare = (
    what: 'payment' | 'refund',
    mine: readonly OurTrade[],
    theirs: ReadonlyMap<string, number>,
  ): Difference[] => {
    const known = new Map(mine.map((trade) => [trade.number, trade.amountFen]));
    const differences: Difference[] = [];
    for (const [number, ourFen] of known) {
      const theirFen = theirs.get(number) ?? null;
      if (theirFen === null)
        differences.push({ kind: `${what}-missing-at-provider`, reference: number, ourFen, theirFen });
      else if (theirFen !== ourFen) differences.push({ kind: `${what}-amount`, reference: number, ourFen, theirFen });
    }
    for (const [number, theirFen] of theirs)
      if (!known.has(number))
        differences.push({ kind: `${what}-missing-here`, reference: number, ourFen: null, theirFen });
    return differences;
  };
  const paid = new Map(bill.filter((row) => row.kind === 'payment').map((row) => [row.outTradeNo, row.orderFen]));
  const refunded = new Map(
    bill
      .filter((row) => row.kind === 'refund' && row.outRefundNo && row.refundState === 'succeeded')
      .map((row) => [row.outRefundNo!, row.refundFen]),
  );
  return [...compare('payment', ours.payments, paid), ...compare('refund', ours.refunds, refunded)];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * Downloads the provider's bill of a day, compares it with our rows, and opens a case for each difference (9.2.cp).
 * Repeating it is safe.
 */
export async function reconcileDay(
  context: PaymentsContext,
  input: { date: string },
): Promise<Outcome<{ date: string }, CodeOf<typeof reconcileDayRefusals>>> {
  const valid = parse(z.object({ date: localDate() }), input);
  if (!valid.ok) return valid;
  const { date } = valid.value;
  const fromMs = startOfChinaDate(date);
  const toMs = fromMs + DAY_MS;
  if (!isBillReady(date, context.clock.now())) return refuse(reconcileDayRefusals, 'BILL_NOT_READY');
  const bill = await context.services.channel.downloadTradeBill(date);
  if (!bill.ok) return refuse(reconcileDayRefusals, 'PROVIDER_BUSY');
  const payments = await context.rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['p.outTradeNo as number', 'p.totalFen as amountFen'])
    .where('y.state', '=', 'paid')
    .where('y.paidAtMs', '>=', fromMs)
    .where('y.paidAtMs', '<', toMs)
    .execute();
  const refunds = await context.rows
    .selectFrom('Refund')
    .select(['outRefundNo as number', 'amountFen'])
    .where('state', '=', 'succeeded')
    .where('succeededAtMs', '>=', fromMs)
    .where('succeededAtMs', '<', toMs)
    .execute();
  const rows = bill.value.rows;
  const differences = compareDay({ payments, refunds }, rows);
  const atMs = context.clock.now();
  return context.transaction(async (tx) => {
    const result = {
      state: differences.length === 0 ? 'matched' : 'different',
      paymentCount: payments.length,
      refundCount: refunds.length,
      ourPaidFen: sum(payments.map((trade) => trade.amountFen)),
      theirPaidFen: sum(rows.filter((row) => row.kind === 'payment').map((row) => row.orderFen)),
      ourRefundedFen: sum(refunds.map((trade) => trade.amountFen)),
      theirRefundedFen: sum(
        rows.filter((row) => row.kind === 'refund' && row.refundState === 'succeeded').map((row) => row.refundFen),
      ),
      atMs,
    };
    const again = await tx.em.nativeUpdate(Reconciliation, { date }, result);
    if (again === 0) await tx.em.insert(Reconciliation, { id: context.newId(), date, ...result });
    const known = new Set(
      (
        await tx.rows.selectFrom('ReconciliationCase').select(['kind', 'reference']).where('date', '=', date).execute()
      ).map((row) => `${row.kind} ${row.reference}`),
    );
    for (const difference of differences) {
      if (!known.has(`${difference.kind} ${difference.reference}`))
        await tx.em.insert(ReconciliationCase, {
          id: context.newId(),
          date,
          ...difference,
          state: 'open',
          openedAtMs: atMs,
        });
    }
    tx.audit({ type: 'reconciliation', id: date, clause: '9.2.cp' });
    return ok({ date });
  });
}

/**
 * Finance closes a difference with what was found. Not by words alone where the provider has money that our books do
 * not.
 */
export async function settleCase(
  context: PaymentsContext,
  input: { caseId: string; note: string },
): Promise<Outcome<{ id: string }, CodeOf<typeof settleCaseRefusals>>> {
  const valid = parse(z.object({ caseId: identifier(), note: line(500) }), input);
  if (!valid.ok) return valid;
  const { caseId, note } = valid.value;
  return context.transaction(async (tx) => {
    const difference = await tx.em.findOne(ReconciliationCase, { id: caseId });
    if (!difference) return refuse(commonRefusals, 'NOT_FOUND');
    const waits = difference.state === 'open' && difference.kind === MISSING_HERE;
    if (waits && !(await isPaidHere(tx, difference.reference))) return refuse(settleCaseRefusals, 'MONEY_STILL_THERE');
    const changed = await tx.em.nativeUpdate(
      ReconciliationCase,
      { id: caseId, state: { $in: [...reconciliationCaseLifecycle.from('settle')] } },
      { state: reconciliationCaseLifecycle.to('settle'), note, settledAtMs: context.clock.now() },
    );
    if (changed === 0) return refuse(commonRefusals, 'WRONG_STATE');
    tx.audit({ type: 'reconciliation-case', id: caseId, clause: '9.2.cp' });
    return ok({ id: caseId });
  });
}

/** Job: yesterday, once its bill is out. */
export async function reconcileYesterday(context: PaymentsContext): Promise<void> {
  const date = chinaDate(context.clock.now() - DAY_MS - BILL_READY_AFTER_MIDNIGHT_MS);
  if (await context.rows.selectFrom('Reconciliation').select('id').where('date', '=', date).executeTakeFirst()) return;
  const outcome = await reconcileDay(context, { date });
  if (!outcome.ok) context.log.warn({ date, code: outcome.code }, 'the day is not reconciled yet');
}
