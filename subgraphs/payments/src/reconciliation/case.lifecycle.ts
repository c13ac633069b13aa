import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { KNOWN_WITHIN_MS } from '../provider.policy.ts';
import { BILL_READY_AFTER_MIDNIGHT_MS } from './bill.policy.ts';
import {
  CASE_WORKING_DAYS,
  DECISION_WORKING_DAYS,
  PROPOSAL_LAPSES_WORKING_DAYS,
  REMEDY_REFUND_WITHIN_MS,
  REMEDY_TITLES,
} from './case.policy.ts';

/** The second person: never the one who proposed (decide-remedy.ts). */
export const DECIDERS = ['finance', 'operator-admin'] as const;
/** Where no second person decides. */
export const lapses = <const Action extends string>(action: Action) =>
  ({
    until: { since: 'proposedAtMs', workingDays: PROPOSAL_LAPSES_WORKING_DAYS },
    action,
    job: 'lapse-proposals',
  }) as const;

/** A day that is compared with the provider's bill; its differences are cases, each with its own time. */
export const reconciliationLifecycle = lifecycleOf<Role, Desk, ClauseRef, { date: string }>()({
  name: 'reconciliation',
  initial: 'due',
  states: {
    due: {
      text: '待对账',
      desk: 'provider',
      until: { since: 'date', ms: DAY_MS + BILL_READY_AFTER_MIDNIGHT_MS + KNOWN_WITHIN_MS },
      then: { desk: 'finance' },
    },
    matched: { text: '一致', end: true },
    left: { text: '没对成，支付机构不再给账单', end: true },
    different: {
      text: '有差异',
      rests:
        'each of its differences is a case that somebody has until a day; with an open one it is compared each day',
    },
  },
  transitions: [
    // Its month was closed, after the provider had told of it no more.
    { action: 'leave', from: ['due'], to: 'left', by: ['system'], label: '不再对账' },
    { action: 'match', from: ['due', 'matched', 'different'], to: 'matched', by: ['system'], label: '对账一致' },
    { action: 'differ', from: ['due', 'matched', 'different'], to: 'different', by: ['system'], label: '对账有差异' },
  ],
});
export type ReconciliationState = StateOf<typeof reconciliationLifecycle>;
/** A day in one of these was compared. */
export const COMPARED_STATES = ['matched', 'different'] as const satisfies readonly ReconciliationState[];

