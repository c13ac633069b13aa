import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { CheckedItemView, shownItems } from '@heitu/kit/rules/checklist';
import { keysOf } from '@heitu/kit/rules/checked';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { CHECKLISTS, type CheckedItem } from '@heitu/standard';
import { NO, YES } from '@heitu/kit/data/entities';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { given } from '@heitu/kit/data/given';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { leaksByIncident } from '../leaks/leak.view.ts';
import {
  BackupMethods,
  DrillKinds,
  IncidentActs,
  IncidentKinds,
  StatisticalReturnActs,
  StatisticalReturnKinds,
  StatisticalReturnStates,
  TradeCheckActs,
  TradeCheckSubjects,
} from '../enums.ts';
import {
  BACKUP_SORTS,
  correctionsOf,
  DRILL_SORTS,
  INCIDENT_SORTS,
  RETURN_SORTS,
  TRADE_CHECK_SORTS,
} from './disclosure.loader.ts';
import { CHECK_SUBJECT_TITLES } from './disclosure.policy.ts';
import type { BackupMethod, CheckSubject, DrillKind, IncidentKind, ReturnKind } from './disclosure.policy.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import {
  BackupRunConnection,
  DrillConnection,
  IncidentConnection,
  IncidentView,
  ProbedDayView,
  StatisticalReturnConnection,
  StatisticalReturnView,
  TradeCheckConnection,
  TradeChecklist,
  TradeCheckView,
} from './disclosure.view.ts';
import { PROBED_DAYS_MAX } from './probe.policy.ts';
import { incidentLifecycle, tradeCheckLifecycle } from './record.lifecycle.ts';
import { returnLifecycle, type ReturnState } from './return.lifecycle.ts';

const ReturnPage = sortedArgs('StatisticalReturnSort', RETURN_SORTS);
const IncidentPage = sortedArgs('IncidentSort', INCIDENT_SORTS);
const BackupPage = sortedArgs('BackupRunSort', BACKUP_SORTS);
const DrillPage = sortedArgs('DrillSort', DRILL_SORTS);
const TradeCheckPage = sortedArgs('TradeCheckSort', TRADE_CHECK_SORTS);

