import type { OrderState } from './order.lifecycle.ts';

/** By what a buyer looks for an order. */
export const ORDER_PHASES = { 'to-pay': '待付款', 'to-come': '待收货', had: '收到的', cancelled: '取消的' } as const;
export type OrderPhase = keyof typeof ORDER_PHASES;

const PHASE_OF: Readonly<Record<OrderState, OrderPhase>> = {
  'awaiting-payment': 'to-pay',
  closing: 'to-pay',
  paid: 'to-come',
  confirmed: 'to-come',
  ready: 'to-come',
  'in-transit': 'to-come',
  'coming-back': 'cancelled',
  delivered: 'had',
  completed: 'had',
  cancelled: 'cancelled',
};
const STATES = Object.keys(PHASE_OF) as OrderState[];
export const statesIn = (phase: OrderPhase): OrderState[] => STATES.filter((state) => PHASE_OF[state] === phase);

export const ORDER_SEARCH_MAX = 40;
