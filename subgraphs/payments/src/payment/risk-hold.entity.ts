import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

export const RiskHold = defineEntity({
  name: 'RiskHold',
  properties: {
    id: column.id().primary(),
    checkoutId: column.reference().unique(),
    buyerAccountId: column.reference().index(),
    /** What was to be paid: there is no payment of it yet. string[] */
    orderIds: column.json().nullable(),
    rule: column.code(),
    amountFen: column.fen(),
    state: column.code(),
    openedAtMs: column.time().index(),
    decidedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'openedAtMs'] }],
});
