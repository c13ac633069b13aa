import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk } from '@heitu/standard';

/** A code or a challenge that is good once; whoever shows it uses it. */
export const usedOnce = (name: string) =>
  lifecycleOf<never, Desk, ClauseRef, { usedAtMs: number | null }>()({
    name,
    once: 'usedAtMs',
    initial: 'unused',
    states: {
      unused: { text: '未使用', rests: 'it opens nothing once it is late, and is deleted then' },
      used: { text: '已使用', end: true },
    },
    transitions: [{ action: 'use', from: ['unused'], to: 'used', by: ['system'], label: '使用' }],
  });
