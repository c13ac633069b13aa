import type { Transaction } from '@heitu/kit/data/context';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment, StorageStay } from '../shipment/shipment.entity.ts';
import { ON_VEHICLE_STATES } from '../shipment/shipment.lifecycle.ts';
import { Alarm } from '../temperature/temperature.entity.ts';
import { Device, Facility, Vehicle } from './carrier.entity.ts';
import { PUT_AWAY } from './carrier.policy.ts';
import { endDeviceRefusals as refusals } from './carrier.refusals.ts';

const schema = z.object({ deviceId: identifier() });

/** Its pushes are believed no longer; what it has reported stays with the goods of its time. */
export async function endDevice(context: LogisticsContext, input: { deviceId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.deviceId;
  return context.transaction(async (tx) => {
    const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    const device = await tx.em.findOne(Device, mine);
    if (!device) return refuse(refusals, 'NOT_FOUND');
    // Its place first, then itself: of two thermometers of one place that end at once, the second finds itself alone;
    // and a push that raises an alarm takes the device too.
    await (device.vehicleId
      ? lockRows(tx, Vehicle, { id: device.vehicleId })
      : lockRows(tx, Facility, { id: device.facilityId! }));
    if (!(await tx.em.nativeUpdate(Device, { ...mine, [PUT_AWAY.at]: null }, { endedAtMs: context.clock.now() })))
      return refuse(refusals, 'WRONG_STATE');
    if (await tx.em.count(Alarm, { deviceId: id, state: { $ne: 'resolved' } }))
      return refuse(refusals, 'DEVICE_HAS_ALARM');
    if (await watchesAlone(tx, device)) return refuse(refusals, 'DEVICE_WATCHES_GOODS');
    tx.audit({ type: 'device', id });
    return ok({ id });
  });
}

/** Cold goods are where it hangs, or will be, and no other thermometer is. */
async function watchesAlone(
  tx: Transaction,
  { id, vehicleId, facilityId }: { id: string; vehicleId?: string | null; facilityId?: string | null },
): Promise<boolean> {
  const place = vehicleId ? { vehicleId } : { facilityId };
  if (await tx.em.count(Device, { ...place, id: { $ne: id }, endedAtMs: null })) return false;
  const goods = vehicleId
    ? await tx.em.count(Shipment, { vehicleId, storage: { $ne: 'ambient' }, state: { $in: [...ON_VEHICLE_STATES] } })
    : await tx.em.count(StorageStay, { facilityId: facilityId!, cold: true, leftAtMs: null });
  return goods > 0;
}
