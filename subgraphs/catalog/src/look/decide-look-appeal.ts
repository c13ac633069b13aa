import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { LookAnswers } from '@heitu/kit/rules/shared-enums';
import { line, z } from '@heitu/kit/rules/validate';
import { LOOK_SAME_PERSON } from '@heitu/standard';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { lookId } from '../inputs.ts';
import { products } from '../product/product.moves.ts';
import { looks } from './look.moves.ts';
import { lookNow } from './look-now.ts';
import { tellDecided } from './tell-decided.ts';

/** Somebody else than who took the goods down answers; they may be offered again where it is right (7.3.8.m). */
export const decideLookAppeal = mutation({
  name: 'decideLookAppeal',
  description: 'Somebody else than who took the goods down answers the appeal.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    lookId: lookId(),
    decision: oneOf(LookAnswers).describe('Whether the goods stay down, or may be offered again.'),
    answer: line(500).describe('Why; the seller reads it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_PERSON: { message: LOOK_SAME_PERSON, clause: '7.3.8.m' },
  },
  shows: lookNow,
  run: (context, { lookId: id, decision, answer }, refuse) =>
    context.transaction(async (tx) => {
      const look = await tx.rows.selectFrom('PublicLook').selectAll().where('id', '=', id).executeTakeFirst();
      if (!look) return refuse('NOT_FOUND');
      if (look.lookedByAccountId === context.actor.id) return refuse('SAME_PERSON');
      const set = { answer: await context.vault.sealText(look.partyId, answer), answeredAtMs: context.clock.now() };
      const unmoved = await looks.move(context, tx, decision, look, refuse, { set, reason: answer });
      if (unmoved) return unmoved;
      if (decision === 'lift') await products.bySystem(context, tx, 'reinstate', { id: look.productId });
      await tellDecided(tx, look, decision, false);
      return ok({ id });
    }),
});
