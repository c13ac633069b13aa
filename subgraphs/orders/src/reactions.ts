import { calendarPublished } from '@heitu/events/trust.calendar-published.v1';
import { hearPlan } from '@heitu/kit/data/calendar-years';
import { causeOf, lotBlocked } from '@heitu/events/catalog.lot-blocked.v1';
import { lotReleased } from '@heitu/events/catalog.lot-released.v1';
import { lotUsed } from '@heitu/events/catalog.lot-used.v1';
import { lotsStopped } from '@heitu/events/catalog.lots-stopped.v1';
import { recallSearched } from '@heitu/events/catalog.recall-searched.v1';
import { skuSaleChanged } from '@heitu/events/catalog.sku-sale-changed.v1';
import { breachFound } from '@heitu/events/logistics.breach-found.v1';
import { collectionLost } from '@heitu/events/logistics.collection-lost.v1';
import { collectionTaken } from '@heitu/events/logistics.collection-taken.v1';
import { collectionHandedOver } from '@heitu/events/logistics.collection-handed-over.v1';
import { shipmentDelivered } from '@heitu/events/logistics.shipment-delivered.v1';
import { shipmentEnded } from '@heitu/events/logistics.shipment-ended.v1';
import { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import { shipmentReturned } from '@heitu/events/logistics.shipment-returned.v1';
import { shipmentStopped } from '@heitu/events/logistics.shipment-stopped.v1';
import { shipmentTakenOver } from '@heitu/events/logistics.shipment-taken-over.v1';
import { paymentClosed } from '@heitu/events/payments.payment-closed.v1';
import { paymentFound } from '@heitu/events/payments.payment-found.v1';
import { paymentSettled } from '@heitu/events/payments.payment-settled.v1';
import { holdDecided } from '@heitu/events/payments.hold-decided.v1';
import { paymentHeld } from '@heitu/events/payments.payment-held.v1';
import { shareReturned } from '@heitu/events/payments.share-returned.v1';
import { compensationReserved } from '@heitu/events/payments.compensation-reserved.v1';
import { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import { refundUndone } from '@heitu/events/payments.refund-undone.v1';
import { contractSigned } from '@heitu/events/sellers.contract-signed.v1';
import { shopSaleChanged } from '@heitu/events/sellers.shop-sale-changed.v1';
import { accountErased } from '@heitu/events/trust.account-erased.v1';
import { buyerTold } from '@heitu/events/trust.buyer-told.v1';
import { claimDecided } from '@heitu/events/trust.claim-decided.v1';
import { recallSmsFailed } from '@heitu/events/trust.recall-sms-failed.v1';
import { recallTold } from '@heitu/events/trust.recall-told.v1';
import { wordSaid } from '@heitu/events/trust.word-said.v1';
import { beginErasure } from '@heitu/kit/privacy/persons';
import { on, onMany, onWrites, type Reaction } from '@heitu/kit/messages/relay';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { afterSales } from './after-sale/after-sale.moves.ts';
import { CHECK_WORKING_DAYS } from './after-sale/after-sale.policy.ts';
import { tellAfterSale } from './after-sale/tell-after-sale.ts';
import { keepBreach } from './claim/claim-breach.ts';
import { claimReturn } from './claim/claim-return.ts';
import { decideClaim } from './claim/decide-claim.ts';
import { CartLine } from './cart/cart.entity.ts';
import { Favourite } from './favourite/favourite.entity.ts';
import { noteShareReturned } from './charge/refund-overcharges.ts';
import type { OrdersContext, OrdersTransaction } from './context.ts';
import { beginClosing, finishClosing, keepOpen } from './order/close-checkout.ts';
import { knowContract } from './contract/know-contract.ts';
import { deliver, refuseAtDoor, takeBack, takeOver } from './order/deliver-order.ts';
import { endSilentParcel, loseReturn } from './order/end-silent-parcel.ts';
import { Order } from './order/order.entity.ts';
import { oweRefundAgain, promiseCompensation, recordRefund } from './order/record-refund.ts';
import { takeFoundPayment } from './order/take-found-payment.ts';
import { settlePayment, settlePayments } from './order/settle-payment.ts';
import { followWord } from './order/stop-bought.ts';
import { noteAtDoor } from './peers.ts';
import { Quote } from './quote/quote.entity.ts';
import { hearBuyerTold, hearSmsFailed, hearTold } from './recall/recall-told.ts';
import { noteSearch } from './recall/note-search.ts';
import { turnRound } from './recall/turn-round.ts';
import { receiveLot } from './stock/receive-lot.ts';
import { Stock } from './stock/stock.entity.ts';
import { stoppedBy, stopLots } from './stock/stop-lot.ts';
import { takeUsed } from './stock/take-used.ts';

/** Every reaction bears being late: conditional updates decide whether there is still something to do. */
export const reactions: Reaction[] = [
  on(calendarPublished, 'keep-calendar', (context: OrdersContext, tx, plan) =>
    hearPlan(tx.em, plan, context.clock.now()),
  ),
  on(contractSigned, 'know-contract', (_context: OrdersContext, tx, contract) => knowContract(tx, contract)),
  on(lotReleased, 'receive-lot', (context: OrdersContext, tx, lot) => receiveLot(context, tx, lot)),
  on(lotUsed, 'take-used', (context: OrdersContext, tx, used) => takeUsed(context, tx, used)),
  onMany(lotBlocked, 'block-lot', (context: OrdersContext, tx, events) =>
    stopLots(
      context,
      tx,
      events.map(({ payload: lot }) => ({ ...lot, cause: causeOf(lot) })),
    ),
  ),
  onMany(lotsStopped, 'stop-lots', (context: OrdersContext, tx, events) =>
    stopLots(
      context,
      tx,
      events.flatMap(({ payload: { recall, reason, lots } }) => lots.map((lot) => stoppedBy(recall, reason, lot))),
    ),
  ),
  on(recallSearched, 'note-search', (_context: OrdersContext, tx, searched) => noteSearch(tx, searched)),
  on(skuSaleChanged, 'block-sku', (_context: OrdersContext, tx, sku) =>
    tx.em.nativeUpdate(Stock, { skuId: sku.skuId }, { skuBlocked: !sku.onSale }),
  ),
  on(shopSaleChanged, 'block-shop', (_context: OrdersContext, tx, shop) =>
    tx.em.nativeUpdate(Stock, { shopId: shop.shopId }, { shopBlocked: !shop.onSale }),
  ),

  onWrites(paymentSettled, 'settle-payment', settlePayments, settlePayment),
  on(paymentFound, 'take-found-payment', (context: OrdersContext, tx, found) => takeFoundPayment(context, tx, found)),
  on(paymentHeld, 'keep-for-review', (context: OrdersContext, tx, { checkoutId, keepUntilMs: untilMs }) =>
    keepOpen(context, tx, { checkoutId, untilMs }),
  ),
  on(holdDecided, 'end-review', async (context: OrdersContext, tx, { checkoutId, released, payUntilMs: untilMs }) => {
    if (released) await keepOpen(context, tx, { checkoutId, untilMs });
    else await beginClosing(context, tx, checkoutId, 'not-let-through', null);
  }),
  on(paymentClosed, 'finish-closing', (context: OrdersContext, tx, payment) =>
    finishClosing(context, tx, payment.checkoutId),
  ),
  on(shareReturned, 'note-share-returned', (context: OrdersContext, tx, told) => noteShareReturned(context, tx, told)),
  on(compensationReserved, 'promise-compensation', (context: OrdersContext, tx, reserved) =>
    promiseCompensation(context, tx, reserved),
  ),
  on(refundUndone, 'owe-refund-again', (context: OrdersContext, tx, undone) => oweRefundAgain(context, tx, undone)),
  on(refundCompleted, 'record-refund', (context: OrdersContext, tx, refund) => recordRefund(context, tx, refund)),

  on(shipmentStopped, 'turn-round', (context: OrdersContext, tx, parcel) => turnRound(context, tx, parcel)),
  on(recallSmsFailed, 'hear-sms-failed', (context: OrdersContext, tx, told) => hearSmsFailed(context, tx, told)),
  on(wordSaid, 'follow-word', (context: OrdersContext, tx, said) => followWord(context, tx, said)),
  on(buyerTold, 'hear-buyer-told', (context: OrdersContext, tx, told) => hearBuyerTold(context, tx, told)),
  on(recallTold, 'hear-told', (context: OrdersContext, tx, told) => hearTold(context, tx, told)),

  on(shipmentTakenOver, 'take-over', (context: OrdersContext, tx, shipment) => takeOver(context, tx, shipment)),
  on(shipmentDelivered, 'deliver', (context: OrdersContext, tx, shipment) => deliver(context, tx, shipment)),
  on(
    shipmentRefused,
    'refuse-at-door',
    (context: OrdersContext, tx, shipment, note: string) => refuseAtDoor(context, tx, shipment, note),
    async (context: OrdersContext, { note, shipmentId }) => note ?? noteAtDoor(context, { shipmentId }),
  ),
  on(breachFound, 'keep-breach', (context: OrdersContext, tx, breach) => keepBreach(context, tx, breach)),
  on(claimDecided, 'decide-claim', (context: OrdersContext, tx, decided) => decideClaim(context, tx, decided)),
  on(shipmentEnded, 'end-silent-parcel', (context: OrdersContext, tx, parcel) => endSilentParcel(context, tx, parcel)),
  on(collectionLost, 'lose-return', (context: OrdersContext, tx, collection) => loseReturn(context, tx, collection)),
  on(shipmentReturned, 'take-back', (context: OrdersContext, tx, shipment) => takeBack(context, tx, shipment)),
  on(collectionTaken, 'fetch-return', async (context: OrdersContext, tx, { afterSaleId: id, atMs: fetchedAtMs }) => {
    await afterSales.bySystem(context, tx, 'fetch', { id }, { fetchedAtMs, waitDueAtMs: null });
  }),
  on(
    collectionHandedOver,
    'hand-over-return',
    async (context: OrdersContext, tx: OrdersTransaction, collection, note: string) => {
      const request = await tx.rows
        .selectFrom('AfterSale')
        .selectAll()
        .where('id', '=', collection.afterSaleId)
        .executeTakeFirst();
      if (!request) return;
      const handoverNote = await context.vault.sealText(request.buyerAccountId, note);
      const { afterSaleId: id, collectionId, atMs: handedOverAtMs, conditionOk } = collection;
      const waitDueAtMs = addWorkingDays(handedOverAtMs, CHECK_WORKING_DAYS);
      const record = { collectionId, handedOverAtMs, conditionOk, handoverNote, waitDueAtMs };
      if ((await afterSales.bySystem(context, tx, 'hand-over', { id }, record)) === 0) return;
      tellAfterSale(tx, request, 'handed-over', { dueAtMs: waitDueAtMs });
      await claimReturn(context, tx, request, collection);
    },
    async (context: OrdersContext, { note, collectionId }) => note ?? noteAtDoor(context, { collectionId }),
  ),

  // What no law keeps goes at once; the rest with the key, three years after the last trade (persons.ts).
  on(accountErased, 'forget-account', async (context: OrdersContext, tx, { accountId }) => {
    await tx.em.nativeDelete(CartLine, { accountId });
    await tx.em.nativeDelete(Favourite, { accountId });
    await tx.em.nativeDelete(Quote, { accountId, usedAtMs: null });
    await tx.em.nativeUpdate(
      Order,
      { buyerAccountId: accountId, state: 'cancelled', paidFen: 0 },
      { recipientSealed: null },
    );
    await beginErasure(context, tx, accountId);
  }),
];
