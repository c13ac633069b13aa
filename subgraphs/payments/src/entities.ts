import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** A seller's own account at the payment provider: the provider holds the money, never the platform. */
export const MerchantAccount = defineEntity({
  name: 'MerchantAccount',
  properties: {
    id: column.id().primary(),
    partyId: column.reference().unique(),
    /** The provider's number for it. */
    merchant: column.code().unique(),
    state: column.code(),
    inGoodStanding: column.flag(),
    contractNumber: column.line(80),
    contractValidUntil: column.date(),
    /** Sealed under the party: who deals with the provider, who keeps the payment password (7.4.r-s). */
    contactName: column.sealed(),
    passwordKeeperName: column.sealed(),
    passwordDueAtMs: column.time().index(),
    openedAtMs: column.time().index(),
  },
});

export const Payment = defineEntity({
  name: 'Payment',
  properties: {
    id: column.id().primary(),
    checkoutId: column.reference().unique(),
    buyerAccountId: column.reference().index().nullable(),
    outTradeNo: p.string().length(32).unique(),
    state: column.code(),
    totalFen: column.fen(),
    prepayId: column.line(80).nullable(),
    expiresAtMs: column.time(),
    /** When the provider is asked next; null once the end is known. */
    askDueAtMs: column.time().nullable().index(),
    asked: column.integer().default(0),
    createdAtMs: column.time().index(),
    paidAtMs: column.time().nullable().index(),
    closedAtMs: column.time().nullable(),
  },
});

/** One seller's part of a payment: an order. */
export const PaymentPart = defineEntity({
  name: 'PaymentPart',
  properties: {
    id: column.id().primary(),
    paymentId: column.id().index(),
    orderId: column.reference().unique(),
    orderNumber: column.code(),
    partyId: column.reference().index(),
    merchant: column.code(),
    outTradeNo: p.string().length(32).unique(),
    totalFen: column.fen(),
    title: column.line(120),
    transactionId: column.line(64).nullable(),
    /** Refunds asked for, successful or under way: never above totalFen. */
    reservedFen: column.fen(),
    refundedFen: column.fen(),
  },
});

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
    source: column.code(),
    afterSaleId: column.reference().nullable(),
    state: column.code(),
    providerRefundId: column.line(64).nullable(),
    /** Contract time by which the money must have arrived (7.6.aa). */
    dueAtMs: column.time(),
    /** When the provider is called or asked next; null once the end is known. */
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    lastError: column.line(200).nullable(),
    createdAtMs: column.time().index(),
    succeededAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'dueAtMs'] }],
});

/** Double entry: a transfer's entries sum to zero; corrections only add. */
export const LedgerTransfer = defineEntity({
  name: 'LedgerTransfer',
  properties: {
    id: column.id().primary(),
    /** What it books, so that nothing is booked twice: `paid:<part>`, `refund:<refund>`. */
    key: p.string().length(120).unique(),
    kind: column.code(),
    orderId: column.reference().index(),
    atMs: column.time().index(),
  },
});
export const LedgerEntry = defineEntity({
  name: 'LedgerEntry',
  properties: {
    id: column.id().primary(),
    transferId: column.id().index(),
    account: p.string().length(110).index(),
    /** Positive where the account gets, negative where it gives. */
    amountFen: column.fen(),
  },
});

export const Settlement = defineEntity({
  name: 'Settlement',
  properties: {
    id: column.id().primary(),
    orderId: column.reference().unique(),
    partId: column.id(),
    partyId: column.reference().index(),
    outOrderNo: p.string().length(32).unique(),
    state: column.code(),
    grossFen: column.fen(),
    refundedFen: column.fen(),
    commissionFen: column.fen(),
    netFen: column.fen().index(),
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    lastError: column.line(200).nullable(),
    createdAtMs: column.time().index(),
    settledAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'id'] }],
});

