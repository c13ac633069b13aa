import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { Handover } from './handover.entity.ts';
import { handoverNow } from './handover-answers.ts';

/** A document written wrongly is voided, not changed, and a new one opened. */
export const voidHandover = mutation({
  name: 'voidHandover',
  may: permit.role('carrier-manager'),
  input: z.object({ handoverId: identifier() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: handoverNow,
  run: (context, { handoverId: id }, refuse) =>
    context.transaction(async (tx) => {
      const where = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
      if (!(await tx.em.count(Handover, where))) return refuse('NOT_FOUND');
      if (!(await tx.em.nativeUpdate(Handover, { ...where, state: 'open' }, { state: 'void', openFor: null })))
        return refuse('WRONG_STATE');
      tx.audit({ type: 'handover', id });
      return ok({ id });
    }),
});
