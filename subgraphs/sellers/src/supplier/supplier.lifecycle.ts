import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk } from '@heitu/standard';
import type { OwnPart } from '../party/party.policy.ts';

/** A seller's own list of suppliers: nobody else waits for it. Approving again renews it after a newer paper came. */
export const supplierLifecycle = lifecycleOf<OwnPart, Desk, ClauseRef>()({
  name: 'supplier',
  initial: 'filed',
  states: {
    filed: { text: '待审查', rests: 'its seller examines the papers before it buys' },
    approved: { text: '已备案', rests: 'its seller may buy until the papers end' },
    returned: { text: '待补正', rests: 'its seller examines it again when the papers are there' },
    rejected: { text: '不予备案', end: true },
  },
  transitions: [
    {
      action: 'approve',
      from: ['filed', 'returned', 'approved'],
      to: 'approved',
      by: ['party'],
      label: '备案',
      clause: '7.3.1.a-c',
    },
    {
      action: 'return',
      from: ['filed', 'approved'],
      to: 'returned',
      by: ['party'],
      label: '要求补正',
      clause: '7.3.1.a-c',
    },
    {
      action: 'reject',
      from: ['filed', 'returned', 'approved'],
      to: 'rejected',
      by: ['party'],
      label: '不予备案',
      clause: '7.3.1.a-c',
    },
  ],
});
export type SupplierState = StateOf<typeof supplierLifecycle>;
