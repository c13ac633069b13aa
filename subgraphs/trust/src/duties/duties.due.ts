import type { DueBeside } from '@heitu/kit/data/due';
import { dutyState, owedIn, type OwedDuty } from '@heitu/kit/data/duties';
import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { desksOfRoles, DUTIES, OVERSEERS, type Desk, type DutyKind } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { RETURN_DUTIES } from '../disclosure/disclosure.policy.ts';
import { trustDuties } from './trust.duties.ts';

/** They are on the list by rows of their own. */
const LISTED_BY_ROWS: readonly DutyKind[] = [
  ...Object.values(RETURN_DUTIES),
  'assessment',
  'check-follow-up',
  'oversight-answer',
];
/** What was missed longer ago, and what comes later, is in the calendar. */
const BEFORE_MS = 14 * DAY_MS;
const AHEAD_MS = 14 * DAY_MS;

/** `召回演练 2026-11`, or how often it is owed. */
const titleOf = (first: OwedDuty, missed: number): string =>
  [DUTIES[first.duty].title, first.title, missed > 1 ? `欠${missed}次` : first.period].filter(Boolean).join(' ');

/** What the platform owes of itself: of each kind the oldest that nobody did, or else the next one. */
export const dutiesDue: DueBeside<TrustContext> = {
  kind: 'duty',
  clause: null,
  roles: [...OVERSEERS.platform, 'finance', 'mediator', 'reviewer'],
  async rows(context) {
    const nowMs = context.clock.now();
    const desks: readonly Desk[] = desksOfRoles(rolesOf(context.actor));
    const isTheirs = ({ duty }: OwedDuty) =>
      hasRole(context.actor, ...OVERSEERS.platform) || desks.includes(DUTIES[duty].desk);
    const owed = await owedIn(trustDuties, context, { fromMs: nowMs - BEFORE_MS, toMs: nowMs + AHEAD_MS });
    // What cannot be begun yet, as next week's shifts, is on nobody's desk.
    const open = owed.filter(
      (item) =>
        item.doneAtMs === null && item.sinceMs <= nowMs && !LISTED_BY_ROWS.includes(item.duty) && isTheirs(item),
    );
    return [...Map.groupBy(open, ({ duty, subject }) => `${duty}:${subject}`)].flatMap(([id, own]) => {
      const [first] = own;
      if (!first) return [];
      const missed = own.filter((item) => dutyState(item, nowMs) === 'missed').length;
      const { sinceMs, dueAtMs, partyId, amountFen } = first;
      const { clause } = DUTIES[first.duty];
      return { id, title: titleOf(first, missed), sinceMs, dueAtMs, partyId, amountFen, clause };
    });
  },
};
