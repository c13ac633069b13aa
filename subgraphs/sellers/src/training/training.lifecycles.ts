import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { EXAMINERS, MARKS_WORKING_DAYS, SIGN_AFTER_MS } from './training.policy.ts';

/** A session of training, planned by the operator; a day after its end it has been held, or nobody came (6.2). */
export const sessionLifecycle = lifecycleOf<Role, Desk, ClauseRef, { endsAtMs: number }>()({
  name: 'training-session',
  initial: 'planned',
  states: {
    planned: {
      text: '排好了',
      desk: 'operator-admin',
      until: { since: 'endsAtMs', ms: SIGN_AFTER_MS },
      then: { action: 'end', job: 'end-trainings' },
    },
    held: { text: '上过了', end: true },
    empty: { text: '没有人来', end: true },
    cancelled: { text: '取消了', end: true },
  },
  transitions: [
    { action: 'end', from: ['planned'], to: 'held', by: ['system'], label: '上完', clause: '6.2.a' },
    { action: 'end-empty', from: ['planned'], to: 'empty', by: ['system'], label: '没有人来', clause: '6.2.a' },
    { action: 'cancel', from: ['planned'], to: 'cancelled', by: EXAMINERS, label: '取消', clause: '6.2.a' },
  ],
});
export type SessionState = StateOf<typeof sessionLifecycle>;

/** Until a day before the session begins, so that somebody else can still take the seat. */
const inLeaveTime = {
  holds: ({ leaveUntilMs }: { leaveUntilMs: number | null }, nowMs: number) => nowMs < (leaveUntilMs ?? 0),
  else: 'TOO_LATE_TO_LEAVE',
} as const;

/** Somebody's seat: they sign by the code in the room, or confirm that who taught has ticked them. */
export const seatLifecycle = lifecycleOf<Role | 'attendee', Desk, ClauseRef, { leaveUntilMs: number | null }>()({
  name: 'training-seat',
  initial: 'coming',
  states: {
    coming: { text: '报了名', rests: 'the session shows whether they come' },
    ticked: { text: '老师点了名，等本人确认', rests: 'it counts as nothing until they confirm it' },
    attended: { text: '到课', end: true },
    absent: { text: '没来', end: true },
    left: { text: '退了', rests: 'they may take a seat again while there is one' },
  },
  transitions: [
    { action: 'sign', from: ['coming'], to: 'attended', by: ['attendee'], label: '签到', clause: '6.2.a' },
    { action: 'tick', from: ['coming'], to: 'ticked', by: EXAMINERS, label: '点名', clause: '6.2.a' },
    { action: 'confirm', from: ['ticked'], to: 'attended', by: ['attendee'], label: '是我，我在', clause: '6.2.a' },
    {
      action: 'leave',
      from: ['coming'],
      to: 'left',
      by: ['attendee'],
      label: '去不了，退掉',
      clause: '6.2.a',
      when: inLeaveTime,
    },
    { action: 'return', from: ['left'], to: 'coming', by: ['attendee'], label: '再报名', clause: '6.2.a' },
    { action: 'miss', from: ['coming', 'ticked'], to: 'absent', by: ['system'], label: '没来', clause: '6.2.a' },
  ],
});
export type SeatState = StateOf<typeof seatLifecycle>;

/** One exam of one person: on the phone, against the clock; or on paper, with marks that two people stand for. */
export const sittingLifecycle = lifecycleOf<
  Role | 'examinee',
  Desk,
  ClauseRef,
  { dueAtMs: number; markedAtMs: number | null }
>()({
  name: 'exam-sitting',
  initial: 'open',
  states: {
    open: { text: '正在考', desk: 'platform', until: 'dueAtMs', then: { action: 'run-out', job: 'end-trainings' } },
    marked: {
      text: '成绩等另一个人核对',
      desk: 'reviewer',
      until: { since: 'markedAtMs', workingDays: MARKS_WORKING_DAYS.looked },
      then: { desk: 'operator-admin' },
      // One person's word alone passes nobody, and keeps nobody waiting: the marks are entered anew.
      atLast: {
        until: { since: 'markedAtMs', workingDays: MARKS_WORKING_DAYS.struck },
        action: 'strike',
        job: 'end-trainings',
      },
    },
    passed: { text: '合格', end: true },
    failed: { text: '没合格', end: true },
    'ran-out': { text: '没按时交卷', end: true },
    struck: { text: '成绩没有通过核对', end: true },
  },
  transitions: [
    { action: 'pass', from: ['open'], to: 'passed', by: ['examinee'], label: '合格', clause: '8.1.ag' },
    { action: 'fail', from: ['open'], to: 'failed', by: ['examinee'], label: '没合格', clause: '8.1.ag' },
    { action: 'run-out', from: ['open'], to: 'ran-out', by: ['system'], label: '没按时交卷' },
    { action: 'mark', from: ['open'], to: 'marked', by: ['system'], label: '登记笔试成绩', clause: '8.1.ag' },
    { action: 'confirm-pass', from: ['marked'], to: 'passed', by: EXAMINERS, label: '核对无误', clause: '8.1.ag' },
    { action: 'confirm-fail', from: ['marked'], to: 'failed', by: EXAMINERS, label: '核对无误', clause: '8.1.ag' },
    {
      action: 'strike',
      from: ['marked'],
      to: 'struck',
      by: [...EXAMINERS, 'system'],
      label: '成绩不对',
      clause: '8.1.ag',
    },
  ],
});
export type SittingState = StateOf<typeof sittingLifecycle>;
/** What can be done with a sitting, as pages ask. */
export const SITTING_ACTS = { submit: '交卷', confirm: '核对成绩' } as const;
/** How an exam was sat. */
export const SITTING_FORMS = { phone: '手机上考', paper: '笔试' } as const;
export type SittingForm = keyof typeof SITTING_FORMS;
/** How attendance came about. */
export const ATTENDED_BY = { code: '本人扫教室的码', tick: '老师点名，本人确认' } as const;
export type AttendedBy = keyof typeof ATTENDED_BY;
