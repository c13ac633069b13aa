import { partiesFor } from '@heitu/kit/rules/actor';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { Order } from './order.entity.ts';
import { OrdersSeen } from './order.view.ts';

const SEEN_AT_ONCE_MAX = 100;

/** The seller has these orders before their eyes: nobody is told of them again. Others' ids change nothing. */
export const seeOrders = mutation({
  name: 'seeOrders',
  description: 'The seller has these orders before their eyes: nobody is told again that they are unseen.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    orderIds: z.array(ids.order()).min(1).max(SEEN_AT_ONCE_MAX).describe("At most 100; others' change nothing."),
  }),
  refusals: { NOT_FOUND },
  shows: asItIs(OrdersSeen),
  run: (context, { orderIds }, refuse) =>
    context.transaction(async (tx) => {
      const parties = partiesFor(context.actor, SELLER_ROLES, 'orders');
      // Whoever has no right to orders has none before their eyes.
      if (parties.length === 0) return refuse('NOT_FOUND');
      const unseen = { id: { $in: orderIds }, partyId: { $in: parties }, seenAtMs: null };
      const seen = { seenAtMs: context.clock.now(), nudgeAtMs: null };
      return ok({ count: await tx.em.nativeUpdate(Order, unseen, seen) });
    }),
});
