import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { LOOK_APPEAL_ANSWER_WORKING_DAYS, LOOK_APPEAL_TEXT_MAX } from '@heitu/standard';
import { ownParties } from '../access.ts';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { lookId } from '../inputs.ts';
import { looks } from './look.moves.ts';
import { lookNow } from './look-now.ts';

/** A seller says why what was taken down is lawful; somebody else than who took it down answers (7.3.8.m). */
export const appealLook = mutation({
  name: 'appealLook',
  description: 'A seller appeals against goods being taken down; somebody else than who did it answers.',
  may: permit.role(...SELLERS),
  input: z.object({
    lookId: lookId(),
    text: paragraph(LOOK_APPEAL_TEXT_MAX, 2).describe(
      `Why it is lawful; 2 to ${LOOK_APPEAL_TEXT_MAX} characters, sealed.`,
    ),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: lookNow,
  run: (context, { lookId: id, text }, refuse) =>
    context.transaction(async (tx) => {
      const look = await tx.rows
        .selectFrom('PublicLook')
        .selectAll()
        .where('id', '=', id)
        .where('partyId', 'in', ownParties(context, 'products'))
        .executeTakeFirst();
      if (!look) return refuse('NOT_FOUND');
      const set = {
        appeal: await context.vault.sealText(look.partyId, text),
        answerDueAtMs: addWorkingDays(context.clock.now(), LOOK_APPEAL_ANSWER_WORKING_DAYS),
      };
      const unmoved = await looks.move(context, tx, 'appeal', look, refuse, { set });
      return unmoved ?? ok({ id });
    }),
});
