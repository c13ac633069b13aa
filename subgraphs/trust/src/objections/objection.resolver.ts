import { given } from '@heitu/kit/data/given';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ASSESSMENT_METRICS, isPartial, objectionDueAt } from '../conduct/assessment.policy.ts';
import { AssessmentView } from '../conduct/conduct.view.ts';
import { mayReadOf } from '../conduct/measure.policy.ts';
import type { TrustContext } from '../context.ts';
import { ObjectionActs, ObjectionStates } from '../enums.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import { DateTime } from '@heitu/kit/rules/graphql';
import { draftsByMonth, objectionsByResult } from './objection.loader.ts';
import { objectionLifecycle, objectionParts, type ObjectionState } from './objection.lifecycle.ts';
import { ObjectionConnection, ObjectionView } from './objection.view.ts';

const OBJECTION_SORTS = { raisedAt: 'raisedAtMs', dueAt: 'dueAtMs' } as const;
const ObjectionPage = sortedArgs('AssessmentObjectionSort', OBJECTION_SORTS);
type Row = ObjectionView & { text: SealedText; answer: SealedText | null };

@Resolver(() => ObjectionView)
export class ObjectionResolver {
  @Query(() => ObjectionConnection, { description: 'Objections to figures of a month, the newest first, or sorted.' })
  assessmentObjections(
    @Ctx() { rows }: TrustContext,
    @Args(() => ObjectionPage) page: SortedPage,
    @Arg('month', () => String, { nullable: true, description: '2026-11' }) month?: string,
    @Arg('state', () => ObjectionStates, { nullable: true, description: 'Only those in this state.' })
    state?: ObjectionState,
  ) {
    const query = rows
      .selectFrom('AssessmentObjection')
      .selectAll()
      .where((eb) => eb.and(given({ month, state })));
    return sortedPage(query, page, OBJECTION_SORTS, { by: 'raisedAt', descending: true });
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: Row): string {
    return objectionLifecycle.texts[state];
  }
  @FieldResolver(() => String, { description: 'The figure in Chinese.' })
  title(@Root() { metric }: Row): string {
    return ASSESSMENT_METRICS[metric]?.title ?? metric;
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: Row): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => String, { nullable: true, description: "The party's words: for the party and for staff." })
  text(@Ctx() context: TrustContext, @Root() { partyId, text }: Row) {
    return mayReadOf(context.actor, partyId) ? context.vault.openText(partyId, text, 'objection') : null;
  }
  @FieldResolver(() => String, { nullable: true, description: 'For the party and for staff.' })
  answer(@Ctx() context: TrustContext, @Root() { partyId, answer }: Row) {
    return answer && mayReadOf(context.actor, partyId) ? context.vault.openTextUnrecorded(partyId, answer) : null;
  }
  @FieldResolver(() => [ObjectionActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: Row) {
    return objectionLifecycle.available(row, objectionParts(actor, row.partyId), clock.now());
  }
}

@Resolver(() => AssessmentView)
export class ObjectionsOfAssessmentResolver {
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Until when the party can object to a figure; null where that is over.',
  })
  async objectionDueAt(@Ctx() context: TrustContext, @Root() { month }: AssessmentView) {
    const made = await context.loader(draftsByMonth).load(month);
    const untilMs = made && !isPartial(made) ? objectionDueAt(made.assessedAtMs) : 0;
    return untilMs > context.clock.now() ? untilMs : null;
  }
  @FieldResolver(() => [ObjectionView], {
    nullable: true,
    description: 'What the party objected to, oldest first: for the party and for staff.',
  })
  objections(@Ctx() context: TrustContext, @Root() { partyId, month }: AssessmentView) {
    return mayReadOf(context.actor, partyId) ? context.loader(objectionsByResult).load(`${month} ${partyId}`) : null;
  }
}
