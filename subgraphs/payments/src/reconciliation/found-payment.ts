import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { BILLS_LOOKED_AT_MAX, isBillReady } from '../payments.policy.ts';
import { proposeRemedyRefusals } from '../payments.refusals.ts';
import type { SubOrderStanding, TradeBillRow } from '../wechatpay/payment-channel.ts';

export interface FoundRefund {
  outRefundNo: string;
  providerRefundId: string;
  amountFen: number;
  atMs: number;
}
export interface FoundPart {
  outTradeNo: string;
  merchant: string;
  transactionId: string;
  totalFen: number;
  title: string;
  /** What has gone back of it already, by the provider's bills. */
  refunds: FoundRefund[];
}
/** A payment as the provider has it: all that was paid together. */
export interface FoundPayment {
  /** Its number, or that of its one part where it is no combined payment of ours. */
  number: string;
  paidAtMs: number;
  parts: FoundPart[];
}

type Refusal = 'PROVIDER_BUSY' | 'NOT_AT_PROVIDER';

/**
 * What the provider has of the payment that a line of its bill of `date` tells of: from its bills since that day, and
 * from its answer about it now.
 */
export async function findPayment(
  context: PaymentsContext,
  { date, reference }: { date: string; reference: string },
): Promise<Outcome<FoundPayment, Refusal>> {
  const rows: TradeBillRow[] = [];
  let day = date;
  for (let i = 0; i < BILLS_LOOKED_AT_MAX && isBillReady(day, context.clock.now()); i++) {
    const bill = await context.services.channel.downloadTradeBill(day);
    if (!bill.ok) return refuse(proposeRemedyRefusals, 'PROVIDER_BUSY');
    rows.push(...bill.value.rows);
    day = chinaDate(startOfChinaDate(day) + DAY_MS);
  }
  const lineOf = (outTradeNo: string) => rows.find((row) => row.kind === 'payment' && row.outTradeNo === outTradeNo);
  const line = lineOf(reference);
  if (!line) return refuse(proposeRemedyRefusals, 'NOT_AT_PROVIDER');
  const alone = {
    outTradeNo: reference,
    merchant: line.merchant,
    state: 'paid' as const,
    transactionId: line.transactionId,
    totalFen: line.orderFen,
    paidAt: line.tradedAt,
  };
  const combined = line.attach === '' ? null : await context.services.channel.queryCombined(line.attach);
  if (combined && !combined.ok && combined.error.meaning !== 'not-found')
    return refuse(proposeRemedyRefusals, 'PROVIDER_BUSY');
  const standing: readonly SubOrderStanding[] = combined?.ok ? combined.value : [alone];
  if (
    !standing.some((sub) => sub.outTradeNo === reference) ||
    standing.some((sub) => !sub.transactionId || sub.totalFen === null)
  )
    return refuse(proposeRemedyRefusals, 'NOT_AT_PROVIDER');
  return ok({
    number: combined?.ok ? line.attach : reference,
    paidAtMs: Math.max(...standing.map(({ paidAt }) => (paidAt ?? line.tradedAt).getTime())),
    parts: standing.map((sub) => partOf(sub, lineOf(sub.outTradeNo) ?? line, rows)),
  });
}

function partOf(sub: SubOrderStanding, line: TradeBillRow, rows: readonly TradeBillRow[]): FoundPart {
  // A refund that was taken in goes back, whatever its line says of how far it has come; one that was closed or failed
  // did not.
  const refunds = rows.filter(
    (row) =>
      row.kind === 'refund' &&
      row.outTradeNo === sub.outTradeNo &&
      row.outRefundNo !== null &&
      row.refundState !== 'closed' &&
      row.refundState !== 'abnormal',
  );
  return {
    outTradeNo: sub.outTradeNo,
    merchant: sub.merchant ?? line.merchant,
    transactionId: sub.transactionId!,
    totalFen: sub.totalFen!,
    title: line.description,
    refunds: refunds.map((row) => ({
      outRefundNo: row.outRefundNo!,
      providerRefundId: row.refundId ?? '',
      amountFen: row.refundFen,
      atMs: row.tradedAt.getTime(),
    })),
  };
}

export const refundedFenOf = ({ refunds }: FoundPart): number =>
  refunds.reduce((sum, { amountFen }) => sum + amountFen, 0);
