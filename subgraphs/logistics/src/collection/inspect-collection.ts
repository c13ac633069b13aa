import { refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { byCourier, takeStep } from './collection-step.ts';
import { inspectCollectionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier(), meetsRule: z.boolean(), note: paragraph(500, 0).nullish() });
export type InspectCollectionInput = z.input<typeof schema>;

/** Step 3 of 8.6.ch: the goods are inspected by the seller's rule. */
export async function inspectCollection(context: LogisticsContext, input: InspectCollectionInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId, meetsRule, note } = valid.value;
  if (!meetsRule) return refuse(refusals, 'NOT_BY_RULE');
  return takeStep(
    context,
    refusals,
    {
      column: 'inspectedAtMs',
      whose: byCourier(context),
      change: async (_nowMs, row) => ({
        meetsRule,
        inspectionNote: await context.vault.sealText(row.buyerAccountId, note ?? ''),
      }),
    },
    collectionId,
  );
}