interface JudgedCase {
  openedAtMs: number;
  proposedAtMs?: number | null | undefined;
}
export const reconciliationCaseLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedCase>()({
  name: 'reconciliation-case',
  initial: 'open',
  states: {
    open: {
      text: '待处理',
      desk: 'finance',
      until: { since: 'openedAtMs', workingDays: CASE_WORKING_DAYS.open },
      then: { desk: 'operator-admin' },
    },
    proposed: {
      text: '已提议，等第二人确认',
      desk: 'finance',
      until: { since: 'openedAtMs', workingDays: CASE_WORKING_DAYS.proposed },
      then: { desk: 'operator-admin' },
      atLast: lapses('reject'),
    },
    correcting: {
      text: '已提议记更正，等第二人确认',
      desk: 'finance',
      until: { since: 'openedAtMs', workingDays: CASE_WORKING_DAYS.proposed },
      then: { desk: 'operator-admin' },
      atLast: lapses('reject-correction'),
    },
    'in-hand': {
      text: '办理中',
      desk: 'platform',
      until: { since: 'openedAtMs', workingDays: CASE_WORKING_DAYS.inHand },
      then: { desk: 'finance' },
    },
    settled: { text: '已处理', end: true },
    cleared: { text: '再对账时已一致', end: true },
  },
  transitions: [
    // Where both sides, asked now, say the same (settle-case.ts).
    { action: 'settle', from: ['open'], to: 'settled', by: ['finance'], label: '核对后办结', clause: '9.2.cp' },
    // By the system: the other differences of a payment go along with the one that it was proposed for, and with what
    // becomes of the remedy.
    {
      action: 'propose',
      from: ['open'],
      to: 'proposed',
      by: ['finance', 'system'],
      label: '提议处理',
      clause: '9.2.cp',
    },
    { action: 'reject', from: ['proposed'], to: 'open', by: [...DECIDERS, 'system'], label: '不同意' },
    {
      action: 'confirm',
      from: ['proposed'],
      to: 'in-hand',
      by: [...DECIDERS, 'system'],
      label: '确认',
      clause: '9.2.cp',
    },
    { action: 'end', from: ['in-hand'], to: 'settled', by: ['system'], label: '钱已到位' },
    { action: 'correct', from: ['open'], to: 'settled', by: ['finance'], label: '记一笔更正', clause: '9.2.cp' },
    {
      action: 'propose-correction',
      from: ['open'],
      to: 'correcting',
      by: ['finance'],
      label: '提议记更正',
      clause: '9.2.cp',
    },
    {
      action: 'confirm-correction',
      from: ['correcting'],
      to: 'settled',
      by: DECIDERS,
      label: '确认更正',
      clause: '9.2.cn',
    },
    {
      action: 'reject-correction',
      from: ['correcting'],
      to: 'open',
      by: [...DECIDERS, 'system'],
      label: '不同意更正',
    },
    // When its day is reconciled again. What somebody has begun a remedy for ends with that; a correction that was only
    // proposed has moved nothing.
    {
      action: 'clear',
      from: ['open', 'correcting'],
      to: 'cleared',
      by: ['system'],
      label: '差异已消除',
      clause: '9.2.cp',
    },
    { action: 'reappear', from: ['cleared'], to: 'open', by: ['system'], label: '差异又出现', clause: '9.2.cp' },
    // Of one refund, the same day, after both sides were asked (refund-words.ts).
    { action: 'contradict', from: ['settled'], to: 'open', by: ['system'], label: '又说了别的', clause: '9.2.cp' },
  ],
});
/** A difference in one of these is dealt with. */
export const CASES_ENDED = ['settled', 'cleared'] as const satisfies readonly StateOf<
  typeof reconciliationCaseLifecycle
>[];
export type ReconciliationCaseState = StateOf<typeof reconciliationCaseLifecycle>;
/** What people can do with a difference: whoever proposes, proposes one of the remedies. */
export const CASE_ACT_TITLES = {
  settle: reconciliationCaseLifecycle.labels.settle,
  'propose-refund': `提议${REMEDY_TITLES.refund}`,
  'propose-rebuild': `提议${REMEDY_TITLES.rebuild}`,
  confirm: reconciliationCaseLifecycle.labels.confirm,
  reject: reconciliationCaseLifecycle.labels.reject,
  correct: reconciliationCaseLifecycle.labels.correct,
  'propose-correction': reconciliationCaseLifecycle.labels['propose-correction'],
  'confirm-correction': reconciliationCaseLifecycle.labels['confirm-correction'],
  'reject-correction': reconciliationCaseLifecycle.labels['reject-correction'],
} as const;
export type CaseAct = keyof typeof CASE_ACT_TITLES;

interface JudgedRemedy {
  proposedAtMs: number;
  decidedAtMs: number | null;
}

export const remedyLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedRemedy>()({
  name: 'case-remedy',
  initial: 'proposed',
  states: {
    proposed: {
      text: '等第二人确认',
      desk: 'finance',
      until: { since: 'proposedAtMs', workingDays: DECISION_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: lapses('reject'),
    },
    confirmed: {
      text: '办理中',
      desk: 'platform',
      until: { since: 'decidedAtMs', ms: REMEDY_REFUND_WITHIN_MS },
      then: { desk: 'finance' },
    },
    rejected: { text: '已撤回、不同意或没人确认', end: true },
    done: { text: '已办完', end: true },
  },
  transitions: [
    {
      action: 'reject',
      from: ['proposed'],
      to: 'rejected',
      by: [...DECIDERS, 'system'],
      label: '不同意',
      clause: '9.2.cp',
    },
    // By the system: nobody has dealt with it, and the money goes back (give-back-found.ts).
    {
      action: 'confirm',
      from: ['proposed'],
      to: 'confirmed',
      by: [...DECIDERS, 'system'],
      label: '确认',
      clause: '9.2.cp',
    },
    { action: 'end', from: ['confirmed'], to: 'done', by: ['system'], label: '钱已到位' },
  ],
});
export type CaseRemedyState = StateOf<typeof remedyLifecycle>;
