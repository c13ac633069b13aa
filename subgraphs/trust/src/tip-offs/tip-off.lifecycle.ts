import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { CHECKERS } from '../disclosure/record.lifecycle.ts';
import { HAND_OVER_WORKING_DAYS } from './tip-off.policy.ts';

interface Judged {
  dueAtMs: number;
}

/**
 * Somebody reports unlawful goods (E-Commerce Law 29, 59): the platform finds out, acts and answers, or an authority
 * does.
 */
export const tipOffLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'tip-off',
  initial: 'filed',
  states: {
    filed: {
      text: '核实中',
      desk: 'reviewer',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'dueAtMs', workingDays: HAND_OVER_WORKING_DAYS },
        action: 'hand-over',
        job: 'sweep-tip-offs',
      },
    },
    founded: { text: '属实，已处理', end: true },
    unfounded: { text: '查不属实', end: true },
    'handed-over': { text: '已移交主管部门', end: true },
  },
  transitions: [
    { action: 'uphold', from: ['filed'], to: 'founded', by: CHECKERS, label: '属实', clause: '6.5.b' },
    { action: 'dismiss', from: ['filed'], to: 'unfounded', by: CHECKERS, label: '查不属实', clause: '6.5.b' },
    {
      action: 'hand-over',
      from: ['filed'],
      to: 'handed-over',
      by: [...CHECKERS, 'system'],
      label: '移交主管部门',
      clause: '12.1',
    },
  ],
});
export type TipOffState = StateOf<typeof tipOffLifecycle>;
