import { placeOf } from '../carrier/carrier.policy.ts';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { LogisticsContext, RowOf } from '../context.ts';
import { parcelOf } from '../shipment/crew.loader.ts';
import { lotsOf } from '../shipment/shipment.policy.ts';
import type { Stay } from './excursion.policy.ts';
import type { Range } from './range.policy.ts';

export interface Cargo extends Stay {
  shipmentId: string;
  lotIds: string[];
}

/** The cold shipments that a thermometer answered for between two moments, and since when until when. */
export async function cargoOf(
  context: LogisticsContext,
  device: Pick<RowOf<'Device'>, 'vehicleId' | 'facilityId'>,
  fromMs: number,
  toMs: number,
): Promise<Cargo[]> {
  const place = placeOf(device);
  const shipments =
    'vehicleId' in place
      ? await context.rows
          .selectFrom('Shipment')
          .select([
            'id',
            'lines',
            'storage',
            'temperatureCelsiusMin',
            'temperatureCelsiusMax',
            'takenOverAtMs as cameAtMs',
            'leftVehicleAtMs as leftAtMs',
          ])
          .where('vehicleId', '=', place.vehicleId)
          .where('storage', '!=', 'ambient')
          .where('takenOverAtMs', '<=', toMs)
          .where((eb) => eb.or([eb('leftVehicleAtMs', 'is', null), eb('leftVehicleAtMs', '>=', fromMs)]))
          .limit(500)
          .execute()
      : await context.rows
          .selectFrom('StorageStay as t')
          .innerJoin('Shipment as s', 's.id', 't.shipmentId')
          .select([
            's.id',
            's.lines',
            's.storage',
            's.temperatureCelsiusMin',
            's.temperatureCelsiusMax',
            't.arrivedAtMs as cameAtMs',
            't.leftAtMs',
          ])
          .where('t.facilityId', '=', place.facilityId)
          .where('s.storage', '!=', 'ambient')
          .where('t.arrivedAtMs', '<=', toMs)
          .where((eb) => eb.or([eb('t.leftAtMs', 'is', null), eb('t.leftAtMs', '>=', fromMs)]))
          .limit(500)
          .execute();
  return shipments.flatMap((shipment) => {
    const { range } = parcelOf(shipment);
    return range && shipment.cameAtMs !== null
      ? [
          {
            shipmentId: shipment.id,
            fromMs: shipment.cameAtMs,
            toMs: shipment.leftAtMs,
            range,
            lotIds: lotsOf(fromJson(shipment.lines)).map((lot) => lot.lotId),
          },
        ]
      : [];
  });
}

/** What a store must keep whatever is in it; a vehicle's range is its cargo's alone. */
export async function ownRange(
  context: LogisticsContext,
  device: Pick<RowOf<'Device'>, 'facilityId'>,
): Promise<Range | null> {
  if (device.facilityId === null) return null;
  const facility = await context.rows
    .selectFrom('Facility')
    .select(['temperatureCelsiusMin as min', 'temperatureCelsiusMax as max'])
    .where('id', '=', device.facilityId)
    .executeTakeFirst();
  return facility && facility.min !== null && facility.max !== null ? { min: facility.min, max: facility.max } : null;
}

export const aboardDuring = (cargo: readonly Cargo[], fromMs: number, toMs: number): Cargo[] =>
  cargo.filter((one) => one.fromMs <= toMs && (one.toMs === null || one.toMs >= fromMs));
