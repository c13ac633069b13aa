import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { RISK_REVIEW } from './risk.policy.ts';

export const riskHoldLifecycle = lifecycleOf<Role, Desk, ClauseRef, { openedAtMs: number }>()({
  name: 'risk-hold',
  initial: 'held',
  states: {
    held: {
      text: '等人判断',
      desk: 'finance',
      until: { since: 'openedAtMs', workingDays: RISK_REVIEW.workingDays },
      then: { desk: 'operator-admin' },
    },
    released: { text: '已放行', end: true },
    confirmed: { text: '没有放行', end: true },
  },
  transitions: [
    { action: 'release', from: ['held'], to: 'released', by: ['finance'], label: '放行', clause: '9.2.cm' },
    { action: 'confirm', from: ['held'], to: 'confirmed', by: ['finance'], label: '不放行', clause: '9.2.cm' },
  ],
});
export type RiskHoldState = StateOf<typeof riskHoldLifecycle>;
