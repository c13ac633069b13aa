import { paymentSettled } from '@heitu/events/payments.payment-settled.v1';
import { ok, refuse, commonRefusals, type Outcome } from '@heitu/kit/rules/outcome';
import { statement } from '@heitu/kit/data/statement';
import type { PaymentsContext, PaymentsRows, PaymentsWrites } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import type { SubOrderStanding } from '../wechatpay/payment-channel.ts';
import { payments } from './payment.moves.ts';
import type { PaidVerdict } from './payment.policy.ts';

const partsOf = (by: 'p.id' | 'p.outTradeNo') =>
  statement((rows: PaymentsRows, { value }: { value: string }) =>
    rows
      .selectFrom('PaymentPart as t')
      .innerJoin('Payment as p', 'p.id', 't.paymentId')
      .selectAll('t')
      .select('p.checkoutId')
      .where(by, '=', value),
  );
const [partsById, partsByNumber] = [partsOf('p.id'), partsOf('p.outTradeNo')];
const pay = statement((rows: PaymentsRows, { id, paidAtMs }: { id: string; paidAtMs: number }) =>
  rows.updateTable('Payment').$call(payments.along('pay')).set({ paidAtMs, askDueAtMs: null }).where('id', '=', id),
);
const payPart = statement((rows: PaymentsRows, { id, transactionId }: { id: string; transactionId: string }) =>
  rows.updateTable('PaymentPart').set({ transactionId }).where('id', '=', id),
);

/**
 * Takes in what the provider verifiably says about a payment, from its notice or from our question: the same either
 * way, and however often. Amount, merchant and order must be exactly ours; otherwise nothing is booked. `alongside`:
 * written with it where it is news.
 */
export async function applyStanding(
  context: PaymentsContext,
  payment: { id: string } | { outTradeNo: string },
  standing: readonly SubOrderStanding[],
  alongside?: (writes: PaymentsWrites) => void,
): Promise<PaidVerdict> {
  const [parts] = await context.read(
    'id' in payment ? partsById({ value: payment.id }) : partsByNumber({ value: payment.outTradeNo }),
  );
  const [first] = parts;
  if (!first) return 'unknown-order';
  const { paymentId, checkoutId } = first;
  const byNumber = new Map(standing.map((sub) => [sub.outTradeNo, sub]));
  const isPaid = ({ state }: SubOrderStanding) => state === 'paid' || state === 'refunded';
  const sameParts = parts.length === standing.length && parts.every((part) => byNumber.has(part.outTradeNo));
  if (sameParts && !standing.some(isPaid)) return 'not-paid';
  const asOurs = parts.flatMap((part) => {
    const sub = byNumber.get(part.outTradeNo);
    const isSame =
      sub && isPaid(sub) && sub.totalFen === part.totalFen && (sub.merchant === null || sub.merchant === part.merchant);
    return isSame && sub.transactionId ? [{ ...part, transactionId: sub.transactionId }] : [];
  });
  if (!sameParts || asOurs.length < parts.length) {
    context.log.error({ paymentId }, 'the provider reports a payment that is not ours as we placed it');
    return 'does-not-match';
  }
  const paidAtMs = Math.max(...standing.map((sub) => sub.paidAt?.getTime() ?? context.clock.now()));
  const outcome: Outcome<null> = await context.write((writes) => {
    writes.add(pay({ id: paymentId, paidAtMs }), refuse(commonRefusals, 'WRONG_STATE'));
    for (const part of asOurs) {
      writes.add(payPart({ id: part.id, transactionId: part.transactionId }));
      postTransfer(context, writes, {
        key: `paid:${part.id}`,
        kind: 'payment',
        orderId: part.orderId,
        legs: [{ from: account.buyers, to: account.frozen(part.partyId), amountFen: part.totalFen }],
        happenedAtMs: paidAtMs,
      });
    }
    writes.publish(
      paymentSettled,
      { type: 'payment', id: paymentId },
      {
        paymentId,
        checkoutId,
        paidAtMs,
        orders: parts.map((part) => ({ orderId: part.orderId, paidFen: part.totalFen })),
      },
    );
    writes.audit({ type: 'payment', id: paymentId, clause: '9.2.cn' });
    alongside?.(writes);
    return ok(null);
  });
  return outcome.ok ? 'paid' : 'already-known';
}
