import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { KNOWN_WITHIN_MS } from '../provider.policy.ts';
import { CARRIED_WORKING_DAYS, RETURN_ENDS_AFTER_WORKING_DAYS } from './share.policy.ts';

/** What one other gets of an order, until the provider has shared it. */
export const shareLifecycle = lifecycleOf<Role, Desk, ClauseRef, { createdAtMs: number }>()({
  name: 'profit-share',
  initial: 'carried',
  states: {
    carried: {
      text: '等着从下一单里分',
      desk: 'platform',
      until: { since: 'createdAtMs', workingDays: CARRIED_WORKING_DAYS },
      then: { action: 'leave', job: 'end-shares' },
    },
    asked: { text: '分账处理中', rests: 'the settlement that shares it has its own desk and its own moment' },
    shared: { text: '已分到', end: true },
    left: { text: '平台没分成，双方自己结', end: true },
    void: { text: '货款退了，不用分', end: true },
  },
  transitions: [
    { action: 'ask', from: ['carried'], to: 'asked', by: ['system'], label: '随结算分账' },
    { action: 'share', from: ['asked'], to: 'shared', by: ['system'], label: '分到', clause: '9.2.cn' },
    { action: 'carry', from: ['asked'], to: 'carried', by: ['system'], label: '这次没分成，下次再分' },
    { action: 'drop', from: ['carried', 'asked'], to: 'void', by: ['system'], label: '不用分了' },
    { action: 'leave', from: ['carried'], to: 'left', by: ['system'], label: '一直没分成，双方自己结' },
  ],
});
export type ShareState = StateOf<typeof shareLifecycle>;

/** What goes back to the seller of a share, since the buyer got the money that it was of. */
export const shareReturnLifecycle = lifecycleOf<Role, Desk, ClauseRef, { createdAtMs: number }>()({
  name: 'share-return',
  initial: 'due',
  states: {
    due: {
      text: '等待退回',
      desk: 'platform',
      until: { since: 'createdAtMs', ms: KNOWN_WITHIN_MS },
      then: { desk: 'finance' },
    },
    sent: {
      text: '支付机构正在分账',
      desk: 'provider',
      until: { since: 'createdAtMs', ms: KNOWN_WITHIN_MS },
      then: { desk: 'finance' },
    },
    returned: { text: '已退回商家', end: true },
    failed: {
      text: '没退成，正在人工处理',
      desk: 'finance',
      until: { since: 'createdAtMs', ms: KNOWN_WITHIN_MS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'createdAtMs', workingDays: RETURN_ENDS_AFTER_WORKING_DAYS },
        action: 'leave',
        job: 'end-shares',
      },
    },
    left: { text: '没退成，双方自己结', end: true },
  },
  transitions: [
    // Sent again under its number where the provider does not know it.
    { action: 'send', from: ['due', 'sent'], to: 'sent', by: ['system'], label: '提交回退' },
    {
      action: 'return',
      from: ['due', 'sent', 'failed'],
      to: 'returned',
      by: ['system'],
      label: '退回到账',
      clause: '9.2.cn',
    },
    { action: 'fail', from: ['due', 'sent'], to: 'failed', by: ['system'], label: '回退失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新回退', clause: '9.2.cn' },
    { action: 'leave', from: ['failed'], to: 'left', by: ['system'], label: '一直没退成，双方自己结' },
  ],
});
export type ShareReturnState = StateOf<typeof shareReturnLifecycle>;
