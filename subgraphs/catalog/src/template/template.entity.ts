import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Storage } from '@heitu/standard';
import type { GmoStatus } from '../product/product.policy.ts';
import type { StandardClass } from '../standard/standard.policy.ts';

/** One kind of pack as a template proposes it; what a seller's SKU starts from. */
export interface TemplateSku {
  specification: string;
  unit: string;
  netGrams: number | null;
  netMillilitres: number | null;
  netCount: number | null;
  storage: Storage;
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
  shelfLifeDays: number | null;
  weightGrams: number;
}

/**
 * What the operator has written down once about a kind of goods, so that a farmer lists it with a picture and a price
 * (5.1.a).
 */
export const ProductTemplate = defineEntity({
  name: 'ProductTemplate',
  properties: {
    id: column.id().primary(),
    name: column.line(60).unique(),
    categoryId: column.code().index(),
    /** `{place}` stands for where the goods come from. */
    titlePattern: column.line(60),
    copyPattern: column.text(),
    standardClass: column.code<StandardClass>(),
    standardCode: column.line(60).nullable(),
    characteristics: column.text().nullable(),
    gmoStatus: column.code<GmoStatus>().nullable(),
    origin: column.line(120),
    grade: column.line(40),
    usage: column.line(500),
    skus: column.json<TemplateSku[]>(),
    offered: column.flag(),
    updatedAtMs: column.time(),
    updatedBy: column.reference(),
  },
});
