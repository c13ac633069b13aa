import { collectionHandedOver } from '@heitu/events/logistics.collection-handed-over.v1';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages, sellerParties } from '../access.ts';
import { mutation } from '../context.ts';
import { oneOf } from '../input-fields.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { collectionNow } from './collection-answers.ts';

/** Both sign at the centre; with the second signature the goods are the seller's again (8.6.ci). */
export const signCollectionHandover = mutation({
  name: 'signCollectionHandover',
  may: permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff'),
  input: z.object({ collectionId: identifier(), as: oneOf(['seller', 'carrier']) }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ALREADY_SIGNED: { message: '您这一方已经签过字' },
    SAME_SIGNER: { message: '交接双方要由不同的人签字', clause: '8.6.ci' },
  },
  shows: collectionNow,
  async run(context, { collectionId: id, as }, refuse) {
    const { actor } = context;
    return context.transaction(async (tx) => {
      const collection = await tx.em.findOne(Collection, { id });
      const mine = collection && {
        seller: sellerParties(actor, 'after-sales').includes(collection.sellerPartyId),
        carrier: manages(actor, collection.carrierPartyId) || collection.courierAccountId === actor.id,
      };
      if (!collection || !mine?.[as]) return refuse('NOT_FOUND');
      if (mine.seller && mine.carrier) return refuse('SAME_SIGNER');
      if (collection.state !== 'at-centre') return refuse('WRONG_STATE');
      const nowMs = context.clock.now();
      const signed = await tx.em.nativeUpdate(
        Collection,
        as === 'seller'
          ? { id, state: 'at-centre', sellerReceivedAtMs: null }
          : { id, state: 'at-centre', carrierHandedAtMs: null },
        as === 'seller' ? { sellerReceivedAtMs: nowMs } : { carrierHandedAtMs: nowMs },
      );
      if (signed === 0) return refuse('ALREADY_SIGNED');
      tx.audit({ type: 'collection', id, clause: '8.6.ci' });
      const both = await tx.em.nativeUpdate(
        Collection,
        {
          id,
          state: { $in: [...collectionLifecycle.from('hand-over')] },
          sellerReceivedAtMs: { $ne: null },
          carrierHandedAtMs: { $ne: null },
        },
        { state: collectionLifecycle.to('hand-over'), handedOverAtMs: nowMs },
      );
      if (both > 0) {
        tx.publish(
          collectionHandedOver,
          { type: 'collection', id },
          {
            collectionId: id,
            afterSaleId: collection.afterSaleId,
            orderId: collection.orderId,
            atMs: nowMs,
            conditionOk: collection.conditionOk!,
          },
        );
      }
      return ok({ id });
    });
  },
});
