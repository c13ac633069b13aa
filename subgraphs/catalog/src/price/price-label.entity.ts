import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { priceFlagLifecycle } from './price-flag.lifecycle.ts';
import type { PriceMove, PricingType } from './price-label.policy.ts';

/** One version of a SKU's price label: never changed, only followed by the next (7.3.5.b). */
export const PriceLabel = defineEntity({
  name: 'PriceLabel',
  properties: {
    id: column.id().primary(),
    skuId: column.reference(),
    partyId: column.reference(),
    version: column.integer(),
    name: column.line(120),
    origin: column.line(120).nullable(),
    grade: column.line(40).nullable(),
    specification: column.line(80).nullable(),
    pricingUnit: column.line(10),
    pricingType: column.code<PricingType>(),
    retailFen: column.fen(),
    /** What it was last sold for, where that was more: found out when the label was set, never typed. */
    referenceFen: column.fen().nullable(),
    memberFen: column.fen().nullable(),
    bandMinFen: column.fen().nullable(),
    bandMaxFen: column.fen().nullable(),
    priceManager: column.line(40).nullable(),
    priceSupervision: column.line(120).nullable(),
    isComplete: column.flag(),
    effectiveAtMs: column.time(),
    setByAccountId: column.reference(),
  },
  uniques: [{ properties: ['skuId', 'version'] }],
  indexes: [{ properties: ['effectiveAtMs'] }],
});

/** A sudden price move, for somebody of the operator to look at (6.5.c). */
export const PriceFlag = defineEntity({
  name: 'PriceFlag',
  properties: {
    id: column.id().primary(),
    skuId: column.reference().index(),
    partyId: column.reference(),
    labelId: column.reference(),
    rule: column.code<PriceMove>(),
    fromFen: column.fen(),
    toFen: column.fen(),
    state: column.state(priceFlagLifecycle),
    /** Sealed under the seller. */
    note: column.sealedText().nullable(),
    raisedAtMs: column.time(),
    clearedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'raisedAtMs', 'id'] }, { properties: ['raisedAtMs'] }],
});
