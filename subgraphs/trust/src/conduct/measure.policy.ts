import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { SELLER_ROLES, type Role, WORKING_DAYS } from '@heitu/standard';

export const MEASURE_STEPS = ['warning', 'rectification', 'suspension', 'lifted'] as const;
export type MeasureStep = (typeof MEASURE_STEPS)[number];
export const MEASURE_STEP_TITLES = {
  warning: '警告',
  rectification: '限期整改',
  suspension: '暂停营业',
  lifted: '解除',
} as const satisfies Readonly<Record<MeasureStep, string>>;

/** Who takes measures, decides appeals against them and looks whether they were kept. */
export const MEDIATORS = ['operator-admin', 'mediator'] as const satisfies readonly Role[];

/** They see drafts, what is only put forward, and the words of all. */
export const STAFF = [...MEDIATORS, 'reviewer', 'regulator'] as const satisfies readonly Role[];

/** Those who answer for a party that a measure can be taken against. */
export const MEASURED_ROLES = [
  'seller-owner',
  'seller-staff',
  'carrier-manager',
  'station-agent',
] as const satisfies readonly Role[];

/** The parties for which this actor answers to measures: also while their papers have lapsed or they are suspended. */
export const measuredParties = (actor: Actor): string[] => [
  ...partiesFor(actor, SELLER_ROLES, 'complaints'),
  ...partiesFor(actor, ['carrier-manager', 'station-agent']),
];

/** Of what only the party and the operator's people read. */
export const mayReadOf = (actor: Actor, partyId: string): boolean =>
  hasRole(actor, ...STAFF) || measuredParties(actor).includes(partyId);

/** Nothing was done to the party: the party and the operator's people see it, nobody else. */
export const ONLY_PROPOSED = ['proposed', 'declined'] as const;
/** Nothing was done by these, or it was undone because it was wrong. */
export const NEVER_HELD = [...ONLY_PROPOSED, 'revoked'] as const;
/** States in which a measure weighs on the party. */
export const WEIGHING_STATES = ['in-force', 'appealed', 'reported'] as const;
export const RECTIFICATION_WORKING_DAYS = WORKING_DAYS.rectify.days;
/** An appeal, and what a party says it put right, are looked at by then; the administrator sees what is later. */
export const LOOK_WORKING_DAYS = 5;
/**
 * The operator's silence harms nobody: what nobody has decided on for so long is put forward no more, holds (an
 * appeal), or counts as put right (a report).
 */
export const UNDECIDED_WORKING_DAYS = 10;
export const rectificationDueAt = (fromMs: number): number => addWorkingDays(fromMs, RECTIFICATION_WORKING_DAYS);

/** 13, last paragraph: what a failed month brings, by how many months in a row failed. */
const FAILURE_LADDER: readonly MeasureStep[] = ['warning', 'rectification'];
export const failedText = (month: string, score: number | null, step: MeasureStep): string =>
  `${month}月度考评${score ?? 0}分，不及格，${MEASURE_STEP_TITLES[step]}`;
export const stepForFailures = (failedInARow: number): MeasureStep => FAILURE_LADDER[failedInARow - 1] ?? 'suspension';
