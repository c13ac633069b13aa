import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { ACKNOWLEDGE_MS_MAX, RESOLVE_WORKING_DAYS, UNRESOLVED_WORKING_DAYS } from './excursion.policy.ts';

interface Judged {
  raisedAtMs: number;
  acknowledgedAtMs?: number | null | undefined;
}
const unresolved = {
  until: { since: 'raisedAtMs', workingDays: UNRESOLVED_WORKING_DAYS },
  action: 'leave',
  job: 'leave-alarms',
} as const;

export const alarmLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'alarm',
  initial: 'raised',
  states: {
    raised: {
      text: '待处理',
      desk: 'carrier',
      until: { since: 'raisedAtMs', ms: ACKNOWLEDGE_MS_MAX },
      then: { desk: 'operator-admin' },
      atLast: unresolved,
    },
    acknowledged: {
      text: '处理中',
      desk: 'carrier',
      until: { since: 'acknowledgedAtMs', workingDays: RESOLVE_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: unresolved,
    },
    resolved: { text: '已处理', end: true },
    unresolved: { text: '到期没人处理', end: true },
  },
  transitions: [
    {
      action: 'leave',
      from: ['raised', 'acknowledged'],
      to: 'unresolved',
      by: ['system'],
      label: '到期没人处理',
      clause: '8.1.1.ar',
    },
    {
      action: 'acknowledge',
      from: ['raised'],
      to: 'acknowledged',
      by: ['carrier-manager', 'courier'],
      label: '接警',
      clause: '8.1.1.ar',
    },
    {
      action: 'resolve',
      from: ['acknowledged'],
      to: 'resolved',
      by: ['carrier-manager'],
      label: '处理完毕',
      clause: '8.1.1.ar',
    },
  ],
});
export type AlarmState = StateOf<typeof alarmLifecycle>;
export const ALARM_DECISIONS = { release: '货没问题，放行', reject: '货不行，退回' } as const;
export type AlarmDecision = keyof typeof ALARM_DECISIONS;
