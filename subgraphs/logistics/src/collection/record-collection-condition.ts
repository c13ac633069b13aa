import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { byCourier, takeStep, stepRefusals } from './collection-step.ts';
import { collectionNow } from './collection-answers.ts';

/** Step 4 of 8.6.ch: what the goods look like, and what came with them. */
export const recordCollectionCondition = mutation({
  name: 'recordCollectionCondition',
  may: permit.role('courier'),
  input: z.object({ collectionId: identifier(), condition: paragraph(500), accessories: paragraph(500) }),
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
