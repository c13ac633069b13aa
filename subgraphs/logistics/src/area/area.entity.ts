import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Storage } from '@heitu/standard';

/** Where a carrier fetches (first mile) and delivers (last mile): a division of 2 (province) to 12 (village) digits. */
export const ServiceArea = defineEntity({
  name: 'ServiceArea',
  tableName: 'ServiceArea',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    divisionCode: column.code(),
    firstMile: column.flag(),
    lastMile: column.flag(),
    /** The rural service station that hands over there. */
    stationPartyId: column.reference().nullable(),
    changedAtMs: column.time(),
  },
  uniques: [{ properties: ['carrierPartyId', 'divisionCode'] }],
  indexes: [{ properties: ['divisionCode'] }],
});

export const Rate = defineEntity({
  name: 'Rate',
  tableName: 'Rate',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    storage: column.code<Storage>(),
    /** Where it holds; the longest that holds the address decides, '' is everywhere. */
    divisionCode: column.code(),
    firstGrams: column.integer(),
    firstKilogramFen: column.fen(),
    stepGrams: column.integer(),
    perKilogramFen: column.fen(),
    /** Promised from takeover to signature. */
    hours: column.integer(),
    changedAtMs: column.time(),
  },
  uniques: [{ properties: ['carrierPartyId', 'storage', 'divisionCode'] }],
});

/** The county's villages: what coverage of the first and the last mile is measured against. */
export const Village = defineEntity({
  name: 'Village',
  tableName: 'Village',
  properties: {
    code: column.code().primary(),
    name: column.line(),
    townshipName: column.line().default(''),
    remote: column.flag(),
    /** Degrees of GCJ-02; both or neither. */
    latitude: column.real().nullable(),
    longitude: column.real().nullable(),
  },
});

/** What was refused or sent another way when an offer was asked for; one row per day, place and goods, with a count. */
export const OfferRefusal = defineEntity({
  name: 'OfferRefusal',
  tableName: 'OfferRefusal',
  properties: {
    id: column.id().primary(),
    code: column.code(),
    divisionCode: column.code(),
    /** The banned category and the goods' title; empty for an address. */
    goods: column.line(),
    reason: column.line(),
    times: column.integer(),
    firstAtMs: column.time(),
    lastAtMs: column.time(),
  },
  indexes: [{ properties: ['code', 'lastAtMs'] }],
});

/** SKUs on sale, for the evidence that each has a delivery price. */
export const SkuOnSale = defineEntity({
  name: 'SkuOnSale',
  tableName: 'SkuOnSale',
  properties: { skuId: column.reference().primary(), storage: column.code(), changedAtMs: column.time() },
});
