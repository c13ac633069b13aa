import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import {
  RISES_COMING,
  RISES_PUBLIC,
  riseStates,
  riseTransitions,
  type ClauseRef,
  type Desk,
  type Role,
} from '@heitu/standard';
import { DECIDERS } from '../reconciliation/case.lifecycle.ts';
import { DECISION_WORKING_DAYS, PROPOSAL_LAPSES_WORKING_DAYS } from '../reconciliation/case.policy.ts';

const JOB = 'keep-platform-fees';

interface JudgedFee {
  proposedAtMs: number;
  bindsAtMs: number | null;
  lookDueAtMs: number | null;
}
/** The platform's fee: one proposes it, a second person confirms it, and from then on it is as any tariff. */
export const platformFeeLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedFee>()({
  name: 'platform-fee',
  initial: 'proposed',
  states: {
    proposed: {
      text: '提了新费率，等第二人确认',
      desk: 'finance',
      until: { since: 'proposedAtMs', workingDays: DECISION_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'proposedAtMs', workingDays: PROPOSAL_LAPSES_WORKING_DAYS },
        action: 'reject',
        job: JOB,
      },
    },
    ...riseStates(JOB),
    rejected: { text: '没有通过', end: true },
  },
  transitions: [
    { action: 'confirm', from: ['proposed'], to: 'announced', by: DECIDERS, label: '确认并公布', clause: '6.5.a' },
    { action: 'reject', from: ['proposed'], to: 'rejected', by: [...DECIDERS, 'system'], label: '不同意' },
    ...riseTransitions(DECIDERS, '6.5.a'),
  ],
});
export type PlatformFeeState = StateOf<typeof platformFeeLifecycle>;

export const FEES_COMING = RISES_COMING;
/** What everybody may read: what holds, what did, and what is announced. */
export const FEES_PUBLIC = RISES_PUBLIC;
