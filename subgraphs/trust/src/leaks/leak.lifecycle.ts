import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { TELLING_MS } from './leak.policy.ts';

/** Those whose data leaked are told, one after the other (PIPL 57). */
export const leakLifecycle = lifecycleOf<Role, Desk, ClauseRef, { begunAtMs: number }>()({
  name: 'leak-notice',
  initial: 'telling',
  states: {
    telling: {
      text: '正在告知',
      desk: 'operator-admin',
      until: { since: 'begunAtMs', ms: TELLING_MS },
      then: { desk: 'regulator' },
    },
    told: { text: '已告知', end: true },
  },
  transitions: [{ action: 'end', from: ['telling'], to: 'told', by: ['system'], label: '告知完', clause: '10.4' }],
});
export type LeakState = StateOf<typeof leakLifecycle>;
