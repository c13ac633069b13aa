import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands, partsIn } from '../access.ts';
import { deliveryTerms } from '../contract/agreed-terms.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipments } from '../shipment/shipment.moves.ts';
import { GIVE_BACK_WORKING_DAYS } from '../shipment/shipment.policy.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { openLeg } from '../custody/open-leg.ts';
import { ids, legFields } from '../input-fields.ts';

/** Refused goods are back in the carrier's depot, whose other side is still to sign (8.5.4.3.cf). */
export const arriveAtDepot = mutation({
  name: 'arriveAtDepot',
  description: "Refused goods are back in the carrier's depot.",
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({ shipmentId: ids.shipment(), ...legFields() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: shipmentNow,
  run: (context, { shipmentId: id, ...found }, refuse) =>
    context.transaction(async (tx) => {
      const mine = inMyHands(context.actor);
      const shipment = await tx.em.findOne(Shipment, { id, ...mine });
      if (!shipment) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const { giveBackWorkingDays = GIVE_BACK_WORKING_DAYS } = await deliveryTerms(context, shipment, nowMs);
      const giveBackByMs = addWorkingDays(nowMs, giveBackWorkingDays);
      const refused = await shipments.move(context, tx, 'arrive-at-depot', shipment, refuse, {
        parts: partsIn(context.actor, shipment, 'orders'),
        where: mine,
        // What a station had was off the vehicle long before.
        set: { atDepotAtMs: nowMs, giveBackByMs, leftVehicleAtMs: shipment.leftVehicleAtMs ?? nowMs },
      });
      if (refused) return refused;
      await openLeg(context, tx, { shipment, kind: 'into-store', found });
      return ok({ id });
    }),
});
