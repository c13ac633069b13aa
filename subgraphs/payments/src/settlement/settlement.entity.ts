import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { settlementLifecycle } from './settlement.lifecycle.ts';

export const Settlement = defineEntity({
  name: 'Settlement',
  properties: {
    id: column.id().primary(),
    orderId: column.reference().unique(),
    partId: column.id(),
    partyId: column.reference(),
    outOrderNo: p.string().length(32).unique(),
    state: column.state(settlementLifecycle),
    grossFen: column.fen(),
    /** What of it the buyer paid for delivery: where the contract says so, no fee is taken on that. */
    deliveryFen: column.fen().nullable(),
    refundedFen: column.fen(),
    /** The platform's fee: what it was asked for, then what it got. */
    commissionFen: column.fen(),
    /** What the carrier, stations, growers and older orders' shares got of it. */
    sharedFen: column.fen(),
    /** Who brought it, and may get of that. */
    carrierPartyId: column.reference().nullable(),
    /** The village station where the buyer fetched it. */
    stationPartyId: column.reference().nullable(),
    /** Of what the seller owes the platform for an advance, what this settlement sets off, and of which recovery. */
    setOffFen: column.fen(),
    recoveryId: column.id().nullable(),
    /** What the provider has kept of the order for itself, as far as its statement had said it. */
    feeFen: column.fen(),
    netFen: column.fen().index(),
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    lastError: column.line(200).nullable(),
    createdAtMs: column.time().index(),
    settledAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['settledAtMs'] },
    { properties: ['partId'] },
    { properties: ['state', 'id'] },
    { properties: ['state', 'createdAtMs'] },
    { properties: ['partyId', 'createdAtMs'] },
  ],
});