@Resolver(() => StatisticalReturnView)
export class StatisticalReturnResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: StatisticalReturnView): string {
    return returnLifecycle.texts[row.state];
  }
  @FieldResolver(() => [StatisticalReturnActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: TrustContext, @Root() row: StatisticalReturnView) {
    const { actor, clock } = context;
    const actions = returnLifecycle.available(row, rolesOf(actor), clock.now());
    const canCorrect =
      row.state === 'filed' &&
      hasRole(actor, 'operator-admin') &&
      (await context.loader(correctionsOf).load(row.id)) === null;
    return canCorrect ? [...actions, 'correct'] : actions;
  }
  @FieldResolver(() => ID, { nullable: true, description: 'The return that corrects this one.' })
  async correctedBy(@Ctx() context: TrustContext, @Root() { id }: StatisticalReturnView) {
    return (await context.loader(correctionsOf).load(id))?.id ?? null;
  }
}
@Resolver(() => IncidentView)
export class IncidentResolver {
  @FieldResolver(() => [IncidentActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: TrustContext, @Root() row: IncidentView) {
    const { actor, clock } = context;
    const tells =
      row.kind === 'leak' &&
      hasRole(actor, 'operator-admin') &&
      (await context.loader(leaksByIncident).load(row.id)) === null;
    return [
      ...incidentLifecycle.available(row, rolesOf(actor), clock.now()),
      ...(tells ? (['tell-people'] as const) : []),
    ];
  }
}
@Resolver()
export class OperationsResolver {
  @Query(() => StatisticalReturnConnection, { description: 'The latest due first, or sorted.' })
  statisticalReturns(
    @Ctx() { rows }: TrustContext,
    @Args(() => ReturnPage) page: SortedPage,
    @Arg('kind', () => StatisticalReturnKinds, { nullable: true, description: 'Only those of this kind.' })
    kind?: ReturnKind,
    @Arg('state', () => StatisticalReturnStates, { nullable: true, description: 'Only those in this state.' })
    state?: ReturnState,
  ) {
    const query = rows
      .selectFrom('StatisticalReturn')
      .selectAll()
      .where((eb) => eb.and(given({ kind, state })));
    return sortedPage(query, page, RETURN_SORTS, { by: 'dueAt', descending: true });
  }
  @Query(() => IncidentConnection, { description: 'The latest first, or sorted.' })
  incidents(
    @Ctx() { rows }: TrustContext,
    @Args(() => IncidentPage) page: SortedPage,
    @Arg('kind', () => IncidentKinds, { nullable: true, description: 'Only those of this kind.' }) kind?: IncidentKind,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those that are not over.' }) onlyOpen = false,
  ) {
    const query = rows
      .selectFrom('Incident')
      .selectAll()
      .where((eb) => eb.and(given({ kind })))
      .$if(onlyOpen, (query) => query.where('recoveredAtMs', 'is', null));
    return sortedPage(query, page, INCIDENT_SORTS, { by: 'startedAt', descending: true });
  }
  @Query(() => [ProbedDayView], {
    description: `What was seen from outside, day by day, the newest first: the last ${PROBED_DAYS_MAX} days.`,
  })
  probedDays(@Ctx() { rows, clock }: TrustContext) {
    return rows
      .selectFrom('ProbedDay')
      .selectAll()
      .where('day', '>', chinaDate(clock.now() - PROBED_DAYS_MAX * DAY_MS))
      .orderBy('day', 'desc')
      .orderBy('unit')
      .execute();
  }
  @Query(() => BackupRunConnection, { description: 'Newest first, or sorted.' })
  backupRuns(
    @Ctx() { rows }: TrustContext,
    @Args(() => BackupPage) page: SortedPage,
    @Arg('method', () => BackupMethods, { nullable: true, description: 'Only those taken in this way.' })
    method?: BackupMethod,
    @Arg('succeeded', () => Boolean, {
      nullable: true,
      description: 'Only those that succeeded, or only those that failed.',
    })
    succeeded?: boolean,
  ) {
    const query = rows
      .selectFrom('BackupRun')
      .selectAll()
      .where((eb) => eb.and(given({ method })))
      .$if(typeof succeeded === 'boolean', (query) => query.where('succeeded', '=', succeeded ? YES : NO));
    return sortedPage(query, page, BACKUP_SORTS, { by: 'finishedAt', descending: true });
  }
  @Query(() => DrillConnection, { description: 'Newest first, or sorted.' })
  drills(
    @Ctx() { rows }: TrustContext,
    @Args(() => DrillPage) page: SortedPage,
    @Arg('kind', () => DrillKinds, { nullable: true, description: 'Only those of this kind.' }) kind?: DrillKind,
  ) {
    return sortedPage(
      rows
        .selectFrom('Drill')
        .selectAll()
        .where((eb) => eb.and(given({ kind }))),
      page,
      DRILL_SORTS,
      { by: 'finishedAt', descending: true },
    );
  }
  @Query(() => TradeCheckConnection, { description: 'Newest first, or sorted.' })
  tradeChecks(
    @Ctx() { rows }: TrustContext,
    @Args(() => TradeCheckPage) page: SortedPage,
    @Arg('subject', () => TradeCheckSubjects, { nullable: true, description: 'Only looks at this.' })
    subject?: CheckSubject,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only those of this party.' }) partyId?: string,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those whose fault was not put right yet.' })
    onlyOpen = false,
  ) {
    const query = rows
      .selectFrom('TradeCheck')
      .selectAll()
      .where((eb) => eb.and(given({ subject, partyId })))
      .$if(onlyOpen, (query) => query.where('closedAtMs', 'is', null));
    return sortedPage(query, page, TRADE_CHECK_SORTS, { by: 'at', descending: true });
  }
}

@Resolver(() => TradeCheckView)
export class TradeCheckResolver {
  @Query(() => [TradeChecklist], { description: 'What belongs to a look at goods, and at a delivery.' })
  tradeChecklists(): TradeChecklist[] {
    return keysOf(CHECK_SUBJECT_TITLES).map((subject) => ({ subject, items: [...CHECKLISTS[subject]] }));
  }
  @FieldResolver(() => [CheckedItemView], { description: 'Its checklist as it was found.' })
  items(@Root() { subject, items }: { subject: CheckSubject; items: Json<CheckedItem[]> | null }): CheckedItemView[] {
    return shownItems(CHECKLISTS[subject], items && fromJson(items));
  }
  @FieldResolver(() => [TradeCheckActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: TradeCheckView) {
    return tradeCheckLifecycle.available(row, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: TradeCheckView): PartyStub {
    return { id: partyId };
  }
}
