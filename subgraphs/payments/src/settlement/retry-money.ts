import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { Refund } from '../refund/refund.entity.ts';
import { refundLifecycle } from '../refund/refund.lifecycle.ts';
import { Settlement } from './settlement.entity.ts';
import { settlementLifecycle } from './settlement.lifecycle.ts';

/**
 * A failed refund or settlement goes back to due with its old number: the provider is asked about it before it is sent
 * again.
 */
export const retryMoney = mutation({
  name: 'retryMoney',
  description: 'Finance sends a failed refund or settlement again.',
  may: permit.role('finance'),
  input: z.object({ id: identifier().describe('A failed refund or a failed settlement.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(PaymentsDone),
  run: (context, { id }, refuse) =>
    context.transaction(async (tx) => {
      const nextAtMs = context.clock.now();
      const refund = await tx.em.nativeUpdate(
        Refund,
        { id, state: { $in: [...refundLifecycle.from('retry')] } },
        { state: refundLifecycle.to('retry'), nextAtMs, attempts: 1 },
      );
      const settlement =
        refund > 0
          ? 0
          : await tx.em.nativeUpdate(
              Settlement,
              { id, state: { $in: [...settlementLifecycle.from('retry')] } },
              { state: settlementLifecycle.to('retry'), nextAtMs, attempts: 1 },
            );
      if (refund + settlement > 0) {
        tx.audit({ type: refund > 0 ? 'refund' : 'settlement', id, clause: '9.2.cn' });
        return ok({ id });
      }
      const known = (await tx.em.count(Refund, { id })) + (await tx.em.count(Settlement, { id }));
      return refuse(known > 0 ? 'WRONG_STATE' : 'NOT_FOUND');
    }),
});
