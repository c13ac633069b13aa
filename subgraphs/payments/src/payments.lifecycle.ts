import type { ClauseRef } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';

const cite = <Ref extends ClauseRef>(ref: Ref): Ref => ref;

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
      clause: cite('9.2.cn'),
    },
    { action: 'begin-close', from: ['created', 'prepared'], to: 'closing', by: ['system'], label: '超时关闭' },
    { action: 'close', from: ['closing'], to: 'closed', by: ['system'], label: '支付机构确认关闭' },
  ],
});

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
      clause: cite('7.6.aa'),
    },
    { action: 'fail', from: ['due', 'sent'], to: 'failed', by: ['system'], label: '退款失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新退款' },
  ],
});

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
      clause: cite('9.2.cn'),
    },
    { action: 'fail', from: ['due', 'sharing'], to: 'failed', by: ['system'], label: '结算失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新结算' },
  ],
});

export const riskHoldLifecycle = defineLifecycle({
  name: 'risk hold',
  initial: 'held',
  states: { held: '等人判断', released: '已放行', confirmed: '没有放行' },
  transitions: [
    { action: 'release', from: ['held'], to: 'released', by: ['finance'], label: '放行', clause: cite('9.2.cm') },
    { action: 'confirm', from: ['held'], to: 'confirmed', by: ['finance'], label: '不放行', clause: cite('9.2.cm') },
  ],
});

/** The second person: never the one who proposed (reconciliation/decide-remedy.ts). */
export const DECIDERS = ['finance', 'operator-admin'] as const;

export const reconciliationCaseLifecycle = defineLifecycle({
  name: 'reconciliation case',
  initial: 'open',
  states: { open: '待处理', proposed: '已提议，等第二人确认', 'in-hand': '办理中', settled: '已处理' },
  transitions: [
    { action: 'settle', from: ['open'], to: 'settled', by: ['finance'], label: '处理完毕', clause: cite('9.2.cp') },
    { action: 'propose', from: ['open'], to: 'proposed', by: ['finance'], label: '提议处理', clause: cite('9.2.cp') },
    { action: 'reject', from: ['proposed'], to: 'open', by: DECIDERS, label: '不同意' },
    { action: 'confirm', from: ['proposed'], to: 'in-hand', by: DECIDERS, label: '确认', clause: cite('9.2.cp') },
    { action: 'end', from: ['in-hand'], to: 'settled', by: ['system'], label: '钱已到位' },
  ],
});

export const remedyLifecycle = defineLifecycle({
  name: 'case remedy',
  initial: 'proposed',
  states: { proposed: '等第二人确认', confirmed: '办理中', rejected: '已撤回或不同意', done: '已办完' },
  transitions: [
    { action: 'reject', from: ['proposed'], to: 'rejected', by: DECIDERS, label: '不同意' },
    { action: 'confirm', from: ['proposed'], to: 'confirmed', by: DECIDERS, label: '确认', clause: cite('9.2.cp') },
    { action: 'end', from: ['confirmed'], to: 'done', by: ['system'], label: '钱已到位' },
  ],
});

export const recoveryLifecycle = defineLifecycle({
  name: 'recovery',
  initial: 'open',
  states: { open: '待追偿', collecting: '追偿中', recovered: '已追回' },
  transitions: [
    { action: 'collect', from: ['open'], to: 'collecting', by: ['finance'], label: '发起追偿', clause: cite('6.6.d') },
    { action: 'recover', from: ['open', 'collecting'], to: 'recovered', by: ['system'], label: '追回到账' },
    { action: 'fall-back', from: ['collecting'], to: 'open', by: ['system'], label: '余额不足，稍后再追' },
  ],
});
