import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { growerShareLifecycle, growerTransferLifecycle } from './grower-share.lifecycle.ts';

/** How many packs of a line of an order came out of a pooled lot. */
export const SoldLot = defineEntity({
  name: 'SoldLot',
  properties: {
    id: column.id().primary(),
    orderId: column.reference().index(),
    lineId: column.reference(),
    lotId: column.reference(),
    units: column.integer(),
    /** Of how many packs that the line has, and what they cost. */
    lineUnits: column.integer(),
    lineFen: column.fen(),
  },
  uniques: [{ properties: ['lineId', 'lotId'] }],
});

/** What a cooperative owes one grower of what was sold with one line of an order: one row for each. */
export const GrowerShare = defineEntity({
  name: 'GrowerShare',
  properties: {
    id: column.id().primary(),
    soldLotId: column.id(),
    /** What the two agreed. */
    termId: column.id(),
    orderId: column.reference().index(),
    lotId: column.reference(),
    /** Who owes it. */
    partyId: column.reference(),
    accountId: column.reference(),
    /** Of what the grower brought in, what was sold with it, in thousandths of the unit. */
    soldParts: column.integer(),
    amountFen: column.fen(),
    sharingFen: column.fen(),
    sharedFen: column.fen(),
    transferFen: column.fen(),
    transferredFen: column.fen(),
    setOffFen: column.fen(),
    backFen: column.fen(),
    state: column.state(growerShareLifecycle),
    /** Since when it is in that state. */
    sinceMs: column.time(),
    createdAtMs: column.time(),
    paidAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['soldLotId', 'termId'] }],
  indexes: [
    { properties: ['accountId', 'partyId', 'state'] },
    { properties: ['accountId', 'createdAtMs'] },
    { properties: ['partyId', 'createdAtMs'] },
    { properties: ['lotId', 'createdAtMs'] },
    { properties: ['state', 'sinceMs'] },
  ],
});

/** What a grower had got too much of one sale, taken off another. */
export const GrowerSetOff = defineEntity({
  name: 'GrowerSetOff',
  properties: {
    id: column.id().primary(),
    fromShareId: column.id().index(),
    toShareId: column.id().index(),
    amountFen: column.fen(),
    atMs: column.time(),
  },
});

/** Money from a cooperative's account at the provider to a grower. */
export const GrowerTransfer = defineEntity({
  name: 'GrowerTransfer',
  properties: {
    id: column.id().primary(),
    partyId: column.reference(),
    accountId: column.reference(),
    merchant: column.code(),
    amountFen: column.fen(),
    outBillNo: p.string().length(32).unique(),
    /** The provider's. */
    billNo: column.line(64).nullable().index(),
    state: column.state(growerTransferLifecycle),
    /** Of one grower and one cooperative only one is under way. */
    openFor: column.line(130).nullable().unique(),
    /** What the grower's phone hands to WeChat, while it is to be confirmed. */
    packageInfo: column.text().nullable(),
    endsAtMs: column.time(),
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    lastError: column.line(200).nullable(),
    createdAtMs: column.time(),
    paidAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['accountId', 'createdAtMs'] },
    { properties: ['partyId', 'createdAtMs'] },
    { properties: ['state', 'createdAtMs'] },
  ],
});

/** Of what is in a transfer, what is for which sale. */
export const GrowerTransferPart = defineEntity({
  name: 'GrowerTransferPart',
  properties: {
    transferId: column.id().primary(),
    shareId: column.id().primary().index(),
    amountFen: column.fen(),
  },
});
