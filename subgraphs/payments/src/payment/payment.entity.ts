import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { paymentLifecycle, type PaymentState } from './payment.lifecycle.ts';
import type { NoticeKind, NoticeVerdict, ProviderAnswer } from './payment.policy.ts';

export const Payment = defineEntity({
  name: 'Payment',
  properties: {
    id: column.id().primary(),
    checkoutId: column.reference().unique(),
    buyerAccountId: column.reference().index().nullable(),
    outTradeNo: p.string().length(32).unique(),
    state: column.state(paymentLifecycle),
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
  indexes: [{ properties: ['state', 'expiresAtMs'] }],
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
    transactionId: column.line(64).nullable().index(),
    /** Refunds asked for, successful or under way: never above totalFen. */
    reservedFen: column.fen(),
    refundedFen: column.fen(),
    /** The invoice that was sent of it: refunds that are opened from then on turn it red. */
    invoiceId: column.id().nullable(),
  },
});

/** Every notice the provider sent, or somebody in its name. */
export const NoticeRecord = defineEntity({
  name: 'NoticeRecord',
  properties: {
    id: column.id().primary(),
    kind: column.code<NoticeKind>(),
    verdict: column.code<NoticeVerdict>().index(),
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
    answeredAtMs: column.time().nullable().index(),
    answer: column.code<ProviderAnswer | PaymentState>(),
  },
});
