import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { RISK_REVIEW } from './risk.policy.ts';

export const riskHoldLifecycle = lifecycleOf<Role, Desk, ClauseRef, { openedAtMs: number }>()({
  name: 'risk-hold',
  initial: 'held',
  states: {
    held: {
      text: '等人判断',
      desk: 'finance',
      until: { since: 'openedAtMs', ms: RISK_REVIEW.deskHours * HOUR_MS },
      then: { desk: 'operator-admin' },
      // The job lets through whom the rule knows, and confirms the rest.
      atLast: {
        until: { since: 'openedAtMs', ms: RISK_REVIEW.hours * HOUR_MS },
        action: 'confirm',
        job: 'decide-unseen-holds',
      },
    },
    released: { text: '已放行', end: true },
    confirmed: { text: '没有放行', end: true },
    dropped: { text: '订单已不再付款，不用判断', end: true },
  },
  transitions: [
    { action: 'release', from: ['held'], to: 'released', by: ['finance', 'system'], label: '放行', clause: '9.2.cm' },
    {
      action: 'confirm',
      from: ['held'],
      to: 'confirmed',
      by: ['finance', 'system'],
      label: '不放行',
      clause: '9.2.cm',
    },
    { action: 'drop', from: ['held'], to: 'dropped', by: ['system'], label: '订单已不再付款' },
  ],
});
export type RiskHoldState = StateOf<typeof riskHoldLifecycle>;
