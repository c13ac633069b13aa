import type { ClauseRef } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';

export const settlementLifecycle = defineLifecycle({
  name: 'settlement',
  initial: 'due',
  states: { due: '等待结算', sharing: '分账处理中', settled: '已结算', failed: '结算未成功，正在人工处理' },
  transitions: [
    { action: 'share', from: ['due'], to: 'sharing', by: ['system'], label: '分账' },
    {
      action: 'settle',
      from: ['due', 'sharing', 'failed'],
      to: 'settled',
      by: ['system'],
      label: '结算完成',
      clause: '9.2.cn' satisfies ClauseRef,
    },
    { action: 'fail', from: ['due', 'sharing'], to: 'failed', by: ['system'], label: '结算失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新结算' },
  ],
});
