import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES, inWorkingDays } from '@heitu/standard';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { orderNow } from './order-answers.ts';
import { orders } from './order.moves.ts';
import { sellerOrder } from './seller-order.ts';

/** The seller confirms within one working day of the order being placed (7.5.w). */
export const confirmOrder = mutation({
  name: 'confirmOrder',
  description: 'The seller takes a paid order on, within one working day of its being placed.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({ orderId: ids.order() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    CONFIRM_TOO_LATE: { message: `已超过${inWorkingDays('confirmOrder')}，订单将自动取消并退款`, clause: '7.5.w' },
  },
  shows: orderNow,
  run: (context, { orderId }, refuse) =>
    context.transaction(async (tx) => {
      const order = await sellerOrder(context, tx, orderId);
      if (!order) return refuse('NOT_FOUND');
      const refused = await orders.move(context, tx, 'confirm', order, refuse, {
        set: { confirmedAtMs: context.clock.now() },
      });
      if (refused) return refused;
      return ok({ id: order.id });
    }),
});
