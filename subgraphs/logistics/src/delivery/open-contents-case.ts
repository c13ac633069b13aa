import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { requestKey } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { CONTENTS_CASE_STATES, isOneOf } from '../shipment/parcel-actions.ts';
import { ContentsCase } from './delivery.entity.ts';
import { CONTENTS_CASE_KINDS } from './delivery.policy.ts';
import { openContentsCaseRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({
  requestId: identifier(),
  shipmentId: identifier(),
  kind: z.enum(CONTENTS_CASE_KINDS),
  outerIntact: z.boolean(),
  note: paragraph(500),
});
export type OpenContentsCaseInput = z.input<typeof schema>;

/**
 * Outer packaging intact, yet something inside is missing or broken: the carrier is to settle it with the consignor
 * (8.5.4.3.cg).
 */
export async function openContentsCase(context: LogisticsContext, input: OpenContentsCaseInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId, kind, outerIntact, note } = valid.value;
  return context.transaction(async (tx) => {
    const shipment = await tx.em.findOne(Shipment, {
      id: shipmentId,
      $or: [{ buyerAccountId: context.actor.id }, { courierAccountId: context.actor.id }],
    });
    if (!shipment) return refuse(refusals, 'NOT_FOUND');
    if (!outerIntact) return refuse(refusals, 'OUTER_DAMAGED');
    if (!isOneOf(CONTENTS_CASE_STATES, shipment.state) || !shipment.outerOpenedAtMs)
      return refuse(refusals, 'WRONG_STATE');
    if (await tx.em.count(ContentsCase, { shipmentId, kind })) return refuse(refusals, 'CASE_EXISTS');
    const id = context.newId();
    await tx.em.insert(ContentsCase, {
      id,
      shipmentId,
      carrierPartyId: shipment.carrierPartyId,
      sellerPartyId: shipment.sellerPartyId,
      kind,
      outerIntact,
      note: await context.vault.sealText(context.actor.id, note),
      state: 'open',
      openedBy: context.actor.id,
      openedAtMs: context.clock.now(),
    });
    tx.audit({ type: 'contents-case', id, clause: '8.5.4.3.cg' });
    return ok({ id });
  }, requestKey(input));
}
