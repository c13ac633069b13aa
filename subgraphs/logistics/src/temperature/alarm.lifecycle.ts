import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef } from '@heitu/standard';

export const alarmLifecycle = defineLifecycle({
  name: 'alarm',
  initial: 'raised',
  states: { raised: '待处理', acknowledged: '处理中', resolved: '已处理' },
  transitions: [
    {
      action: 'acknowledge',
      from: ['raised'],
      to: 'acknowledged',
      by: ['carrier-manager', 'courier'],
      label: '接警',
      clause: '8.1.1.ar' satisfies ClauseRef,
    },
    {
      action: 'resolve',
      from: ['acknowledged'],
      to: 'resolved',
      by: ['carrier-manager'],
      label: '处理完毕',
      clause: '8.1.1.ar' satisfies ClauseRef,
    },
  ],
});
export const ALARM_DECISIONS = ['release', 'reject'] as const;
