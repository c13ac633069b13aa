import { lockRows } from '@heitu/kit/data/only-one';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { ownParties } from '../access.ts';
import { mutation } from '../context.ts';
import { gradeOfShare, poolShareId, priceOfShare } from '../inputs.ts';
import { Lot } from '../lot/lot.entity.ts';
import { SELLERS } from '../roles.ts';
import { poolSharesById } from './pool-share.loader.ts';
import { poolShares } from './pool-share.moves.ts';
import { PoolShareView } from './pool-share.view.ts';
import { tellPoolMoved } from './tell-pool-moved.ts';
import { POOL_ANSWER_WORKING_DAYS } from './pool.policy.ts';

/** The cooperative offers a grower another price, or the same once more; what was agreed to stays. */
export const offerPoolShare = mutation({
  name: 'offerPoolShare',
  description: 'Offers a grower another price or grade for what is in a pooled lot, or the same once more.',
  may: permit.role(...SELLERS),
  input: z.object({ shareId: poolShareId(), priceFen: priceOfShare(), grade: gradeOfShare() }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(PoolShareView, poolSharesById),
  run: (context, { shareId, priceFen, grade }, refuse) =>
    context.transaction(async (tx) => {
      const share = await tx.rows
        .selectFrom('PoolShare')
        .selectAll()
        .where('id', '=', shareId)
        .where('partyId', 'in', ownParties(context, 'lots'))
        .executeTakeFirst();
      if (!share) return refuse('NOT_FOUND');
      await lockRows(tx, Lot, { id: share.lotId });
      const nowMs = context.clock.now();
      const unmoved = await poolShares.move(context, tx, 'offer', share, refuse, {
        set: {
          priceFen,
          grade,
          offeredAtMs: nowMs,
          answerDueAtMs: addWorkingDays(nowMs, POOL_ANSWER_WORKING_DAYS),
          answeredAtMs: null,
          accountId: null,
        },
      });
      if (unmoved) return unmoved;
      await tellPoolMoved(tx, { shareId });
      return ok({ id: shareId });
    }),
});
