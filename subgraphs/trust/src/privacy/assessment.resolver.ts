import { chinaDate } from '@heitu/kit/rules/calendar';
import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { AssessmentActs } from '../enums.ts';
import { assessmentLifecycle, TO_ASSESS } from './assessment.lifecycle.ts';
import { AssessmentOfImpactView, ImpactAssessmentConnection, PurposeToAssess } from './assessment.view.ts';

const ASSESSMENT_SORTS = { recordedAt: 'recordedAtMs', validUntil: { text: 'validUntil' } } as const;
const AssessmentPage = sortedArgs('ImpactAssessmentSort', ASSESSMENT_SORTS);

/** What has to be assessed, each with whether that is in force. */
export async function purposesToAssess({ rows, clock }: TrustContext): Promise<PurposeToAssess[]> {
  const valid = await rows
    .selectFrom('ImpactAssessment')
    .select('purpose')
    .distinct()
    .where('state', '=', 'reviewed')
    .where('validUntil', '>=', chinaDate(clock.now()))
    .execute();
  const assessed = new Set(valid.map(({ purpose }) => purpose));
  return TO_ASSESS.map(({ purpose, title }) => ({ purpose, title, isAssessed: assessed.has(purpose) }));
}

@Resolver(() => AssessmentOfImpactView)
export class ImpactAssessmentResolver {
  @Query(() => ImpactAssessmentConnection, { description: 'How uses of personal data were assessed, newest first.' })
  impactAssessments(@Ctx() { rows }: TrustContext, @Args(() => AssessmentPage) page: SortedPage) {
    const query = rows.selectFrom('ImpactAssessment').selectAll();
    return sortedPage(query, page, ASSESSMENT_SORTS, { by: 'recordedAt', descending: true });
  }
  @Query(() => [PurposeToAssess], { description: 'Uses of personal data that have to be assessed (PIPL 55).' })
  purposesToAssess(@Ctx() context: TrustContext) {
    return purposesToAssess(context);
  }
  @FieldResolver(() => String)
  title(@Root() { purpose }: AssessmentOfImpactView): string {
    return TO_ASSESS.find((one) => one.purpose === purpose)?.title ?? purpose;
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: AssessmentOfImpactView): string {
    return assessmentLifecycle.texts[state];
  }
  @FieldResolver(() => [AssessmentActs], { description: 'What the caller can do with it now.' })
  availableActions(
    @Ctx() { actor, clock }: TrustContext,
    @Root() row: AssessmentOfImpactView & { recordedBy: string },
  ) {
    return row.recordedBy === actor.id ? [] : assessmentLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
