import { lockRows } from '@heitu/kit/data/only-one';
import { oneOf } from '@heitu/kit/rules/enums';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PoolAnswers } from '../enums.ts';
import { poolShareId, priceOfShare } from '../inputs.ts';
import { MemberGrower } from '../field/field.entity.ts';
import { Lot } from '../lot/lot.entity.ts';
import { actsFor, OF_COOPERATIVE } from './of-cooperative.ts';
import { poolSharesById, poolSharesWithGoods, isGrowerOf } from './pool-share.loader.ts';
import { poolShares } from './pool-share.moves.ts';
import { PoolShareView } from './pool-share.view.ts';
import { tellPoolMoved } from './tell-pool-moved.ts';

/** A grower agrees to weight, grade and price of what they brought in, or does not; nobody answers for them. */
export const answerPoolShare = mutation({
  name: 'answerPoolShare',
  description: 'As a grower: agrees to weight, grade and price of a harvest in a pooled lot, or does not.',
  may: permit.signedIn,
  input: z.object({
    shareId: poolShareId(),
    priceFen: priceOfShare().describe('The price as it was read; where it is another by now: OFFER_CHANGED.'),
    answer: oneOf(PoolAnswers).describe('Whether it is agreed to.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    OF_COOPERATIVE,
    OFFER_CHANGED: { message: '合作社刚改了价钱，请再看一遍' },
  },
  shows: rowAfter(PoolShareView, poolSharesById),
  run: (context, { shareId, priceFen, answer }, refuse) =>
    context.transaction(async (tx) => {
      const share = await poolSharesWithGoods(tx).where('s.id', '=', shareId).executeTakeFirst();
      if (!share || !isGrowerOf(context, share)) return refuse('NOT_FOUND');
      if (actsFor(context, share.partyId)) return refuse('OF_COOPERATIVE');
      if (share.priceFen !== priceFen) return refuse('OFFER_CHANGED');
      await lockRows(tx, Lot, { id: share.lotId });
      const { id: accountId } = context.actor;
      const answeredAtMs = context.clock.now();
      const grower = { id: share.growerId, accountId };
      // They were given another account meanwhile.
      if ((await tx.em.nativeUpdate(MemberGrower, grower, { answeredAtMs })) === 0) return refuse('NOT_FOUND');
      const unmoved = await poolShares.move(context, tx, answer, share, refuse, {
        parts: ['grower'],
        // What they read is what they agree to: an offer that was changed meanwhile is another.
        where: { offeredAtMs: share.offeredAtMs, priceFen },
        set: { answeredAtMs, accountId },
      });
      if (unmoved) return unmoved;
      await tellPoolMoved(tx, { shareId });
      return ok({ id: shareId });
    }),
});
