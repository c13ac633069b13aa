import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { DUTY_STATES, dutyState, type DutyState, type OwedDuty } from '@heitu/kit/data/duties';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { DateTime } from '@heitu/kit/rules/graphql';
import { Desks } from '@heitu/kit/rules/shared-enums';
import { desksOfRoles, DUTIES, OVERSEERS, type Desk, type DutyKind } from '@heitu/standard';
import { GraphQLError } from 'graphql';
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { DutyKinds, DutyStates } from '../enums.ts';
import { dutiesIn } from './calendar.ts';
import { DutyCalendarView, type DutyMarkView } from './duties.view.ts';

/** The longest time that is asked for at once: what it costs does not grow with the years that are kept. */
const WINDOW_DAYS_MAX = 400;

/** Which desks' duties somebody sees: all, for those who look over the platform. */
const sees = ({ actor }: TrustContext): ((kind: DutyKind) => boolean) => {
  if (hasRole(actor, ...OVERSEERS.platform)) return () => true;
  const desks: readonly Desk[] = desksOfRoles(rolesOf(actor));
  return (kind) => desks.includes(DUTIES[kind].desk);
};

/** The marks on what is due in the window, by what they are on. */
async function marksIn({ rows }: TrustContext, items: readonly OwedDuty[]): Promise<Map<string, DutyMarkView>> {
  if (items.length === 0) return new Map();
  const dues = items.map(({ dueAtMs }) => dueAtMs);
  const marks = await rows
    .selectFrom('DutyMark')
    .selectAll()
    .where('dueAtMs', '>=', Math.min(...dues))
    .where('dueAtMs', '<=', Math.max(...dues))
    .execute();
  return new Map(marks.map((mark) => [keyOf(mark), mark]));
}
const keyOf = ({ duty, subject, period }: Pick<OwedDuty, 'duty' | 'subject' | 'period'>): string =>
  `${duty} ${subject} ${period}`;

@Resolver()
export class DutiesResolver {
  @Directive('@cost(weight: 200)')
  @Query(() => DutyCalendarView, {
    description: 'What is owed by a day, by all rooms, and whether it was done; by desks, for whoever has them.',
  })
  async dutyCalendar(
    @Ctx() context: TrustContext,
    @Arg('from', () => DateTime, { description: 'Due after it.' }) fromMs: number,
    @Arg('to', () => DateTime, { description: 'Due by it; at most 400 days later.' }) toMs: number,
    @Arg('desk', () => Desks, { nullable: true, description: 'Only what lies there.' }) desk?: Desk,
    @Arg('kind', () => DutyKinds, { nullable: true, description: 'Only this.' }) kind?: DutyKind,
    @Arg('state', () => DutyStates, { nullable: true, description: 'Only what stands so.' }) state?: DutyState,
  ): Promise<DutyCalendarView> {
    if (toMs - fromMs > WINDOW_DAYS_MAX * DAY_MS)
      throw new GraphQLError(`一次最多看${WINDOW_DAYS_MAX}天`, { extensions: { code: 'BAD_USER_INPUT' } });
    const nowMs = context.clock.now();
    const isSeen = sees(context);
    const isAsked = ({ duty }: { duty: DutyKind }) =>
      isSeen(duty) && (!desk || DUTIES[duty].desk === desk) && (!kind || duty === kind);
    const isShown = (item: OwedDuty) => isAsked(item) && (!state || dutyState(item, nowMs) === state);
    const { counts, items, silent } = await dutiesIn(context, { fromMs, toMs }, isShown);
    const marks = await marksIn(context, items);
    return {
      silent,
      counts: counts.filter(isAsked).map(({ duty, ...count }) => ({ ...count, kind: duty, desk: DUTIES[duty].desk })),
      items: items.map((item) => {
        const { duty, partyId, ...row } = item;
        const { desk, clause, law, consequence } = DUTIES[duty];
        const party = partyId === null ? null : { id: partyId };
        const mark = marks.get(keyOf(item)) ?? null;
        const state = dutyState(item, nowMs);
        const stateLabel = DUTY_STATES[state];
        return { ...row, kind: duty, desk, clause, law, consequence, party, state, stateLabel, mark };
      }),
    };
  }
}
