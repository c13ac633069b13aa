import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SELLERS } from '../roles.ts';
import { POOL_ANSWERS } from './pool.policy.ts';

/** What one harvest brings into a pooled lot, for which its grower is paid a price: until both have agreed. */
export const poolShareLifecycle = lifecycleOf<Role | 'grower', Desk, ClauseRef, { answerDueAtMs: number }>()({
  name: 'pool-share',
  initial: 'offered',
  states: {
    offered: {
      text: '等种植户点头',
      own: '等您点头',
      desk: 'grower',
      until: 'answerDueAtMs',
      then: { action: 'lapse', job: 'lapse-pool-offers' },
    },
    agreed: { text: '种植户同意了', end: true },
    declined: {
      text: '种植户不同意',
      rests: 'the lot is not sold until its cooperative has offered what is agreed to',
    },
    lapsed: { text: '种植户没有答复', rests: 'silence sells nothing: its cooperative offers it again' },
  },
  transitions: [
    { action: 'agree', from: ['offered'], to: 'agreed', by: ['grower'], label: POOL_ANSWERS.agree },
    { action: 'decline', from: ['offered'], to: 'declined', by: ['grower'], label: POOL_ANSWERS.decline },
    { action: 'lapse', from: ['offered'], to: 'lapsed', by: ['system'], label: '没有答复' },
    { action: 'offer', from: ['offered', 'declined', 'lapsed'], to: 'offered', by: SELLERS, label: '重新说价' },
  ],
});
export type PoolShareState = StateOf<typeof poolShareLifecycle>;
