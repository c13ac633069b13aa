import type { ClauseRef } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';

export const paymentLifecycle = defineLifecycle({
  name: 'payment',
  initial: 'created',
  states: {
    created: '正在向支付机构下单',
    prepared: '等待付款',
    paid: '已付款，由支付机构保管',
    closing: '正在关闭',
    closed: '已关闭，未付款',
  },
  transitions: [
    { action: 'prepare', from: ['created'], to: 'prepared', by: ['system'], label: '下单' },
    {
      action: 'pay',
      from: ['created', 'prepared', 'closing', 'closed'],
      to: 'paid',
      by: ['system'],
      label: '到账',
      clause: '9.2.cn' satisfies ClauseRef,
    },
    { action: 'begin-close', from: ['created', 'prepared'], to: 'closing', by: ['system'], label: '超时关闭' },
    { action: 'close', from: ['closing'], to: 'closed', by: ['system'], label: '支付机构确认关闭' },
  ],
});
