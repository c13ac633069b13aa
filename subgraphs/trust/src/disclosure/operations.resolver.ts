import { hasRole } from '@heitu/kit/actor';
import { mutationResult } from '@heitu/kit/graphql';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import { answerOversight } from './answer-oversight.ts';
import { askOversight } from './ask-oversight.ts';
import { closeIncident } from './close-incident.ts';
import { closeTradeCheck } from './close-trade-check.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';
import {
  AnswerOversightInput, ApproveReturnInput, AskOversightInput, BackupRunView, CloseIncidentInput, CloseTradeCheckInput, DrillView, FileReturnInput, IncidentView, OversightRequestView, ProduceReturnInput, RecordBackupInput,
  RecordDrillInput, RecordIncidentInput, RecordSaved, RecordTradeCheckInput, StatisticalReturnView, TradeCheckView,
} from './disclosure.view.ts';
import { produceReturn } from './produce-return.ts';
import { recordOperation } from './record-operations.ts';
import { recordTradeCheck } from './record-trade-check.ts';
import { settleReturn } from './settle-return.ts';

const produceResult = mutationResult('ProduceReturn', RecordSaved, disclosureRefusals);
const approveResult = mutationResult('ApproveReturn', RecordSaved, disclosureRefusals);
const fileResult = mutationResult('FileReturn', RecordSaved, disclosureRefusals);
const incidentResult = mutationResult('RecordIncident', RecordSaved, disclosureRefusals);
const closeIncidentResult = mutationResult('CloseIncident', RecordSaved, disclosureRefusals);
const backupResult = mutationResult('RecordBackup', RecordSaved, disclosureRefusals);
const drillResult = mutationResult('RecordDrill', RecordSaved, disclosureRefusals);
const askResult = mutationResult('AskOversight', RecordSaved, disclosureRefusals);
const answerResult = mutationResult('AnswerOversight', RecordSaved, disclosureRefusals);
const checkResult = mutationResult('RecordTradeCheck', RecordSaved, disclosureRefusals);
const closeCheckResult = mutationResult('CloseTradeCheck', RecordSaved, disclosureRefusals);

const LIST_MAX = 200;

@Resolver()
export class OperationsResolver {
  @Query(() => [StatisticalReturnView])
  statisticalReturns(@Ctx() context: TrustContext) {
    return context.rows.selectFrom('StatisticalReturn').selectAll().orderBy('dueAtMs', 'desc').limit(LIST_MAX).execute();
  }
  @Query(() => [IncidentView])
  incidents(@Ctx() context: TrustContext) {
    return context.rows.selectFrom('Incident').selectAll().orderBy('startedAtMs', 'desc').limit(LIST_MAX).execute();
  }
  @Directive('@listSize(assumedSize: 100)')
  @Query(() => [BackupRunView], { description: 'Newest first.' })
  backupRuns(@Ctx() context: TrustContext) {
    return context.rows.selectFrom('BackupRun').selectAll().orderBy('id', 'desc').limit(LIST_MAX).execute();
  }
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [DrillView], { description: 'Newest first.' })
  drills(@Ctx() context: TrustContext) {
    return context.rows.selectFrom('Drill').selectAll().orderBy('id', 'desc').limit(LIST_MAX).execute();
  }
  @Query(() => [TradeCheckView])
  tradeChecks(@Ctx() context: TrustContext) {
    return context.rows.selectFrom('TradeCheck').selectAll().orderBy('atMs', 'desc').limit(LIST_MAX).execute();
  }
  @Query(() => [OversightRequestView], { description: 'One\'s own; all for the operator.' })
  oversightRequests(@Ctx() context: TrustContext) {
    return context.rows.selectFrom('OversightRequest').selectAll().$if(!hasRole(context.actor, 'operator-admin'), (query) => query.where('accountId', '=', context.actor.id)).orderBy('id', 'desc').limit(LIST_MAX).execute();
  }

  @Mutation(() => produceResult.type)
  async produceReturn(@Ctx() context: TrustContext, @Arg('input', () => ProduceReturnInput) input: ProduceReturnInput) {
    return produceResult.of(await produceReturn(context, input));
  }
  @Mutation(() => approveResult.type)
  async approveReturn(@Ctx() context: TrustContext, @Arg('input', () => ApproveReturnInput) input: ApproveReturnInput) {
    return approveResult.of(await settleReturn(context, 'approve', input));
  }
  @Mutation(() => fileResult.type)
  async fileReturn(@Ctx() context: TrustContext, @Arg('input', () => FileReturnInput) input: FileReturnInput) {
    return fileResult.of(await settleReturn(context, 'file', input));
  }
  @Mutation(() => incidentResult.type)
  async recordIncident(@Ctx() context: TrustContext, @Arg('input', () => RecordIncidentInput) input: RecordIncidentInput) {
    return incidentResult.of(await recordOperation(context, 'incident', input));
  }
  @Mutation(() => closeIncidentResult.type)
  async closeIncident(@Ctx() context: TrustContext, @Arg('input', () => CloseIncidentInput) input: CloseIncidentInput) {
    return closeIncidentResult.of(await closeIncident(context, input));
  }
  @Mutation(() => backupResult.type)
  async recordBackup(@Ctx() context: TrustContext, @Arg('input', () => RecordBackupInput) input: RecordBackupInput) {
    return backupResult.of(await recordOperation(context, 'backup', input));
  }
  @Mutation(() => drillResult.type)
  async recordDrill(@Ctx() context: TrustContext, @Arg('input', () => RecordDrillInput) input: RecordDrillInput) {
    return drillResult.of(await recordOperation(context, 'drill', input));
  }
  @Mutation(() => askResult.type, { description: 'A regulator\'s request or an industry body\'s opinion.' })
  async askOversight(@Ctx() context: TrustContext, @Arg('input', () => AskOversightInput) input: AskOversightInput) {
    return askResult.of(await askOversight(context, input));
  }
  @Mutation(() => answerResult.type)
  async answerOversight(@Ctx() context: TrustContext, @Arg('input', () => AnswerOversightInput) input: AnswerOversightInput) {
    return answerResult.of(await answerOversight(context, input));
  }
  @Mutation(() => checkResult.type)
  async recordTradeCheck(@Ctx() context: TrustContext, @Arg('input', () => RecordTradeCheckInput) input: RecordTradeCheckInput) {
    return checkResult.of(await recordTradeCheck(context, input));
  }
  @Mutation(() => closeCheckResult.type)
  async closeTradeCheck(@Ctx() context: TrustContext, @Arg('input', () => CloseTradeCheckInput) input: CloseTradeCheckInput) {
    return closeCheckResult.of(await closeTradeCheck(context, input));
  }
}

@Resolver(() => TradeCheckView)
export class TradeCheckResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: TradeCheckView): PartyStub {
    return { id: partyId };
  }
}
