import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { DECIDERS, lapses } from '../reconciliation/case.lifecycle.ts';
import { MONTH_WORKING_DAYS } from './month.policy.ts';

interface JudgedMonth {
  openSinceMs: number;
  proposedAtMs?: number | null | undefined;
}
const SECOND_PERSON = {
  desk: 'finance',
  until: { since: 'proposedAtMs', workingDays: MONTH_WORKING_DAYS.decision },
  then: { desk: 'operator-admin' },
} as const;

/** A month that is over, and whether anything may still be entered into it. */
export const booksMonthLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedMonth>()({
  name: 'books-month',
  initial: 'open',
  states: {
    open: {
      text: '还没关账',
      desk: 'finance',
      until: { since: 'openSinceMs', workingDays: MONTH_WORKING_DAYS.open },
      then: { desk: 'operator-admin' },
    },
    closing: { text: '已提议关账，等第二人确认', ...SECOND_PERSON, atLast: lapses('reject-close') },
    closed: { text: '已关账', rests: 'its books stay as they are, until two people open them again' },
    reopening: { text: '已提议重新打开，等第二人确认', ...SECOND_PERSON, atLast: lapses('reject-reopen') },
  },
  transitions: [
    { action: 'close', from: ['open'], to: 'closing', by: ['finance'], label: '提议关账', clause: '9.2.cp' },
    { action: 'confirm-close', from: ['closing'], to: 'closed', by: DECIDERS, label: '确认关账', clause: '9.2.cn' },
    { action: 'reject-close', from: ['closing'], to: 'open', by: [...DECIDERS, 'system'], label: '不同意关账' },
    { action: 'reopen', from: ['closed'], to: 'reopening', by: ['finance'], label: '提议重新打开', clause: '9.2.cp' },
    {
      action: 'confirm-reopen',
      from: ['reopening'],
      to: 'open',
      by: DECIDERS,
      label: '确认重新打开',
      clause: '9.2.cn',
    },
    {
      action: 'reject-reopen',
      from: ['reopening'],
      to: 'closed',
      by: [...DECIDERS, 'system'],
      label: '不同意重新打开',
    },
  ],
});
export type BooksMonthState = StateOf<typeof booksMonthLifecycle>;
export type BooksMonthAct = keyof typeof booksMonthLifecycle.labels;

/** Nothing is entered into a month in one of these. */
export const CLOSED_STATES = ['closed', 'reopening'] as const satisfies readonly BooksMonthState[];
