import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { requestKey, sellerParties } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { REPORT_FORM, SUPERVISION_TOPIC_CODES, SUPERVISION_TOPICS } from './supervision.policy.ts';
import { reportCarrierBreachRefusals as refusals } from './supervision.refusals.ts';

const schema = z.object({
  requestId: identifier(),
  shipmentId: identifier(),
  topic: z.enum(SUPERVISION_TOPIC_CODES),
  text: paragraph(500),
});
export type ReportCarrierBreachInput = z.input<typeof schema>;

/** A buyer or seller reports what a carrier or its courier did; the operator then looks into it (8.2.av-aw). */
export async function reportCarrierBreach(context: LogisticsContext, input: ReportCarrierBreachInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId, topic, text } = valid.value;
  return context.transaction(async (tx) => {
    const shipment = await tx.em.findOne(Shipment, {
      id: shipmentId,
      $or: [{ buyerAccountId: context.actor.id }, { sellerPartyId: { $in: sellerParties(context.actor) } }],
    });
    if (!shipment) return refuse(refusals, 'NOT_FOUND');
    const id = context.newId();
    const nowMs = context.clock.now();
    await tx.em.insert(SupervisionCheck, {
      id,
      shipmentId,
      carrierPartyId: shipment.carrierPartyId,
      courierId: shipment.courierId ?? null,
      form: REPORT_FORM,
      topic,
      plannedFor: chinaDate(nowMs),
      reportText: await context.vault.sealText(context.actor.id, text),
      createdBy: context.actor.id,
      createdAtMs: nowMs,
    });
    tx.audit({ type: 'supervision-check', id, clause: SUPERVISION_TOPICS[topic].clause });
    return ok({ id });
  }, requestKey(input));
}
