import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { measures } from './conduct.moves.ts';
import { measureNow } from './measure-answers.ts';
import { appealHolds, tellOfAppeal } from './measure-ends.ts';
import { MEDIATORS } from './measure.policy.ts';
import { measureId } from '../input-fields.ts';

/** The operator answers an appeal: the measure stands, or is revoked and no longer weighs on the party. */
export const decideAppeal = mutation({
  name: 'decideAppeal',
  description: 'The operator answers an appeal: the measure stands, or is revoked.',
  may: permit.role(...MEDIATORS),
  input: z.object({
    measureId: measureId(),
    uphold: z.boolean().describe('True: the appeal is right and the measure is revoked; false: the measure stands.'),
    answer: paragraph(2000, 2).describe('What the party is told; public, as the measure is.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: measureNow,
  run: (context, { measureId: id, uphold, answer }, refuse) =>
    context.transaction(async (tx) => {
      const measure = await tx.rows.selectFrom('Measure').selectAll().where('id', '=', id).executeTakeFirst();
      if (!measure) return refuse('NOT_FOUND');
      const refused = await measures.move(context, tx, uphold ? 'uphold-appeal' : 'dismiss-appeal', measure, refuse, {
        set: {
          appealAnswer: await context.vault.sealText(measure.partyId, answer),
          ...(uphold && { endedAtMs: context.clock.now() }),
        },
      });
      if (refused) return refused;
      if (uphold) await appealHolds(context, tx, measure);
      await tellOfAppeal(context, tx, measure.partyId, uphold);
      return ok({ id });
    }),
});
