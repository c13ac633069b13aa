import { rolesOf, type Actor } from '@heitu/kit/rules/actor';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk } from '@heitu/standard';
import { LOOK_WORKING_DAYS, measuredParties, MEDIATORS, UNDECIDED_WORKING_DAYS } from './measure.policy.ts';

/** `party` is whom the measure is against. */
type MeasurePart = (typeof MEDIATORS)[number] | 'party';
interface JudgedMeasure {
  dueAtMs: number | null;
  takenAtMs: number;
  appealedAtMs: number | null;
  /** An authority ordered it: it is appealed against there (Administrative Reconsideration Law). */
  oversightId?: string | null;
  rectifiedAtMs: number | null;
}

const notAppealed = {
  holds: (row: JudgedMeasure) => row.appealedAtMs === null && !row.oversightId,
  else: 'ALREADY_APPEALED',
} as const;

const notOrdered = { holds: (row: JudgedMeasure) => !row.oversightId, else: 'WRONG_STATE' } as const;

export const measureLifecycle = lifecycleOf<MeasurePart, Desk, ClauseRef, JudgedMeasure>()({
  name: 'measure',
  // What a person does is in force at once. What the clock found is put forward, and a person decides.
  initial: 'proposed',
  states: {
    proposed: {
      text: '建议暂停，等人决定',
      desk: 'mediator',
      until: { since: 'takenAtMs', workingDays: LOOK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'takenAtMs', workingDays: UNDECIDED_WORKING_DAYS },
        action: 'decline',
        job: 'sweep-measures',
      },
    },
    declined: { text: '没有暂停', end: true },
    // Only a rectification has a day. A warning and a suspension have none (takeMeasure refuses one): they rest, due on
    // no day and raised by no job, until a measure lifts them or an appeal holds.
    'in-force': {
      text: '执行中',
      desk: 'party',
      until: 'dueAtMs',
      then: { action: 'raise', job: 'sweep-measures' },
    },
    appealed: {
      text: '申诉中',
      desk: 'mediator',
      until: { since: 'appealedAtMs', workingDays: LOOK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'appealedAtMs', workingDays: UNDECIDED_WORKING_DAYS },
        action: 'uphold-appeal',
        job: 'sweep-measures',
      },
    },
    reported: {
      text: '已报整改，待核查',
      desk: 'mediator',
      until: { since: 'rectifiedAtMs', workingDays: LOOK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'rectifiedAtMs', workingDays: UNDECIDED_WORKING_DAYS },
        action: 'confirm-rectification',
        job: 'sweep-measures',
      },
    },
    rectified: { text: '已整改', end: true },
    revoked: { text: '申诉成立，已撤销', end: true },
    lifted: { text: '已解除', end: true },
    raised: { text: '逾期未改，已升级', end: true },
  },
  transitions: [
    { action: 'suspend', from: ['proposed'], to: 'in-force', by: MEDIATORS, label: '决定暂停', clause: '13.end' },
    {
      action: 'decline',
      from: ['proposed'],
      to: 'declined',
      // An appeal against what it was put forward for has held, or nobody decided.
      by: [...MEDIATORS, 'system'],
      label: '不暂停',
      clause: '13.end',
    },
    {
      action: 'appeal',
      from: ['in-force'],
      to: 'appealed',
      by: ['party'],
      when: notAppealed,
      label: '申诉',
      clause: '7.3.8.m',
    },
    {
      action: 'dismiss-appeal',
      from: ['appealed'],
      to: 'in-force',
      by: MEDIATORS,
      label: '驳回申诉',
      clause: '6.6.end',
    },
    {
      action: 'uphold-appeal',
      from: ['appealed'],
      to: 'revoked',
      // Who took a measure answers for it: an appeal that nobody answers holds.
      by: [...MEDIATORS, 'system'],
      label: '申诉成立',
      clause: '6.6.end',
    },
    {
      action: 'report-rectification',
      from: ['in-force'],
      to: 'reported',
      by: ['party'],
      when: notOrdered,
      label: '报整改结果',
      clause: '13.end',
    },
    {
      action: 'confirm-rectification',
      from: ['reported'],
      to: 'rectified',
      // What nobody came to look at counts as put right.
      by: [...MEDIATORS, 'system'],
      label: '核查通过',
      clause: '13.end',
    },
    {
      action: 'refuse-rectification',
      from: ['reported'],
      to: 'in-force',
      by: MEDIATORS,
      label: '核查不通过',
      clause: '13.end',
    },
    {
      action: 'lift',
      from: ['in-force', 'appealed', 'reported'],
      to: 'lifted',
      // By the measure that lifts them all.
      by: [...MEDIATORS, 'system'],
      label: '解除',
      clause: '6.6.end',
    },
    { action: 'raise', from: ['in-force'], to: 'raised', by: ['system'], label: '逾期升级', clause: '13.end' },
  ],
});
export type MeasureState = StateOf<typeof measureLifecycle>;

/** What this actor is in a measure against the party: one of its own, or one of the operator. */
export const measureParts = (actor: Actor, partyId: string): string[] => [
  ...rolesOf(actor),
  ...(measuredParties(actor).includes(partyId) ? ['party'] : []),
];
