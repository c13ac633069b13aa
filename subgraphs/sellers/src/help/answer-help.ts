import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { helpRequestNow } from '../shown.ts';
import { HelpRequest } from './help.entity.ts';
import { ANSWER_HELP } from './help.policy.ts';

/** The operator answers, once (6.2.b). */
export const answerHelp = mutation({
  name: 'answerHelp',
  may: permit.role(...ANSWER_HELP.by),
  input: z.object({ helpRequestId: identifier(), answer: paragraph(2000, 2) }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: helpRequestNow,
  run: (context, { helpRequestId: id, answer }, refuse) =>
    context.transaction(async (tx) => {
      const asked = await tx.rows.selectFrom('HelpRequest').select('partyId').where('id', '=', id).executeTakeFirst();
      if (!asked) return refuse('NOT_FOUND');
      const answered = await tx.em.nativeUpdate(
        HelpRequest,
        { id, [ANSWER_HELP.at]: null },
        {
          answer: await context.vault.sealText(asked.partyId, answer),
          answeredBy: context.actor.id,
          answeredAtMs: context.clock.now(),
        },
      );
      if (answered === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'help-request', id, clause: '6.2.b' });
      return ok({ id });
    }),
});
