import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { LOAD_CHECK_AT_LAST_MS, LOAD_CHECK_MS_MAX } from './shipment.policy.ts';

/** A round may be looked at again, as when something was loaded later: the last look counts. */
export const tripLifecycle = lifecycleOf<Role, Desk, ClauseRef, { startedAtMs: number }>()({
  name: 'trip',
  initial: 'unchecked',
  states: {
    unchecked: {
      text: '待装载检查',
      desk: 'courier',
      until: { since: 'startedAtMs', ms: LOAD_CHECK_MS_MAX },
      then: { desk: 'carrier' },
      atLast: { until: { since: 'startedAtMs', ms: LOAD_CHECK_AT_LAST_MS }, action: 'miss', job: 'miss-load-checks' },
    },
    checked: { text: '已装载检查', end: true },
    missed: { text: '没有做装载检查', end: true },
  },
  transitions: [
    { action: 'miss', from: ['unchecked'], to: 'missed', by: ['system'], label: '到期没检查', clause: '8.4.3.bm' },
    {
      action: 'check-load',
      from: ['unchecked', 'checked'],
      to: 'checked',
      by: ['carrier-manager', 'courier'],
      label: '装载检查',
      clause: '8.4.3.bm',
    },
  ],
});
