import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { inMyHands, partsIn } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { moveTowardsBuyer } from '../shipment/move-towards-buyer.ts';
import { refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { ids, moment } from '../input-fields.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { SAID } from '../said.ts';

/** The courier has called: time and place are agreed (8.5.4.2.cb). Calling again agrees anew. */
export const callAhead = mutation({
  name: 'callAhead',
  description: 'The courier has called: time and place of delivery are agreed. Calling again replaces them.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({
    shipmentId: ids.shipment(),
    agreedAt: moment().describe('When the courier comes; not in the past.'),
    place: line(200).describe('Where they meet, at most 200 characters.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    TIME_PAST: { message: SAID.timePast, clause: '8.5.4.2.cb' },
  },
  shows: shipmentNow,
  run: (context, { shipmentId: id, agreedAt: agreedAtMs, place }, refuse) =>
    context.transaction(async (tx) => {
      const mine = inMyHands(context.actor);
      const shipment = await tx.em.findOne(Shipment, { id, ...mine });
      if (!shipment) return refuse('NOT_FOUND');
      const stopped = refuseStopped(stopMark(shipment));
      if (stopped) return stopped;
      // It goes to a village station: nobody waits for it at a door.
      if (shipment.stationPartyId != null) return refuse('WRONG_STATE');
      const nowMs = context.clock.now();
      if (agreedAtMs <= nowMs) return refuse('TIME_PAST');
      const refused = await moveTowardsBuyer(context, tx, 'call-ahead', shipment, {
        parts: partsIn(context.actor, shipment, 'orders'),
        where: mine,
        set: {
          calledAheadAtMs: nowMs,
          agreedAtMs,
          agreedPlace: await context.vault.sealText(shipment.buyerAccountId, place),
        },
      });
      return refused ?? ok({ id });
    }),
});
