import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { FundFlowKind } from '../wechatpay/payment-channel.ts';

/** What moved on an account at the provider, line by line as its statement of the day says. */
export const FundLine = defineEntity({
  name: 'FundLine',
  properties: {
    id: column.id().primary(),
    date: column.date(),
    merchant: column.code(),
    /** The provider's number of the movement. */
    number: column.line(64),
    atMs: column.time(),
    kind: column.code<FundFlowKind>(),
    /** In the provider's words. */
    business: column.line(40),
    /** Positive: came in. */
    amountFen: column.fen(),
    balanceFen: column.fen(),
    /** The provider's numbers of what it belongs to. */
    belongsTo: column.json<string[]>(),
    /** Whose money it is; null where no order of ours is known for it. */
    orderId: column.reference().nullable(),
    /** The account, while nobody here knows what the line is of; null once it is known. */
    openMerchant: column.code().nullable().index(),
    /** When the books were corrected by it, for as long as nobody knows what it is of. */
    correctedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['merchant', 'number'] }],
  indexes: [
    { properties: ['number', 'date'] },
    { properties: ['merchant', 'date'] },
    { properties: ['merchant', 'orderId'] },
  ],
});

/** What an account at the provider held when a day ended, by the provider and by our books. */
export const AccountDay = defineEntity({
  name: 'AccountDay',
  properties: {
    id: column.id().primary(),
    date: column.date(),
    merchant: column.code(),
    /** Whose account it is; null: the platform's own. */
    partyId: column.reference().nullable().index(),
    theirFen: column.fen(),
    ourFen: column.fen(),
    /** Of orders that only one of the two had entered when the day ended: theirs less ours. */
    underWayFen: column.fen(),
    /** What differed already when this account was compared for the first time, with books older than that. */
    openingFen: column.fen(),
    /** What nothing explains. */
    differenceFen: column.fen(),
  },
  uniques: [{ properties: ['merchant', 'date'] }],
  indexes: [{ properties: ['date'] }],
});

/** An order of which the books and the provider's statements do not say the same yet, on one account. */
export const MoneyUnderWay = defineEntity({
  name: 'MoneyUnderWay',
  properties: {
    id: column.id().primary(),
    merchant: column.code(),
    orderId: column.reference(),
    ourFen: column.fen(),
    theirFen: column.fen(),
    sinceDate: column.date(),
    /** The day whose reconciliation found it still differing; null on its first day. */
    caseDate: column.date().nullable().index(),
  },
  uniques: [{ properties: ['merchant', 'orderId'] }],
});
