import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { CHECKERS } from '../disclosure/record.lifecycle.ts';
import { PURPOSES } from './purposes.policy.ts';

/** What the platform does by itself with what people did: it scores and warns (PIPL 24). */
const AUTOMATED = { purpose: 'conduct-scoring', title: '按经营记录自动评分和考评' } as const;
/** PIPL 55: sensitive data, automated decisions and what goes to others is assessed before. */
export const TO_ASSESS: readonly { purpose: string; title: string }[] = [
  ...PURPOSES.filter(({ isSensitive, sharedWith }) => isSensitive || sharedWith !== ''),
  AUTOMATED,
];
export const isToAssess = (purpose: string): boolean => TO_ASSESS.some((one) => one.purpose === purpose);
/** An assessment is made anew before that; the former ones are kept for good, three years at the least (PIPL 56). */
export const ASSESSED_YEARS_MAX = 3;
/** A second person reads it within so many; after so many it is void, and made anew. */
const REVIEW_WORKING_DAYS = 10;
export const LAPSES_WORKING_DAYS = 20;

export const assessmentLifecycle = lifecycleOf<Role, Desk, ClauseRef, { recordedAtMs: number }>()({
  name: 'impact-assessment',
  initial: 'drafted',
  states: {
    drafted: {
      text: '等第二人复核',
      desk: 'reviewer',
      until: { since: 'recordedAtMs', workingDays: REVIEW_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'recordedAtMs', workingDays: LAPSES_WORKING_DAYS },
        action: 'lapse',
        job: 'lapse-assessments',
      },
    },
    reviewed: { text: '已复核', end: true },
    lapsed: { text: '没有人复核，作废', end: true },
  },
  transitions: [
    { action: 'review', from: ['drafted'], to: 'reviewed', by: CHECKERS, label: '复核通过', clause: '10.4' },
    { action: 'lapse', from: ['drafted'], to: 'lapsed', by: ['system'], label: '没有人复核' },
  ],
});
export type AssessmentState = StateOf<typeof assessmentLifecycle>;
