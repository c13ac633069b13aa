import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { BandWeight, GovernedType } from './price-band.policy.ts';

/** A government's document on the price of a kind of goods, as the operator published it (7.3.5.a). */
export const PriceBand = defineEntity({
  name: 'PriceBand',
  properties: {
    id: column.id().primary(),
    categoryId: column.code(),
    pricingType: column.code<GovernedType>(),
    per: column.code<BandWeight>(),
    minFen: column.fen(),
    maxFen: column.fen(),
    issuer: column.line(80),
    document: column.line(80),
    effectiveAtMs: column.time(),
    endsAtMs: column.time().nullable(),
    /** When the labels of these goods were brought under it, and out of it again. */
    appliedAtMs: column.time().nullable(),
    endedAtMs: column.time().nullable(),
    publishedByAccountId: column.reference(),
    publishedAtMs: column.time(),
  },
  uniques: [{ properties: ['categoryId', 'effectiveAtMs'] }],
  indexes: [{ properties: ['appliedAtMs', 'effectiveAtMs'] }, { properties: ['endedAtMs', 'endsAtMs'] }],
});
