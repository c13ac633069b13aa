import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk } from '@heitu/standard';
import { AT_LAST_WORKING_DAYS, RETURN_WORKING_DAYS } from './claim.policy.ts';

/** `party`: one that has a share. `second`: whoever may confirm what a mediator decided, and is another person. */
export type ClaimPart = 'party' | 'mediator' | 'second';

/** What deadlines look at. */
export interface JudgedClaim {
  answerDueAtMs: number;
  decideDueAtMs: number | null;
  reviewDueAtMs: number | null;
  fixedAtMs: number | null;
}
const stands = (since: 'decideDueAtMs' | 'reviewDueAtMs') =>
  ({ until: { since, workingDays: AT_LAST_WORKING_DAYS }, action: 'stand', job: 'sweep-claims' }) as const;

export const claimLifecycle = lifecycleOf<ClaimPart, Desk, ClauseRef, JudgedClaim>()({
  name: 'claim',
  initial: 'proposed',
  states: {
    proposed: {
      text: '等双方答复',
      desk: 'party',
      until: 'answerDueAtMs',
      then: { action: 'stand', job: 'sweep-claims' },
    },
    contested: {
      text: '有异议，等平台定责',
      desk: 'mediator',
      until: 'decideDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: stands('decideDueAtMs'),
    },
    drafted: {
      text: '已定责，等第二人复核',
      desk: 'finance',
      until: 'reviewDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: stands('reviewDueAtMs'),
    },
    // The goods come back or are ended as lost, or the request is refunded: orders tells what it came to.
    settling: {
      text: '责任已定，等结清',
      desk: 'carrier',
      until: { since: 'fixedAtMs', workingDays: RETURN_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    settled: { text: '已结清', end: true },
    void: { text: '不用赔了', end: true },
  },
  transitions: [
    { action: 'accept', from: ['proposed'], to: 'proposed', by: ['party'], label: '认可', clause: '8.4.2.bj' },
    {
      action: 'contest',
      from: ['proposed', 'contested'],
      to: 'contested',
      by: ['party'],
      label: '有异议',
      clause: '8.4.2.bj',
    },
    { action: 'agree', from: ['proposed'], to: 'settling', by: ['system'], label: '各方认可', clause: '6.6.d' },
    {
      action: 'stand',
      from: ['proposed', 'contested', 'drafted'],
      to: 'settling',
      by: ['system'],
      label: '到期，按记录定责',
      clause: '6.6.d',
    },
    { action: 'decide', from: ['contested'], to: 'drafted', by: ['mediator'], label: '定责', clause: '6.6.d' },
    { action: 'confirm', from: ['drafted'], to: 'settling', by: ['second'], label: '复核通过', clause: '6.6.d' },
    { action: 'send-back', from: ['drafted'], to: 'contested', by: ['second'], label: '退回重定', clause: '6.6.d' },
    { action: 'settle', from: ['settling'], to: 'settled', by: ['system'], label: '结清', clause: '6.6.d' },
    {
      action: 'drop',
      from: ['proposed', 'contested', 'drafted', 'settling'],
      to: 'void',
      by: ['system'],
      label: '不用赔了',
      clause: '6.6.d',
    },
  ],
});
export type ClaimState = StateOf<typeof claimLifecycle>;
