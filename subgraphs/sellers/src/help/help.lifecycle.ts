import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { ANSWER_WORKING_DAYS, HELPERS } from './help.policy.ts';

/** A question is answered once (6.2.b). */
export const helpLifecycle = lifecycleOf<Role, Desk, ClauseRef, { askedAtMs: number }>()({
  name: 'help-request',
  once: 'answeredAtMs',
  initial: 'asked',
  states: {
    asked: {
      text: '待答复',
      desk: 'reviewer',
      until: { since: 'askedAtMs', workingDays: ANSWER_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    answered: { text: '已答复', end: true },
  },
  transitions: [{ action: 'answer', from: ['asked'], to: 'answered', by: HELPERS, label: '答复', clause: '6.2.b' }],
});
