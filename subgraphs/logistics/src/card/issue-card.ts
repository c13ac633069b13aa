import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { sellerParties } from '../access.ts';
import { mutation } from '../context.ts';
import { cardNow } from './card-answers.ts';
import { HandoverCard } from './card.entity.ts';
import { withdrawn } from './withdraw-card.ts';

/**
 * A card for where nobody at the seller's has a phone that works (8.4.2.bj). It opens no session and names nobody; of
 * two one is good, the newer.
 */
export const issueHandoverCard = mutation({
  name: 'issueHandoverCard',
  description:
    "Makes the card that a courier scans where no phone of the seller's works. The one before is refused from then on.",
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    partyId: identifier().describe('The party of the seller.'),
    replacesId: identifier()
      .nullish()
      .describe('The card that the page showed as in force, null for none: where it is another by now, refused.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE: { ...WRONG_STATE, message: '刚才已经换过卡了，刷新再看' } },
  shows: cardNow,
  run: (context, { partyId, replacesId }, refuse) =>
    context.transaction(async (tx) => {
      if (!sellerParties(context.actor).includes(partyId)) return refuse('NOT_FOUND');
      const inForce = { inForceFor: partyId };
      if (replacesId) {
        const gone = await tx.em.nativeUpdate(HandoverCard, { id: replacesId, ...inForce }, withdrawn(context));
        if (gone === 0) return refuse('WRONG_STATE');
      } else if (await tx.em.count(HandoverCard, inForce)) return refuse('WRONG_STATE');
      const [id, issuedAtMs] = [context.newId(), context.clock.now()];
      // Two at once: the second one's transaction meets the key and is run again.
      await tx.em.insert(HandoverCard, {
        id,
        sellerPartyId: partyId,
        ...inForce,
        issuedAtMs,
        issuedBy: context.actor.id,
      });
      tx.audit({ type: 'handover-card', id, clause: '8.4.2.bj' });
      return ok({ id });
    }),
});
