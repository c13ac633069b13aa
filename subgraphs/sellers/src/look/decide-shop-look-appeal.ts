import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { LookAnswers } from '@heitu/kit/rules/shared-enums';
import { line, z } from '@heitu/kit/rules/validate';
import { LOOK_SAME_PERSON } from '@heitu/standard';
import { mutation } from '../context.ts';
import { shopLookId } from '../fields.ts';
import { SHOP_LOOKERS } from '../shop/shop.lifecycle.ts';
import { shopLookNow } from '../shown.ts';
import { endAppeal } from './end-appeal.ts';
import { shopLooks } from './shop-look.moves.ts';

/** Somebody else than who took the shop down answers; it may sell again where it is right (7.3.8.m). */
export const decideShopLookAppeal = mutation({
  name: 'decideShopLookAppeal',
  description: 'Somebody else than who took the shop down answers the appeal.',
  may: permit.role(...SHOP_LOOKERS),
  input: z.object({
    lookId: shopLookId(),
    decision: oneOf(LookAnswers).describe('Whether the shop stays down, or may sell again.'),
    answer: line(500).describe('Why; its people read it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_PERSON: { message: LOOK_SAME_PERSON, clause: '7.3.8.m' },
  },
  shows: shopLookNow,
  run: (context, { lookId: id, decision, answer }, refuse) =>
    context.transaction(async (tx) => {
      const look = await tx.rows.selectFrom('ShopLook').selectAll().where('id', '=', id).executeTakeFirst();
      if (!look) return refuse('NOT_FOUND');
      if (look.lookedByAccountId === context.actor.id) return refuse('SAME_PERSON');
      const set = { answer: await context.vault.sealText(look.partyId, answer), answeredAtMs: context.clock.now() };
      const unmoved = await shopLooks.move(context, tx, decision, look, refuse, { set, reason: answer });
      if (unmoved) return unmoved;
      await endAppeal(context, tx, look, decision, false);
      return ok({ id });
    }),
});
