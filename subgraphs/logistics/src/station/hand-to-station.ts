import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { inMyHands } from '../access.ts';
import { mutation } from '../context.ts';
import { openLeg } from '../custody/open-leg.ts';
import { ids, legFields } from '../input-fields.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';

/** The courier counts, seals, measures and signs at the station; the goods stay the carrier's until it signs, too. */
export const handParcelToStation = mutation({
  name: 'handParcelToStation',
  description:
    'The courier gives a parcel to the station where its buyer fetches it, and signs; the station is still to.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({ shipmentId: ids.shipment(), ...legFields() }),
  refusals: { NOT_FOUND, WRONG_STATE, ...stoppedRefusal },
  shows: shipmentNow,
  run: (context, { shipmentId: id, ...found }, refuse) =>
    context.transaction(async (tx) => {
      const shipment = await tx.em.findOne(Shipment, { id, ...inMyHands(context.actor) });
      if (!shipment) return refuse('NOT_FOUND');
      const stopped = refuseStopped(stopMark(shipment));
      if (stopped) return stopped;
      const { stationPartyId } = shipment;
      // The row is taken, so that of two who write it down at once the second leaves the first unsigned.
      if (!stationPartyId || !(await lockRows(tx, Shipment, { id, state: 'taken-over', stoppedAtMs: null })))
        return refuse('WRONG_STATE');
      await openLeg(context, tx, { shipment, place: { stationPartyId }, kind: 'to-station', side: 'courier', found });
      tx.audit({ type: 'shipment', id, clause: '8.1.2.as' });
      return ok({ id });
    }),
});
