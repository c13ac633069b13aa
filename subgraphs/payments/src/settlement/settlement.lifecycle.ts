import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { KNOWN_WITHIN_MS } from '../provider.policy.ts';
import { FAILED_SETTLEMENT_WORKING_DAYS } from './settlement.policy.ts';

interface Judged {
  createdAtMs: number;
  nextAtMs?: number | null | undefined;
}
export const settlementLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'settlement',
  initial: 'due',
  states: {
    due: {
      text: '等待结算',
      desk: 'platform',
      until: { since: 'createdAtMs', ms: KNOWN_WITHIN_MS },
      then: { desk: 'finance' },
    },
    sharing: {
      text: '分账处理中',
      desk: 'provider',
      until: { since: 'createdAtMs', ms: KNOWN_WITHIN_MS },
      then: { desk: 'finance' },
    },
    settled: { text: '已结算', end: true },
    failed: {
      text: '结算未成功，正在人工处理',
      desk: 'finance',
      until: { since: 'createdAtMs', workingDays: FAILED_SETTLEMENT_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      // The provider has released it all to the seller: nobody else gets anything of it.
      atLast: { until: 'nextAtMs', action: 'settle', job: 'settle-orders' },
    },
  },
  transitions: [
    // Sent again under its number where the provider does not know it.
    { action: 'share', from: ['due', 'sharing'], to: 'sharing', by: ['system'], label: '分账' },
    {
      action: 'settle',
      from: ['due', 'sharing', 'failed'],
      to: 'settled',
      by: ['system'],
      label: '结算完成',
      clause: '9.2.cn',
    },
    { action: 'fail', from: ['due', 'sharing'], to: 'failed', by: ['system'], label: '结算失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新结算', clause: '9.2.cn' },
  ],
});
export type SettlementState = StateOf<typeof settlementLifecycle>;
