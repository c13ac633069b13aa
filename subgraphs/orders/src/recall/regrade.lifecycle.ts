import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';

/** Another level of a recall: a graver one holds at once, a milder one once a second person has agreed. */
export const regradeLifecycle = lifecycleOf<Role, Desk, ClauseRef, { decideDueAtMs: number | null }>()({
  name: 'recall-regrade',
  initial: 'proposed',
  states: {
    proposed: {
      text: '提了降级，等第二个人同意',
      desk: 'operator-admin',
      until: 'decideDueAtMs',
      then: { action: 'lapse', job: 'end-recalls' },
    },
    'in-force': { text: '改了级别', end: true },
    refused: { text: '没有同意降级', end: true },
    lapsed: { text: '没有人复核，级别不变', end: true },
  },
  transitions: [
    {
      action: 'confirm',
      from: ['proposed'],
      to: 'in-force',
      by: RECALL_KEEPERS,
      label: '同意降级',
      clause: '7.3.6.a-c',
    },
    {
      action: 'refuse',
      from: ['proposed'],
      to: 'refused',
      by: RECALL_KEEPERS,
      label: '不同意降级',
      clause: '7.3.6.a-c',
    },
    { action: 'lapse', from: ['proposed'], to: 'lapsed', by: ['system'], label: '没有人复核' },
  ],
});
export type RegradeState = StateOf<typeof regradeLifecycle>;
