import type { ClauseRef } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';

export const refundLifecycle = defineLifecycle({
  name: 'refund',
  initial: 'due',
  states: { due: '等待退款', sent: '支付机构处理中', succeeded: '已退回', failed: '退款未成功，正在人工处理' },
  transitions: [
    { action: 'send', from: ['due'], to: 'sent', by: ['system'], label: '提交退款' },
    {
      action: 'succeed',
      from: ['due', 'sent', 'failed'],
      to: 'succeeded',
      by: ['system'],
      label: '退款到账',
      clause: '7.6.aa' satisfies ClauseRef,
    },
    { action: 'fail', from: ['due', 'sent'], to: 'failed', by: ['system'], label: '退款失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新退款' },
  ],
});
