import { atField, ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { ids, seenCourier } from '../input-fields.ts';
import { mutation, type LogisticsContext } from '../context.ts';
import { crewRefusals, giveToCrew, TO_GIVE } from './give-to-crew.ts';
import { couriersWithCertificates, needsCertificate, parcelOf, today, vehiclesWithLoad } from './crew.loader.ts';
import { courierRefusal, vehicleRefusal } from './crew.policy.ts';
import { refuseStopped } from './stop-shipments.ts';
import { shipmentNow } from './shipment-answers.ts';

/** Gives a shipment its courier and vehicle: of the same carrier, certified and cold enough where the goods are fresh. */
export const assignShipment = mutation({
  name: 'assignShipment',
  description:
    'Gives a parcel its courier and its vehicle. For fresh goods both must be fit for cold: certified, and cold enough.',
  may: permit.role('carrier-manager'),
  input: z.object({
    shipmentId: ids.shipment(),
    courierId: ids.courier(),
    vehicleId: ids.vehicle(),
    seenCourierId: seenCourier(),
  }),
  refusals: crewRefusals,
  shows: shipmentNow,
  async run(context, { shipmentId, courierId, vehicleId, seenCourierId }, refuse) {
    const shipment = await parcelToAssign(context, shipmentId);
    if (!shipment) return refuse('NOT_FOUND');
    const stopped = refuseStopped(shipment);
    if (stopped) return stopped;
    const { carrierPartyId } = shipment;
    const [courier] = await couriersWithCertificates(context, carrierPartyId, courierId, needsCertificate(shipment));
    const [vehicle] = await vehiclesWithLoad(context, carrierPartyId, vehicleId, shipmentId);
    if (!courier || !vehicle)
      return refuse('NOT_FOUND', [
        courier ? atField('vehicleId', '没有这辆车') : atField('courierId', '没有这位在岗的配送员'),
      ]);
    const why =
      courierRefusal(parcelOf(shipment), courier, today(context)) ??
      vehicleRefusal(parcelOf(shipment), vehicle, today(context));
    if (why) return refuse(why);
    const seen =
      seenCourierId === undefined
        ? { courierId: shipment.courierId, vehicleId: shipment.vehicleId }
        : { courierId: seenCourierId };
    return context.transaction(
      async (tx) => (await giveToCrew(context, tx, shipment, { courier, vehicleId, seen })) ?? ok({ id: shipmentId }),
    );
  },
});

/** A parcel of a carrier that this account manages. */
async function parcelToAssign(context: LogisticsContext, shipmentId: string) {
  const carriers = managedCarriers(context.actor);
  if (carriers.length === 0) return undefined;
  return context.rows
    .selectFrom('Shipment')
    .select(TO_GIVE)
    .where('id', '=', shipmentId)
    .where('carrierPartyId', 'in', carriers)
    .executeTakeFirst();
}
