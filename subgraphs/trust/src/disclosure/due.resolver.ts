import { DateTime } from '@heitu/kit/rules/graphql';
import { hasRole } from '@heitu/kit/rules/actor';
import { DUE_OF_A_KIND_MAX, dueItems, DueItem, soonestFirst, type DueRow } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { ComplaintState } from '../complaints/complaint.lifecycle.ts';
import type { MeasureState } from '../conduct/measure.lifecycle.ts';
import type { TrustContext } from '../context.ts';
import { missingYear } from '../holidays/holidays.policy.ts';
import { RETURN_TITLES } from './disclosure.policy.ts';

/** Who sees which kind: those whose work it is, and those who look after all. */
const OVERSEERS = ['operator-admin', 'regulator'];
interface Kind {
  kind: string;
  /** The clause that sets the day or asks for the act. */
  setBy: string;
  roles: readonly string[];
  rows: (context: TrustContext) => Promise<DueRow[]>;
}
const complaintsIn =
  (state: ComplaintState, due: 'answerDueAtMs' | 'settleDueAtMs' | 'responseDueAtMs') => (context: TrustContext) =>
    context.rows
      .selectFrom('Complaint')
      .select(['id', 'number as title', 'filedAtMs as sinceMs', `${due} as dueAtMs`])
      .where('state', '=', state)
      .orderBy(due)
      .orderBy('id')
      .limit(DUE_OF_A_KIND_MAX)
      .execute();
const measuresIn = (state: MeasureState, since: 'appealedAtMs' | 'rectifiedAtMs') => async (context: TrustContext) =>
  (
    await context.rows
      .selectFrom('Measure')
      .select(['id', 'clause as title', `${since} as at`, 'takenAtMs', 'dueAtMs'])
      .where('state', '=', state)
      .orderBy('id')
      .limit(DUE_OF_A_KIND_MAX)
      .execute()
  ).map(({ at, takenAtMs, ...row }) => ({ ...row, sinceMs: at ?? takenAtMs }));

const KINDS: readonly Kind[] = [
  { kind: 'complaint-answer', setBy: '7.3.8.o', roles: ['mediator'], rows: complaintsIn('filed', 'answerDueAtMs') },
  { kind: 'complaint-decision', setBy: '6.6.d', roles: ['mediator'], rows: complaintsIn('escalated', 'settleDueAtMs') },
  { kind: 'complaint-response', setBy: '6.6.d', roles: ['mediator'], rows: complaintsIn('decided', 'responseDueAtMs') },
  {
    kind: 'complaint-advance',
    setBy: '6.6.d',
    roles: ['mediator', 'finance'],
    rows: complaintsIn('refused', 'settleDueAtMs'),
  },
  { kind: 'measure-appeal', setBy: '6.6.end', roles: ['mediator'], rows: measuresIn('appealed', 'appealedAtMs') },
  { kind: 'rectification', setBy: '13.end', roles: ['mediator'], rows: measuresIn('reported', 'rectifiedAtMs') },
  {
    kind: 'review',
    setBy: '6.5.b',
    roles: ['mediator', 'reviewer'],
    rows: async (context) =>
      (
        await context.rows
          .selectFrom('Review')
          .select(['id', 'stars', 'createdAtMs as sinceMs'])
          .where('state', '=', 'held')
          .orderBy('id')
          .limit(DUE_OF_A_KIND_MAX)
          .execute()
      ).map(({ stars, ...row }) => ({ ...row, title: `${stars} 星评价` })),
  },
  {
    kind: 'trade-check',
    setBy: '6.5',
    roles: ['mediator', 'reviewer'],
    rows: (context) =>
      context.rows
        .selectFrom('TradeCheck')
        .select(['id', 'subject as title', 'atMs as sinceMs', 'followUpDueAtMs as dueAtMs'])
        .where('closedAtMs', 'is', null)
        .orderBy('followUpDueAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
  },
  {
    kind: 'assessment',
    setBy: '13',
    roles: [],
    rows: (context) =>
      context.rows
        .selectFrom('AssessedMonth')
        .select(['month as id', 'month as title', 'assessedAtMs as sinceMs', 'publishDueAtMs as dueAtMs'])
        .where('state', '=', 'draft')
        .orderBy('month')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
  },
  {
    kind: 'return',
    setBy: '6.1.f',
    roles: ['finance'],
    rows: async (context) =>
      (
        await context.rows
          .selectFrom('StatisticalReturn')
          .select(['id', 'kind', 'period', 'producedAtMs as sinceMs', 'dueAtMs'])
          .where('filedAtMs', 'is', null)
          .orderBy('dueAtMs')
          .limit(DUE_OF_A_KIND_MAX)
          .execute()
      ).map(({ kind, period, ...row }) => ({
        ...row,
        title: `${RETURN_TITLES[kind]} ${period}`,
      })),
  },
  {
    kind: 'oversight',
    setBy: '12.1',
    roles: ['industry-body'],
    rows: (context) =>
      context.rows
        .selectFrom('OversightRequest')
        .select(['id', 'from as title', 'askedAtMs as sinceMs', 'dueAtMs'])
        .where('answeredAtMs', 'is', null)
        .$if(!hasRole(context.actor, 'operator-admin'), (query) => query.where('accountId', '=', context.actor.id))
        .orderBy('dueAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
  },
  {
    kind: 'incident',
    setBy: '11.3.2.cx-da',
    roles: [],
    rows: (context) =>
      context.rows
        .selectFrom('Incident')
        .select(['id', 'unit as title', 'startedAtMs as sinceMs'])
        .where('recoveredAtMs', 'is', null)
        .orderBy('startedAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
  },
  {
    kind: 'holidays',
    setBy: '7.5.w',
    roles: [],
    rows: async (context) => {
      const missing = missingYear(context.clock.now());
      return missing
        ? [
            {
              id: String(missing.year),
              title: String(missing.year),
              sinceMs: missing.sinceMs,
              dueAtMs: missing.dueAtMs,
            },
          ]
        : [];
    },
  },
];
export const DUE_ROLES = [...new Set([...OVERSEERS, ...KINDS.flatMap(({ roles }) => roles)])];

@Resolver()
export class TrustDueResolver {
  @Query(() => DateTime, {
    description: "What time it is for the platform, for whose deadlines a device's own clock is no measure.",
  })
  platformTime(@Ctx() context: TrustContext): number {
    return context.clock.now();
  }
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItem], {
    description: 'What waits for those who run, mediate and supervise, by their roles; soonest first.',
  })
  async trustDue(@Ctx() context: TrustContext): Promise<DueItem[]> {
    const mine = KINDS.filter(({ roles }) => hasRole(context.actor, ...OVERSEERS, ...roles));
    const found = await Promise.all(
      mine.map(async ({ kind, setBy, rows }) => dueItems(context.clock.now(), kind, setBy, await rows(context))),
    );
    return soonestFirst(found.flat());
  }
}
