import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { MEDIATORS } from '../conduct/measure.policy.ts';
import { mutation } from '../context.ts';
import { objectionId } from '../input-fields.ts';
import { objectionParts } from './objection.lifecycle.ts';
import { objections } from './objection.moves.ts';
import { countWithout, tellOfObjection } from './objection-ends.ts';
import { objectionNow } from './objection.view.ts';

/** The operator answers an objection: the figure does not count, or it stands as it was counted (13). */
export const decideObjection = mutation({
  name: 'decideObjection',
  description: "The operator answers a party's objection: its figure does not count that month, or stands.",
  may: permit.role(...MEDIATORS),
  input: z.object({
    objectionId: objectionId(),
    uphold: z.boolean().describe('True: the objection is right and the figure does not count; false: it stands.'),
    answer: paragraph(1000, 2).describe('What the party is told; sealed.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: objectionNow,
  run: (context, { objectionId: id, uphold, answer }, refuse) =>
    context.transaction(async (tx) => {
      const objection = await tx.rows
        .selectFrom('AssessmentObjection')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (!objection) return refuse('NOT_FOUND');
      const refused = await objections.move(context, tx, uphold ? 'hold' : 'dismiss', objection, refuse, {
        parts: objectionParts(context.actor, objection.partyId),
        set: {
          answer: await context.vault.sealText(objection.partyId, answer),
          endedAtMs: context.clock.now(),
          endedBy: context.actor.id,
        },
      });
      if (refused) return refused;
      if (uphold) await countWithout(tx, objection);
      await tellOfObjection(context, tx, objection, uphold, answer);
      return ok({ id });
    }),
});
