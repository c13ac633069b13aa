import { partiesFor, type Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import { type ClauseRef, type Role, WORKING_DAYS } from '@heitu/standard';

export const MEASURE_STEPS = ['warning', 'rectification', 'suspension', 'lifted'] as const;
export type MeasureStep = (typeof MEASURE_STEPS)[number];
export const MEASURE_STEP_TITLES: Readonly<Record<MeasureStep, string>> = {
  warning: '警告',
  rectification: '限期整改',
  suspension: '暂停营业',
  lifted: '解除',
};

/** Who takes measures, decides appeals against them and looks whether they were kept. */
export const MEDIATORS = ['operator-admin', 'mediator'] as const satisfies readonly Role[];

export const measureLifecycle = defineLifecycle<
  'in-force' | 'appealed' | 'reported' | 'rectified' | 'revoked' | 'lifted' | 'raised',
  | 'appeal'
  | 'dismiss-appeal'
  | 'uphold-appeal'
  | 'report-rectification'
  | 'confirm-rectification'
  | 'refuse-rectification'
  | 'lift'
  | 'raise',
  (typeof MEDIATORS)[number] | 'party',
  ClauseRef
>({
  name: 'measure',
  initial: 'in-force',
  states: {
    'in-force': '执行中',
    appealed: '申诉中',
    reported: '已报整改，待核查',
    rectified: '已整改',
    revoked: '申诉成立，已撤销',
    lifted: '已解除',
    raised: '逾期未改，已升级',
  },
  transitions: [
    { action: 'appeal', from: ['in-force'], to: 'appealed', by: ['party'], label: '申诉', clause: '6.6.end' },
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
      by: MEDIATORS,
      label: '申诉成立',
      clause: '6.6.end',
    },
    {
      action: 'report-rectification',
      from: ['in-force'],
      to: 'reported',
      by: ['party'],
      label: '报整改结果',
      clause: '13.end',
    },
    {
      action: 'confirm-rectification',
      from: ['reported'],
      to: 'rectified',
      by: MEDIATORS,
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
      by: MEDIATORS,
      label: '解除',
      clause: '6.6.end',
    },
    { action: 'raise', from: ['in-force'], to: 'raised', by: ['system'], label: '逾期升级', clause: '13.end' },
  ],
});

/** Those who answer for a party that a measure can be taken against. */
export const MEASURED_ROLES = [
  'seller-owner',
  'seller-staff',
  'carrier-manager',
  'station-agent',
] as const satisfies readonly Role[];

/** The parties for which this actor answers to measures: also while their papers have lapsed or they are suspended. */
export const measuredParties = (actor: Actor): string[] => [
  ...partiesFor(actor, ['seller-owner', 'seller-staff'], 'complaints'),
  ...partiesFor(actor, ['carrier-manager', 'station-agent']),
];

/** States in which a measure weighs on the party. */
export const WEIGHING_STATES = ['in-force', 'appealed', 'reported'] as const;
export const RECTIFICATION_WORKING_DAYS = WORKING_DAYS.rectify.days;
export const rectificationDueAt = (fromMs: number): number => addWorkingDays(fromMs, RECTIFICATION_WORKING_DAYS);

/** 13, last paragraph: what a failed month brings, by how many months in a row failed. */
const FAILURE_LADDER: readonly MeasureStep[] = ['warning', 'rectification', 'suspension'];
export const stepForFailures = (failedInARow: number): MeasureStep =>
  FAILURE_LADDER[Math.min(failedInARow, FAILURE_LADDER.length) - 1]!;
