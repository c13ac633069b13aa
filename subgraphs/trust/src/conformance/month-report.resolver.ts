import { DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { newestFirst } from '@heitu/kit/rules/sorting';
import { rolesOf } from '@heitu/kit/rules/actor';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { given } from '@heitu/kit/data/given';
import type { TrustContext } from '../context.ts';
import { InspectionLinkActs } from '../enums.ts';
import { inspectionLifecycle } from './inspection-link.lifecycle.ts';
import {
  InspectionLinkConnection,
  InspectionLinkView,
  MonthReportConnection,
  openingsOf,
} from './month-report.view.ts';

@Resolver(() => InspectionLinkView)
export class MonthReportResolver {
  @Query(() => MonthReportConnection, { description: 'The reports of months as they were issued, the newest first.' })
  monthReports(
    @Ctx() { rows }: TrustContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('id', () => ID, { nullable: true, description: 'Only this one.' }) id?: string,
  ) {
    const query = rows
      .selectFrom('MonthReport')
      .select(['id', 'month', 'code', 'digest', 'issuedAtMs'])
      .where((eb) => eb.and(given({ id })));
    return newestFirst(query, page);
  }
  @Query(() => InspectionLinkConnection, {
    description: 'Links by which inspectors read the report of a month, the newest first.',
  })
  inspectionLinks(
    @Ctx() { rows }: TrustContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('id', () => ID, { nullable: true, description: 'Only this one.' }) id?: string,
  ) {
    return newestFirst(
      rows
        .selectFrom('InspectionLink')
        .selectAll()
        .where((eb) => eb.and(given({ id }))),
      page,
    );
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: InspectionLinkView): string {
    return inspectionLifecycle.texts[state];
  }
  @FieldResolver(() => [DateTime], { description: 'When it was opened, the newest first; the last hundred.' })
  openedAt(@Ctx() context: TrustContext, @Root() { id }: InspectionLinkView) {
    return context.loader(openingsOf).load(id);
  }
  @FieldResolver(() => [InspectionLinkActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: InspectionLinkView) {
    return inspectionLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
