import { must } from '@heitu/kit/rules/checked';
import { oneOf } from '@heitu/kit/rules/enums';
import { collectionHandedOver } from '@heitu/events/logistics.collection-handed-over.v1';
import { goodsOfferedBack } from '@heitu/events/logistics.goods-offered-back.v1';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages, partsIn, sellerParties } from '../access.ts';
import { mutation, type LogisticsTransaction, type RowOf } from '../context.ts';
import { claimOfReturn } from '../custody/claim-of.ts';
import { signLeg } from '../custody/open-leg.ts';
import { Sides } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { collections } from './collection.moves.ts';
import { goodsOf } from './collection.policy.ts';
import { collectionNow } from './collection-answers.ts';
import { SAID } from '../said.ts';

/** Both sign at the centre; with the second signature the goods are the seller's again (8.6.ci). */
export const signCollectionHandover = mutation({
  name: 'signCollectionHandover',
  description:
    "Seller and carrier sign at the return centre; with the second signature the goods are the seller's again.",
  may: permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff'),
  input: z.object({ collectionId: ids.collection(), as: oneOf(Sides).describe('For which side the caller signs.') }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ALREADY_SIGNED: { message: SAID.alreadySigned },
    SAME_SIGNER: { message: SAID.sameSigner, clause: '8.6.ci' },
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
      const nowMs = context.clock.now();
      const isAtCentre = collection.state === 'at-centre';
      const refused = await collections.move(
        context,
        tx,
        'sign-handover',
        collection,
        (code) => refuse(code === 'WRONG_STATE' && isAtCentre ? 'ALREADY_SIGNED' : code),
        {
          parts: partsIn(actor, collection, 'after-sales'),
          where: as === 'seller' ? { sellerReceivedAtMs: null } : { carrierHandedAtMs: null },
          set: as === 'seller' ? { sellerReceivedAtMs: nowMs } : { carrierHandedAtMs: nowMs },
        },
      );
      if (refused) return refused;
      // As long as the handover itself waits for both.
      const signByMs = must(collectionLifecycle.lastAtMs(collection), 'when a handover ends at last');
      const goods = goodsOf(collection);
      await signLeg(context, tx, {
        collection: goods,
        kind: 'to-seller',
        side: as === 'seller' ? 'seller' : 'keeper',
        signByMs,
        found: {},
      });
      const both = await collections.bySystem(
        context,
        tx,
        'hand-over',
        { id, sellerReceivedAtMs: { $ne: null }, carrierHandedAtMs: { $ne: null } },
        { handedOverAtMs: nowMs },
      );
      if (both === 0 && as === 'carrier') tellSeller(tx, goods, signByMs);
      if (both > 0) {
        tx.publish(
          collectionHandedOver,
          { type: 'collection', id },
          {
            collectionId: id,
            afterSaleId: collection.afterSaleId,
            orderId: collection.orderId,
            atMs: nowMs,
            conditionOk: must(collection.conditionOk, 'what was found at the centre'),
            claim: await claimOfReturn(context, collection),
          },
        );
      }
      return ok({ id });
    });
  },
});

const tellSeller = (
  tx: LogisticsTransaction,
  {
    id,
    orderId,
    afterSaleId,
    sellerPartyId,
    units,
  }: Pick<RowOf<'Collection'>, 'id' | 'orderId' | 'afterSaleId' | 'sellerPartyId'> & { units: number },
  signByMs: number,
): void =>
  tx.publish(goodsOfferedBack, { type: 'collection', id }, { orderId, sellerPartyId, afterSaleId, units, signByMs });
