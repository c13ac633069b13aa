import type { OrderPayment } from '@heitu/events/orders.order-ready.v1';
import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { PickupStation } from '../quote/quote-parcel.ts';
import type { Storage } from '../storage.ts';
import { checkoutLifecycle, orderLifecycle } from './order.lifecycle.ts';
import type { CancelReason, RefundReason } from './order.policy.ts';

/** What is paid together: the orders placed from one quote. */
export const Checkout = defineEntity({
  name: 'Checkout',
  properties: {
    id: column.id().primary(),
    buyerAccountId: column.reference(),
    quoteId: column.reference().unique(),
    totalFen: column.fen(),
    state: column.state(checkoutLifecycle),
    placedAtMs: column.time(),
    dueAtMs: column.time(),
    /** While it is unpaid, a keyed hash of where it is to go: how many there are for one address is bounded. */
    addressKey: column.blind().nullable(),
    /** Who placed it for its buyer, at which station, and for whom (starred); null where the buyer did. */
    agentId: column.reference().nullable(),
    stationPartyId: column.reference().nullable(),
    forWhom: column.line().nullable(),
  },
  indexes: [
    { properties: ['stationPartyId', 'placedAtMs'] },
    { properties: ['state', 'dueAtMs'] },
    { properties: ['buyerAccountId', 'state'] },
    { properties: ['addressKey'] },
  ],
});

/** Whoever places an order takes the turn of the person and of the address until it is placed (judge-unpaid.ts). */
export const PlacingTurn = defineEntity({
  name: 'PlacingTurn',
  properties: { turn: column.integer().primary().autoincrement(false), placings: column.integer() },
});

/** One seller's part of a checkout, in one parcel. `refundedFen <= refundDueFen <= paidFen <= totalFen` always. */
export const Order = defineEntity({
  name: 'Order',
  properties: {
    id: column.id().primary(),
    number: column.line(24).unique(),
    checkoutId: column.reference().index(),
    /** The confirmed quote; its parcels pin the labels that the buyer saw. */
    quoteId: column.reference(),
    buyerAccountId: column.reference(),
    partyId: column.reference(),
    shopId: column.reference(),
    title: column.line(),
    state: column.state(orderLifecycle),
    /** How it is paid: what was placed before this was kept, before it was sent. */
    payment: column.code<OrderPayment>().default('prepaid'),
    goodsFen: column.fen(),
    deliveryFen: column.fen(),
    totalFen: column.fen(),
    paidFen: column.fen(),
    /** Promised back, and of that, arrived. */
    refundDueFen: column.fen(),
    refundedFen: column.fen(),
    storage: column.code<Storage>(),
    carrierPartyId: column.reference(),
    carrierName: column.line(),
    deliveryHours: column.integer(),
    divisionCode: column.code(),
    /** Where the buyer fetches it; null where it is brought to the door. */
    pickup: column.json<PickupStation>().nullable(),
    /** The station whose agent placed it for its buyer. */
    boughtThrough: column.line().nullable(),
    /** Name, phone and address, sealed under the buyer; emptied when no law keeps it any longer. */
    recipientSealed: column.sealed().nullable(),
    /** When it was: what is not, is found by this. */
    forgottenAtMs: column.time().nullable(),
    /** What the shop promised at the time (7.5.u, 7.5.v). */
    confirmWithinText: column.line().nullable(),
    serviceHoursText: column.line().nullable(),
    placedAtMs: column.time(),
    /** Paid by then, or closed; what was placed before this was kept has the window of known buyers. */
    payDueAtMs: column.time().nullable(),
    confirmDueAtMs: column.time(),
    /** Since when its seller has had it before their eyes; until then they are told again, at `nudgeAtMs`. */
    seenAtMs: column.time().nullable(),
    nudgeAtMs: column.time().nullable(),
    remindAtMs: column.time(),
    remindedAtMs: column.time().nullable(),
    paidAtMs: column.time().nullable(),
    confirmedAtMs: column.time().nullable(),
    readyAtMs: column.time().nullable(),
    takenOverAtMs: column.time().nullable(),
    /** At the door: since then it is coming back. */
    refusedAtMs: column.time().nullable(),
    deliveredAtMs: column.time().nullable(),
    completeDueAtMs: column.time().nullable(),
    completedAtMs: column.time().nullable(),
    cancelledAtMs: column.time().nullable(),
    cancelReason: column.code<CancelReason>().nullable(),
    /** The buyer cancelled it before it was known as paid: who and when. Money that arrives all the same goes back. */
    cancelWishedAtMs: column.time().nullable(),
    cancelWishedBy: column.reference().nullable(),
    /** A station bought it, and its buyer has said 停: until then they are asked whether they want it. */
    stopDueAtMs: column.time().nullable(),
    /** In the buyer's, the seller's or the courier's words; sealed under the buyer. */
    cancelNote: column.sealedText().nullable(),
    /** After-sale requests not yet at an end: an order with one is not completed. */
    openAfterSales: column.integer().default(0),
  },
  indexes: [
    { properties: ['buyerAccountId', 'placedAtMs', 'id'] },
    { properties: ['partyId', 'state', 'placedAtMs', 'id'] },
    { properties: ['partyId', 'placedAtMs', 'id'] },
    { properties: ['state', 'confirmDueAtMs'] },
    { properties: ['state', 'nudgeAtMs'] },
    { properties: ['state', 'remindAtMs'] },
    { properties: ['state', 'completeDueAtMs'] },
    { properties: ['confirmDueAtMs'] },
    { properties: ['placedAtMs', 'id'] },
    { properties: ['totalFen'] },
    { properties: ['state', 'placedAtMs'] },
    { properties: ['forgottenAtMs', 'placedAtMs'] },
  ],
});

