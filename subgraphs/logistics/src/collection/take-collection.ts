import { collectionTaken } from '@heitu/events/logistics.collection-taken.v1';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { deliveryTerms } from '../contract/agreed-terms.ts';
import { mutation } from '../context.ts';
import { passLeg } from '../custody/open-leg.ts';
import { ids } from '../input-fields.ts';
import { byCourier, takeStep, stepRefusals } from './collection-step.ts';
import { CENTRE_HOURS_MAX, goodsOf } from './collection.policy.ts';
import { collectionNow } from './collection-answers.ts';

/** Step 6 of 8.6.ch: the goods go with the courier. */
export const takeCollection = mutation({
  name: 'takeCollection',
  description: "At the consumer's door, last: the goods go with the courier.",
  may: permit.role('courier'),
  input: z.object({ collectionId: ids.collection() }),
  refusals: stepRefusals,
  shows: collectionNow,
  run: (context, { collectionId }) =>
    takeStep(
      context,
      {
        action: 'take',
        column: 'takenAtMs',
        whose: byCourier(context),
        change: async (nowMs, collection) => {
          const { returnHours = CENTRE_HOURS_MAX } = await deliveryTerms(context, collection, nowMs);
          return { centreDueAtMs: nowMs + returnHours * HOUR_MS };
        },
        tell: async (tx, collection, atMs) => {
          const { id, afterSaleId, orderId, buyerAccountId, courierAccountId, consumerSignedAtMs } = collection;
          await passLeg(context, tx, {
            collection: goodsOf(collection),
            kind: 'from-buyer',
            side: 'buyer',
            signer: { by: buyerAccountId, atMs: consumerSignedAtMs ?? atMs },
            found: {},
            other: { side: 'courier', signer: { by: courierAccountId ?? context.actor.id, atMs } },
          });
          tx.publish(collectionTaken, { type: 'collection', id }, { collectionId: id, afterSaleId, orderId, atMs });
        },
      },
      collectionId,
    ),
});
