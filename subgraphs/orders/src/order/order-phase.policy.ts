import type { OrderState } from './order.lifecycle.ts';

/** By what a buyer looks for an order. */
export const ORDER_PHASES = { 'to-pay': '待付款', 'to-come': '待收货', had: '收到的', cancelled: '取消的' } as const;
export type OrderPhase = keyof typeof ORDER_PHASES;

/** A state is in one of them. */
export const STATES_IN: Readonly<Record<OrderPhase, readonly OrderState[]>> = {
  'to-pay': ['awaiting-payment', 'closing'],
  'to-come': ['paid', 'confirmed', 'ready', 'in-transit'],
  had: ['delivered', 'completed'],
  cancelled: ['coming-back', 'cancelled', 'lost'],
};

/** Letters of what somebody types that count. */
export const ORDER_SEARCH_MAX = 40;
