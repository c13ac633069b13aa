import { type ClauseRef, type Desk, type Role, SELLER_ROLES } from '@heitu/standard';
import { type ActionOf, isNow, lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { weighUntilMs } from '../weigh-in/weigh-in.policy.ts';
import {
  BRING_BACK_WORKING_DAYS,
  CLOSE_PAYMENT_MS,
  DELIVER_WORKING_DAYS,
  FETCH_WORKING_DAYS,
  PICK_WORKING_DAYS,
  SEND_AT_LAST_WORKING_DAYS,
} from './waiting.policy.ts';

/** What deadlines and guards look at. */
interface Judged {
  placedAtMs: number;
  payDueAtMs: number | null;
  confirmDueAtMs: number;
  confirmedAtMs: number | null;
  readyAtMs: number | null;
  takenOverAtMs: number | null;
  refusedAtMs: number | null;
  deliveredAtMs: number | null;
  completeDueAtMs: number | null;
  cancelWishedAtMs: number | null;
  stopDueAtMs: number | null;
  openAfterSales: number;
  payment: string;
  paidFen: number;
}

const inConfirmTime = {
  holds: ({ confirmDueAtMs }: Judged, nowMs: number) => nowMs <= confirmDueAtMs,
  else: 'CONFIRM_TOO_LATE',
} as const;
/** Cancelled already, an order only waits for the provider's word. */
const notYetCancelled = {
  holds: ({ cancelWishedAtMs }: Judged) => cancelWishedAtMs === null,
  else: 'WRONG_STATE',
} as const;
/** Whoever said 停 and has paid is asked whether they want it; until they have said so, nothing is packed. */
const notAsked = {
  holds: ({ stopDueAtMs }: Judged, nowMs: number) => stopDueAtMs === null || nowMs >= stopDueAtMs,
  else: 'STOP_ASKED',
} as const;
const unpaidAtDoor = isNow({ payment: 'at-door', paidFen: 0 }, 'WRONG_STATE');
/** Until the end of the return window, one request at a time. */
const claimable = {
  holds: ({ completeDueAtMs, openAfterSales }: Judged, nowMs: number) =>
    openAfterSales === 0 && completeDueAtMs !== null && nowMs <= completeDueAtMs,
  else: 'WINDOW_OVER',
} as const;

/** What has lain about for days has lost water, which nobody packed too little. */
const freshFromDoor = {
  holds: ({ deliveredAtMs }: Judged, nowMs: number) => deliveredAtMs !== null && nowMs <= weighUntilMs(deliveredAtMs),
  else: 'WINDOW_OVER',
} as const;

export const orderLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'order',
  initial: 'awaiting-payment',
  states: {
    'awaiting-payment': {
      text: '待付款',
      desk: 'buyer',
      until: 'payDueAtMs',
      then: { action: 'expire', job: 'expire-checkouts' },
    },
    closing: {
      text: '正在关闭',
      desk: 'provider',
      until: { since: 'placedAtMs', ms: CLOSE_PAYMENT_MS },
      then: { desk: 'finance' },
    },
    paid: {
      text: '待商家确认',
      own: '等您确认',
      desk: 'seller',
      until: 'confirmDueAtMs',
      then: { action: 'lapse', job: 'lapse-unconfirmed' },
    },
    confirmed: {
      text: '待发货',
      own: '等您发货',
      desk: 'seller',
      until: { since: 'confirmedAtMs', workingDays: PICK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'confirmedAtMs', workingDays: SEND_AT_LAST_WORKING_DAYS },
        action: 'give-up',
        job: 'give-up-unsent',
      },
    },
    ready: {
      text: '待揽收',
      desk: 'carrier',
      until: { since: 'readyAtMs', workingDays: FETCH_WORKING_DAYS },
      // Logistics ends its parcel where everybody stays silent, and the order with it.
      then: { desk: 'operator-admin' },
    },
    'in-transit': {
      text: '配送中',
      desk: 'carrier',
      until: { since: 'takenOverAtMs', workingDays: DELIVER_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    'coming-back': {
      text: '退回中',
      desk: 'carrier',
      until: { since: 'refusedAtMs', workingDays: BRING_BACK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    delivered: {
      text: '已签收',
      desk: 'buyer',
      until: 'completeDueAtMs',
      then: { action: 'complete', job: 'complete-orders' },
    },
    completed: { text: '已完成', end: true },
    // The carrier had it and brought it to nobody: the buyer is compensated, the seller settled.
    lost: { text: '配送途中丢失', end: true },
    cancelled: { text: '已取消', end: true },
  },
  transitions: [
    { action: 'pay', from: ['awaiting-payment'], to: 'paid', by: ['consumer', 'system'], label: '付款' },
    // Money that arrives while the provider is still closing wins: its stock is held until the provider says closed.
    // Not where the buyer has cancelled.
    { action: 'pay', from: ['closing'], to: 'paid', by: ['system'], label: '付款' },
    { action: 'expire', from: ['awaiting-payment'], to: 'closing', by: ['system'], label: '超时关闭' },
    {
      action: 'cancel',
      from: ['awaiting-payment', 'closing'],
      to: 'closing',
      by: ['consumer'],
      label: '取消订单',
      when: notYetCancelled,
    },
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
    // A station placed it for somebody who has said 停: unpaid it ends; paid it is theirs to say, and goes on if they
    // say nothing, since it was paid for after they were told, and can still be refused.
    {
      action: 'stop-unpaid',
      from: ['awaiting-payment', 'closing'],
      to: 'closing',
      by: ['system'],
      label: '本人喊停，没付款',
      clause: '11.5.de',
    },
    {
      action: 'ask-stop',
      from: ['paid'],
      to: 'paid',
      by: ['system'],
      label: '本人喊停，问他还要不要',
      clause: '11.5.de',
    },
    {
      action: 'ask-stop',
      from: ['confirmed'],
      to: 'confirmed',
      by: ['system'],
      label: '本人喊停，问他还要不要',
      clause: '11.5.de',
    },
    { action: 'keep', from: ['paid'], to: 'paid', by: ['system'], label: '本人说还要' },
    { action: 'keep', from: ['confirmed'], to: 'confirmed', by: ['system'], label: '本人说还要' },
    {
      action: 'stop',
      from: ['paid', 'confirmed'],
      to: 'cancelled',
      by: ['system'],
      label: '本人喊停，不要了',
      clause: '11.5.de',
    },
    {
      action: 'confirm',
      from: ['paid'],
      to: 'confirmed',
      by: SELLER_ROLES,
      label: '确认订单',
      clause: '7.5.w',
      when: inConfirmTime,
    },
    // Nothing was paid before it was sent: the courier shows a code when both have looked at the goods. That it was
    // fetched may be told later than that it is paid.
    {
      action: 'pay-at-door',
      from: ['ready'],
      to: 'ready',
      by: ['system'],
      label: '门口付款',
      clause: '8.5.3.ca',
      when: unpaidAtDoor,
    },
    {
      action: 'pay-at-door',
      from: ['in-transit'],
      to: 'in-transit',
      by: ['system'],
      label: '门口付款',
      clause: '8.5.3.ca',
      when: unpaidAtDoor,
    },
    // The carrier has lost what nobody has paid for: its buyer owes nothing.
    {
      action: 'lose-unpaid',
      from: ['ready', 'in-transit', 'coming-back'],
      to: 'cancelled',
      by: ['system'],
      label: '没付款的货丢了',
      when: unpaidAtDoor,
    },
    { action: 'nudge', from: ['paid'], to: 'paid', by: ['system'], label: '没人看，再提醒' },
    { action: 'remind', from: ['paid'], to: 'paid', by: ['system'], label: '提醒确认' },
    { action: 'lapse', from: ['paid'], to: 'cancelled', by: ['system'], label: '逾期未确认', clause: '7.5.w' },
    {
      action: 'give-up',
      from: ['confirmed', 'ready'],
      to: 'cancelled',
      by: ['system'],
      label: '没人发货，系统取消',
      clause: '7.6.aa',
    },
    {
      action: 'recall',
      from: ['ready'],
      to: 'cancelled',
      by: ['system'],
      label: '货被召回，不再发出',
      clause: '7.3.6.a-c',
    },
    {
      action: 'lose',
      from: ['ready', 'in-transit', 'coming-back'],
      to: 'lost',
      by: ['system'],
      label: '配送丢失',
      clause: '6.6.d',
    },
    { action: 'pick', from: ['confirmed'], to: 'ready', by: SELLER_ROLES, label: '拣货出库', when: notAsked },
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
    {
      action: 'request-after-sale',
      from: ['delivered'],
      to: 'delivered',
      by: ['consumer'],
      label: '申请售后',
      when: claimable,
    },
    {
      action: 'weigh',
      from: ['delivered'],
      to: 'delivered',
      by: ['consumer'],
      label: '缺斤少两',
      clause: '7.3.4.b',
      when: freshFromDoor,
    },
    // An exchange's parcel opens the return window anew.
    { action: 'deliver-again', from: ['delivered'], to: 'delivered', by: ['system'], label: '换货签收' },
    { action: 'complete', from: ['delivered'], to: 'completed', by: ['system'], label: '完成' },
  ],
});
export type OrderState = StateOf<typeof orderLifecycle>;
export type OrderAct = ActionOf<typeof orderLifecycle>;
/** Picked: a parcel waits to be fetched or is on its way to the buyer. */
export const WITH_CARRIER_STATES = ['ready', 'in-transit'] as const satisfies readonly OrderState[];
/** The buyer has the goods. */
export const DELIVERED_STATES: readonly OrderState[] = ['delivered', 'completed'];
/** States in which the lines are promised from stock but not yet taken out of it. */
export const HOLDING_STATES = [
  'awaiting-payment',
  'closing',
  'paid',
  'confirmed',
] as const satisfies readonly OrderState[];

export const checkoutLifecycle = lifecycleOf<Role, Desk, ClauseRef, { dueAtMs: number }>()({
  name: 'checkout',
  initial: 'open',
  states: {
    open: {
      text: '待付款',
      desk: 'buyer',
      until: 'dueAtMs',
      then: { action: 'expire', job: 'expire-checkouts' },
    },
    closing: {
      text: '正在关闭',
      desk: 'provider',
      until: { since: 'dueAtMs', ms: CLOSE_PAYMENT_MS },
      then: { desk: 'finance' },
    },
    'at-door': { text: '送到时付款', rests: 'its order has a desk and an end in each state, and ends it' },
    paid: { text: '已付款', end: true },
    closed: { text: '已关闭', end: true },
  },
  transitions: [
    { action: 'defer', from: ['open'], to: 'at-door', by: ['system'], label: '送到时付款' },
    { action: 'pay', from: ['open', 'closing', 'at-door'], to: 'paid', by: ['system'], label: '付款' },
    { action: 'revive', from: ['closed'], to: 'paid', by: ['system'], label: '查到付款', clause: '9.2.cp' },
    { action: 'expire', from: ['open', 'at-door'], to: 'closing', by: ['consumer', 'system'], label: '关闭付款' },
    { action: 'close', from: ['open', 'closing', 'at-door'], to: 'closed', by: ['system'], label: '已关闭' },
  ],
});

/** Where an order that is paid at the door begins: its seller is asked at once. */
export const DOOR_ORDER = 'paid' satisfies OrderState;
export const DOOR_CHECKOUT = 'at-door' satisfies StateOf<typeof checkoutLifecycle>;

/** Money promised back (7.6.aa): payments has it paid, and says when it has arrived. */
export const orderRefundLifecycle = lifecycleOf<
  Role,
  Desk,
  ClauseRef,
  { dueAtMs: number; completedAtMs: number | null }
>()({
  name: 'order-refund',
  once: 'completedAtMs',
  initial: 'promised',
  states: {
    promised: { text: '待到账', desk: 'provider', until: 'dueAtMs', then: { desk: 'finance' } },
    arrived: { text: '已到账', rests: 'the buyer has it, unless the provider takes its word back' },
  },
  transitions: [
    { action: 'arrive', from: ['promised'], to: 'arrived', by: ['system'], label: '退款到账' },
    { action: 'undo', from: ['arrived'], to: 'promised', by: ['system'], label: '退款未到账' },
  ],
});
