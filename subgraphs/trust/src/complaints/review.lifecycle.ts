import { partiesFor, rolesOf, type Actor } from '@heitu/kit/rules/actor';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Role } from '@heitu/standard';

/** Who looks after reviews and replies. */
export const SUPERVISORS = ['operator-admin', 'mediator', 'reviewer'] as const satisfies readonly Role[];

/** A review: shown, or held until a person has looked; what is unlawful is withdrawn. */
export const reviewLifecycle = defineLifecycle<'shown' | 'held' | 'withdrawn', 'show' | 'hide', Role, ClauseRef>({
  name: 'review',
  initial: 'held',
  states: { shown: '展示中', held: '待审核', withdrawn: '不展示' },
  transitions: [
    { action: 'show', from: ['held', 'withdrawn'], to: 'shown', by: SUPERVISORS, label: '展示', clause: '6.5.b' },
    { action: 'hide', from: ['held', 'shown'], to: 'withdrawn', by: SUPERVISORS, label: '不展示', clause: '6.5.b' },
  ],
});

/** The parties whose reviews this actor reads and answers. */
export const reviewedParties = (actor: Actor): string[] =>
  partiesFor(actor, ['seller-owner', 'seller-staff'], 'complaints');

/** One reply at a time: the seller writes it, an unlawful one is taken down and another may follow. */
const replyAction = ({ partyId, reply }: { partyId: string; reply: unknown }, actor: Actor): string[] => {
  if (reply === null) return reviewedParties(actor).includes(partyId) ? ['reply'] : [];
  return rolesOf(actor).some((role) => SUPERVISORS.some((one) => one === role)) ? ['withdraw-reply'] : [];
};

/** What this actor can do with the review now. */
export const reviewActions = (review: { state: string; partyId: string; reply: unknown }, actor: Actor): string[] => [
  ...reviewLifecycle.actionsFor(review.state as never, rolesOf(actor)),
  ...replyAction(review, actor),
];
