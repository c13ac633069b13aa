import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { inStateOf } from '@heitu/kit/rules/lifecycle';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { orderOfNumber } from '../payment/numbers.ts';
import { namesOfAccounts } from '../peers.ts';
import { refundsByOrder } from '../refund/refund.loader.ts';
import { RefundView } from '../refund/refund.view.ts';
import { reconciliationCaseLifecycle } from './case.lifecycle.ts';
import { reconciliationCasePage, remediesById } from './case.loader.ts';
import { CaseRemedyView, ReconciliationCaseView, ReconciliationCaseConnection } from './case.view.ts';
import { MISSING_HERE, REMEDY_KINDS } from './case.policy.ts';
import type { FoundPart } from './found-payment.ts';
import { paidHereByNumber } from './paid-here.ts';

@Resolver()
export class ReconciliationCasesResolver {
  @Query(() => ReconciliationCaseConnection, {
    description: 'What differed. The newest first, or sorted by openedAt, date, kind or state.',
  })
  reconciliationCases(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('date', () => LocalDate, { nullable: true, description: 'Only differences of this day, in China.' })
    date?: string,
    @Arg('kind', () => String, { nullable: true, description: 'Only differences of this kind.' }) kind?: string,
    @Arg('state', () => String, { nullable: true, description: inStateOf(reconciliationCaseLifecycle) }) state?: string,
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
  @FieldResolver(() => CaseRemedyView, { nullable: true, description: 'What was proposed last to deal with it.' })
  remedy(@Ctx() context: PaymentsContext, @Root() { remedyId }: ReconciliationCaseView) {
    return remedyId ? context.loader(remediesById).load(remedyId) : null;
  }
  @FieldResolver(() => [String], {
    description: 'What the caller can do with it now: settle, propose-refund, propose-rebuild, confirm, reject.',
  })
  async availableActions(
    @Ctx() context: PaymentsContext,
    @Root() difference: ReconciliationCaseView,
  ): Promise<string[]> {
    const { kind, reference, remedyId } = difference;
    const actions = reconciliationCaseLifecycle.available(difference, rolesOf(context.actor), context.clock.now());
    if (actions.length === 0) return [];
    const waits = kind === MISSING_HERE && !(await context.loader(paidHereByNumber).load(reference));
    const remedy = remedyId ? await context.loader(remediesById).load(remedyId) : null;
    return actions.flatMap((action) => {
      if (action === 'propose') return waits ? REMEDY_KINDS.map((one) => `propose-${one}`) : [];
      if (action === 'settle') return waits ? [] : [action];
      // Whoever proposed it may only take it back.
      return action === 'confirm' && remedy?.proposedBy === context.actor.id ? [] : [action];
    });
  }
}

@Resolver(() => CaseRemedyView)
export class CaseRemedyResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Masked.' })
  proposedByName(@Ctx() context: PaymentsContext, @Root() { proposedBy }: CaseRemedyView) {
    return context.loader(namesOfAccounts).load(proposedBy);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Masked.' })
  decidedByName(@Ctx() context: PaymentsContext, @Root() { decidedBy }: CaseRemedyView) {
    return decidedBy ? context.loader(namesOfAccounts).load(decidedBy) : null;
  }
  @FieldResolver(() => [RefundView], { description: 'What goes back, or has gone back, of the payment.' })
  async refunds(@Ctx() context: PaymentsContext, @Root() { parts }: CaseRemedyView) {
    const numbers = (JSON.parse(parts) as FoundPart[]).map(({ outTradeNo }) => orderOfNumber(outTradeNo));
    return (await Promise.all(numbers.map((orderId) => context.loader(refundsByOrder).load(orderId)))).flatMap(
      (refunds) => refunds ?? [],
    );
  }
}
