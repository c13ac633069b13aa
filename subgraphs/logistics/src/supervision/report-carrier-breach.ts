import { oneOf } from '@heitu/kit/rules/enums';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { sellerParties } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { CheckTopics } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { checkLifecycle } from './check.lifecycle.ts';
import { checkDueAtMs, REPORT_FORM, TOPIC_RULES } from './supervision.policy.ts';
import { checkNow } from './check-answers.ts';

/** A buyer or seller reports what a carrier or its courier did; the operator then looks into it (8.2.av-aw). */
export const reportCarrierBreach = mutation({
  name: 'reportCarrierBreach',
  description: 'A buyer or seller reports what a carrier or its courier did; the operator then looks into it.',
  may: permit.signedIn,
  input: z.object({
    shipmentId: ids.shipment(),
    topic: oneOf(CheckTopics).describe('What it is about.'),
    text: paragraph(500).describe('What happened, at most 500 characters.'),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND },
  shows: checkNow,
  run: (context, { shipmentId, topic, text }, refuse) =>
    context.transaction(async (tx) => {
      const shipment = await tx.em.findOne(Shipment, {
        id: shipmentId,
        $or: [{ buyerAccountId: context.actor.id }, { sellerPartyId: { $in: sellerParties(context.actor) } }],
      });
      if (!shipment) return refuse('NOT_FOUND');
      const id = context.newId();
      const nowMs = context.clock.now();
      const plannedFor = chinaDate(nowMs);
      await tx.em.insert(SupervisionCheck, {
        id,
        shipmentId,
        carrierPartyId: shipment.carrierPartyId,
        courierId: shipment.courierId ?? null,
        form: REPORT_FORM,
        topic,
        state: checkLifecycle.initial,
        plannedFor,
        dueAtMs: checkDueAtMs(plannedFor),
        reportText: await context.vault.sealText(context.actor.id, text),
        createdBy: context.actor.id,
        createdAtMs: nowMs,
      });
      tx.audit({ type: 'supervision-check', id, clause: TOPIC_RULES[topic].clause });
      return ok({ id });
    }),
});
