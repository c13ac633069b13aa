import { lockRows } from '@heitu/kit/data/only-one';
import { must } from '@heitu/kit/rules/checked';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { openLeg } from '../custody/open-leg.ts';
import { ids, legFields } from '../input-fields.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { stationParcelNow } from './station-answers.ts';
import { ownParcel } from './station.loader.ts';

/**
 * What nobody fetched, or its buyer refused there, goes back to the courier: the station signs, the courier is still
 * to.
 */
export const giveParcelBack = mutation({
  name: 'giveParcelBack',
  description:
    'The station gives the courier what its buyer did not fetch or refused, and signs; the courier is still to.',
  may: permit.role('station-agent'),
  input: z.object({ shipmentId: ids.shipment(), ...legFields() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: stationParcelNow,
  run: (context, { shipmentId: id, ...found }, refuse) =>
    context.transaction(async (tx) => {
      const shipment = await ownParcel(context, tx, id);
      if (!shipment) return refuse('NOT_FOUND');
      if (!(await lockRows(tx, Shipment, { id, state: 'left-at-station' }))) return refuse('WRONG_STATE');
      const place = { stationPartyId: must(shipment.stationPartyId, 'the station of a parcel at a station') };
      await openLeg(context, tx, { shipment, place, kind: 'from-station', side: 'station', found });
      tx.audit({ type: 'shipment', id, clause: '8.5.4.3.cf' });
      return ok({ id });
    }),
});
