import { objectionCleared } from '@heitu/events/logistics.objection-cleared.v1';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages } from '../access.ts';
import { mutation, type LogisticsTransaction } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { Handover, Mismatch, Reconciliation } from './handover.entity.ts';
import { mismatches } from './handover.moves.ts';
import { reconciliationNow } from './handover-answers.ts';

export const resolveMismatch = mutation({
  name: 'resolveMismatch',
  description: 'The carrier says what became of a mismatch that a reconciliation of handovers found.',
  may: permit.role('carrier-manager'),
  input: z.object({
    mismatchId: identifier().describe('The mismatch.'),
    resolution: paragraph(500).describe('What became of it, at most 500 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: reconciliationNow,
  run: (context, { mismatchId, resolution }, refuse) =>
    context.transaction(async (tx) => {
      const mismatch = await tx.em.findOne(Mismatch, { id: mismatchId });
      const reconciliation = mismatch && (await tx.em.findOne(Reconciliation, { id: mismatch.reconciliationId }));
      if (!reconciliation || !manages(context.actor, reconciliation.carrierPartyId)) return refuse('NOT_FOUND');
      const refused = await mismatches.move(context, tx, 'resolve', mismatch, refuse, {
        parts: ['carrier-manager'],
        set: { resolution: await context.vault.sealText(reconciliation.carrierPartyId, resolution) },
      });
      if (refused) return refused;
      if (mismatch.kind === 'objected') await tellSeller(tx, mismatch.handoverId);
      tx.audit({ type: 'reconciliation', id: reconciliation.id, clause: '8.4.2.bl' });
      return ok({ id: reconciliation.id });
    }),
});

/** Who objected hears that there is an answer. */
async function tellSeller(tx: LogisticsTransaction, handoverId: string): Promise<void> {
  const { shipmentId, sellerPartyId } = await tx.em.findOneOrFail(Handover, { id: handoverId });
  const { orderId, orderNumber, carrierName } = await tx.em.findOneOrFail(Shipment, { id: shipmentId });
  tx.publish(
    objectionCleared,
    { type: 'handover', id: handoverId },
    { handoverId, orderId, orderNumber, sellerPartyId, carrierName },
  );
}
