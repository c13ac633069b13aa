import { doorMissed } from '@heitu/events/logistics.door-missed.v1';
import { NOBODY_HOME, shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { isCold } from '../area/offer.policy.ts';
import { mutation, type LogisticsContext, type LogisticsTransaction } from '../context.ts';
import { doneField, ids, moment } from '../input-fields.ts';
import { SAID } from '../said.ts';
import { moveTowardsBuyer } from '../shipment/move-towards-buyer.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipments } from '../shipment/shipment.moves.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { AGAIN_WITHIN_DAYS, hasWaited, isLastVisit } from './delivery.policy.ts';
import { whenDone } from './done.policy.ts';
import { cleanPhotos, photoField, photoRefusals } from './door-photos.ts';
import { writeVisit } from './write-visit.ts';

const { cold, other } = AGAIN_WITHIN_DAYS;
const refusals = {
  NOT_FOUND,
  WRONG_STATE,
  ...stoppedRefusal,
  ...photoRefusals,
  STEP_MISSING: { message: SAID.stepMissing, clause: '8.5.4.2.cb' },
  TOO_EARLY: { message: '还没到约好的时间，到了再看家里有没有人', clause: '8.5.4.2.cb' },
  AGAIN_NEEDED: { message: `说好什么时候再来：冷货${cold}天内，别的${other}天内`, clause: '8.5.4.2.cb' },
} as const;

/**
 * Nobody was home at the hour that was agreed. The first time the courier says when they come again, and what was
 * promised for today is promised for then; the second time the goods go back to their seller, and nobody is claimed of
 * (8.5.4.2.cb, 8.5.4.3.cf).
 */
export const recordNobodyHome = mutation({
  name: 'recordNobodyHome',
  description:
    'The courier stood at the door at the agreed time and nobody was there. After the second time the goods go back.',
  may: permit.role('courier'),
  input: z.object({
    shipmentId: ids.shipment(),
    photo: photoField(),
    againAt: moment().nullish().describe('When the courier comes again; needed the first time, not used the second.'),
    done: doneField(),
  }),
  refusals,
  shows: shipmentNow,
  async run(context, { shipmentId: id, photo, againAt: againAtMs = null, done }, refuse) {
    const photos = await cleanPhotos([photo]);
    if (!photos) return refuse('PHOTO_BROKEN', 'photo');
    return context.transaction(async (tx) => {
      const mine = { id, courierAccountId: context.actor.id };
      // The row is taken first: of two who tell of one visit the second comes before the hour that the first has said.
      await lockRows(tx, Shipment, mine);
      const parcel = await tx.em.findOne(Shipment, mine);
      if (!parcel) return refuse('NOT_FOUND');
      if (parcel.stationPartyId != null) return refuse('WRONG_STATE');
      const when = whenDone(done, { nowMs: context.clock.now(), notBeforeMs: parcel.calledAheadAtMs ?? 0 });
      const { atMs } = when;
      const missed = { missedVisits: parcel.missedVisits + 1 };
      const where = { courierAccountId: context.actor.id };
      const isLast = isLastVisit(parcel);
      const refused = isLast
        ? await shipments.move(context, tx, 'give-up', parcel, refuse, {
            parts: ['courier'],
            where,
            set: { ...missed, refusedAtMs: atMs },
          })
        : await moveTowardsBuyer(context, tx, 'find-nobody', parcel, {
            parts: ['courier'],
            where,
            // It came in time: who was not home waits for the next visit, and the carrier is not late until then.
            set: {
              ...missed,
              agreedAtMs: againAtMs,
              ...(atMs <= parcel.deliverByMs && promisedAgain(parcel, againAtMs)),
            },
          });
      if (refused) return refused;
      if (parcel.calledAheadAtMs == null) return refuse('STEP_MISSING');
      if (!hasWaited(parcel, atMs)) return refuse('TOO_EARLY');
      if (!isLast && !isSoon(parcel, againAtMs, atMs)) return refuse('AGAIN_NEEDED', 'againAt');
      await writeVisit(context, tx, parcel, {
        outcome: 'nobody-home',
        photos,
        when,
        againAtMs: isLast ? null : againAtMs,
      });
      tell(context, tx, parcel, { atMs, againAtMs: isLast ? null : againAtMs });
      return ok({ id });
    });
  },
});

const promisedAgain = ({ deliverByMs }: { deliverByMs: number }, againAtMs: number | null) => ({
  deliverByMs: Math.max(deliverByMs, againAtMs ?? 0),
});
const isSoon = ({ storage }: { storage: string }, againAtMs: number | null, nowMs: number): boolean =>
  againAtMs !== null && againAtMs > nowMs && againAtMs <= nowMs + (isCold(storage) ? cold : other) * DAY_MS;

function tell(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  {
    id,
    orderId,
    buyerAccountId,
    carrierPartyId,
  }: Record<'id' | 'orderId' | 'buyerAccountId' | 'carrierPartyId', string>,
  when: { atMs: number; againAtMs: number | null },
): void {
  const shipment = { type: 'shipment', id };
  tx.publish(doorMissed, shipment, { shipmentId: id, orderId, buyerAccountId, ...when });
  if (when.againAtMs !== null) return;
  const { atMs } = when;
  tx.publish(shipmentRefused, shipment, { shipmentId: id, orderId, carrierPartyId, reason: NOBODY_HOME, atMs });
}
