import { courierChanged } from '@heitu/events/logistics.courier-changed.v1';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { IN_TASK_STATES } from '../shipment/shipment.lifecycle.ts';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { ids } from '../input-fields.ts';
import { Courier } from './carrier.entity.ts';
import { couriers } from './carrier.moves.ts';
import { courierNow } from './carrier-answers.ts';

export const endCourier = mutation({
  name: 'endCourier',
  description: 'A courier works for the carrier no longer. Refused while a parcel is theirs to deliver.',
  may: permit.role('carrier-manager'),
  input: z.object({ courierId: ids.courier() }),
  refusals: { NOT_FOUND, WRONG_STATE, COURIER_HAS_TASKS: { message: '这位配送员手上还有没送完的货，请先改派' } },
  shows: courierNow,
  run: (context, { courierId: id }, refuse) =>
    context.transaction(async (tx) => {
      const courier = await tx.em.findOne(Courier, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
      if (!courier) return refuse('NOT_FOUND');
      // The row first: whoever gives this courier a parcel at the same moment takes it as well (assignShipment).
      const refused = await couriers.move(context, tx, 'end', courier, refuse, {
        parts: ['carrier-manager'],
        set: { changedAtMs: context.clock.now() },
      });
      if (refused) return refused;
      if (await tx.em.count(Shipment, { courierId: id, state: { $in: [...IN_TASK_STATES] } }))
        return refuse('COURIER_HAS_TASKS');
      tx.publish(
        courierChanged,
        { type: 'courier', id },
        { courierId: id, accountId: courier.accountId, carrierPartyId: courier.carrierPartyId, active: false },
      );
      return ok({ id });
    }),
});
