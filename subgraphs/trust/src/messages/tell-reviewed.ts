import type { holdDecided } from '@heitu/events/payments.hold-decided.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { chinaTime } from '@heitu/kit/rules/calendar';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from './notify.ts';

/** A held payment can be made now. What is not let through ends its order, of which the buyer hears anyway. */
export async function tellReviewed(
  context: TrustContext,
  tx: TrustTransaction,
  { buyerAccountId, released, payUntilMs }: PayloadOf<typeof holdDecided>,
): Promise<void> {
  if (!released) return;
  await notifyAccount(context, tx, buyerAccountId, {
    kind: 'payment-reviewed',
    title: '付款核实通过',
    body: `您的付款已核实通过，请在${chinaTime(payUntilMs)}前付款，逾期订单自动取消`,
    orderId: null,
  });
}
