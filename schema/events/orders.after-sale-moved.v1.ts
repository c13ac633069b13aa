import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What happened to an after-sale request; whoever's turn it is, or whom it concerns, is told. */
export const AFTER_SALE_STEPS = [
  'asked',
  'approved',
  'rejected',
  'offered',
  'offer-taken',
  'offer-refused',
  'to-send',
  'sent-back',
  'handed-over',
  'accepted-in-silence',
  'declined',
  'lapsed',
  'refund-ordered',
  'ended',
] as const;

/** `amountFen`: the money that is spoken of. `dueAtMs`: by when whoever's turn it is answers. */
export const afterSaleMoved = defineEvent('orders.after-sale-moved.v1', {
  consumers: ['trust'],
  payload: z.object({
    afterSaleId: z.string(),
    orderId: z.string(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    step: z.enum(AFTER_SALE_STEPS),
    amountFen: z.int().optional(),
    dueAtMs: z.int().optional(),
  }),
});
