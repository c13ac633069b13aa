import type { ClauseRef } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';

/** The second person: never the one who proposed (decide-remedy.ts). */
export const DECIDERS = ['finance', 'operator-admin'] as const;

export const reconciliationCaseLifecycle = defineLifecycle({
  name: 'reconciliation case',
  initial: 'open',
  states: { open: '待处理', proposed: '已提议，等第二人确认', 'in-hand': '办理中', settled: '已处理' },
  transitions: [
    {
      action: 'settle',
      from: ['open'],
      to: 'settled',
      by: ['finance'],
      label: '处理完毕',
      clause: '9.2.cp' satisfies ClauseRef,
    },
    {
      action: 'propose',
      from: ['open'],
      to: 'proposed',
      by: ['finance'],
      label: '提议处理',
      clause: '9.2.cp' satisfies ClauseRef,
    },
    { action: 'reject', from: ['proposed'], to: 'open', by: DECIDERS, label: '不同意' },
    {
      action: 'confirm',
      from: ['proposed'],
      to: 'in-hand',
      by: DECIDERS,
      label: '确认',
      clause: '9.2.cp' satisfies ClauseRef,
    },
    { action: 'end', from: ['in-hand'], to: 'settled', by: ['system'], label: '钱已到位' },
  ],
});

export const remedyLifecycle = defineLifecycle({
  name: 'case remedy',
  initial: 'proposed',
  states: { proposed: '等第二人确认', confirmed: '办理中', rejected: '已撤回或不同意', done: '已办完' },
  transitions: [
    { action: 'reject', from: ['proposed'], to: 'rejected', by: DECIDERS, label: '不同意' },
    {
      action: 'confirm',
      from: ['proposed'],
      to: 'confirmed',
      by: DECIDERS,
      label: '确认',
      clause: '9.2.cp' satisfies ClauseRef,
    },
    { action: 'end', from: ['confirmed'], to: 'done', by: ['system'], label: '钱已到位' },
  ],
});
