import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import { Carrier, Courier, Vehicle } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { couriersWithCertificates, needsCertificate, parcelOf, today, vehiclesWithLoad } from './crew.loader.ts';
import { courierRefusal, vehicleRefusal } from './crew.policy.ts';
import { Shipment } from './shipment.entity.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';
import { assignShipmentRefusals as refusals } from './shipment.refusals.ts';
import { NOT_STOPPED } from './stop.policy.ts';
import { refuseMoved, refuseStopped } from './stop-shipments.ts';

const schema = z.object({
  shipmentId: identifier(),
  courierId: identifier(),
  vehicleId: identifier(),
  /** Whom the page showed as assigned: null for nobody. Left out: whoever is assigned when the call comes. */
  seenCourierId: identifier().nullish(),
});
export type AssignShipmentInput = z.input<typeof schema>;

/** Gives a shipment its courier and vehicle: of the same carrier, certified and cold enough where the goods are fresh. */
export async function assignShipment(context: LogisticsContext, input: AssignShipmentInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId, courierId, vehicleId, seenCourierId } = valid.value;
  const carriers = managedCarriers(context.actor);
  const shipment =
    carriers.length === 0
      ? undefined
      : await context.rows
          .selectFrom('Shipment')
          .select([
            'id',
            'carrierPartyId',
            'storage',
            'state',
            'courierId',
            'vehicleId',
            'temperatureCelsiusMin',
            'temperatureCelsiusMax',
            'stoppedAtMs',
            'stopCause',
            'stopLotCode',
          ])
          .where('id', '=', shipmentId)
          .where('carrierPartyId', 'in', carriers)
          .executeTakeFirst();
  if (!shipment) return refuse(refusals, 'NOT_FOUND');
  const stopped = refuseStopped(refusals, shipment);
  if (stopped) return stopped;
  const carrierPartyId = shipment.carrierPartyId;
  const [courier] = await couriersWithCertificates(context, carrierPartyId, courierId, needsCertificate(shipment));
  const [vehicle] = await vehiclesWithLoad(context, carrierPartyId, vehicleId, shipmentId);
  if (!courier || !vehicle)
    return refuse(refusals, 'NOT_FOUND', [
      courier ? { at: 'vehicleId', text: '没有这辆车' } : { at: 'courierId', text: '没有这位在岗的配送员' },
    ]);
  const why =
    courierRefusal(parcelOf(shipment), courier, today(context)) ??
    vehicleRefusal(parcelOf(shipment), vehicle, today(context));
  if (why) return refuse(refusals, why);
  return context.transaction(async (tx) => {
    if (!(await tx.em.count(Carrier, { partyId: carrierPartyId, inGoodStanding: true })))
      return refuse(refusals, 'CARRIER_NOT_IN_STANDING');
    // Asked again and taken: a courier may have left while sellers was asked, a vehicle have been put away, and neither
    // may now.
    if (
      !(await lockRows(tx, Courier, { id: courierId, active: true })) ||
      !(await lockRows(tx, Vehicle, { id: vehicleId, endedAtMs: null }))
    )
      return refuse(refusals, 'NOT_FOUND');
    const [loaded] = await vehiclesWithLoad(context, carrierPartyId, vehicleId, shipmentId);
    const full = loaded && vehicleRefusal(parcelOf(shipment), loaded, today(context));
    if (full) return refuse(refusals, full);
    // On what was seen, or as it is asked for already: of two who give it to different people at once, the second is
    // told.
    const seen =
      seenCourierId === undefined
        ? { courierId: shipment.courierId, vehicleId: shipment.vehicleId }
        : { courierId: seenCourierId };
    const changed = await tx.em.nativeUpdate(
      Shipment,
      {
        id: shipmentId,
        state: { $in: [...shipmentLifecycle.from('assign')] },
        $or: [seen, { courierId, vehicleId }],
        ...NOT_STOPPED,
      },
      {
        state: shipmentLifecycle.to('assign'),
        courierId,
        courierAccountId: courier.accountId,
        vehicleId,
        ...(shipment.state === 'ready' && { assignedAtMs: context.clock.now() }),
      },
    );
    if (changed === 0) {
      const isAssignable = await tx.em.count(Shipment, {
        id: shipmentId,
        state: { $in: [...shipmentLifecycle.from('assign')] },
        ...NOT_STOPPED,
      });
      return isAssignable ? refuse(refusals, 'ASSIGNED_MEANWHILE') : refuseMoved(context, refusals, shipmentId);
    }
    tx.audit({ type: 'shipment', id: shipmentId, clause: '8.5.1.bq' });
    return ok({ id: shipmentId });
  });
}
