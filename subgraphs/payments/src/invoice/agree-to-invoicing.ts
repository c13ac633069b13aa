import { partiesFor } from '@heitu/kit/rules/actor';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { oneOf } from '@heitu/kit/rules/enums';
import { z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { mutation, type PaymentsContext, type PaymentsTransaction } from '../context.ts';
import { IssueRoutes } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { kindOfParty } from '../peers.ts';
import { InvoiceMandate } from './invoice.entity.ts';
import {
  businessNumberFault,
  farmerNumberFault,
  headName,
  isChecked,
  TAX_NUMBER_REFUSALS,
  taxNumber,
} from './invoice.fields.ts';
import { invoices } from './invoice.moves.ts';
import { invoiceDueAtMs } from './invoice.policy.ts';
import { mayChoose } from './issuer.policy.ts';
import { mandatesByParty } from './mandate.loader.ts';
import { InvoiceMandateView } from './mandate.view.ts';

/**
 * A seller leaves the issuing of its invoices to the platform, which sends them in the seller's name by the route that
 * the seller chose. What buyers have asked for until now goes on its way.
 */
export const agreeToInvoicing = mutation({
  name: 'agreeToInvoicing',
  description:
    "A seller has its buyers' invoices issued in its own name, and says how it is taxed. The last word counts.",
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    partyId: ids.party(),
    route: oneOf(IssueRoutes).describe('Who issues them, and whether they are free of tax.'),
    rateBasisPoints: z.int().min(0).max(10_000).describe('The rate in hundredths of a percent: 100 is 1 percent.'),
    name: headName().describe('The name as the tax bureau has it, at most 100 characters.'),
    taxNumber: taxNumber().describe("The unified social credit code, or a farmer's ID number."),
    taxNumberChecked: isChecked(),
  }),
  refusals: {
    NOT_FOUND,
    ...TAX_NUMBER_REFUSALS,
    ROUTE_NOT_YOURS: { message: '这种开票方式或税率不适用于您的主体，请按税务登记选择' },
  },
  shows: rowAfter(InvoiceMandateView, mandatesByParty),
  async run(context, input, refuse) {
    const { partyId, route, rateBasisPoints, name, taxNumber: number, taxNumberChecked = false } = input;
    if (!partiesFor(context.actor, SELLER_ROLES, 'finance').includes(partyId)) return refuse('NOT_FOUND');
    const kind = await kindOfParty(context, partyId);
    if (!kind) return refuse('NOT_FOUND');
    if (!mayChoose(route, kind, rateBasisPoints)) return refuse('ROUTE_NOT_YOURS', 'route');
    const isFarmer = kind === 'farmer';
    const fault = isFarmer
      ? farmerNumberFault(number, context.clock.now())
      : businessNumberFault(number, taxNumberChecked);
    if (fault) return refuse(fault, 'taxNumber');
    return context.transaction(async (tx) => {
      const said = {
        route,
        rateBasisPoints,
        name: await context.vault.seal(partyId, name),
        taxNumber: await context.vault.seal(partyId, number),
        agreedBy: context.actor.id,
        agreedAtMs: context.clock.now(),
      };
      await tx.em.upsert(
        InvoiceMandate,
        { id: context.newId(), partyId, ...said },
        { onConflictFields: ['partyId'], onConflictExcludeFields: ['id'] },
      );
      await sendWaiting(context, tx, partyId);
      tx.audit({ type: 'party', id: partyId });
      return ok({ id: partyId });
    });
  },
});

/** What waits for this seller, and what was refused for what the seller has put right now. */
async function sendWaiting(context: PaymentsContext, tx: PaymentsTransaction, partyId: string): Promise<void> {
  const nowMs = context.clock.now();
  const set = { nextAtMs: nowMs, dueAtMs: invoiceDueAtMs(nowMs) };
  await invoices.bySystem(context, tx, 'submit', { partyId }, set);
  await invoices.bySystem(context, tx, 'resubmit', { partyId }, set);
}
