import { collectionLost } from '@heitu/events/logistics.collection-lost.v1';
import { shipmentEnded } from '@heitu/events/logistics.shipment-ended.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { collectionLifecycle } from '../collection/collection.lifecycle.ts';
import { collections } from '../collection/collection.moves.ts';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { deliveryTerms } from '../contract/agreed-terms.ts';
import { shareTermOf } from '../custody/liability.policy.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';
import { shipments } from './shipment.moves.ts';

const ENDED_PER_RUN_MAX = 200;
const ENDS = { cancel: 'never-fetched', lose: 'lost' } as const;

/**
 * Job: a parcel that nobody has moved for weeks ends by itself, so that its buyer's money is not held for ever: it was
 * never fetched, or counts as lost. So does what was fetched for a return and brought to nobody.
 */
export async function endParcels(context: LogisticsContext): Promise<void> {
  await endShipments(context, context.clock.now());
  await endCollections(context, context.clock.now());
}

async function endShipments(context: LogisticsContext, nowMs: number): Promise<void> {
  const silent = await context.rows
    .selectFrom('Shipment')
    .select(['id', 'orderId', 'afterSaleId', 'sellerPartyId', 'carrierPartyId', 'state', 'takenOverAtMs'])
    .select(['respondDueAtMs', 'takeOverDueAtMs', 'deliverByMs', 'refusedAtMs', 'atDepotAtMs'])
    .where('state', 'in', [...shipmentLifecycle.from('cancel'), ...shipmentLifecycle.from('lose')])
    // The last of its deadlines, by a key; each state has its own moment.
    .where('deliverByMs', '<', nowMs)
    .orderBy('deliverByMs')
    .limit(ENDED_PER_RUN_MAX)
    .execute();
  await eachAlone(
    silent.filter((row) => shipmentLifecycle.hasLapsed(row, nowMs)),
    ({ id, orderId, afterSaleId, sellerPartyId, carrierPartyId, state, takenOverAtMs }) =>
      context.transaction(async (tx) => {
        const action = shipmentLifecycle.from('lose').includes(state) ? 'lose' : 'cancel';
        if ((await shipments.bySystem(context, tx, action, { id, state }, { endedAtMs: nowMs })) === 0) return ok(null);
        const ended = { shipmentId: id, orderId, afterSaleId: afterSaleId || null, carrierPartyId, atMs: nowMs };
        const how = ENDS[action];
        const lost =
          how === 'lost' && (await agreedLoss(tx, { sellerPartyId, carrierPartyId }, takenOverAtMs ?? nowMs));
        tx.publish(shipmentEnded, { type: 'shipment', id }, { ...ended, how, ...lost });
        return ok(null);
      }),
  );
}

async function endCollections(context: LogisticsContext, nowMs: number): Promise<void> {
  const silent = await context.rows
    .selectFrom('Collection')
    .select([
      'id',
      'orderId',
      'afterSaleId',
      'sellerPartyId',
      'carrierPartyId',
      'state',
      'createdAtMs',
      'takenAtMs',
      'centreDueAtMs',
    ])
    .where('state', 'in', collectionLifecycle.from('lose'))
    .where('centreDueAtMs', '<', nowMs)
    .orderBy('centreDueAtMs')
    .limit(ENDED_PER_RUN_MAX)
    .execute();
  await eachAlone(
    silent.filter((row) => collectionLifecycle.hasLapsed(row, nowMs)),
    ({ id, orderId, afterSaleId, sellerPartyId, carrierPartyId, state, createdAtMs, takenAtMs }) =>
      context.transaction(async (tx) => {
        if ((await collections.bySystem(context, tx, 'lose', { id, state })) === 0) return ok(null);
        const share = await agreedLoss(tx, { sellerPartyId, carrierPartyId }, takenAtMs ?? createdAtMs);
        const lost = { collectionId: id, afterSaleId, orderId, carrierPartyId, atMs: nowMs };
        tx.publish(collectionLost, { type: 'collection', id }, { ...lost, ...share });
        return ok(null);
      }),
  );
}

/** What the carrier bears of what it lost, by the contract of that day; nothing is said where that is all. */
async function agreedLoss(
  tx: LogisticsTransaction,
  parties: { sellerPartyId: string; carrierPartyId: string },
  atMs: number,
): Promise<{ carrierPermille?: number }> {
  const term = shareTermOf(await deliveryTerms(tx, parties, atMs), 'shortage');
  return term ? { carrierPermille: term.carrierPermille } : {};
}
