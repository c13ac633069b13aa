import type { ClauseRef, Role } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import { SELLER_ROLES } from '../order/order.lifecycle.ts';

export const afterSaleLifecycle = defineLifecycle<
  | 'requested'
  | 'approved'
  | 'handed-over'
  | 'refunding'
  | 'refunded'
  | 'exchanging'
  | 'exchanged'
  | 'rejected'
  | 'declined'
  | 'withdrawn',
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'hand-over'
  | 'accept'
  | 'decline'
  | 'exchange'
  | 'refund'
  | 'finish-refund'
  | 'finish-exchange',
  Role,
  ClauseRef
>({
  name: '售后',
  initial: 'requested',
  states: {
    requested: '待商家处理',
    approved: '待上门取件',
    'handed-over': '待商家验收',
    refunding: '退款中',
    refunded: '已退款',
    exchanging: '换货发出',
    exchanged: '换货完成',
    rejected: '商家未同意',
    declined: '验收未通过',
    withdrawn: '已撤回',
  },
  transitions: [
    { action: 'approve', from: ['requested'], to: 'approved', by: SELLER_ROLES, label: '同意' },
    { action: 'reject', from: ['requested'], to: 'rejected', by: SELLER_ROLES, label: '不同意' },
    { action: 'withdraw', from: ['requested'], to: 'withdrawn', by: ['consumer'], label: '撤回申请' },
    {
      action: 'hand-over',
      from: ['approved'],
      to: 'handed-over',
      by: ['system'],
      label: '与配送员交接',
      clause: '7.6.x',
    },
    { action: 'accept', from: ['handed-over'], to: 'refunding', by: SELLER_ROLES, label: '验收通过', clause: '7.6.z' },
    {
      action: 'decline',
      from: ['handed-over'],
      to: 'declined',
      by: SELLER_ROLES,
      label: '验收不通过',
      clause: '7.6.y',
    },
    { action: 'exchange', from: ['handed-over'], to: 'exchanging', by: ['system'], label: '换货发出', clause: '7.6.z' },
    {
      action: 'refund',
      from: ['requested', 'exchanging'],
      to: 'refunding',
      by: ['system'],
      label: '退款',
      clause: '7.6.aa',
    },
    { action: 'finish-refund', from: ['refunding'], to: 'refunded', by: ['system'], label: '退款到账' },
    { action: 'finish-exchange', from: ['exchanging'], to: 'exchanged', by: ['system'], label: '换货签收' },
  ],
});
export type AfterSaleState = keyof typeof afterSaleLifecycle.states;
