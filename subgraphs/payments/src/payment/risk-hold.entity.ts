import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { riskHoldLifecycle } from './risk-hold.lifecycle.ts';
import type { RiskRule } from './risk.policy.ts';

export const RiskHold = defineEntity({
  name: 'RiskHold',
  properties: {
    id: column.id().primary(),
    checkoutId: column.reference().unique(),
    buyerAccountId: column.reference().index(),
    /** What was to be paid: there is no payment of it yet. */
    orderIds: column.json<string[]>().nullable(),
    rule: column.code<RiskRule>(),
    amountFen: column.fen(),
    state: column.state(riskHoldLifecycle),
    openedAtMs: column.time().index(),
    decidedAtMs: column.time().nullable().index(),
  },
  indexes: [{ properties: ['state', 'openedAtMs'] }],
});
