import { oneOf } from '@heitu/kit/rules/enums';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { RefundForms } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { byCourier, takeStep, stepRefusals } from './collection-step.ts';
import { collectionNow } from './collection-answers.ts';

/**
 * Step 2 of 8.6.ch: which goods go back and how the money does; the courier's identity is the consumer's half
 * (checkCourierCode).
 */
export const settleCollection = mutation({
  name: 'settleCollection',
  description: "At the consumer's door: which goods go back, and how the money does.",
  may: permit.role('courier'),
  input: z.object({
    collectionId: ids.collection(),
    refundForm: oneOf(RefundForms).describe('How the money goes back.'),
  }),
  refusals: stepRefusals,
  shows: collectionNow,
  run: (context, { collectionId, refundForm }) =>
    takeStep(
      context,
      { action: 'settle', column: 'settledAtMs', whose: byCourier(context), change: () => ({ refundForm }) },
      collectionId,
    ),
});
