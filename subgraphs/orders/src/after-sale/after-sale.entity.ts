import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Json } from '@heitu/kit/rules/typed-json';
import { afterSaleLifecycle } from './after-sale.lifecycle.ts';
import type { Cause, Kind } from './after-sale.policy.ts';

/** A return, an exchange or a refund of delivered goods. */
export const AfterSale = defineEntity({
  name: 'AfterSale',
  properties: {
    id: column.id().primary(),
    orderId: column.reference().index(),
    buyerAccountId: column.reference(),
    partyId: column.reference(),
    shopId: column.reference(),
    carrierPartyId: column.reference(),
    kind: column.code<Kind>(),
    cause: column.code<Cause>(),
    /** Every text of a request is sealed under the buyer. */
    reason: column.sealedText(),
    /** JSON array of files: what the buyer photographed. */
    photoIds: column.text().$type<Json<string[]>>().nullable(),
    state: column.state(afterSaleLifecycle),
    refundFen: column.fen(),
    /** The recall that opened it: nobody asked. */
    recallId: column.reference().nullable(),
    requestedAtMs: column.time(),
    answerDueAtMs: column.time(),
    /** By when the state ends by itself, where the lifecycle says so. */
    waitDueAtMs: column.time().nullable(),
    decidedAtMs: column.time().nullable(),
    /** What the seller would give without the goods coming back, and why. */
    offeredFen: column.fen().nullable(),
    offerNote: column.sealedText().nullable(),
    offeredAtMs: column.time().nullable(),
    /** The goods are with the courier. */
    fetchedAtMs: column.time().nullable(),
    /** The buyer sent them back with a carrier of their own. */
    sentBackAtMs: column.time().nullable(),
    expressCompany: column.line().nullable(),
    expressNumber: column.line().nullable(),
    decisionReason: column.sealedText().nullable(),
    collectionId: column.reference().nullable(),
    /** The handover record of carrier and seller (7.6.x-z). */
    handedOverAtMs: column.time().nullable(),
    conditionOk: column.flag().nullable(),
    handoverNote: column.sealedText().nullable(),
    /** The seller's confirmation on that record. */
    checkedAtMs: column.time().nullable(),
    checkedBy: column.reference().nullable(),
    checkNote: column.sealedText().nullable(),
    /** While the money is on its way: when it has to arrive (7.6.aa). */
    refundDueAtMs: column.time().nullable(),
    closedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['buyerAccountId', 'requestedAtMs', 'id'] },
    { properties: ['partyId', 'state', 'requestedAtMs', 'id'] },
    { properties: ['partyId', 'requestedAtMs', 'id'] },
    { properties: ['state', 'answerDueAtMs'] },
    { properties: ['handedOverAtMs'] },
    { properties: ['answerDueAtMs'] },
    { properties: ['waitDueAtMs'] },
  ],
});

export const AfterSaleLine = defineEntity({
  name: 'AfterSaleLine',
  properties: {
    id: column.id().primary(),
    afterSaleId: column.reference().index(),
    lineId: column.reference(),
    skuId: column.reference(),
    title: column.line(),
    /** None where a part of the price is asked for: nothing comes back. */
    units: column.integer(),
    refundFen: column.fen(),
    accessories: column.line(),
  },
});
