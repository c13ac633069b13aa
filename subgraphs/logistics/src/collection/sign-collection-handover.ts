import { collectionHandedOver } from '@heitu/events/logistics.collection-handed-over.v1';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { manages, sellerParties } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { signCollectionHandoverRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier(), as: z.enum(['seller', 'carrier']) });
export type SignCollectionHandoverInput = z.input<typeof schema>;

/** Both sign at the centre; with the second signature the goods are the seller's again (8.6.ci). */
export async function signCollectionHandover(context: LogisticsContext, input: SignCollectionHandoverInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId: id, as } = valid.value;
  const { actor } = context;
  return context.transaction(async (tx) => {
    const collection = await tx.em.findOne(Collection, { id });
    const mine = collection && {
      seller: sellerParties(actor, 'after-sales').includes(collection.sellerPartyId),
      carrier: manages(actor, collection.carrierPartyId) || collection.courierAccountId === actor.id,
    };
    if (!collection || !mine?.[as]) return refuse(refusals, 'NOT_FOUND');
    if (mine.seller && mine.carrier) return refuse(refusals, 'SAME_SIGNER');
    if (collection.state !== 'at-centre') return refuse(refusals, 'WRONG_STATE');
    const nowMs = context.clock.now();
    const signed = await tx.em.nativeUpdate(
      Collection,
      as === 'seller'
        ? { id, state: 'at-centre', sellerReceivedAtMs: null }
        : { id, state: 'at-centre', carrierHandedAtMs: null },
      as === 'seller' ? { sellerReceivedAtMs: nowMs } : { carrierHandedAtMs: nowMs },
    );
    if (signed === 0) return refuse(refusals, 'ALREADY_SIGNED');
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
}
