import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';

export const refundLifecycle = lifecycleOf<Role, Desk, ClauseRef, { dueAtMs: number }>()({
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
    },
  },
  transitions: [
    // Sent again under its number where the provider does not know it.
    { action: 'send', from: ['due', 'sent'], to: 'sent', by: ['system'], label: '提交退款' },
    {
      action: 'succeed',
      from: ['due', 'sent', 'failed'],
      to: 'succeeded',
      by: ['system'],
      label: '退款到账',
      clause: '7.6.aa',
    },
    { action: 'fail', from: ['due', 'sent'], to: 'failed', by: ['system'], label: '退款失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新退款', clause: '9.2.cn' },
  ],
});
export type RefundState = StateOf<typeof refundLifecycle>;
