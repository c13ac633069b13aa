import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { sellerParties } from '../access.ts';
import { mutation, type LogisticsContext } from '../context.ts';
import { cardNow } from './card-answers.ts';
import { HandoverCard } from './card.entity.ts';

/** What is written on a card that is good no longer. */
export const withdrawn = ({ clock, actor }: Pick<LogisticsContext, 'clock' | 'actor'>) => ({
  withdrawnAtMs: clock.now(),
  withdrawnBy: actor.id,
  inForceFor: null,
});

/** A card that was lost, or that somebody has photographed, is refused from this moment on. */
export const withdrawHandoverCard = mutation({
  name: 'withdrawHandoverCard',
  description: "The seller's card is refused from this moment on: it was lost, or is in wrong hands.",
  may: permit.role(...SELLER_ROLES),
  input: z.object({ cardId: identifier().describe('The card.') }),
  refusals: { NOT_FOUND, WRONG_STATE: { ...WRONG_STATE, message: '这张卡已经作废了' } },
  shows: cardNow,
  run: (context, { cardId: id }, refuse) =>
    context.transaction(async (tx) => {
      const own = { id, sellerPartyId: { $in: sellerParties(context.actor) } };
      if (!(await tx.em.count(HandoverCard, own))) return refuse('NOT_FOUND');
      const gone = await tx.em.nativeUpdate(HandoverCard, { ...own, withdrawnAtMs: null }, withdrawn(context));
      if (gone === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'handover-card', id, clause: '8.4.2.bj' });
      return ok({ id });
    }),
});
