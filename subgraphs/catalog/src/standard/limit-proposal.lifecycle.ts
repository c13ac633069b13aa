import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { toBeOpened } from '../lot/paper.lifecycle.ts';
import { WITHDRAWERS } from '../roles.ts';

/** What one person read of a limit in the text of its standard: another one compares, or it goes back (7.3.3.a-c). */
export const limitProposalLifecycle = lifecycleOf<Role, Desk, ClauseRef, { acceptDueAtMs: number }>()({
  name: 'limit-proposal',
  initial: 'filed',
  states: {
    filed: { ...toBeOpened('keep-limits'), text: '等第二个人核对' },
    accepted: { text: '核对过，已启用', end: true },
    returned: { text: '没有通过', end: true },
  },
  transitions: [
    { action: 'accept', from: ['filed'], to: 'accepted', by: WITHDRAWERS, label: '核对无误', clause: '7.3.3.a-c' },
    {
      action: 'return',
      from: ['filed'],
      to: 'returned',
      by: [...WITHDRAWERS, 'system'],
      label: '退回',
      clause: '7.3.3.a-c',
    },
  ],
});
export type LimitProposalState = StateOf<typeof limitProposalLifecycle>;
