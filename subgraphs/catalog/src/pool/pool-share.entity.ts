import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { poolShareLifecycle } from './pool-share.lifecycle.ts';

/** What one harvest of a member brought into a pooled lot, and the price that its grower gets for it. */
export const PoolShare = defineEntity({
  name: 'PoolShare',
  properties: {
    id: column.id().primary(),
    lotId: column.reference(),
    partyId: column.reference(),
    /** Root of the harvest. */
    harvestId: column.reference(),
    growerId: column.reference().index(),
    /** What of the harvest went in, in thousandths of its unit. */
    parts: column.integer(),
    grade: column.line(20),
    /** For a unit of the harvest. */
    priceFen: column.fen(),
    state: column.state(poolShareLifecycle),
    offeredAtMs: column.time(),
    answerDueAtMs: column.time(),
    answeredAtMs: column.time().nullable(),
    /** Who answered for the grower: to whom it is paid. */
    accountId: column.reference().nullable().index(),
  },
  uniques: [{ properties: ['lotId', 'harvestId'] }],
  indexes: [{ properties: ['state', 'answerDueAtMs'] }, { properties: ['partyId', 'offeredAtMs'] }],
});
