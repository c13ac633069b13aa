import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { compensationLifecycle, type CompensationSource } from './compensation.lifecycle.ts';

/**
 * Money to a buyer that is no refund of the order: out of a deposit, or the platform's own for the time being. Or out
 * of a deposit to the seller whom its owner owes.
 */
export const Compensation = defineEntity({
  name: 'Compensation',
  properties: {
    id: column.id().primary(),
    complaintId: column.reference().unique(),
    /** Of what is owed to a seller; null where a buyer gets it. */
    recoveryId: column.id().nullable().index(),
    orderId: column.reference().index(),
    /** Who is liable. */
    partyId: column.reference().index(),
    source: column.code<CompensationSource>(),
    /** The provider's number of the account whose deposit pays; null where the platform does. */
    depositOf: column.code().nullable(),
    /** The payment whose payer gets it; null where a seller does. */
    transactionId: column.code().nullable(),
    /** The provider's number of the seller's account that gets it; null where a payer does. */
    toMerchant: column.code().nullable(),
    /** Of what is asked of the provider now: one that was closed there is never used again. */
    outBillNo: p.string().length(32).unique(),
    closedBills: column.integer().default(0),
    /** The provider's own number, by which its statements know it; null until it was paid. */
    billNo: column.reference().nullable().index(),
    amountFen: column.fen(),
    reason: column.line(80),
    state: column.state(compensationLifecycle),
    /** Promised to arrive by then (6.6.d). */
    dueAtMs: column.time(),
    /** When the provider is called or asked next; null once the end is known. */
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    lastError: column.line(200).nullable(),
    createdAtMs: column.time().index(),
    paidAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['depositOf'] }, { properties: ['state', 'dueAtMs'] }],
});
