import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { supervisionChecks } from './check.moves.ts';
import { checkNow } from './check-answers.ts';

/** The measure taken on a breach, which closes it. */
export const settleFinding = mutation({
  name: 'settleFinding',
  description: 'The operator records the measure that was taken on a breach, which closes the check.',
  may: permit.role('operator-admin'),
  input: z.object({
    checkId: ids.check(),
    measure: paragraph(500).describe('What was done about it, at most 500 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: checkNow,
  run: (context, { checkId: id, measure }, refuse) =>
    context.transaction(async (tx) => {
      const check = await tx.em.findOne(SupervisionCheck, { id });
      if (!check) return refuse('NOT_FOUND');
      const refused = await supervisionChecks.move(context, tx, 'settle', check, refuse, {
        set: {
          measure: await context.vault.sealText(check.carrierPartyId, measure),
          settledAtMs: context.clock.now(),
        },
      });
      return refused ?? ok({ id });
    }),
});
