import { SortedPageArgs, sortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { hasRole } from '@heitu/kit/rules/actor';
import { YES } from '@heitu/kit/data/entities';
import { mutationResult } from '@heitu/kit/rules/graphql';
import { answer, managedCarriers, seesAll } from '../access.ts';
import type { LogisticsContext, RowOf } from '../entities.ts';
import { conductOf } from './conduct.ts';
import { planCheck } from './plan-check.ts';
import { recordCheck } from './record-check.ts';
import { reportCarrierBreach } from './report-carrier-breach.ts';
import { settleFinding } from './settle-finding.ts';
import * as refusals from './supervision.refusals.ts';
import {
  ConductFigure,
  PlanCheckInput,
  RecordCheckInput,
  ReportCarrierBreachInput,
  SettleFindingInput,
  SupervisionCheckConnection,
  SupervisionCheckView,
} from './supervision.view.ts';

const planCheckResult = mutationResult('PlanCheck', SupervisionCheckView, refusals.planCheckRefusals);
const recordCheckResult = mutationResult('RecordCheck', SupervisionCheckView, refusals.recordCheckRefusals);
const settleFindingResult = mutationResult('SettleFinding', SupervisionCheckView, refusals.settleFindingRefusals);
const reportCarrierBreachResult = mutationResult(
  'ReportCarrierBreach',
  SupervisionCheckView,
  refusals.reportCarrierBreachRefusals,
);

/** The operator's all; a carrier's own, but not who reported it; one's own reports. */
function visibleChecks(context: LogisticsContext) {
  const mine = managedCarriers(context.actor);
  return context.rows
    .selectFrom('SupervisionCheck')
    .selectAll()
    .$if(!seesAll(context.actor), (query) =>
      query.where((eb) =>
        eb.or([eb('createdBy', '=', context.actor.id), ...(mine.length > 0 ? [eb('carrierPartyId', 'in', mine)] : [])]),
      ),
    );
}
const checkById = (context: LogisticsContext) => (id: string) =>
  visibleChecks(context).where('id', '=', id).executeTakeFirst();

@Resolver()
export class SupervisionResolver {
  @Query(() => SupervisionCheckConnection, {
    description: 'Newest first, or sorted by createdAt, plannedFor or topic.',
  })
  supervisionChecks(
    @Ctx() context: LogisticsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('topic', () => String, { nullable: true }) topic?: string,
    @Arg('onlyOpen', () => Boolean, {
      defaultValue: false,
      description: 'Those that were not made yet, or found a breach that nothing was done about.',
    })
    onlyOpen = false,
  ) {
    const checks = visibleChecks(context).$if(!!topic, (query) => query.where('topic', '=', topic!));
    return sortedPage(
      checks.$if(onlyOpen, (query) =>
        query.where((eb) =>
          eb.or([eb('doneAtMs', 'is', null), eb.and([eb('breach', '=', YES), eb('settledAtMs', 'is', null)])]),
        ),
      ),
      page,
      { createdAt: 'createdAtMs', plannedFor: { text: 'plannedFor' }, topic: { text: 'topic' } },
      { by: 'createdAt', descending: true },
    );
  }
  @Directive('@inaccessible')
  @Query(() => [ConductFigure])
  logisticsConduct(
    @Ctx() context: LogisticsContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ): Promise<ConductFigure[]> {
    return conductOf(context, Number(fromMs), Number(toMs));
  }
  @Mutation(() => planCheckResult.type)
  async planCheck(@Ctx() context: LogisticsContext, @Arg('input', () => PlanCheckInput) input: PlanCheckInput) {
    return answer(planCheckResult, await planCheck(context, input as never), checkById(context));
  }
  @Mutation(() => recordCheckResult.type)
  async recordCheck(@Ctx() context: LogisticsContext, @Arg('input', () => RecordCheckInput) input: RecordCheckInput) {
    return answer(recordCheckResult, await recordCheck(context, input), checkById(context));
  }
  @Mutation(() => settleFindingResult.type)
  async settleFinding(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => SettleFindingInput) input: SettleFindingInput,
  ) {
    return answer(settleFindingResult, await settleFinding(context, input), checkById(context));
  }
  @Mutation(() => reportCarrierBreachResult.type)
  async reportCarrierBreach(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => ReportCarrierBreachInput) input: ReportCarrierBreachInput,
  ) {
    return answer(reportCarrierBreachResult, await reportCarrierBreach(context, input as never), checkById(context));
  }
}

@Resolver(() => SupervisionCheckView)
export class SupervisionCheckResolver {
  @FieldResolver(() => [String], { description: 'What this caller can do now: record what it found, settle a breach.' })
  availableActions(
    @Ctx() { actor }: LogisticsContext,
    @Root() { doneAtMs, breach, settledAtMs }: RowOf<'SupervisionCheck'>,
  ): string[] {
    if (!hasRole(actor, 'operator-admin')) return [];
    if (doneAtMs === null) return ['record'];
    return breach && settledAtMs === null ? ['settle'] : [];
  }
}
