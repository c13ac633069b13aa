import { fromJson } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { orderOfNumber } from '../payment/numbers.ts';
import { namesOfAccounts } from '../peers.ts';
import { laidOutByNumber, refundsByOrder } from '../refund/refund.loader.ts';
import { RefundView } from '../refund/refund.view.ts';
import { reconciliationCaseLifecycle, type CaseAct, type ReconciliationCaseState } from './case.lifecycle.ts';
import { RECONCILIATION_CASE_SORTS, reconciliationCasePage, remediesById } from './case.loader.ts';
import { CaseRemedyView, ReconciliationCaseView, ReconciliationCaseConnection } from './case.view.ts';
import {
  BY_RULE,
  isCorrectable,
  isCorrectedAlone,
  isOwedAgain,
  isOfTrade,
  MISSING_HERE,
  owedAgainText,
  type DifferenceKind,
} from './case.policy.ts';
import { paidHereByNumber } from './paid-here.ts';
import { DifferenceKinds, ReconciliationCaseActs, ReconciliationCaseStates } from '../enums.ts';

const ReconciliationCasePage = sortedArgs('ReconciliationCaseSort', RECONCILIATION_CASE_SORTS);

@Resolver()
export class ReconciliationCasesResolver {
  @Query(() => ReconciliationCaseConnection, {
    description: 'What differed. The newest first, or sorted.',
  })
  reconciliationCases(
    @Ctx() context: PaymentsContext,
    @Args(() => ReconciliationCasePage) page: SortedPage,
    @Arg('date', () => LocalDate, { nullable: true, description: 'Only differences of this day, in China.' })
    date?: string,
    @Arg('kind', () => DifferenceKinds, { nullable: true, description: 'Only differences of this kind.' })
    kind?: DifferenceKind,
    @Arg('state', () => ReconciliationCaseStates, { nullable: true, description: 'Only differences in this state.' })
    state?: ReconciliationCaseState,
  ) {
    return reconciliationCasePage(context, { date, kind, state }, page);
  }
}

@Resolver(() => ReconciliationCaseView)
export class ReconciliationCaseResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: RowOf<'ReconciliationCase'>): string {
    return reconciliationCaseLifecycle.texts[state];
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who pays the buyer once it is corrected, in Chinese; null where nobody is owed anything by it.',
  })
  async owedAgainText(
    @Ctx() context: PaymentsContext,
    @Root() difference: ReconciliationCaseView,
  ): Promise<string | null> {
    if (!isOwedAgain(difference)) return null;
    return owedAgainText(difference, await context.loader(laidOutByNumber).load(difference.reference));
  }
  @FieldResolver(() => String, { nullable: true, description: 'Who proposed to correct the books. Masked.' })
  proposedByName(@Ctx() context: PaymentsContext, @Root() { proposedBy }: ReconciliationCaseView) {
    return proposedBy ? context.loader(namesOfAccounts).load(proposedBy) : null;
  }
  @FieldResolver(() => CaseRemedyView, { nullable: true, description: 'What was proposed last to deal with it.' })
  remedy(@Ctx() context: PaymentsContext, @Root() { remedyId }: ReconciliationCaseView) {
    return remedyId ? context.loader(remediesById).load(remedyId) : null;
  }
  @FieldResolver(() => [ReconciliationCaseActs], { description: 'What the caller can do with it now.' })
  async availableActions(
    @Ctx() context: PaymentsContext,
    @Root() difference: ReconciliationCaseView,
  ): Promise<CaseAct[]> {
    const { kind, reference, remedyId, proposedBy } = difference;
    const actions = reconciliationCaseLifecycle.available(difference, rolesOf(context.actor), context.clock.now());
    if (actions.length === 0) return [];
    const waits = kind === MISSING_HERE && !(await context.loader(paidHereByNumber).load(reference));
    const remedy = remedyId ? await context.loader(remediesById).load(remedyId) : null;
    return actions.flatMap((action): CaseAct[] => {
      if (action === 'propose') return waits ? ['propose-refund', 'propose-rebuild'] : [];
      if (action === 'settle') return waits || !isOfTrade(kind) ? [] : [action];
      if (action === 'correct' || action === 'propose-correction') {
        return isCorrectable(kind) && isCorrectedAlone(difference) === (action === 'correct') ? [action] : [];
      }
      if (action === 'confirm-correction') return proposedBy === context.actor.id ? [] : [action];
      if (action === 'reject-correction') return [action];
      // Whoever proposed it may only take it back.
      if (action === 'confirm') return remedy?.proposedBy === context.actor.id ? [] : [action];
      return action === 'reject' ? [action] : [];
    });
  }
}

const nameOf = (context: PaymentsContext, by: string) =>
  by === BY_RULE ? '系统' : context.loader(namesOfAccounts).load(by);

@Resolver(() => CaseRemedyView)
export class CaseRemedyResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Masked.' })
  proposedByName(@Ctx() context: PaymentsContext, @Root() { proposedBy }: CaseRemedyView) {
    return nameOf(context, proposedBy);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Masked.' })
  decidedByName(@Ctx() context: PaymentsContext, @Root() { decidedBy }: CaseRemedyView) {
    return decidedBy ? nameOf(context, decidedBy) : null;
  }
  @FieldResolver(() => [RefundView], { description: 'What goes back, or has gone back, of the payment.' })
  async refunds(@Ctx() context: PaymentsContext, @Root() { parts }: CaseRemedyView) {
    const numbers = fromJson(parts).map(({ outTradeNo }) => orderOfNumber(outTradeNo));
    return (await Promise.all(numbers.map((orderId) => context.loader(refundsByOrder).load(orderId)))).flat();
  }
}
