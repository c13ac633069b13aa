import { placeOf, type DevicePlace } from './carrier.policy.ts';
import type { Transaction } from '@heitu/kit/data/context';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { ON_VEHICLE_STATES } from '../shipment/shipment.lifecycle.ts';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment, StorageStay } from '../shipment/shipment.entity.ts';
import { Alarm } from '../temperature/temperature.entity.ts';
import { ids } from '../input-fields.ts';
import { Device, Facility, Vehicle } from './carrier.entity.ts';
import { devices } from './carrier.moves.ts';
import { deviceNow } from './carrier-answers.ts';

/** Its pushes are believed no longer; what it has reported stays with the goods of its time. */
export const endDevice = mutation({
  name: 'endDevice',
  description:
    'A thermometer is used no longer: what it sends from now on is not believed. What it has reported stays.',
  may: permit.role('carrier-manager'),
  input: z.object({ deviceId: ids.device() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    DEVICE_HAS_ALARM: { message: '这个温度计的报警还没处理完，请先处理', clause: '8.1.1.ar' },
    DEVICE_WATCHES_GOODS: {
      message: '那里有冷货，只有这一个温度计看着，请先装好另一个，或等货送完',
      clause: '8.4.3.bp',
    },
  },
  shows: deviceNow,
  run: (context, { deviceId: id }, refuse) =>
    context.transaction(async (tx) => {
      const device = await tx.em.findOne(Device, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
      if (!device) return refuse('NOT_FOUND');
      // Its place first, then itself: of two thermometers of one place that end at once, the second finds itself alone;
      // and a push that raises an alarm takes the device too.
      const place = placeOf(device);
      await ('vehicleId' in place
        ? lockRows(tx, Vehicle, { id: place.vehicleId })
        : lockRows(tx, Facility, { id: place.facilityId }));
      const refused = await devices.move(context, tx, 'end', device, refuse, { parts: ['carrier-manager'] });
      if (refused) return refused;
      if (await tx.em.count(Alarm, { deviceId: id, state: { $ne: 'resolved' } })) return refuse('DEVICE_HAS_ALARM');
      if (await watchesAlone(tx, id, place)) return refuse('DEVICE_WATCHES_GOODS');
      return ok({ id });
    }),
});

/** Cold goods are where it hangs, or will be, and no other thermometer is. */
async function watchesAlone(tx: Transaction, id: string, place: DevicePlace): Promise<boolean> {
  if (await tx.em.count(Device, { ...place, id: { $ne: id }, endedAtMs: null })) return false;
  const goods =
    'vehicleId' in place
      ? await tx.em.count(Shipment, { ...place, storage: { $ne: 'ambient' }, state: { $in: [...ON_VEHICLE_STATES] } })
      : (await tx.em.count(StorageStay, { ...place, cold: true, leftAtMs: null })) ||
        (await standingBefore(tx, place.facilityId));
  return goods > 0;
}

/** Fresh goods in a seller's store that are packed, and that nobody has fetched. */
async function standingBefore(tx: Transaction, facilityId: string): Promise<number> {
  const { sellerPartyId } = await tx.em.findOneOrFail(Facility, { id: facilityId });
  return sellerPartyId == null
    ? 0
    : tx.em.count(Shipment, { sellerPartyId, storage: { $ne: 'ambient' }, state: { $in: ['ready', 'assigned'] } });
}
