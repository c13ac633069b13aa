import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { RiskHold } from './risk-hold.entity.ts';
import { riskHolds } from './risk-hold.moves.ts';
import { tellDecided } from './decide-unseen-holds.ts';

/** Finance releases a payment that a safety rule held, or confirms the suspicion (9.2.cm). */
export const decideRiskHold = mutation({
  name: 'decideRiskHold',
  description:
    'Finance lets a payment that a safety rule held go on, or stops it. Nobody judges a payment of their own.',
  may: permit.role('finance'),
  input: z.object({
    holdId: identifier().describe('The payment that was held.'),
    release: z.boolean().describe('True lets it go on, false stops it.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(PaymentsDone),
  run: (context, { holdId, release }, refuse) =>
    context.transaction(async (tx) => {
      // Nobody judges a payment of their own.
      const hold = await tx.em.findOne(RiskHold, { id: holdId, buyerAccountId: { $ne: context.actor.id } });
      if (!hold) return refuse('NOT_FOUND');
      const set = { decidedAtMs: context.clock.now() };
      const refused = await riskHolds.move(context, tx, release ? 'release' : 'confirm', hold, refuse, { set });
      if (refused) return refused;
      tellDecided(tx, hold, release, set.decidedAtMs);
      return ok({ id: holdId });
    }),
});
