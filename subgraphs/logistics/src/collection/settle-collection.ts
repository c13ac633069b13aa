import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { byCourier, takeStep } from './collection-step.ts';
import { REFUND_FORM_CODES } from './collection.policy.ts';
import { settleCollectionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier(), refundForm: z.enum(REFUND_FORM_CODES) });
export type SettleCollectionInput = z.input<typeof schema>;

/**
 * Step 2 of 8.6.ch: which goods go back and how the money does; the courier's identity is the consumer's half
 * (checkCourierCode).
 */
export async function settleCollection(context: LogisticsContext, input: SettleCollectionInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId, refundForm } = valid.value;
  return takeStep(
    context,
    refusals,
    { column: 'settledAtMs', whose: byCourier(context), change: () => ({ refundForm }) },
    collectionId,
  );
}
