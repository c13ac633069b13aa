import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Role } from '@heitu/standard';

const BY = ['seller-owner', 'seller-staff'] as const;

/** Approving again renews it after a newer paper was added. */
export const supplierLifecycle = defineLifecycle<
  'filed' | 'approved' | 'returned' | 'rejected',
  'approve' | 'return' | 'reject',
  Role,
  ClauseRef
>({
  name: 'supplier',
  initial: 'filed',
  states: { filed: '待审查', approved: '已备案', returned: '待补正', rejected: '不予备案' },
  transitions: [
    {
      action: 'approve',
      from: ['filed', 'returned', 'approved'],
      to: 'approved',
      by: BY,
      label: '备案',
      clause: '7.3.1.a-c',
    },
    { action: 'return', from: ['filed', 'approved'], to: 'returned', by: BY, label: '要求补正', clause: '7.3.1.a-c' },
    {
      action: 'reject',
      from: ['filed', 'returned', 'approved'],
      to: 'rejected',
      by: BY,
      label: '不予备案',
      clause: '7.3.1.a-c',
    },
  ],
});
