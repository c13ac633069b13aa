import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { NO, YES } from '@heitu/kit/data/entities';
import { BY_WHO_ASKS, mapPage, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { given } from '@heitu/kit/data/given';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { AssessedMonthActs, MeasureActs, MeasureStates, MeasureSteps } from '../enums.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import {
  AssessedMonthView,
  AssessmentConnection,
  AssessmentView,
  MeasureConnection,
  MeasureView,
  PeerMeasure,
} from './conduct.view.ts';
import { ASSESSMENT_SORTS, countsByMonth, MEASURE_SORTS, shownMeasures } from './conduct.loader.ts';
import { shownMonth } from './month-answers.ts';
import { measureLifecycle, measureParts, type MeasureState } from './measure.lifecycle.ts';
import { mayReadOf, NEVER_HELD, STAFF, type MeasureStep } from './measure.policy.ts';
import { monthLifecycle } from './month.lifecycle.ts';

/** Twelve a year. */
const MONTHS_MAX = 200;
/** Ids a peer may ask for at once. */
const PEER_MEASURES_MAX = 100;

const MeasurePage = sortedArgs('MeasureSort', MEASURE_SORTS);
const AssessmentPage = sortedArgs('AssessmentSort', ASSESSMENT_SORTS);

@Resolver(() => MeasureView)
export class MeasureResolver {
  @Query(() => MeasureConnection, { description: 'Newest first, or sorted.' })
  measures(
    @Ctx() context: TrustContext,
    @Args(() => MeasurePage) page: SortedPage,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only those of this party.' }) partyId?: string,
    @Arg('state', () => MeasureStates, { nullable: true, description: 'Only those in this state.' })
    state?: MeasureState,
    @Arg('step', () => MeasureSteps, { nullable: true, description: 'Only those of this kind.' }) step?: MeasureStep,
  ) {
    const query = shownMeasures(context).where((eb) => eb.and(given({ partyId, state, step })));
    return sortedPage(query, page, MEASURE_SORTS, { by: 'takenAt', descending: true });
  }
  @Directive('@inaccessible')
  @Query(() => [PeerMeasure])
  async measuresForPeer(@Ctx() context: TrustContext, @Arg('ids', () => [ID]) ids: string[]): Promise<PeerMeasure[]> {
    const rows = await context.rows
      .selectFrom('Measure')
      .select(['id', 'partyId', 'clause', 'takenAtMs'])
      .where('id', 'in', ['', ...ids.slice(0, PEER_MEASURES_MAX)])
      .where('step', '!=', 'lifted')
      .where('state', 'not in', NEVER_HELD)
      .execute();
    return rows.map(({ id, takenAtMs, ...row }) => ({ ...row, measureId: id, takenAtMs: String(takenAtMs) }));
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: MeasureView): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: MeasureView): string {
    return measureLifecycle.texts[row.state];
  }
  @FieldResolver(() => String, { nullable: true, description: "The party's own words: for the party and for staff." })
  appeal(@Root() row: MeasureView & { appeal: SealedText | null }, @Ctx() context: TrustContext) {
    return row.appeal && mayReadOf(context.actor, row.partyId)
      ? context.vault.openText(row.partyId, row.appeal, 'appeal')
      : null;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Public, as the measure is.' })
  appealAnswer(@Root() row: MeasureView & { appealAnswer: SealedText | null }, @Ctx() context: TrustContext) {
    return row.appealAnswer && context.vault.openTextUnrecorded(row.partyId, row.appealAnswer);
  }
  @FieldResolver(() => String, { nullable: true })
  rectification(@Root() row: MeasureView & { rectification: SealedText | null }, @Ctx() context: TrustContext) {
    return row.rectification && mayReadOf(context.actor, row.partyId)
      ? context.vault.openText(row.partyId, row.rectification, 'rectification')
      : null;
  }
  @FieldResolver(() => [MeasureActs], { description: 'What the caller can do now.' })
  availableActions(@Root() row: MeasureView, @Ctx() context: TrustContext) {
    return measureLifecycle.available(row, measureParts(context.actor, row.partyId), context.clock.now());
  }
}

@Resolver(() => AssessmentView)
export class AssessedPartyResolver {
  @FieldResolver(() => PartyStub, { description: 'Who was assessed.' })
  party(@Root() { partyId }: AssessmentView): PartyStub {
    return { id: partyId };
  }
}

@Resolver(() => AssessedMonthView)
export class AssessmentResolver {
  @Directive(SAME_FOR_STRANGERS)
  @Query(() => AssessmentConnection, {
    description:
      'Published results to anyone; drafts only to staff. The best first, or sorted; who did no business comes after all scores.',
  })
  async assessments(
    @Ctx() context: TrustContext,
    @Args(() => AssessmentPage) page: SortedPage,
    @Arg('month', () => String, { description: '2026-11' }) month: string,
    @Arg('passed', () => Boolean, { nullable: true, description: 'Only those that passed, or only those that failed.' })
    passed?: boolean,
  ) {
    const known = await context.rows
      .selectFrom('AssessedMonth')
      .select('state')
      .where('month', '=', month)
      .executeTakeFirst();
    const isShown = known?.state === 'published' || hasRole(context.actor, ...STAFF);
    const ofMonth = context.rows
      .selectFrom('Assessment')
      .selectAll()
      .select(({ fn, val }) => fn.coalesce('score', val(-1)).as('ranked'))
      .where('month', '=', isShown ? month : '')
      .$if(typeof passed === 'boolean', (query) => query.where('passed', '=', passed ? YES : NO));
    const rows = await sortedPage(context.rows.selectFrom(ofMonth.as('of')).selectAll(), page, ASSESSMENT_SORTS, {
      by: 'score',
      descending: true,
    });
    return mapPage(rows, (row) => ({ ...row, figures: fromJson(row.figures) }));
  }
  @Directive(SAME_FOR_STRANGERS)
  @Query(() => [AssessedMonthView], { description: 'Newest first.' })
  async assessedMonths(@Ctx() context: TrustContext) {
    const rows = await context.rows
      .selectFrom('AssessedMonth')
      .selectAll()
      .$if(!hasRole(context.actor, ...STAFF), (query) => query.where('state', '=', 'published'))
      .orderBy('month', 'desc')
      .limit(MONTHS_MAX)
      .execute();
    return rows.map(shownMonth);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: AssessedMonthView): string {
    return monthLifecycle.texts[row.state];
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [AssessedMonthActs], { description: 'What the caller can do with it now.' })
  availableActions(@Root() row: AssessedMonthView, @Ctx() { actor, clock }: TrustContext) {
    return monthLifecycle.available(row, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => Int, { description: 'Parties that were looked at.' })
  async partyCount(@Root() { month }: AssessedMonthView, @Ctx() context: TrustContext) {
    return (await context.loader(countsByMonth).load(month)).all;
  }
  @FieldResolver(() => Int)
  async failedCount(@Root() { month }: AssessedMonthView, @Ctx() context: TrustContext) {
    return (await context.loader(countsByMonth).load(month)).failed;
  }
}
