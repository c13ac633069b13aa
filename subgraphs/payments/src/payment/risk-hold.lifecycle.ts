import type { ClauseRef } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';

export const riskHoldLifecycle = defineLifecycle({
  name: 'risk hold',
  initial: 'held',
  states: { held: '等人判断', released: '已放行', confirmed: '没有放行' },
  transitions: [
    {
      action: 'release',
      from: ['held'],
      to: 'released',
      by: ['finance'],
      label: '放行',
      clause: '9.2.cm' satisfies ClauseRef,
    },
    {
      action: 'confirm',
      from: ['held'],
      to: 'confirmed',
      by: ['finance'],
      label: '不放行',
      clause: '9.2.cm' satisfies ClauseRef,
    },
  ],
});
