import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import type { SubOrderStanding, TradeBillRow } from '../wechatpay/payment-channel.ts';
import { BILLS_LOOKED_AT_MAX, isBillReady } from './bill.policy.ts';
import type { RemedyKind } from './case.policy.ts';
import type { FoundPart } from './found-part.ts';

/** A payment as the provider has it: all that was paid together. */
export interface FoundPayment {
  /** Its number, or that of its one part where it is no combined payment of ours. */
  number: string;
  paidAtMs: number;
  parts: FoundPart[];
}

/** Why there is no such payment to be found now. */
export const findRefusals = {
  NOT_AT_PROVIDER: { message: '支付机构查不到这笔收款，请重新对一次这天的账', clause: '9.2.cp' },
  PROVIDER_BUSY: { message: '支付机构暂时没有回应，什么都没有改动，请稍后再试' },
} as const;

/**
 * What the provider has of the payment that a line of its bill of `date` tells of: from its bills since that day, and
 * from its answer about it now.
 */
export async function findPayment(
  context: PaymentsContext,
  { date, reference }: { date: string; reference: string },
): Promise<Outcome<FoundPayment, CodeOf<typeof findRefusals>>> {
  const rows: TradeBillRow[] = [];
  let day = date;
  for (let i = 0; i < BILLS_LOOKED_AT_MAX && isBillReady(day, context.clock.now()); i++) {
    const bill = await context.services.channel.downloadTradeBill(day);
    if (!bill.ok) return refuse(findRefusals, 'PROVIDER_BUSY');
    rows.push(...bill.value.rows);
    day = chinaDate(startOfChinaDate(day) + DAY_MS);
  }
  const lineOf = (outTradeNo: string) => rows.find((row) => row.kind === 'payment' && row.outTradeNo === outTradeNo);
  const line = lineOf(reference);
  if (!line) return refuse(findRefusals, 'NOT_AT_PROVIDER');
  const alone = {
    outTradeNo: reference,
    merchant: line.merchant,
    state: 'paid' as const,
    transactionId: line.transactionId,
    totalFen: line.orderFen,
    paidAt: line.tradedAt,
  };
  const combined = line.attach === '' ? null : await context.services.channel.queryCombined(line.attach);
  if (combined && !combined.ok && combined.error.meaning !== 'not-found') return refuse(findRefusals, 'PROVIDER_BUSY');
  const standing: readonly SubOrderStanding[] = combined?.ok ? combined.value : [alone];
  const paid = standing.filter(isPaidPart);
  if (!standing.some((sub) => sub.outTradeNo === reference) || paid.length < standing.length)
    return refuse(findRefusals, 'NOT_AT_PROVIDER');
  return ok({
    number: combined?.ok ? line.attach : reference,
    paidAtMs: Math.max(...standing.map(({ paidAt }) => (paidAt ?? line.tradedAt).getTime())),
    parts: paid.map((sub) => partOf(sub, lineOf(sub.outTradeNo) ?? line, rows)),
  });
}

type PaidPart = SubOrderStanding & { transactionId: string; totalFen: number };
const isPaidPart = (sub: SubOrderStanding): sub is PaidPart => !!sub.transactionId && sub.totalFen !== null;

function partOf(sub: PaidPart, line: TradeBillRow, rows: readonly TradeBillRow[]): FoundPart {
  // A refund that was taken in goes back, whatever its line says of how far it has come; one that was closed or failed
  // did not.
  const refunds = rows.filter(
    ({ kind, outTradeNo, refundState }) =>
      kind === 'refund' && outTradeNo === sub.outTradeNo && refundState !== 'closed' && refundState !== 'abnormal',
  );
  return {
    outTradeNo: sub.outTradeNo,
    merchant: sub.merchant ?? line.merchant,
    transactionId: sub.transactionId,
    totalFen: sub.totalFen,
    title: line.description,
    refunds: refunds.flatMap(({ outRefundNo, refundId, refundFen, tradedAt }) =>
      outRefundNo === null
        ? []
        : [{ outRefundNo, providerRefundId: refundId ?? '', amountFen: refundFen, atMs: tradedAt.getTime() }],
    ),
  };
}

export const refundedFenOf = ({ refunds }: FoundPart): number =>
  refunds.reduce((sum, { amountFen }) => sum + amountFen, 0);

export type RemedyRow = {
  id: string;
  number: string;
  kind: RemedyKind;
  paidAtMs: number;
  parts: Json<FoundPart[]>;
  proposedBy: string;
};
/** The payment as the provider had it when the remedy was proposed. */
export const foundOf = ({
  number,
  paidAtMs,
  parts,
}: Pick<RemedyRow, 'number' | 'paidAtMs' | 'parts'>): FoundPayment => ({
  number,
  paidAtMs,
  parts: fromJson(parts),
});
