import { partiesFor, rolesOf, type Actor } from '@heitu/kit/rules/actor';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { SELLER_ROLES, type ClauseRef, type Desk, type Role } from '@heitu/standard';
import { REVIEW_LOOK_WORKING_DAYS } from './complaint.policy.ts';

/** Who looks after reviews and replies. */
export const SUPERVISORS = ['operator-admin', 'mediator', 'reviewer'] as const satisfies readonly Role[];

/** A review: shown, or held until a person has looked; what is unlawful is withdrawn. */
export const reviewLifecycle = lifecycleOf<Role, Desk, ClauseRef, { createdAtMs: number }>()({
  name: 'review',
  initial: 'held',
  states: {
    shown: { text: '展示中', rests: 'people read it for as long as nobody finds it unlawful' },
    held: {
      text: '待审核',
      desk: 'reviewer',
      until: { since: 'createdAtMs', workingDays: REVIEW_LOOK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    withdrawn: { text: '不展示', end: true },
  },
  transitions: [
    { action: 'show', from: ['held', 'withdrawn'], to: 'shown', by: SUPERVISORS, label: '展示', clause: '6.5.b' },
    { action: 'hide', from: ['held', 'shown'], to: 'withdrawn', by: SUPERVISORS, label: '不展示', clause: '6.5.b' },
  ],
});

export type ReviewState = StateOf<typeof reviewLifecycle>;

/** The parties whose reviews this actor reads and answers. */
export const reviewedParties = (actor: Actor): string[] => partiesFor(actor, SELLER_ROLES, 'complaints');

/** `party` is whose order was reviewed. */
type ReplyPart = (typeof SUPERVISORS)[number] | 'party';

/** One reply at a time: the seller writes it, an unlawful one is taken down and another may follow. */
export const replyLifecycle = lifecycleOf<ReplyPart, Desk, ClauseRef, { reply: unknown }>()({
  name: 'review',
  once: 'reply',
  initial: 'unanswered',
  states: {
    unanswered: { text: '未回复', rests: 'the seller replies where it likes to' },
    answered: { text: '已回复', rests: 'people read it for as long as nobody finds it unlawful' },
  },
  transitions: [
    { action: 'reply', from: ['unanswered'], to: 'answered', by: ['party'], label: '回复' },
    {
      action: 'withdraw-reply',
      from: ['answered'],
      to: 'unanswered',
      by: SUPERVISORS,
      label: '撤下回复',
      clause: '6.5.b',
    },
  ],
});
export const replyParts = (actor: Actor, partyId: string): string[] => [
  ...rolesOf(actor),
  ...(reviewedParties(actor).includes(partyId) ? ['party'] : []),
];

/** What can be done with a review. */
export const REVIEW_ACT_LABELS = { ...reviewLifecycle.labels, ...replyLifecycle.labels };
export type ReviewAct = keyof typeof REVIEW_ACT_LABELS;
/** What this actor can do with the review now. */
export const reviewActions = (
  review: { state: ReviewState; createdAtMs: number; partyId: string; reply: unknown },
  actor: Actor,
  nowMs: number,
): ReviewAct[] => [
  ...reviewLifecycle.available(review, rolesOf(actor), nowMs),
  ...replyLifecycle.available(review, replyParts(actor, review.partyId), nowMs),
];
