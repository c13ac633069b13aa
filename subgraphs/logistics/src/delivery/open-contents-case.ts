import { oneOf } from '@heitu/kit/rules/enums';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { CONTENTS_CASE_STATES, isOneOf } from '../shipment/parcel-actions.ts';
import { ContentsCaseKinds } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { contentsCaseLifecycle } from './contents-case.lifecycle.ts';
import { ContentsCase } from './delivery.entity.ts';
import { contentsCaseNow } from './delivery-answers.ts';

/**
 * Outer packaging intact, yet something inside is missing or broken: the carrier is to settle it with the consignor
 * (8.5.4.3.cg).
 */
export const openContentsCase = mutation({
  name: 'openContentsCase',
  description:
    'The outer packaging was intact, yet something inside is missing or damaged: the carrier is to settle it with the seller.',
  may: permit.signedIn,
  input: z.object({
    shipmentId: ids.shipment(),
    kind: oneOf(ContentsCaseKinds).describe('What is wrong inside.'),
    outerIntact: z.boolean().describe('True: a damaged packaging is a reason to refuse the parcel instead.'),
    note: paragraph(500).describe('What is missing or damaged, at most 500 characters.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    OUTER_DAMAGED: { message: '外包装有挤压或拆封痕迹，请直接拒收', clause: '8.5.4.3.cf' },
    CASE_EXISTS: { message: '这票货已经登记过同样的问题', clause: '8.5.4.3.cg' },
  },
  shows: contentsCaseNow,
  run: (context, { shipmentId, kind, outerIntact, note }, refuse) =>
    context.transaction(async (tx) => {
      const shipment = await tx.em.findOne(Shipment, {
        id: shipmentId,
        $or: [{ buyerAccountId: context.actor.id }, { courierAccountId: context.actor.id }],
      });
      if (!shipment) return refuse('NOT_FOUND');
      if (!outerIntact) return refuse('OUTER_DAMAGED');
      if (!isOneOf(CONTENTS_CASE_STATES, shipment.state) || !shipment.outerOpenedAtMs) return refuse('WRONG_STATE');
      if (await tx.em.count(ContentsCase, { shipmentId, kind })) return refuse('CASE_EXISTS');
      const id = context.newId();
      await tx.em.insert(ContentsCase, {
        id,
        shipmentId,
        carrierPartyId: shipment.carrierPartyId,
        sellerPartyId: shipment.sellerPartyId,
        kind,
        outerIntact,
        note: await context.vault.sealText(context.actor.id, note),
        state: contentsCaseLifecycle.initial,
        openedBy: context.actor.id,
        openedAtMs: context.clock.now(),
      });
      tx.audit({ type: 'contents-case', id, clause: '8.5.4.3.cg' });
      return ok({ id });
    }),
});
