import { aboutThing, ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { moveTowardsBuyer } from '../shipment/move-towards-buyer.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { openLeg } from '../custody/open-leg.ts';
import { ids, legFields } from '../input-fields.ts';
import { missingBefore } from './delivery.policy.ts';
import { SAID } from '../said.ts';

/**
 * The courier has let the consumer open the outer packaging, and with `inspected` looked at the goods together with
 * them (8.5.4.2.cd-ce): they sign for what they bring, and the buyer is still to.
 */
export const recordOuterPackagingOpened = mutation({
  name: 'recordOuterPackagingOpened',
  description: 'The courier has let the consumer open the outer packaging, and signs for what they bring.',
  may: permit.role('courier'),
  input: z.object({
    shipmentId: ids.shipment(),
    inspected: z.boolean().default(true).describe('Both looked at the goods together.'),
    ...legFields(),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    STEP_MISSING: { message: SAID.stepMissing, clause: '8.5.4.2.cc' },
  },
  shows: shipmentNow,
  run: (context, { shipmentId: id, inspected, ...found }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { courierAccountId: context.actor.id };
      const shipment = await tx.em.findOne(Shipment, { id, ...mine });
      if (!shipment) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const refused = await moveTowardsBuyer(context, tx, 'open-packaging', shipment, {
        parts: ['courier'],
        where: mine,
        set: { outerOpenedAtMs: nowMs, ...(inspected && { courierInspectedAtMs: nowMs }) },
      });
      if (refused) return refused;
      const missing = missingBefore(shipment, 'outerOpenedAtMs');
      if (missing.length > 0)
        return refuse(
          'STEP_MISSING',
          missing.map(({ column, label }) => aboutThing(column, label)),
        );
      if (inspected) await openLeg(context, tx, { shipment, kind: 'to-buyer', side: 'courier', found });
      return ok({ id });
    }),
});
