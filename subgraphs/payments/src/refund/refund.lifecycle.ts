import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { CARDS_MAX, HELD_WORKING_DAYS, OVER_AFTER, STUCK } from './refund.policy.ts';

interface Judged {
  dueAtMs: number;
  /** Since when it does not get through. */
  stuckAtMs: number | null;
  cardTries: number;
}
const notTooOften = {
  holds: ({ cardTries }: Judged) => cardTries < CARDS_MAX,
  else: 'NO_MORE_CARDS',
} as const;
const atLast = {
  until: { since: 'stuckAtMs', workingDays: OVER_AFTER.abnormal },
  action: 'transfer',
  job: 'replace-stuck-refunds',
} as const;

export const refundLifecycle = lifecycleOf<Role | 'buyer', Desk, ClauseRef, Judged>()({
  name: 'refund',
  initial: 'due',
  states: {
    due: { text: '等待退款', desk: 'platform', until: 'dueAtMs', then: { desk: 'finance' } },
    sent: { text: '支付机构处理中', desk: 'provider', until: 'dueAtMs', then: { desk: 'finance' } },
    succeeded: { text: '已退回', end: true },
    failed: {
      text: '退款未成功，正在人工处理',
      desk: 'finance',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
      atLast,
    },
    abnormal: {
      text: '原来的卡退不进去，请换一张银行卡收款',
      desk: 'finance',
      until: { since: 'stuckAtMs', workingDays: STUCK.deskWorkingDays },
      then: { desk: 'operator-admin' },
      atLast,
    },
    redirecting: { text: '正在换卡退款', desk: 'provider', until: 'dueAtMs', then: { desk: 'finance' } },
    // The provider gives it to the seller's bank first, so that nothing lies between two accounts.
    returning: {
      text: '正在改由平台转账',
      desk: 'provider',
      until: { since: 'stuckAtMs', workingDays: OVER_AFTER.returning },
      then: { action: 'lay-out', job: 'replace-stuck-refunds' },
    },
    // The buyer waits no longer: what the provider does with the money is between it and finance.
    held: {
      text: '改由平台转账',
      own: '平台已经转给买家，原来那笔退款支付机构还没有退出去：请向支付机构催办',
      desk: 'finance',
      until: { since: 'stuckAtMs', workingDays: OVER_AFTER.returning + HELD_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'stuckAtMs', workingDays: OVER_AFTER.held },
        action: 'give-up',
        job: 'replace-stuck-refunds',
      },
    },
    // It stands in the books as the provider's debt; what it does with it after all still counts.
    kept: { text: '改由平台转账', end: true },
    replaced: { text: '改由平台转账', end: true },
  },
  transitions: [
    // Sent again under its number where the provider does not know it.
    { action: 'send', from: ['due', 'sent', 'redirecting'], to: 'sent', by: ['system'], label: '提交退款' },
    {
      action: 'succeed',
      from: ['due', 'sent', 'failed', 'abnormal', 'redirecting', 'returning', 'held', 'kept'],
      to: 'succeeded',
      by: ['system'],
      label: '退款到账',
      clause: '7.6.aa',
    },
    {
      action: 'fail',
      from: ['due', 'sent', 'abnormal', 'redirecting', 'returning'],
      to: 'failed',
      by: ['system'],
      label: '退款失败',
    },
    { action: 'bounce', from: ['due', 'sent', 'redirecting'], to: 'abnormal', by: ['system'], label: '原路退不回' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新退款', clause: '9.2.cn' },
    {
      action: 'redirect',
      from: ['abnormal'],
      to: 'redirecting',
      by: ['buyer', 'finance'],
      when: notTooOften,
      label: '换卡收款',
      clause: '7.6.aa',
    },
    {
      action: 'transfer',
      from: ['abnormal'],
      to: 'returning',
      by: ['finance', 'system'],
      label: '改由平台转账',
      clause: '7.6.aa',
    },
    {
      action: 'transfer',
      from: ['failed'],
      to: 'replaced',
      by: ['finance', 'system'],
      label: '改由平台转账',
      clause: '7.6.aa',
    },
    {
      action: 'replace',
      from: ['returning', 'held', 'kept'],
      to: 'replaced',
      by: ['system'],
      label: '商家已收回，平台转账',
    },
    {
      action: 'lay-out',
      from: ['returning'],
      to: 'held',
      by: ['system'],
      label: '支付机构退不出去，平台先转账',
      clause: '7.6.aa',
    },
    {
      action: 'release',
      from: ['held', 'kept'],
      to: 'replaced',
      by: ['system'],
      label: '支付机构关闭退款，钱还在商家账上',
    },
    {
      action: 'come-after-all',
      from: ['replaced'],
      to: 'succeeded',
      by: ['system'],
      label: '支付机构关闭以后，买家还是收到了',
      clause: '9.2.cp',
    },
    // The provider took its word back, as its statement shows; or says that the buyer's card takes nothing, or that the
    // seller's bank has it. By two people (decide-correction.ts).
    { action: 'undo', from: ['succeeded'], to: 'failed', by: ['system'], label: '没有到买家手里', clause: '9.2.cp' },
    {
      action: 'turn-back',
      from: ['succeeded'],
      to: 'abnormal',
      by: ['system'],
      label: '买家的卡退不进去',
      clause: '9.2.cp',
    },
    {
      action: 'pass-on',
      from: ['succeeded'],
      to: 'replaced',
      by: ['system'],
      label: '进了商家的银行卡，改由平台转账',
      clause: '9.2.cp',
    },
    { action: 'give-up', from: ['held'], to: 'kept', by: ['system'], label: '支付机构一直没有退出，记在它的账上' },
  ],
});
export type RefundState = StateOf<typeof refundLifecycle>;
/** Its end is not known, so that neither is what is left of its order. */
export const UNDER_WAY_STATES = [
  'due',
  'sent',
  'failed',
  'abnormal',
  'redirecting',
  'returning',
] as const satisfies readonly RefundState[];
