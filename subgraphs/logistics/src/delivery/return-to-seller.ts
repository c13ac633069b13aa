import { fromJson } from '@heitu/kit/rules/typed-json';
import { goodsOfferedBack } from '@heitu/events/logistics.goods-offered-back.v1';
import { shipmentReturned } from '@heitu/events/logistics.shipment-returned.v1';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers, partsIn, sellerParties } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipments, storageStays } from '../shipment/shipment.moves.ts';
import { lotsOf } from '../shipment/shipment.policy.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { openLeg } from '../custody/open-leg.ts';
import { ids, legFields } from '../input-fields.ts';

/** The seller has the refused goods back and has looked at them: who says so signs, the other side is still to. */
export const returnToSeller = mutation({
  name: 'returnToSeller',
  description: 'The seller has refused goods back and has looked at them.',
  may: permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff'),
  input: z.object({
    shipmentId: ids.shipment(),
    resellable: z.boolean().describe('Whether the goods go back to stock; false writes them off.'),
    ...legFields(),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: shipmentNow,
  run: (context, { shipmentId: id, resellable, ...found }, refuse) =>
    context.transaction(async (tx) => {
      const mine = {
        $or: [
          { sellerPartyId: { $in: sellerParties(context.actor) } },
          { carrierPartyId: { $in: managedCarriers(context.actor) } },
        ],
      };
      const shipment = await tx.em.findOne(Shipment, { id, ...mine });
      if (!shipment) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const refused = await shipments.move(context, tx, 'return', shipment, refuse, {
        parts: partsIn(context.actor, shipment, 'orders'),
        where: mine,
        set: { returnedAtMs: nowMs, resellable },
      });
      if (refused) return refused;
      await storageStays.bySystem(context, tx, 'release', { shipmentId: id }, { openFor: null });
      const saidBySeller = sellerParties(context.actor).includes(shipment.sellerPartyId);
      const side = saidBySeller ? 'seller' : 'keeper';
      const { signByMs } = await openLeg(context, tx, { shipment, kind: 'to-seller', side, found });
      const { orderId, sellerPartyId, units } = shipment;
      if (!saidBySeller)
        tx.publish(
          goodsOfferedBack,
          { type: 'shipment', id },
          { orderId, sellerPartyId, afterSaleId: null, units: found.units ?? units, signByMs },
        );
      tx.publish(
        shipmentReturned,
        { type: 'shipment', id },
        {
          shipmentId: id,
          orderId: shipment.orderId,
          resellable,
          saidBySeller: saidBySeller || undefined,
          atMs: nowMs,
          lots: lotsOf(fromJson(shipment.lines)),
        },
      );
      return ok({ id });
    }),
});
