import { paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { byCourier, stepRefusals, takeStep } from './collection-step.ts';
import { collectionNow } from './collection-answers.ts';

/** Step 3 of 8.6.ch: the goods are inspected by the seller's rule. */
export const inspectCollection = mutation({
  name: 'inspectCollection',
  description: "At the consumer's door: the goods are inspected by the seller's rule.",
  may: permit.role('courier'),
  input: z.object({
    collectionId: ids.collection(),
    meetsRule: z.boolean().describe("Whether the goods meet the seller's rule; where they do not, they are not taken."),
    note: paragraph(500, 0).nullish().describe('What was seen, at most 500 characters.'),
  }),
  refusals: {
    ...stepRefusals,
    NOT_BY_RULE: { message: '商品不符合商家的退换规定，不能取回，请与商家联系', clause: '8.6.ch' },
  },
  shows: collectionNow,
  async run(context, { collectionId, meetsRule, note }, refuse) {
    if (!meetsRule) return refuse('NOT_BY_RULE');
    return takeStep(
      context,
      {
        action: 'inspect',
        column: 'inspectedAtMs',
        whose: byCourier(context),
        change: async (_nowMs, row) => ({
          meetsRule,
          inspectionNote: await context.vault.sealText(row.buyerAccountId, note ?? ''),
        }),
      },
      collectionId,
    );
  },
});
