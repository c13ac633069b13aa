import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { NO, YES } from '@heitu/kit/data/entities';
import { SortedPageArgs, sortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import type { ReturnKind } from './disclosure.policy.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import {
  BackupRunConnection,
  DrillConnection,
  IncidentConnection,
  IncidentView,
  OversightRequestConnection,
  OversightRequestView,
  StatisticalReturnConnection,
  StatisticalReturnView,
  TradeCheckConnection,
  TradeCheckView,
} from './disclosure.view.ts';
import { incidentLifecycle, oversightLifecycle, tradeCheckLifecycle } from './record.lifecycle.ts';
import { returnLifecycle, type ReturnState } from './return.lifecycle.ts';

@Resolver(() => StatisticalReturnView)
export class StatisticalReturnResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: StatisticalReturnView): string {
    return returnLifecycle.texts[row.state];
  }
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: approve, file.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: StatisticalReturnView): string[] {
    return returnLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
@Resolver(() => IncidentView)
export class IncidentResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: close.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: IncidentView): string[] {
    return incidentLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
@Resolver(() => OversightRequestView)
export class OversightRequestResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: answer.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: OversightRequestView): string[] {
    return oversightLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
@Resolver()
export class OperationsResolver {
  @Query(() => StatisticalReturnConnection, {
    description: 'The latest due first, or sorted by dueAt, producedAt, period or state.',
  })
  statisticalReturns(
    @Ctx() { rows }: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('kind', () => String, { nullable: true, description: 'trade-month, identity-half-year, income-quarter' })
    kind?: ReturnKind,
    @Arg('state', () => String, { nullable: true, description: 'produced, approved, filed' }) state?: ReturnState,
  ) {
    const query = rows
      .selectFrom('StatisticalReturn')
      .selectAll()
      .$if(!!kind, (query) => query.where('kind', '=', kind!))
      .$if(!!state, (query) => query.where('state', '=', state!));
    return sortedPage(
      query,
      page,
      { dueAt: 'dueAtMs', producedAt: 'producedAtMs', period: { text: 'period' }, state: { text: 'state' } },
      { by: 'dueAt', descending: true },
    );
  }
  @Query(() => IncidentConnection, { description: 'The latest first, or sorted by startedAt or kind.' })
  incidents(
    @Ctx() { rows }: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('kind', () => String, { nullable: true, description: 'software, hardware, security, leak' }) kind?: string,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those that are not over.' }) onlyOpen = false,
  ) {
    const query = rows
      .selectFrom('Incident')
      .selectAll()
      .$if(!!kind, (query) => query.where('kind', '=', kind!))
      .$if(onlyOpen, (query) => query.where('recoveredAtMs', 'is', null));
    return sortedPage(
      query,
      page,
      { startedAt: 'startedAtMs', kind: { text: 'kind' } },
      { by: 'startedAt', descending: true },
    );
  }
  @Query(() => BackupRunConnection, { description: 'Newest first, or sorted by finishedAt, method or succeeded.' })
  backupRuns(
    @Ctx() { rows }: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('method', () => String, { nullable: true, description: 'incremental, full, differential, online, offline' })
    method?: string,
    @Arg('succeeded', () => Boolean, {
      nullable: true,
      description: 'Only those that succeeded, or only those that failed.',
    })
    succeeded?: boolean,
  ) {
    const query = rows
      .selectFrom('BackupRun')
      .selectAll()
      .$if(!!method, (query) => query.where('method', '=', method!))
      .$if(typeof succeeded === 'boolean', (query) => query.where('succeeded', '=', succeeded ? YES : NO));
    return sortedPage(
      query,
      page,
      { finishedAt: 'finishedAtMs', method: { text: 'method' }, succeeded: 'succeeded' },
      { by: 'finishedAt', descending: true },
    );
  }
  @Query(() => DrillConnection, { description: 'Newest first, or sorted by finishedAt or kind.' })
  drills(
    @Ctx() { rows }: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('kind', () => String, { nullable: true, description: 'ordinary, severe, power-loss' }) kind?: string,
  ) {
    return sortedPage(
      rows
        .selectFrom('Drill')
        .selectAll()
        .$if(!!kind, (query) => query.where('kind', '=', kind!)),
      page,
      { finishedAt: 'finishedAtMs', kind: { text: 'kind' } },
      { by: 'finishedAt', descending: true },
    );
  }
  @Query(() => TradeCheckConnection, { description: 'Newest first, or sorted by at, passed or subject.' })
  tradeChecks(
    @Ctx() { rows }: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('subject', () => String, { nullable: true, description: 'goods, delivery' }) subject?: string,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only those of this party.' }) partyId?: string,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those whose fault was not put right yet.' })
    onlyOpen = false,
  ) {
    const query = rows
      .selectFrom('TradeCheck')
      .selectAll()
      .$if(!!subject, (query) => query.where('subject', '=', subject!))
      .$if(!!partyId, (query) => query.where('partyId', '=', partyId!))
      .$if(onlyOpen, (query) => query.where('closedAtMs', 'is', null));
    return sortedPage(
      query,
      page,
      { at: 'atMs', passed: 'passed', subject: { text: 'subject' } },
      { by: 'at', descending: true },
    );
  }
  @Query(() => OversightRequestConnection, {
    description: "One's own; all for the operator. Newest first, or sorted by askedAt or dueAt.",
  })
  oversightRequests(
    @Ctx() { rows, actor }: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('from', () => String, { nullable: true, description: 'regulator, industry-body' }) from?: string,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those that were not answered yet.' })
    onlyOpen = false,
  ) {
    const query = rows
      .selectFrom('OversightRequest')
      .selectAll()
      .$if(!hasRole(actor, 'operator-admin'), (query) => query.where('accountId', '=', actor.id))
      .$if(!!from, (query) => query.where('from', '=', from!))
      .$if(onlyOpen, (query) => query.where('answeredAtMs', 'is', null));
    return sortedPage(query, page, { askedAt: 'askedAtMs', dueAt: 'dueAtMs' }, { by: 'askedAt', descending: true });
  }
}

@Resolver(() => TradeCheckView)
export class TradeCheckResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: close.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: TradeCheckView): string[] {
    return tradeCheckLifecycle.available(row, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: TradeCheckView): PartyStub {
    return { id: partyId };
  }
}
