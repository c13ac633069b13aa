import type { ClauseRef, Role } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';

export const SELLER_ROLES = ['seller-owner', 'seller-staff'] as const satisfies readonly Role[];

export const orderLifecycle = defineLifecycle<
  | 'awaiting-payment'
  | 'closing'
  | 'paid'
  | 'confirmed'
  | 'ready'
  | 'in-transit'
  | 'coming-back'
  | 'delivered'
  | 'completed'
  | 'cancelled',
  | 'pay'
  | 'expire'
  | 'cancel'
  | 'give-back'
  | 'revive'
  | 'close'
  | 'lapse'
  | 'confirm'
  | 'pick'
  | 'take-over'
  | 'deliver'
  | 'refuse'
  | 'take-back'
  | 'request-after-sale'
  | 'complete',
  Role,
  ClauseRef
>({
  name: '订单',
  initial: 'awaiting-payment',
  states: {
    'awaiting-payment': '待付款',
    closing: '正在关闭',
    paid: '待商家确认',
    confirmed: '待发货',
    ready: '待揽收',
    'in-transit': '配送中',
    'coming-back': '拒收退回中',
    delivered: '已签收',
    completed: '已完成',
    cancelled: '已取消',
  },
  transitions: [
    { action: 'pay', from: ['awaiting-payment'], to: 'paid', by: ['consumer', 'system'], label: '付款' },
    // Money that arrives while the provider is still closing wins: its stock is held until the provider says closed.
    // Not where the buyer has cancelled.
    { action: 'pay', from: ['closing'], to: 'paid', by: ['system'], label: '付款' },
    { action: 'expire', from: ['awaiting-payment'], to: 'closing', by: ['system'], label: '超时关闭' },
    { action: 'cancel', from: ['awaiting-payment', 'closing'], to: 'closing', by: ['consumer'], label: '取消订单' },
    {
      action: 'give-back',
      from: ['awaiting-payment', 'closing'],
      to: 'cancelled',
      by: ['system'],
      label: '到账原路退回',
      clause: '7.6.aa',
    },
    // Its money was found later, by reconciliation, and its goods are still there.
    {
      action: 'revive',
      from: ['cancelled'],
      to: 'paid',
      by: ['system'],
      label: '查到付款，恢复订单',
      clause: '9.2.cp',
    },
    {
      action: 'cancel',
      from: ['paid', 'confirmed'],
      to: 'cancelled',
      by: ['consumer', ...SELLER_ROLES],
      label: '取消订单',
    },
    { action: 'close', from: ['awaiting-payment', 'closing'], to: 'cancelled', by: ['system'], label: '关闭' },
    { action: 'confirm', from: ['paid'], to: 'confirmed', by: SELLER_ROLES, label: '确认订单', clause: '7.5.w' },
    { action: 'lapse', from: ['paid'], to: 'cancelled', by: ['system'], label: '逾期未确认', clause: '7.5.w' },
    { action: 'pick', from: ['confirmed'], to: 'ready', by: SELLER_ROLES, label: '拣货出库' },
    { action: 'take-over', from: ['ready'], to: 'in-transit', by: ['system'], label: '配送员揽收' },
    { action: 'deliver', from: ['ready', 'in-transit'], to: 'delivered', by: ['system'], label: '签收' },
    { action: 'refuse', from: ['ready', 'in-transit'], to: 'coming-back', by: ['system'], label: '拒收' },
    {
      action: 'take-back',
      from: ['ready', 'in-transit', 'coming-back'],
      to: 'cancelled',
      by: ['system'],
      label: '退回商家',
    },
    { action: 'request-after-sale', from: ['delivered'], to: 'delivered', by: ['consumer'], label: '申请售后' },
    { action: 'complete', from: ['delivered'], to: 'completed', by: ['system'], label: '完成' },
  ],
});
export type OrderState = keyof typeof orderLifecycle.states;
/** Picked: a parcel waits to be fetched or is on its way to the buyer. */
export const WITH_CARRIER_STATES = ['ready', 'in-transit'] as const satisfies readonly OrderState[];
/** The buyer has the goods. */
export const DELIVERED_STATES = ['delivered', 'completed'] as const satisfies readonly OrderState[];
/** States in which the lines are promised from stock but not yet taken out of it. */
export const HOLDING_STATES = [
  'awaiting-payment',
  'closing',
  'paid',
  'confirmed',
] as const satisfies readonly OrderState[];

export const checkoutLifecycle = defineLifecycle<
  'open' | 'closing' | 'paid' | 'closed',
  'pay' | 'revive' | 'expire' | 'close',
  Role,
  ClauseRef
>({
  name: '合并付款单',
  initial: 'open',
  states: { open: '待付款', closing: '正在关闭', paid: '已付款', closed: '已关闭' },
  transitions: [
    { action: 'pay', from: ['open', 'closing'], to: 'paid', by: ['system'], label: '付款' },
    { action: 'revive', from: ['closed'], to: 'paid', by: ['system'], label: '查到付款', clause: '9.2.cp' },
    { action: 'expire', from: ['open'], to: 'closing', by: ['consumer', 'system'], label: '关闭付款' },
    { action: 'close', from: ['open', 'closing'], to: 'closed', by: ['system'], label: '已关闭' },
  ],
});
