import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { helpRequestNow } from '../shown.ts';
import { helpRequests } from './help.moves.ts';
import { HELPERS } from './help.policy.ts';

/** The operator answers, once (6.2.b). */
export const answerHelp = mutation({
  name: 'answerHelp',
  description: 'The operator answers a question, once.',
  may: permit.role(...HELPERS),
  input: z.object({
    helpRequestId: identifier().describe('The question, which nobody has answered.'),
    answer: paragraph(2000, 2).describe('2 to 2000 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: helpRequestNow,
  run: (context, { helpRequestId: id, answer }, refuse) =>
    context.transaction(async (tx) => {
      const asked = await tx.rows
        .selectFrom('HelpRequest')
        .select(['id', 'partyId', 'askedAtMs', 'answeredAtMs'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!asked) return refuse('NOT_FOUND');
      const set = { answer: await context.vault.sealText(asked.partyId, answer), answeredBy: context.actor.id };
      const unmoved = await helpRequests.move(context, tx, 'answer', asked, refuse, { set });
      return unmoved ?? ok({ id });
    }),
});
