import { oneOf } from '@heitu/kit/rules/enums';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { CollectionSigners } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { byConsumer, byCourier, takeStep, stepRefusals } from './collection-step.ts';
import { collectionNow } from './collection-answers.ts';

/** Step 5 of 8.6.ch: both sign the record. */
export const signCollection = mutation({
  name: 'signCollection',
  description: "At the consumer's door: consumer and courier sign the record.",
  may: permit.signedIn,
  input: z.object({
    collectionId: ids.collection(),
    as: oneOf(CollectionSigners).describe('As who the caller signs.'),
    signerName: line(60).describe('Who signs, at most 60 characters.'),
  }),
  refusals: stepRefusals,
  shows: collectionNow,
  async run(context, { collectionId, as, signerName }) {
    const consumer = as === 'consumer';
    return takeStep(
      context,
      {
        action: 'sign',
        column: consumer ? 'consumerSignedAtMs' : 'courierSignedAtMs',
        whose: consumer ? byConsumer(context) : byCourier(context),
        change: async (atMs, row) =>
          consumer
            ? {
                consumerSignatureSealed: await context.vault.seal(
                  row.buyerAccountId,
                  JSON.stringify({ name: signerName, atMs }),
                ),
              }
            : {},
      },
      collectionId,
    );
  },
});
