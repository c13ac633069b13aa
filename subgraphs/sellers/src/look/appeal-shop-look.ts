import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { LOOK_APPEAL_ANSWER_WORKING_DAYS, LOOK_APPEAL_TEXT_MAX } from '@heitu/standard';
import { ownPartyIds } from '../access.ts';
import { mutation } from '../context.ts';
import { shopLookId } from '../fields.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { shopLookNow } from '../shown.ts';
import { shopLooks } from './shop-look.moves.ts';

/** Its people say why what was taken down is lawful; somebody else than who did it answers (7.3.8.m). */
export const appealShopLook = mutation({
  name: 'appealShopLook',
  description: 'The people of a shop appeal against its being taken down; somebody else than who did it answers.',
  may: permit.signedIn,
  input: z.object({
    lookId: shopLookId(),
    text: paragraph(LOOK_APPEAL_TEXT_MAX, 2).describe(
      `Why it is lawful; 2 to ${LOOK_APPEAL_TEXT_MAX} characters, sealed.`,
    ),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: shopLookNow,
  run: (context, { lookId: id, text }, refuse) =>
    context.transaction(async (tx) => {
      const look = await tx.rows
        .selectFrom('ShopLook')
        .selectAll()
        .where('id', '=', id)
        .where('partyId', 'in', ownPartyIds(context, 'shop'))
        .executeTakeFirst();
      if (!look) return refuse('NOT_FOUND');
      const set = {
        appeal: await context.vault.sealText(look.partyId, text),
        answerDueAtMs: addWorkingDays(context.clock.now(), LOOK_APPEAL_ANSWER_WORKING_DAYS),
      };
      const unmoved = await shopLooks.move(context, tx, 'appeal', look, refuse, { set, parts: OF_PARTY });
      return unmoved ?? ok({ id });
    }),
});
