import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { refundLifecycle } from './refund.lifecycle.ts';
import type { RefundSource } from './refund.policy.ts';

export interface RefundLine {
  lineId: string;
  amountFen: number;
}

export const Refund = defineEntity({
  name: 'Refund',
  properties: {
    id: column.id().primary(),
    refundKey: p.string().length(120).unique(),
    partId: column.id().index(),
    orderId: column.reference().index(),
    partyId: column.reference().index(),
    /** Null where the order was lost, so that nobody here knows whose it was. */
    buyerAccountId: column.reference().nullable(),
    outRefundNo: p.string().length(32).unique(),
    amountFen: column.fen(),
    reason: column.line(80),
    source: column.code<RefundSource>(),
    afterSaleId: column.reference().nullable(),
    /** Of it, what is of which line of the order; null where it is of none, as a compensation is. */
    lines: column.json<RefundLine[]>().nullable(),
    state: column.state(refundLifecycle),
    providerRefundId: column.line(64).nullable().index(),
    /** Contract time by which the money must have arrived (7.6.aa). */
    dueAtMs: column.time(),
    /** When the provider is called or asked next; null once the end is known. */
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    lastError: column.line(200).nullable(),
    /** Since when it does not get through: refused, or its payer's account takes nothing. */
    stuckAtMs: column.time().nullable(),
    /** So many numbers of it the provider has closed; none of them is used again. */
    closedNumbers: column.integer().default(0),
    /** So many other cards were tried. */
    cardTries: column.integer().default(0),
    /** The other card, sealed under the buyer, until the provider has it. */
    cardSealed: column.sealed().nullable(),
    /** When it was in the seller's bank instead: the platform transfers it to the buyer. */
    returnedAtMs: column.time().nullable(),
    createdAtMs: column.time().index(),
    succeededAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['succeededAtMs'] }, { properties: ['dueAtMs'] }, { properties: ['state', 'dueAtMs'] }],
});
