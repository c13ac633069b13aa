import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef } from '@heitu/standard';

/** A statistical return: made by itself, approved, then filed with the authority. */
export const returnLifecycle = defineLifecycle({
  name: 'statistical return',
  initial: 'produced',
  states: { produced: '已生成', approved: '已核准', filed: '已报送' },
  transitions: [
    {
      action: 'approve',
      from: ['produced'],
      to: 'approved',
      by: ['operator-admin'],
      label: '核准',
      clause: '6.1.f' satisfies ClauseRef,
    },
    {
      action: 'file',
      from: ['approved'],
      to: 'filed',
      by: ['operator-admin'],
      label: '登记回执',
      clause: '6.1.f' satisfies ClauseRef,
    },
  ],
});
