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
