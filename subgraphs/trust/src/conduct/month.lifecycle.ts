import { chinaMonth } from '@heitu/kit/rules/calendar';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { isMonthOver, objectionDueAt, OBJECTION_MS } from './assessment.policy.ts';

interface JudgedMonth {
  month: string;
  assessedAtMs: number;
  publishDueAtMs: number;
}

/** The month is over, and its parties have had their days with the draft. */
const isHeard = {
  holds: ({ month, assessedAtMs }: JudgedMonth, nowMs: number) =>
    isMonthOver(month, nowMs) && objectionDueAt(assessedAtMs) <= nowMs,
  where: (nowMs: number) => ({
    month: { $lt: chinaMonth(nowMs) },
    assessedAtMs: { $lte: nowMs - OBJECTION_MS },
  }),
  else: 'OBJECTIONS_STILL_TAKEN',
} as const;

/** A month's assessment: a draft that can be made again until it is published. */
export const monthLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedMonth>()({
  name: 'assessment',
  initial: 'draft',
  states: {
    draft: {
      text: '待公布',
      desk: 'operator-admin',
      until: 'publishDueAtMs',
      then: { action: 'publish', job: 'keep-assessing' },
    },
    published: { text: '已公布', end: true },
  },
  transitions: [
    { action: 'assess', from: ['draft'], to: 'draft', by: ['system'], label: '重新考评', clause: '13' },
    {
      action: 'publish',
      from: ['draft'],
      to: 'published',
      by: ['operator-admin', 'system'],
      when: isHeard,
      label: '公布',
      clause: '13',
    },
  ],
});
export type MonthState = StateOf<typeof monthLifecycle>;