/** What was agreed about one SKU: copied, since the catalogue changes and the agreement does not. */
export const OrderLine = defineEntity({
  name: 'OrderLine',
  properties: {
    id: column.id().primary(),
    orderId: column.reference().index(),
    skuId: column.reference(),
    productId: column.reference(),
    title: column.line(),
    specification: column.line(),
    pictureId: column.reference().nullable(),
    labelId: column.reference(),
    labelVersion: column.integer(),
    quantity: column.integer(),
    unitFen: column.fen(),
    totalFen: column.fen(),
    storage: column.code<Storage>(),
    temperatureCelsiusMin: column.real().nullable(),
    temperatureCelsiusMax: column.real().nullable(),
    shelfLifeDays: column.integer().nullable(),
    weightGrams: column.integer(),
    /** What one unit's label says it holds; what is weighed at home is held against it. */
    netGrams: column.integer().nullable(),
    returnableWithoutReason: column.flag(),
    /** In after-sale requests that are open or were met. */
    claimedUnits: column.integer().default(0),
    /** Of the price, beside those units. */
    claimedFen: column.fen(),
  },
  // Ids of orders rise with time: what one SKU was lately sold for is read from the end.
  indexes: [{ properties: ['skuId', 'orderId'] }],
});

/** Which lots a line was filled from; `afterSaleId` marks an exchange's second parcel. */
export const LineLot = defineEntity({
  name: 'LineLot',
  properties: {
    id: column.id().primary(),
    orderId: column.reference().index(),
    lineId: column.reference(),
    afterSaleId: column.reference().nullable(),
    skuId: column.reference(),
    lotId: column.reference().index(),
    lotCode: column.line(80),
    units: column.integer(),
    returnedUnits: column.integer().default(0),
    producedOn: column.date(),
    expiresOn: column.date().nullable(),
  },
});

/** Money promised back, by a key that cannot be used twice. */
export const OrderRefund = defineEntity({
  name: 'OrderRefund',
  properties: {
    refundKey: column.line(80).primary(),
    orderId: column.reference().index(),
    afterSaleId: column.reference().nullable(),
    amountFen: column.fen(),
    reason: column.code<RefundReason>(),
    requestedAtMs: column.time(),
    dueAtMs: column.time(),
    completedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['completedAtMs', 'dueAtMs'] }],
});
