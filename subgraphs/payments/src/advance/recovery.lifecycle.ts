import type { ClauseRef } from '@heitu/standard';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';

export const recoveryLifecycle = defineLifecycle({
  name: 'recovery',
  initial: 'open',
  states: { open: '待追偿', collecting: '追偿中', recovered: '已追回' },
  transitions: [
    {
      action: 'collect',
      from: ['open'],
      to: 'collecting',
      by: ['finance'],
      label: '发起追偿',
      clause: '6.6.d' satisfies ClauseRef,
    },
    { action: 'recover', from: ['open', 'collecting'], to: 'recovered', by: ['system'], label: '追回到账' },
    { action: 'fall-back', from: ['collecting'], to: 'open', by: ['system'], label: '余额不足，稍后再追' },
  ],
});
