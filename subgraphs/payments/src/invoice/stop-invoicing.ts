import { partiesFor } from '@heitu/kit/rules/actor';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { InvoiceMandate } from './invoice.entity.ts';
import { invoices } from './invoice.moves.ts';

/** The seller takes back what it left to the platform: what was not sent yet waits for the seller again. */
export const stopInvoicing = mutation({
  name: 'stopInvoicing',
  description: 'A seller no longer has the platform issue its invoices; what was not sent yet waits for the seller.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({ partyId: ids.party() }),
  refusals: { NOT_FOUND },
  shows: asItIs(PaymentsDone),
  run: (context, { partyId }, refuse) =>
    context.transaction(async (tx) => {
      const isMine = partiesFor(context.actor, SELLER_ROLES, 'finance').includes(partyId);
      if (!isMine || (await tx.em.nativeDelete(InvoiceMandate, { partyId })) === 0) return refuse('NOT_FOUND');
      await invoices.bySystem(context, tx, 'await-seller', { partyId }, { nextAtMs: null });
      tx.audit({ type: 'party', id: partyId });
      return ok({ id: partyId });
    }),
});
