import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Storage } from '@heitu/standard';
import type { StandardClass } from '../standard/standard.policy.ts';
import type { PictureNotes } from './picture-notes.ts';
import { productLifecycle } from './product.lifecycle.ts';
import type { GmoStatus } from './product.policy.ts';

export const Product = defineEntity({
  name: 'Product',
  properties: {
    id: column.id().primary(),
    shopId: column.reference(),
    partyId: column.reference(),
    title: column.line(120),
    categoryId: column.code(),
    /** 7.3.3 */
    standardClass: column.code<StandardClass>(),
    standardCode: column.line(60).nullable(),
    characteristics: column.text().nullable(),
    safetyDeclared: column.flag(),
    /** Null where nothing was stated. */
    gmoStatus: column.code<GmoStatus>().nullable(),
    copy: column.text(),
    /** The cover; the others stand beside it by their ids, with commas between. */
    pictureId: column.reference().nullable(),
    morePictureIds: column.line(240).nullable(),
    /** What they show, as JSON (picture-notes.ts). */
    pictureNotes: column.json<PictureNotes>().nullable(),
    state: column.state(productLifecycle),
    /** Sealed under the seller. */
    stateReason: column.sealedText().nullable(),
    /** The authority's order by which it is off sale: its seller cannot correct that away. */
    orderedBy: column.reference().nullable(),
    /** First publication; null for what the public never saw. */
    publishedAtMs: column.time().nullable(),
    createdAtMs: column.time(),
    updatedAtMs: column.time(),
  },
  indexes: [
    { properties: ['state', 'publishedAtMs', 'id'] },
    { properties: ['shopId', 'state', 'publishedAtMs'] },
    { properties: ['categoryId', 'state', 'publishedAtMs'] },
    { properties: ['partyId', 'createdAtMs'] },
    { properties: ['createdAtMs'] },
  ],
});

/** What is priced, stocked and ordered. */
export const Sku = defineEntity({
  name: 'Sku',
  properties: {
    id: column.id().primary(),
    productId: column.reference().index(),
    shopId: column.reference(),
    partyId: column.reference().index(),
    position: column.integer(),
    specification: column.line(80),
    /** What one of it is: 袋, 盒, 斤. */
    unit: column.line(10),
    netGrams: column.integer().nullable(),
    netMillilitres: column.integer().nullable(),
    netCount: column.integer().nullable(),
    gtin: column.line(14).nullable(),
    storage: column.code<Storage>(),
    temperatureCelsiusMin: column.real().nullable(),
    temperatureCelsiusMax: column.real().nullable(),
    shelfLifeDays: column.integer().nullable(),
    /** Packed for the road. */
    weightGrams: column.integer(),
    /** The label in force: changed in one conditional update, so it takes effect at once (7.3.5.b). */
    labelId: column.reference().nullable(),
    labelVersion: column.integer().default(0),
    labelComplete: column.flag().default(false),
  },
});
