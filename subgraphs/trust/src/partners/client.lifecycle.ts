import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** A public key of a program: good until it is ended; two at most, so that one replaces the other. */
export const clientKeyLifecycle = lifecycleOf<Role, Desk, ClauseRef, { endedAtMs: number | null }>()({
  name: 'client-key',
  once: 'endedAtMs',
  initial: 'good',
  states: {
    good: { text: '有效', rests: 'the program proves itself with it for as long as it likes' },
    ended: { text: '已停用', end: true },
  },
  // The act is on the trail of the program itself (end-client-key.ts).
  transitions: [{ action: 'end', from: ['good'], to: 'ended', by: ['system'], label: '停用', clause: '11.5.dd' }],
});
