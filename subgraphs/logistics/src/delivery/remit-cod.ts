import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { deskRoles } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { CodRemittance } from './delivery.entity.ts';
import { codRemittances } from './delivery.moves.ts';
import { codNow } from './delivery-answers.ts';

/** The carrier paid the seller back; `reference` is the transfer's number. */
export const remitCod = mutation({
  name: 'remitCod',
  description: 'The carrier has paid cash that its courier took back to the seller.',
  may: permit.role('carrier-manager'),
  input: z.object({
    remittanceId: ids.remittance(),
    reference: line(64).describe("The transfer's number, at most 64 characters."),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: codNow,
  run: (context, { remittanceId: id, reference }, refuse) =>
    context.transaction(async (tx) => {
      const record = await tx.em.findOne(CodRemittance, { id });
      if (!record) return refuse('NOT_FOUND');
      const refused = await codRemittances.move(context, tx, 'remit', record, refuse, {
        parts: deskRoles(context.actor, record.carrierPartyId),
        set: { remittedAtMs: context.clock.now(), reference },
      });
      return refused ?? ok({ id });
    }),
});
