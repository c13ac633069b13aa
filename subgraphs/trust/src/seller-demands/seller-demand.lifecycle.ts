import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { STAND_IN_WORKING_DAYS } from './seller-demand.policy.ts';

/** Who mediates names the seller. */
export const NAMERS = ['mediator', 'operator-admin'] as const satisfies readonly Role[];

/**
 * A buyer with a complaint demands the seller's true name, address and contact: the platform gives them, or pays in the
 * seller's place (Consumer Law 44).
 */
export const sellerDemandLifecycle = lifecycleOf<Role, Desk, ClauseRef, { dueAtMs: number }>()({
  name: 'seller-demand',
  initial: 'asked',
  states: {
    asked: {
      text: '等平台提供',
      desk: 'mediator',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'dueAtMs', workingDays: STAND_IN_WORKING_DAYS },
        action: 'stand-in',
        job: 'sweep-seller-demands',
      },
    },
    given: { text: '已提供', end: true },
    unknown: { text: '平台没能提供，由平台赔付', end: true },
  },
  transitions: [
    { action: 'give', from: ['asked'], to: 'given', by: NAMERS, label: '提供', clause: '6.6.d' },
    {
      action: 'stand-in',
      from: ['asked'],
      to: 'unknown',
      by: [...NAMERS, 'system'],
      label: '查无下落，平台赔付',
      clause: '6.6.d',
    },
  ],
});
export type SellerDemandState = StateOf<typeof sellerDemandLifecycle>;
