import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { NOT_STOPPED, stoppedRefusal } from '../shipment/stop.policy.ts';
import { inMyHands } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { refuseMoved, refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { moment } from '../input-fields.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';

/** The courier has called: time and place are agreed (8.5.4.2.cb). Calling again agrees anew. */
export const callAhead = mutation({
  name: 'callAhead',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({ shipmentId: identifier(), agreedAt: moment(), place: line(200) }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    TIME_PAST: { message: '约定的时间要在现在之后', clause: '8.5.4.2.cb' },
  },
  shows: shipmentNow,
  run: (context, { shipmentId: id, agreedAt: agreedAtMs, place }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, ...inMyHands(context.actor) };
      const shipment = await tx.em.findOne(Shipment, mine);
      if (!shipment) return refuse('NOT_FOUND');
      const stopped = refuseStopped(stopMark(shipment));
      if (stopped) return stopped;
      const nowMs = context.clock.now();
      if (agreedAtMs <= nowMs) return refuse('TIME_PAST');
      const called = await tx.em.nativeUpdate(
        Shipment,
        { ...mine, state: 'taken-over', ...NOT_STOPPED },
        {
          calledAheadAtMs: nowMs,
          agreedAtMs,
          agreedPlace: await context.vault.sealText(shipment.buyerAccountId, place),
        },
      );
      if (called === 0) return refuseMoved(context, id);
      tx.audit({ type: 'shipment', id, clause: '8.5.4.2.cb' });
      return ok({ id });
    }),
});
