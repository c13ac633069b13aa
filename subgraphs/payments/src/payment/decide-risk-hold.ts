import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { RiskHold } from './risk-hold.entity.ts';
import { riskHoldLifecycle } from './risk-hold.lifecycle.ts';

/** Finance releases a payment that a safety rule held, or confirms the suspicion (9.2.cm). */
export const decideRiskHold = mutation({
  name: 'decideRiskHold',
  may: permit.role('finance'),
  input: z.object({ holdId: identifier(), release: z.boolean() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(PaymentsDone),
  run: (context, { holdId, release }, refuse) =>
    context.transaction(async (tx) => {
      // Nobody judges a payment of their own.
      const others = { id: holdId, buyerAccountId: { $ne: context.actor.id } };
      if (!(await tx.em.findOne(RiskHold, others))) return refuse('NOT_FOUND');
      const action = release ? 'release' : 'confirm';
      const changed = await tx.em.nativeUpdate(
        RiskHold,
        { id: holdId, state: { $in: [...riskHoldLifecycle.from(action)] } },
        { state: riskHoldLifecycle.to(action), decidedAtMs: context.clock.now() },
      );
      if (changed === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'risk-hold', id: holdId, clause: '9.2.cm' });
      return ok({ id: holdId });
    }),
});
