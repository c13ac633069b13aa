import { courierChanged } from '@heitu/events/logistics.courier-changed.v1';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { IN_TASK_STATES } from '../shipment/shipment.lifecycle.ts';
import { Courier } from './carrier.entity.ts';
import { endCourierRefusals as refusals } from './carrier.refusals.ts';

const schema = z.object({ courierId: identifier() });

export async function endCourier(context: LogisticsContext, input: { courierId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.courierId;
  return context.transaction(async (tx) => {
    const courier = await tx.em.findOne(Courier, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
    if (!courier) return refuse(refusals, 'NOT_FOUND');
    // The row first: whoever gives this courier a parcel at the same moment takes it as well (assignShipment).
    const ended = await tx.em.nativeUpdate(
      Courier,
      { id, active: true },
      { active: false, changedAtMs: context.clock.now() },
    );
    if (ended === 0) return refuse(refusals, 'WRONG_STATE');
    if (await tx.em.count(Shipment, { courierId: id, state: { $in: [...IN_TASK_STATES] } }))
      return refuse(refusals, 'COURIER_HAS_TASKS');
    tx.publish(
      courierChanged,
      { type: 'courier', id },
      { courierId: id, accountId: courier.accountId, carrierPartyId: courier.carrierPartyId, active: false },
    );
    tx.audit({ type: 'courier', id });
    return ok({ id });
  });
}
