import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

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
    /** The month in which it happened, where it was booked in a later one: `2026-10`. */
    ofMonth: column.code().nullable().index(),
  },
});

export const LedgerEntry = defineEntity({
  name: 'LedgerEntry',
  properties: {
    id: column.id().primary(),
    transferId: column.id().index(),
    account: p.string().length(110),
    /** Positive where the account gets, negative where it gives. */
    amountFen: column.fen(),
    /** Of its transfer. */
    atMs: column.time(),
  },
  indexes: [{ properties: ['account', 'atMs'] }],
});

/** Until when the books are carried: one row. What is older stands in the two tables below. */
export const LedgerCarry = defineEntity({
  name: 'LedgerCarry',
  properties: { id: column.code().primary(), untilMs: column.time() },
});

/** What each kind of transfer has brought to an account, until the books were carried. */
export const CarriedBalance = defineEntity({
  name: 'CarriedBalance',
  properties: {
    /** Made of account and kind. */
    id: column.id().primary(),
    account: p.string().length(110).index(),
    kind: column.code(),
    fen: column.fen(),
  },
});

/** What was still frozen of an order when the books were carried. */
export const CarriedHold = defineEntity({
  name: 'CarriedHold',
  properties: {
    /** Made of account and order. */
    id: column.id().primary(),
    account: p.string().length(110).index(),
    orderId: column.reference(),
    fen: column.fen(),
  },
});
