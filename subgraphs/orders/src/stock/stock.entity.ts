import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { MovementKind } from './stock.policy.ts';

/**
 * What can be promised of a SKU. Always `free + held = sum of units on hand in its lots that are not blocked`; `free`
 * falls below zero when a lot is blocked whose units were already promised: then some orders cannot be picked.
 */
export const Stock = defineEntity({
  name: 'Stock',
  properties: {
    skuId: column.reference().primary(),
    productId: column.reference(),
    shopId: column.reference().index(),
    partyId: column.reference().index(),
    free: column.integer().default(0),
    /** Promised to orders that are not yet picked. */
    held: column.integer().default(0),
    /** The SKU was withdrawn after quotes were made. */
    skuBlocked: column.flag().default(false),
    /** The shop was closed or suspended after quotes were made. */
    shopBlocked: column.flag().default(false),
  },
});

/** What lies in the seller's store, by lot. `onHand` is what the movements say: in less out. */
export const LotStock = defineEntity({
  name: 'LotStock',
  properties: {
    lotId: column.reference().primary(),
    lotCode: column.line(80),
    skuId: column.reference(),
    partyId: column.reference().index(),
    onHand: column.integer(),
    producedOn: column.date(),
    expiresOn: column.date().nullable(),
    blocked: column.flag().default(false),
    /** With `blocked`, which is what is searched by. */
    blockCause: column.code<LotStopCause>().nullable(),
    blockedReason: column.line().nullable(),
    recallId: column.reference().nullable(),
  },
  indexes: [{ properties: ['skuId', 'blocked'] }, { properties: ['blocked', 'expiresOn'] }],
});

/** Every unit that came in or went out, with why; rows are only added. */
export const StockMovement = defineEntity({
  name: 'StockMovement',
  properties: {
    id: column.id().primary(),
    partyId: column.reference(),
    skuId: column.reference(),
    lotId: column.reference().index(),
    kind: column.code<MovementKind>(),
    unitsIn: column.integer().default(0),
    unitsOut: column.integer().default(0),
    orderId: column.reference().nullable().index(),
    afterSaleId: column.reference().nullable(),
    note: column.line().nullable(),
    atMs: column.time(),
  },
  indexes: [
    { properties: ['atMs', 'id'] },
    { properties: ['partyId', 'atMs', 'id'] },
    { properties: ['skuId', 'atMs', 'id'] },
  ],
});
