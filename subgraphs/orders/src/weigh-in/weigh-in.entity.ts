import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** What a buyer weighed at home and found too light: a claim on its seller (`OrderClaim` of the same id). */
export const WeighIn = defineEntity({
  name: 'WeighIn',
  properties: {
    id: column.id().primary(),
    orderId: column.reference().index(),
    /** A line is weighed once. */
    lineId: column.reference().unique(),
    buyerAccountId: column.reference(),
    partyId: column.reference(),
    units: column.integer(),
    statedGrams: column.integer(),
    allowedGrams: column.real(),
    weighedGrams: column.integer(),
    owedFen: column.fen(),
    photoIds: column.json<string[]>(),
    weighedAtMs: column.time(),
    /** What it came to: nothing where the seller or the platform showed that it was whole. */
    paidFen: column.fen().nullable(),
  },
  indexes: [{ properties: ['weighedAtMs'] }],
});
