import { given } from '@heitu/kit/data/given';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { isCold } from '../area/offer.policy.ts';
import { certificatesOf } from '../carrier/certificates.ts';
import { rangeIn } from '../temperature/range.policy.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import type { CrewCourier, CrewParcel, CrewVehicle } from './crew.policy.ts';
import { IN_TASK_STATES } from './shipment.lifecycle.ts';

export const today = (context: LogisticsContext): string => chinaDate(context.clock.now());

export const parcelOf = (
  shipment: Pick<RowOf<'Shipment'>, 'storage'> &
    Partial<Pick<RowOf<'Shipment'>, 'temperatureCelsiusMin' | 'temperatureCelsiusMax'>>,
): CrewParcel => ({
  storage: shipment.storage,
  range: rangeIn(shipment),
});

/** Active couriers of a carrier, with their cold-chain certificates where those are asked for. */
export async function couriersWithCertificates(
  context: LogisticsContext,
  carrierPartyId: string,
  courierId: string | null,
  forFresh: boolean,
): Promise<CrewCourier[]> {
  const couriers = await context.rows
    .selectFrom('Courier')
    .select(['id', 'accountId', 'rulesVersion'])
    .where('carrierPartyId', '=', carrierPartyId)
    .where('state', '=', 'working')
    .where((eb) => eb.and(given({ id: courierId })))
    .orderBy('id')
    .limit(200)
    .execute();
  if (!forFresh) return couriers.map((courier) => ({ ...courier, certifiedUntil: null }));
  const until = await certificatesOf(
    context,
    couriers.map(({ accountId }) => accountId),
  );
  return couriers.map((courier) => ({ ...courier, certifiedUntil: until(courier.accountId, carrierPartyId) }));
}

/** A carrier's vehicles with what is on them. `except`: the shipment to be put on, which may already be assigned to it. */
export async function vehiclesWithLoad(
  context: LogisticsContext,
  carrierPartyId: string,
  vehicleId: string | null,
  except: string,
): Promise<CrewVehicle[]> {
  const vehicles = await context.rows
    .selectFrom('Vehicle')
    .select(['id', 'kind', 'validUntil', 'temperatureCelsiusMin', 'temperatureCelsiusMax'])
    .where('carrierPartyId', '=', carrierPartyId)
    .where('endedAtMs', 'is', null)
    .where((eb) => eb.and(given({ id: vehicleId })))
    .orderBy('id')
    .limit(200)
    .execute();
  if (vehicles.length === 0) return [];
  const ids = vehicles.map((vehicle) => vehicle.id);
  const devices = await context.rows
    .selectFrom('Device')
    .select('vehicleId')
    .where('vehicleId', 'in', ids)
    .where('endedAtMs', 'is', null)
    .execute();
  const aboard = await context.rows
    .selectFrom('Shipment')
    .select(['vehicleId', 'storage', 'temperatureCelsiusMin', 'temperatureCelsiusMax'])
    .where('vehicleId', 'in', ids)
    .where('state', 'in', IN_TASK_STATES)
    .where('id', '!=', except)
    .where('storage', '!=', 'ambient')
    .execute();
  return vehicles.map((vehicle) => ({
    ...vehicle,
    monitored: devices.some((device) => device.vehicleId === vehicle.id),
    aboard: aboard
      .filter((shipment) => shipment.vehicleId === vehicle.id)
      .flatMap((shipment) => parcelOf(shipment).range ?? []),
  }));
}
export const needsCertificate = (shipment: { storage: string }): boolean => isCold(shipment.storage);
