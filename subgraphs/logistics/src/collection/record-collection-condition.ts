import { paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { byCourier, takeStep, stepRefusals } from './collection-step.ts';
import { collectionNow } from './collection-answers.ts';

/** Step 4 of 8.6.ch: what the goods look like, and what came with them. */
export const recordCollectionCondition = mutation({
  name: 'recordCollectionCondition',
  description: "At the consumer's door: what the goods look like, and what came with them.",
  may: permit.role('courier'),
  input: z.object({
    collectionId: ids.collection(),
    condition: paragraph(500).describe('What the goods look like, at most 500 characters.'),
    accessories: paragraph(500).describe('What came with them: box, gift; at most 500 characters.'),
  }),
  refusals: stepRefusals,
  shows: collectionNow,
  run: (context, { collectionId, condition, accessories }) =>
    takeStep(
      context,
      {
        action: 'record-condition',
        column: 'recordedAtMs',
        whose: byCourier(context),
        change: async (_nowMs, row) => ({
          condition: await context.vault.sealText(row.buyerAccountId, condition),
          accessories: await context.vault.sealText(row.buyerAccountId, accessories),
        }),
      },
      collectionId,
    ),
});
