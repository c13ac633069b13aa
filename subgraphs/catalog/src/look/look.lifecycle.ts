import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SELLERS, WITHDRAWERS } from '../roles.ts';
import { LOOK_AT_LAST_WORKING_DAYS } from './look.policy.ts';

interface LookTimes {
  lookDueAtMs: number;
  appealDueAtMs: number | null;
  answerDueAtMs: number | null;
}

/**
 * A person's look at goods that were published: the words were judged before, by rules; pictures and what rules do not
 * know are judged here (6.5.b). Whoever is silent loses: goods that nobody looked at stay, a block that nobody defends
 * is lifted.
 */
export const lookLifecycle = lifecycleOf<Role, Desk, ClauseRef, LookTimes>()({
  name: 'public-look',
  initial: 'waiting',
  states: {
    waiting: {
      text: '等人看',
      desk: 'reviewer',
      until: 'lookDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'lookDueAtMs', workingDays: LOOK_AT_LAST_WORKING_DAYS },
        action: 'leave',
        job: 'end-silent-looks',
      },
    },
    passed: { text: '看过，没有问题', end: true },
    left: { text: '没有人看，只过了文字规则', end: true },
    blocked: {
      text: '撤下了',
      own: '等您改或申诉',
      desk: 'seller',
      until: 'appealDueAtMs',
      then: { action: 'settle', job: 'end-silent-looks' },
    },
    settled: { text: '撤下了，没有申诉', end: true },
    appealed: {
      text: '申诉等另一个人复核',
      desk: 'operator-admin',
      until: 'answerDueAtMs',
      then: { action: 'lift', job: 'end-silent-looks' },
    },
    upheld: { text: '复核后维持撤下', end: true },
    lifted: { text: '申诉成立', end: true },
  },
  transitions: [
    { action: 'pass', from: ['waiting'], to: 'passed', by: WITHDRAWERS, label: '没有问题', clause: '6.5.b' },
    { action: 'leave', from: ['waiting'], to: 'left', by: ['system'], label: '没有人看', clause: '6.5.b' },
    { action: 'block', from: ['waiting'], to: 'blocked', by: WITHDRAWERS, label: '撤下', clause: '6.5.b' },
    { action: 'appeal', from: ['blocked'], to: 'appealed', by: SELLERS, label: '申诉', clause: '7.3.8.m' },
    { action: 'settle', from: ['blocked'], to: 'settled', by: ['system'], label: '没有申诉' },
    { action: 'uphold', from: ['appealed'], to: 'upheld', by: WITHDRAWERS, label: '维持撤下', clause: '7.3.8.m' },
    {
      action: 'lift',
      from: ['appealed'],
      to: 'lifted',
      by: [...WITHDRAWERS, 'system'],
      label: '申诉成立',
      clause: '7.3.8.m',
    },
  ],
});
export type LookState = StateOf<typeof lookLifecycle>;
