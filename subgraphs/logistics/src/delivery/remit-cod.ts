import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { CodRemittance, CodReversal } from './delivery.entity.ts';
import { REMIT } from './delivery.policy.ts';
import { codNow } from './delivery-answers.ts';

/** The carrier paid the seller back; `reference` is the transfer's number. */
export const remitCod = mutation({
  name: 'remitCod',
  may: permit.role('carrier-manager'),
  input: z.object({ remittanceId: identifier(), reference: line(64) }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: codNow,
  run: (context, { remittanceId: id, reference }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
      if (!(await tx.em.count(CodRemittance, mine))) return refuse('NOT_FOUND');
      // What was taken back is not owed.
      if (await tx.em.count(CodReversal, { remittanceId: id })) return refuse('WRONG_STATE');
      if (
        !(await tx.em.nativeUpdate(
          CodRemittance,
          { ...mine, [REMIT.at]: null },
          { remittedAtMs: context.clock.now(), reference },
        ))
      )
        return refuse('WRONG_STATE');
      tx.audit({ type: 'cod-remittance', id, clause: '8.5.3.ca' });
      return ok({ id });
    }),
});