export const Reconciliation = defineEntity({
  name: 'Reconciliation',
  properties: {
    id: column.id().primary(),
    date: column.date().unique(),
    state: column.code(),
    paymentCount: column.integer(),
    refundCount: column.integer(),
    ourPaidFen: column.fen(),
    theirPaidFen: column.fen(),
    ourRefundedFen: column.fen(),
    theirRefundedFen: column.fen(),
    atMs: column.time(),
  },
});
export const ReconciliationCase = defineEntity({
  name: 'ReconciliationCase',
  properties: {
    id: column.id().primary(),
    date: column.date().index(),
    kind: column.code(),
    reference: p.string().length(64),
    ourFen: column.fen().nullable(),
    theirFen: column.fen().nullable(),
    state: column.code(),
    note: column.line(500).nullable(),
    /** What was proposed last to deal with it. */
    remedyId: column.id().nullable().index(),
    openedAtMs: column.time(),
    settledAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['date', 'kind', 'reference'] }],
  indexes: [{ properties: ['state', 'openedAtMs'] }, { properties: ['openedAtMs'] }],
});

/** What is done about a payment that the provider has and we have not: proposed by one person, confirmed by another. */
export const CaseRemedy = defineEntity({
  name: 'CaseRemedy',
  properties: {
    id: column.id().primary(),
    /** Of the payment, at the provider. */
    number: column.line(64),
    /** The same while it is proposed or under way, so that there is one at a time; null once it has ended. */
    liveNumber: column.line(64).nullable().unique(),
    kind: column.code(),
    state: column.code(),
    paidAtMs: column.time(),
    /** FoundPart[], as the provider had it when it was proposed. */
    parts: column.json(),
    /** Its orders are here and deal with the money; false: they are lost, and the money goes back without them. */
    withOrders: column.flag().nullable(),
    reason: column.line(200),
    proposedBy: column.reference(),
    proposedAtMs: column.time(),
    decidedBy: column.reference().nullable(),
    decidedAtMs: column.time().nullable(),
    endedAtMs: column.time().nullable(),
    /** When it is looked at next; null unless it is under way. */
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
  },
});

export const Advance = defineEntity({
  name: 'Advance',
  properties: {
    id: column.id().primary(),
    complaintId: column.reference().unique(),
    orderId: column.reference(),
    partyId: column.reference().index(),
    refundId: column.id().unique(),
    amountFen: column.fen(),
    state: column.code(),
    createdAtMs: column.time().index(),
    paidAtMs: column.time().nullable(),
  },
});
export const Recovery = defineEntity({
  name: 'Recovery',
  properties: {
    id: column.id().primary(),
    advanceId: column.id().unique(),
    partyId: column.reference().index(),
    amountFen: column.fen(),
    state: column.code(),
    nextAtMs: column.time().nullable().index(),
    openedAtMs: column.time().index(),
    recoveredAtMs: column.time().nullable(),
    lastError: column.line(200).nullable(),
  },
  indexes: [{ properties: ['state', 'openedAtMs'] }],
});

export const RiskHold = defineEntity({
  name: 'RiskHold',
  properties: {
    id: column.id().primary(),
    checkoutId: column.reference().unique(),
    buyerAccountId: column.reference().index(),
    /** What was to be paid: there is no payment of it yet. string[] */
    orderIds: column.json().nullable(),
    rule: column.code(),
    amountFen: column.fen(),
    state: column.code(),
    openedAtMs: column.time().index(),
    decidedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'openedAtMs'] }],
});

/** Every notice the provider sent, or somebody in its name. */
export const NoticeRecord = defineEntity({
  name: 'NoticeRecord',
  properties: {
    id: column.id().primary(),
    kind: column.code(),
    verdict: column.code().index(),
    reference: p.string().length(64).nullable(),
    atMs: column.time().index(),
  },
});

/** A consumer asked where the money is; the provider was asked in turn (9.2.co). */
export const LookUp = defineEntity({
  name: 'LookUp',
  properties: {
    id: column.id().primary(),
    paymentId: column.id().index(),
    askedAtMs: column.time().index(),
    answeredAtMs: column.time().nullable(),
    answer: column.code(),
  },
});

export const entities = [
  MerchantAccount,
  Payment,
  PaymentPart,
  Refund,
  LedgerTransfer,
  LedgerEntry,
  Settlement,
  Reconciliation,
  ReconciliationCase,
  CaseRemedy,
  Advance,
  Recovery,
  RiskHold,
  NoticeRecord,
  LookUp,
] as const;
