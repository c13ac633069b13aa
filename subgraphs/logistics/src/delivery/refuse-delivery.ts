import { oneOf } from '@heitu/kit/rules/enums';
import { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { partsIn } from '../access.ts';
import { mutation } from '../context.ts';
import { claimOf, exchangeOf } from '../custody/claim-of.ts';
import { refuseLeg } from '../custody/refuse-leg.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipments } from '../shipment/shipment.moves.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { RefusalReasons } from '../enums.ts';
import { doneField, ids } from '../input-fields.ts';
import { whenDone } from './done.policy.ts';
import { cleanPhotos, photoRefusals, photosField } from './door-photos.ts';
import { writeVisit } from './write-visit.ts';

/**
 * Refused at the door: the reason is kept and the goods go back (8.5.4.3.cf). The consumer says it, or the courier for
 * them.
 */
export const refuseDelivery = mutation({
  name: 'refuseDelivery',
  description: 'The consumer refuses the parcel at the door, or the courier says so for them; the goods go back.',
  may: permit.signedIn,
  input: z.object({
    shipmentId: ids.shipment(),
    reason: oneOf(RefusalReasons).describe('Why it is refused.'),
    note: paragraph(500, 0)
      .nullish()
      .describe('More about it, at most 500 characters; needed where the reason is other.'),
    photos: photosField(),
    done: doneField(),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...photoRefusals,
    NOTE_NEEDED: { message: '请写明拒收的原因', clause: '8.5.4.3.cf' },
  },
  shows: shipmentNow,
  async run(context, input, refuse) {
    const { shipmentId: id, reason } = input;
    const note = input.note ?? '';
    if (reason === 'other' && note === '') return refuse('NOTE_NEEDED');
    const photos = await cleanPhotos(input.photos ?? []);
    if (!photos) return refuse('PHOTO_BROKEN', 'photos');
    return context.transaction(async (tx) => {
      const mine = { $or: [{ buyerAccountId: context.actor.id }, { courierAccountId: context.actor.id }] };
      const shipment = await tx.em.findOne(Shipment, { id, ...mine });
      if (!shipment) return refuse('NOT_FOUND');
      const when = whenDone(input.done, { nowMs: context.clock.now(), notBeforeMs: shipment.takenOverAtMs ?? 0 });
      const { atMs } = when;
      const refused = await shipments.move(context, tx, 'refuse', shipment, refuse, {
        parts: partsIn(context.actor, shipment, 'orders'),
        where: mine,
        set: {
          refusedAtMs: atMs,
          refusalReason: reason,
          refusalNote: await context.vault.sealText(shipment.buyerAccountId, note),
        },
      });
      if (refused) return refused;
      await refuseLeg(context, tx, shipment);
      if (photos.length > 0 || when.saidAtMs !== null)
        await writeVisit(context, tx, shipment, { outcome: 'refused', photos, when });
      tx.publish(
        shipmentRefused,
        { type: 'shipment', id },
        {
          shipmentId: id,
          orderId: shipment.orderId,
          carrierPartyId: shipment.carrierPartyId,
          reason,
          atMs,
          ...exchangeOf(shipment),
          claim: await claimOf(context, tx, id, reason),
        },
      );
      return ok({ id });
    });
  },
});
