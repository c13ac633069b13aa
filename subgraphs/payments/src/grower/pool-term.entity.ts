import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { poolAgreed } from '@heitu/events/catalog.pool-agreed.v1';

/** In what a harvest was measured. */
export const HARVEST_UNITS = { kg: '千克', piece: '个' } as const satisfies Readonly<
  Record<PayloadOf<typeof poolAgreed>['shares'][number]['unit'], string>
>;
export type HarvestUnit = keyof typeof HARVEST_UNITS;

/** What a grower brought into a pooled lot, and the price that the two agreed: what stands in it never changes. */
export const PoolTerm = defineEntity({
  name: 'PoolTerm',
  properties: {
    /** The catalog's, of the share. */
    id: column.id().primary(),
    lotId: column.reference().index(),
    lotCode: column.line(40),
    /** The cooperative that pays. */
    partyId: column.reference(),
    goodsTitle: column.line(),
    /** How many packs the lot is sold in. */
    lotUnits: column.integer(),
    growerId: column.reference(),
    /** Who gets it. */
    accountId: column.reference().index(),
    crop: column.line(40),
    harvestedOn: column.date(),
    unit: column.code<HarvestUnit>(),
    /** In thousandths of the unit. */
    parts: column.integer(),
    grade: column.line(20),
    /** For a unit. */
    priceFen: column.fen(),
    agreedAtMs: column.time(),
  },
});
