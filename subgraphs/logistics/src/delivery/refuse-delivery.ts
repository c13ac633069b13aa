import { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { REFUSAL_REASON_CODES } from './delivery.policy.ts';
import { refuseDeliveryRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({
  shipmentId: identifier(),
  reason: z.enum(REFUSAL_REASON_CODES),
  note: paragraph(500, 0).nullish(),
});
export type RefuseDeliveryInput = z.input<typeof schema>;

/**
 * Refused at the door: the reason is kept and the goods go back (8.5.4.3.cf). The consumer says it, or the courier for
 * them.
 */
export async function refuseDelivery(context: LogisticsContext, input: RefuseDeliveryInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId: id, reason } = valid.value;
  const note = valid.value.note ?? '';
  if (reason === 'other' && note === '') return refuse(refusals, 'NOTE_NEEDED');
  return context.transaction(async (tx) => {
    const mine = { id, $or: [{ buyerAccountId: context.actor.id }, { courierAccountId: context.actor.id }] };
    const shipment = await tx.em.findOne(Shipment, mine);
    if (!shipment) return refuse(refusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    const done = await tx.em.nativeUpdate(
      Shipment,
      { ...mine, state: { $in: [...shipmentLifecycle.from('refuse')] } },
      {
        state: shipmentLifecycle.to('refuse'),
        refusedAtMs: nowMs,
        refusalReason: reason,
        refusalNote: await context.vault.sealText(shipment.buyerAccountId, note),
      },
    );
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    tx.publish(
      shipmentRefused,
      { type: 'shipment', id },
      { shipmentId: id, orderId: shipment.orderId, carrierPartyId: shipment.carrierPartyId, reason, atMs: nowMs },
    );
    tx.audit({ type: 'shipment', id, clause: '8.5.4.3.cf' });
    return ok({ id });
  });
}
