import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Role } from '@heitu/standard';

export const filingLifecycle = defineLifecycle<
  'under-review' | 'approved' | 'returned' | 'rejected',
  'approve' | 'return' | 'reject',
  Role,
  ClauseRef
>({
  name: 'filing',
  initial: 'under-review',
  states: { 'under-review': '审核中', approved: '已备案', returned: '退回补正', rejected: '不予备案' },
  transitions: [
    { action: 'approve', from: ['under-review'], to: 'approved', by: ['reviewer'], label: '通过', clause: '6.4' },
    { action: 'return', from: ['under-review'], to: 'returned', by: ['reviewer'], label: '退回补正', clause: '6.4' },
    { action: 'reject', from: ['under-review'], to: 'rejected', by: ['reviewer'], label: '不予备案', clause: '6.4' },
  ],
});

/** A party's paper goes through review with a filing; a supplier's paper is accepted by the seller with the supplier. */
export const documentLifecycle = defineLifecycle<
  'filed' | 'under-review' | 'accepted' | 'withdrawn',
  'submit' | 'hand-back' | 'accept' | 'withdraw',
  Role,
  ClauseRef
>({
  name: 'document',
  initial: 'filed',
  states: { filed: '已提交', 'under-review': '审核中', accepted: '已备案', withdrawn: '已撤回' },
  transitions: [
    {
      action: 'submit',
      from: ['filed'],
      to: 'under-review',
      by: ['seller-owner', 'seller-staff', 'carrier-manager', 'station-agent'],
      label: '提交审核',
      clause: '6.4',
    },
    { action: 'hand-back', from: ['under-review'], to: 'filed', by: ['reviewer'], label: '退回', clause: '6.4' },
    {
      action: 'accept',
      from: ['filed', 'under-review'],
      to: 'accepted',
      by: ['reviewer', 'seller-owner', 'seller-staff'],
      label: '备案',
      clause: '6.4',
    },
    {
      action: 'withdraw',
      from: ['filed'],
      to: 'withdrawn',
      by: ['seller-owner', 'seller-staff', 'carrier-manager', 'station-agent'],
      label: '撤回',
    },
  ],
});
