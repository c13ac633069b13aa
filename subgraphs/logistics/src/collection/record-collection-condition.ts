import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { byCourier, takeStep } from './collection-step.ts';
import { recordCollectionConditionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier(), condition: paragraph(500), accessories: paragraph(500) });
export type RecordCollectionConditionInput = z.input<typeof schema>;

/** Step 4 of 8.6.ch: what the goods look like, and what came with them. */
export async function recordCollectionCondition(context: LogisticsContext, input: RecordCollectionConditionInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId, condition, accessories } = valid.value;
  return takeStep(
    context,
    refusals,
    {
      column: 'recordedAtMs',
      whose: byCourier(context),
      change: async (_nowMs, row) => ({
        condition: await context.vault.sealText(row.buyerAccountId, condition),
        accessories: await context.vault.sealText(row.buyerAccountId, accessories),
      }),
    },
    collectionId,
  );
}
