import { identifier, parse, z } from '@heitu/kit/validate';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import type { OrdersContext } from '../context.ts';
import { Order } from './order.entity.ts';
import { orderLifecycle } from './order.lifecycle.ts';
import { confirmOrderRefusals } from './order.refusals.ts';
import { sellerOrder } from './seller-order.ts';

const schema = z.object({ orderId: identifier() });

/** The seller confirms within one working day of the order being placed (7.5.w). */
export async function confirmOrder(
  context: OrdersContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  return context.transaction(async (tx) => {
    const order = await sellerOrder(context, tx, valid.value.orderId);
    if (!order) return refuse(confirmOrderRefusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    if (order.state === 'paid' && nowMs > order.confirmDueAtMs) return refuse(confirmOrderRefusals, 'CONFIRM_TOO_LATE');
    const confirmed = await tx.em.nativeUpdate(
      Order,
      { id: order.id, state: { $in: [...orderLifecycle.from('confirm')] } },
      { state: orderLifecycle.to('confirm'), confirmedAtMs: nowMs },
    );
    if (confirmed === 0) return refuse(confirmOrderRefusals, 'WRONG_STATE');
    tx.audit({ type: 'order', id: order.id, clause: '7.5.w' });
    return ok({ id: order.id });
  });
}
