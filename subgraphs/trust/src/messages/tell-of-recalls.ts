import { lotsStopped } from '@heitu/events/catalog.lots-stopped.v1';
import { recallCalled } from '@heitu/events/catalog.recall-called.v1';
import { parcelsStopped } from '@heitu/events/logistics.parcels-stopped.v1';
import { buyerAffected } from '@heitu/events/orders.buyer-affected.v1';
import { recallRegraded } from '@heitu/events/orders.recall-regraded.v1';
import { buyerTold } from '@heitu/events/trust.buyer-told.v1';
import { on, onMany, type Reaction } from '@heitu/kit/messages/relay';
import { RECALL_LEVEL_TITLES } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { queueWebhooks } from '../partners/queue-webhooks.ts';
import { USUAL_WISHES } from './message.policy.ts';
import { notifyEach, notifyParties, notifyRole } from './notify.ts';
import { queueSms } from './queue-sms.ts';
import {
  calledToSeller,
  ofAllParcels,
  parcelsStoppedFor,
  severalLots,
  toAffected,
  toGraver,
  toRegraded,
  toOperator,
} from './recall-texts.ts';

/**
 * Who is told of a recall, each once however many lots it has: the operator when it is called and when all is found,
 * each seller with the number of theirs, each buyer with all of their orders, and who carries or waits to with the
 * number of their parcels. Partners are told of each lot.
 */
export const recallReactions: Reaction[] = [
  on(recallCalled, 'tell-of-recall', async (context: TrustContext, tx, called) => {
    const toThem = toOperator(called);
    if (toThem) await notifyRole(context, tx, 'operator-admin', toThem);
    await notifyParties(
      context,
      tx,
      'lots',
      called.sellers.map((own) => ({ partyId: own.partyId, notification: calledToSeller(own) })),
    );
  }),
  on(recallRegraded, 'tell-of-level', async (context: TrustContext, tx, regraded) => {
    const notification = toRegraded(regraded);
    await notifyRole(context, tx, 'operator-admin', notification);
    await notifyParties(
      context,
      tx,
      'lots',
      regraded.partyIds.map((partyId) => ({ partyId, notification })),
    );
  }),
  onMany(lotsStopped, 'tell-partners', (context: TrustContext, tx, events) =>
    queueWebhooks(
      context,
      tx,
      'lot.blocked',
      events.flatMap(({ id, atMs, payload: { lots } }) =>
        lots.map(({ lotId, skuId, recallId, partyId }, i) => ({
          eventId: `${id}:${i}`,
          atMs,
          parties: [partyId],
          data: { lotId, skuId, recallId },
        })),
      ),
    ),
  ),
  onMany(buyerAffected, 'warn-affected', async (context: TrustContext, tx, events) => {
    const affected = events.map(({ payload }) => payload);
    const noteOf = (one: (typeof affected)[number]) => (one.graver ? toGraver(one, one.graver) : toAffected(one));
    // All of one kind together.
    for (const alike of Map.groupBy(affected, ({ graver }) => graver !== undefined).values())
      await notifyEach(
        context,
        tx,
        alike.map((one) => ({ accountId: one.buyerAccountId, notification: noteOf(one) })),
      );
    const atMs = context.clock.now();
    for (const { tellingId, buyerAccountId: accountId, partyId, goods, lots, lotCode, graver, ...one } of affected) {
      const { orders, orderId } = one;
      tx.publish(buyerTold, { type: 'telling', id: tellingId }, { tellingId, by: 'message', atMs });
      const named = { goods, lot: severalLots(lotCode, lots) };
      const params = graver ? { ...named, level: RECALL_LEVEL_TITLES[graver.level] } : named;
      const kind = graver ? 'recall-graver' : 'goods-stopped';
      const about = { orderId: orders === 1 ? orderId : null, lotId: null, tellingId };
      await queueSms(context, tx, { id: tellingId, accountId, partyId, kind, params, ...about }, USUAL_WISHES);
    }
  }),
  onMany(parcelsStopped, 'tell-all-holders', async (context: TrustContext, tx, events) => {
    const told = ofAllParcels(events.map(({ payload }) => payload)).map((one) => ({
      ...one,
      notification: parcelsStoppedFor(one),
    }));
    await notifyParties(
      context,
      tx,
      'orders',
      told.filter(({ accountId }) => accountId === null),
    );
    await notifyEach(
      context,
      tx,
      told.flatMap(({ accountId, reader, partyId, notification }) =>
        accountId === null ? [] : [{ accountId, reader, partyId, notification }],
      ),
    );
  }),
];
