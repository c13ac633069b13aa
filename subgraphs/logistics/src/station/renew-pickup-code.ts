import { raw } from '@mikro-orm/core';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { Shipment } from '../shipment/shipment.entity.ts';

/** The code was tried too often, or somebody has seen it: the buyer takes a new one, the former is good no longer. */
export const renewPickupCode = mutation({
  name: 'renewPickupCode',
  description: 'The buyer takes a new code for a parcel at a station; the former is good no longer.',
  may: permit.signedIn,
  input: z.object({ shipmentId: ids.shipment() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: shipmentNow,
  run: (context, { shipmentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, buyerAccountId: context.actor.id };
      if (!(await tx.em.count(Shipment, mine))) return refuse('NOT_FOUND');
      const renewed = { pickupAttempts: 0, pickupRound: raw<number>('?? + 1', ['pickupRound']) };
      if ((await tx.em.nativeUpdate(Shipment, { ...mine, state: 'at-station' }, renewed)) === 0)
        return refuse('WRONG_STATE');
      tx.audit({ type: 'shipment', id, clause: '8.5.4.2.cc' });
      return ok({ id });
    }),
});
