import { rolesOf, type Actor } from '@heitu/kit/rules/actor';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk } from '@heitu/standard';
import { measuredParties, MEDIATORS } from '../conduct/measure.policy.ts';

/** `party` is whose figure it is. */
type ObjectionPart = (typeof MEDIATORS)[number] | 'party';

/** A party's objection to one figure of its month, while the month is a draft. */
export const objectionLifecycle = lifecycleOf<ObjectionPart, Desk, ClauseRef, { dueAtMs: number }>()({
  name: 'assessment-objection',
  initial: 'raised',
  states: {
    raised: {
      text: '有异议，平台在核对',
      own: '有异议，等您核对',
      desk: 'mediator',
      until: 'dueAtMs',
      then: { action: 'hold', job: 'keep-assessing' },
    },
    upheld: { text: '异议成立，这一项不算', end: true },
    dismissed: { text: '异议不成立', end: true },
  },
  transitions: [
    // Who counted answers for it: an objection that nobody answers holds.
    {
      action: 'hold',
      from: ['raised'],
      to: 'upheld',
      by: [...MEDIATORS, 'system'],
      label: '异议成立，不算这一项',
      clause: '13',
    },
    { action: 'dismiss', from: ['raised'], to: 'dismissed', by: MEDIATORS, label: '异议不成立', clause: '13' },
  ],
});
export type ObjectionState = StateOf<typeof objectionLifecycle>;

/** What this actor is in an objection: nobody answers their own. */
export const objectionParts = (actor: Actor, partyId: string): string[] =>
  measuredParties(actor).includes(partyId) ? ['party'] : [...rolesOf(actor)];
