import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { shopLifecycle } from './shop.lifecycle.ts';

/** Where an approved party sells. `onSale` is `state` and the party's standing taken together, changed with them. */
export const Shop = defineEntity({
  name: 'Shop',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    name: column.line(60),
    introduction: column.text().nullable(),
    serviceHours: column.line(),
    confirmWithinText: column.line(),
    responseText: column.line(),
    returnAddress: column.line().nullable(),
    pictureId: column.id().nullable(),
    /** What the picture shows; null where its people left it to the shop's name. */
    pictureAlt: column.line(60).nullable(),
    /** Its goods may be paid at the door, where the carrier collects. */
    paysAtDoor: column.flag().default(false),
    state: column.state(shopLifecycle),
    onSale: column.flag(),
    /** Why it is not on sale; empty where it is. */
    saleReason: column.line(),
    createdAtMs: column.time(),
  },
  indexes: [{ properties: ['partyId'] }, { properties: ['onSale', 'id'] }],
});
