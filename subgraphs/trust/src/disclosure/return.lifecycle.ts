import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** The second person: never the one who approved (file-return.ts). */
export const FILERS = ['operator-admin', 'finance'] as const satisfies readonly Role[];

/** A statistical return: made by itself, approved, then filed with the authority. */
export const returnLifecycle = lifecycleOf<Role, Desk, ClauseRef, { dueAtMs: number }>()({
  name: 'return',
  initial: 'produced',
  states: {
    produced: { text: '已生成', desk: 'operator-admin', until: 'dueAtMs', then: { desk: 'finance' } },
    approved: { text: '已核准', desk: 'operator-admin', until: 'dueAtMs', then: { desk: 'finance' } },
    filed: { text: '已报送', end: true },
  },
  transitions: [
    {
      action: 'approve',
      from: ['produced'],
      to: 'approved',
      by: ['operator-admin'],
      label: '核准',
      clause: '6.1.f',
    },
    {
      action: 'pack',
      from: ['approved'],
      to: 'approved',
      by: FILERS,
      label: '生成报送文件',
      clause: '6.1.f',
    },
    {
      action: 'file',
      from: ['approved'],
      to: 'filed',
      by: FILERS,
      label: '登记回执',
      clause: '6.1.f',
    },
    // From newer figures: what was approved is looked at again.
    {
      action: 'produce',
      from: ['produced', 'approved'],
      to: 'produced',
      by: ['system'],
      label: '重新生成',
      clause: '6.1.f',
    },
  ],
});
/** What can be done with a return beside its way: what was filed is corrected by another. */
export const RETURN_ACTIONS = { ...returnLifecycle.labels, correct: '更正' } as const;
export type ReturnState = StateOf<typeof returnLifecycle>;
