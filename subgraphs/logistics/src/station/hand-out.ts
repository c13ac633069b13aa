import { raw } from '@mikro-orm/core';
import { must } from '@heitu/kit/rules/checked';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { stationParties } from '../access.ts';
import { mutation } from '../context.ts';
import { passLeg } from '../custody/open-leg.ts';
import { tellDelivered } from '../delivery/tell-delivered.ts';
import { ids, sixDigits } from '../input-fields.ts';
import { moveTowardsBuyer } from '../shipment/move-towards-buyer.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { NOT_STOPPED } from '../shipment/shipment.policy.ts';
import { refuseStopped } from '../shipment/stop-shipments.ts';
import { stationParcelNow } from './station-answers.ts';
import { ownParcel } from './station.loader.ts';
import { isPickupLocked, PICKUP_ATTEMPTS_MAX, pickupCodeOf, pickupRefusals, SIGNED_BY_CODE } from './station.policy.ts';

/** The buyer shows the code of this parcel, and takes it: that stands for the signature (8.5.4.2.ce). */
export const handOutParcel = mutation({
  name: 'handOutParcel',
  description: 'The station hands a parcel out for its code. After five wrong ones the buyer takes a new code.',
  may: permit.role('station-agent'),
  input: z.object({
    shipmentId: ids.shipment(),
    code: sixDigits('取货码'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, ...stoppedRefusal, ...pickupRefusals },
  shows: stationParcelNow,
  async run(context, { shipmentId: id, code }, refuse) {
    const mine = { id, stationPartyId: { $in: stationParties(context.actor) } };
    // Counted on its own, so that a refusal does not take the count back.
    const counted = await context.em.nativeUpdate(
      Shipment,
      { ...mine, state: 'at-station', ...NOT_STOPPED, pickupAttempts: { $lt: PICKUP_ATTEMPTS_MAX } },
      { pickupAttempts: raw<number>('?? + 1', ['pickupAttempts']) },
    );
    return context.transaction(async (tx) => {
      const parcel = await ownParcel(context, tx, id);
      if (!parcel) return refuse('NOT_FOUND');
      const stopped = refuseStopped(parcel);
      if (stopped) return stopped;
      if (counted === 0) return refuse(parcel.state === 'at-station' ? 'TOO_MANY_ATTEMPTS' : 'WRONG_STATE');
      if (code !== pickupCodeOf(context.vault, parcel))
        return refuse(isPickupLocked(parcel) ? 'TOO_MANY_ATTEMPTS' : 'CODE_WRONG');
      const atMs = context.clock.now();
      const inTime = (parcel.atStationAtMs ?? atMs) <= parcel.deliverByMs;
      const signature = JSON.stringify({ name: SIGNED_BY_CODE, signature: SIGNED_BY_CODE, atMs });
      const refused = await moveTowardsBuyer(context, tx, 'hand-out', parcel, {
        parts: ['station-agent'],
        // A code that the buyer renewed meanwhile is good no longer.
        where: { ...mine, pickupRound: parcel.pickupRound },
        set: {
          deliveredAtMs: atMs,
          leftStationAtMs: atMs,
          shelfFor: null,
          inTime,
          pickupAttempts: 0,
          signatureSealed: await context.vault.seal(parcel.buyerAccountId, signature),
        },
      });
      if (refused) return refused;
      await passLeg(context, tx, {
        shipment: parcel,
        place: { stationPartyId: must(parcel.stationPartyId, 'the station of a parcel at a station') },
        kind: 'out-of-station',
        side: 'station',
        found: {},
        other: { side: 'buyer', signer: { by: parcel.buyerAccountId } },
      });
      await tellDelivered(context, tx, parcel, { atMs, inTime });
      return ok({ id });
    });
  },
});
