import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SIGN_LEG_WORKING_DAYS } from './leg.policy.ts';

/** Goods pass between courier and store or station: one side wrote it down and signed, the other is still to. */
export const legLifecycle = lifecycleOf<Role, Desk, ClauseRef, { openedAtMs: number }>()({
  name: 'custody-leg',
  initial: 'open',
  states: {
    open: {
      text: '等另一方签字',
      desk: 'carrier',
      until: { since: 'openedAtMs', workingDays: SIGN_LEG_WORKING_DAYS },
      then: { action: 'leave', job: 'leave-legs' },
    },
    signed: { text: '双方已签字', end: true },
    // Nobody took the goods over from whoever gave them: they stay whose they were, and the gap is seen.
    unsigned: { text: '另一方没有签字', end: true },
  },
  transitions: [
    {
      action: 'sign',
      from: ['open'],
      to: 'signed',
      by: ['courier', 'carrier-manager', 'station-agent'],
      label: '签字接手',
      clause: '8.4.2.bj',
    },
    { action: 'leave', from: ['open'], to: 'unsigned', by: ['system'], label: '到期没签字', clause: '8.4.2.bj' },
  ],
});
export type LegState = StateOf<typeof legLifecycle>;
