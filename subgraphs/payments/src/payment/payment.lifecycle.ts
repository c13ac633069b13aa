import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { STUCK_AFTER_MS } from '../provider.policy.ts';

/** What deadlines and guards look at. */
interface Judged {
  expiresAtMs: number;
}

const inTime = {
  holds: ({ expiresAtMs }: Judged, nowMs: number) => nowMs < expiresAtMs,
  else: 'CHECKOUT_CLOSED',
} as const;

/** `buyer`: whose checkout it is. */
export const paymentLifecycle = lifecycleOf<Role | 'buyer', Desk, ClauseRef, Judged>()({
  name: 'payment',
  initial: 'created',
  states: {
    created: {
      text: '正在向支付机构下单',
      desk: 'provider',
      until: { since: 'expiresAtMs', ms: STUCK_AFTER_MS },
      then: { desk: 'finance' },
    },
    // Orders says when the time is over (reactions.ts); only the provider's word ends it.
    prepared: { text: '等待付款', desk: 'buyer', until: 'expiresAtMs', then: { desk: 'finance' } },
    // What becomes of the money from here on is said by the order, its refunds and its settlement.
    paid: { text: '已付款，由支付机构保管', end: true },
    closing: {
      text: '正在关闭',
      desk: 'provider',
      until: { since: 'expiresAtMs', ms: STUCK_AFTER_MS },
      then: { desk: 'finance' },
    },
    closed: { text: '已关闭，未付款', end: true },
  },
  transitions: [
    { action: 'prepare', from: ['created'], to: 'prepared', by: ['system'], label: '下单' },
    {
      action: 'pay',
      from: ['created', 'prepared'],
      to: 'paid',
      by: ['buyer', 'system'],
      label: '付款',
      clause: '9.2.cn',
      when: inTime,
    },
    { action: 'pay', from: ['closing', 'closed'], to: 'paid', by: ['system'], label: '到账', clause: '9.2.cn' },
    { action: 'begin-close', from: ['created', 'prepared'], to: 'closing', by: ['system'], label: '超时关闭' },
    { action: 'close', from: ['closing'], to: 'closed', by: ['system'], label: '支付机构确认关闭' },
    { action: 'bar', from: ['created'], to: 'closed', by: ['system'], label: '没有下过单，不再收款' },
  ],
});
export type PaymentState = StateOf<typeof paymentLifecycle>;
/** The buyer can still pay. */
export const PAYABLE_STATES = ['created', 'prepared'] as const satisfies readonly PaymentState[];
/** Neither paid nor closed. */
export const UNDECIDED_STATES = [...PAYABLE_STATES, 'closing'] as const satisfies readonly PaymentState[];
