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
    meetsRule: z
      .boolean()
      .describe(
        "Whether the goods meet the seller's rule, as the courier sees it; the seller inspects them in any case.",
      ),
    note: paragraph(500, 0)
      .nullish()
      .describe('What was seen, at most 500 characters; needed where they do not meet it.'),
  }),
  refusals: {
    ...stepRefusals,
    NOTE_NEEDED: { message: '不符合退换规定的，请写明看到了什么，商家会验', clause: '8.6.ch' },
  },
  shows: collectionNow,
  async run(context, { collectionId, meetsRule, note }, refuse) {
    // Who is to take it back decides: the courier only says what stands out.
    if (!meetsRule && !note) return refuse('NOTE_NEEDED', 'note');
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
