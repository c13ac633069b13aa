import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SETTLE_CASE_WORKING_DAYS } from './delivery.policy.ts';

export const contentsCaseLifecycle = lifecycleOf<Role, Desk, ClauseRef, { openedAtMs: number }>()({
  name: 'contents-case',
  initial: 'open',
  states: {
    open: {
      text: '待处理',
      desk: 'carrier',
      until: { since: 'openedAtMs', workingDays: SETTLE_CASE_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    settled: { text: '已处理', end: true },
  },
  transitions: [
    {
      action: 'settle',
      from: ['open'],
      to: 'settled',
      by: ['carrier-manager'],
      label: '登记处理结果',
      clause: '8.5.4.3.cg',
    },
  ],
});
export type ContentsCaseState = StateOf<typeof contentsCaseLifecycle>;
