import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { ANSWERED_WITHIN_WORKING_DAYS } from './sighting.policy.ts';

interface JudgedSighting {
  seenAtMs: number;
}
export const sightingLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedSighting>()({
  name: 'database-sighting',
  initial: 'seen',
  states: {
    seen: {
      text: '待说明',
      desk: 'operator-admin',
      until: { since: 'seenAtMs', workingDays: ANSWERED_WITHIN_WORKING_DAYS },
      then: { desk: 'regulator' },
    },
    answered: { text: '已说明', end: true },
  },
  transitions: [
    {
      action: 'answer',
      from: ['seen'],
      to: 'answered',
      by: ['operator-admin'],
      label: '说明是谁、为什么',
      clause: '11.5.dh',
    },
  ],
});
export type SightingState = StateOf<typeof sightingLifecycle>;
