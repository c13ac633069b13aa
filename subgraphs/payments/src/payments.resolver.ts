import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { hasRole, partiesFor, rolesOf } from '@heitu/kit/rules/actor';
import { LocalDate, mutationResult, Tag } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import { ORDER_OVERSEERS } from '@heitu/standard';
import { collectRecovery, isCollectable } from './advance/advance.ts';
import type { PaymentsContext } from './context.ts';
import { paymentsConduct } from './evidence.ts';
import { OrderStub } from './foreign/order.stub.ts';
import { PartyStub } from './foreign/party.stub.ts';
import { openMerchantAccount, rotatePaymentPassword } from './merchant/open-merchant-account.ts';
import { moneyText } from './payment/money-text.ts';
import { decideRiskHold, lookUpPayment } from './payment/look-up-payment.ts';
import { startPayment } from './payment/start-payment.ts';
import { recoveryLifecycle, refundLifecycle, riskHoldLifecycle, settlementLifecycle } from './payments.lifecycle.ts';
import {
  ledgerPage,
  merchantPage,
  moneyByOrder,
  moneyByPayment,
  NO_MONEY,
  openCasesByDate,
  paymentByCheckout,
  paymentsById,
  paymentsByOrder,
  reconciliationCasePage,
  reconciliationOf,
  reconciliationPage,
  recoveryPage,
  refundsByOrder,
  riskHoldPage,
  settlementPage,
  tradesOfOrders,
  trialBalance,
} from './payments.loader.ts';
import { whyNotPay } from './payments.policy.ts';
import * as refusals from './payments.refusals.ts';
import * as view from './payments.view.ts';
import { reconcileDay, settleCase } from './reconciliation/reconcile-day.ts';
import { retryMoney } from './settlement/retry-money.ts';

const startPaymentResult = mutationResult('StartPayment', view.PaymentStarted, refusals.startPaymentRefusals);
const lookUpPaymentResult = mutationResult('LookUpPayment', view.PaymentView, refusals.lookUpPaymentRefusals);
const openMerchantAccountResult = mutationResult(
  'OpenMerchantAccount',
  view.PaymentsDone,
  refusals.openMerchantAccountRefusals,
);
const rotatePasswordResult = mutationResult(
  'RotatePaymentPassword',
  view.PaymentsDone,
  refusals.rotatePasswordRefusals,
);
const reconcileDayResult = mutationResult('ReconcileDay', view.ReconciliationView, refusals.reconcileDayRefusals);
const settleCaseResult = mutationResult('SettleReconciliationCase', view.PaymentsDone, refusals.settleCaseRefusals);
const collectRecoveryResult = mutationResult('CollectRecovery', view.PaymentsDone, refusals.collectRecoveryRefusals);
const decideRiskHoldResult = mutationResult('DecideRiskHold', view.PaymentsDone, refusals.decideRiskHoldRefusals);
const retryMoneyResult = mutationResult('RetryMoney', view.PaymentsDone, refusals.retryRefusals);

@Resolver()
export class PaymentsResolver {
  @Query(() => view.PaymentView, { nullable: true, description: 'Where the money of a checkout is.' })
  payment(@Ctx() context: PaymentsContext, @Arg('checkoutId', () => ID) checkoutId: string) {
    return paymentByCheckout(context, checkoutId);
  }
  @Tag('partner', 'scope/marketing-accounts')
  @Query(() => view.SettlementConnection, { description: 'Newest first, or sorted by createdAt or netFen.' })
  settlements(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true }) state?: string,
    @Arg('partyId', () => ID, { nullable: true }) partyId?: string,
  ) {
    return settlementPage(context, { state, partyId }, page);
  }
  @Tag('partner', 'scope/bank')
  @Query(() => view.MerchantAccountConnection, {
    description: 'Newest first, or sorted by openedAt, contractValidUntil, passwordDueAt or state.',
  })
  merchantAccounts(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true }) state?: string,
    @Arg('partyId', () => ID, { nullable: true }) partyId?: string,
    @Arg('merchant', () => String, { nullable: true, description: 'The whole number.' }) merchant?: string,
  ) {
    return merchantPage(context, { state, partyId, merchant }, page);
  }
  @Query(() => view.TrialBalance)
  trialBalance(@Ctx() context: PaymentsContext) {
    return trialBalance(context);
  }
  @Query(() => view.LedgerBalanceConnection, {
    description: 'The accounts of the books, some for each party: by account, or sorted by balanceFen.',
  })
  ledgerBalances(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('partyId', () => ID, { nullable: true }) partyId?: string,
  ) {
    return ledgerPage(context, { partyId }, page);
  }
  @Query(() => view.ReconciliationConnection, {
    description: 'The newest first, or sorted by date, state, ourPaidFen or ourRefundedFen.',
  })
  reconciliations(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('date', () => LocalDate, { nullable: true }) date?: string,
    @Arg('state', () => String, { nullable: true }) state?: string,
  ) {
    return reconciliationPage(context, { date, state }, page);
  }
  @Query(() => view.ReconciliationCaseConnection, {
    description: 'What differed. The newest first, or sorted by openedAt, date, kind or state.',
  })
  reconciliationCases(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('date', () => LocalDate, { nullable: true }) date?: string,
    @Arg('kind', () => String, { nullable: true }) kind?: string,
    @Arg('state', () => String, { nullable: true }) state?: string,
  ) {
    return reconciliationCasePage(context, { date, kind, state }, page);
  }
  @Query(() => view.RecoveryConnection, { description: 'Newest first, or sorted by openedAt, amountFen or state.' })
  recoveries(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true }) state?: string,
    @Arg('partyId', () => ID, { nullable: true }) partyId?: string,
  ) {
    return recoveryPage(context, { state, partyId }, page);
  }
  @Query(() => view.RiskHoldConnection, { description: 'Oldest first, or sorted by openedAt, amountFen or rule.' })
  riskHolds(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true, description: 'held, released, confirmed' }) state?: string,
    @Arg('rule', () => String, { nullable: true }) rule?: string,
  ) {
    return riskHoldPage(context, { state, rule }, page);
  }
  @Directive('@inaccessible')
  @Query(() => [view.ConductFigure])
  paymentsConduct(
    @Ctx() context: PaymentsContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ) {
    return paymentsConduct(context, { fromMs: Number(fromMs), toMs: Number(toMs) });
  }
  @Directive('@inaccessible')
  @Query(() => [view.TradeOfOrder], { description: 'Orders that were not paid are missing.' })
  tradesOfOrders(@Ctx() context: PaymentsContext, @Arg('orderIds', () => [ID]) orderIds: string[]) {
    return tradesOfOrders(context, orderIds);
  }

  @Mutation(() => startPaymentResult.type)
  async startPayment(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.StartPaymentInput) input: view.StartPaymentInput,
  ) {
    const outcome = await startPayment(context, input);
    if (!outcome.ok) return startPaymentResult.of(outcome);
    return Object.assign(new view.PaymentStarted(), outcome.value);
  }
  @Mutation(() => lookUpPaymentResult.type)
  async lookUpPayment(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.LookUpPaymentInput) input: view.LookUpPaymentInput,
  ) {
    const outcome = await lookUpPayment(context, input);
    if (!outcome.ok) return lookUpPaymentResult.of(outcome);
    return (await paymentsById(context, [outcome.value.id]))[0]!;
  }
  @Mutation(() => openMerchantAccountResult.type)
  async openMerchantAccount(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.OpenMerchantAccountInput) input: view.OpenMerchantAccountInput,
  ) {
    return openMerchantAccountResult.of(await openMerchantAccount(context, { ...input }));
  }
  @Mutation(() => rotatePasswordResult.type)
  async rotatePaymentPassword(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.RotatePaymentPasswordInput) input: view.RotatePaymentPasswordInput,
  ) {
    return rotatePasswordResult.of(await rotatePaymentPassword(context, input));
  }
  @Mutation(() => reconcileDayResult.type)
  async reconcileDay(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.ReconcileDayInput) input: view.ReconcileDayInput,
  ) {
    const outcome = await reconcileDay(context, input);
    if (!outcome.ok) return reconcileDayResult.of(outcome);
    return reconciliationOf(context, outcome.value.date);
  }
  @Mutation(() => settleCaseResult.type)
  async settleReconciliationCase(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.SettleReconciliationCaseInput) input: view.SettleReconciliationCaseInput,
  ) {
    return settleCaseResult.of(await settleCase(context, input));
  }
  @Mutation(() => collectRecoveryResult.type)
  async collectRecovery(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.CollectRecoveryInput) input: view.CollectRecoveryInput,
  ) {
    return collectRecoveryResult.of(await collectRecovery(context, input));
  }
  @Mutation(() => decideRiskHoldResult.type)
  async decideRiskHold(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.DecideRiskHoldInput) input: view.DecideRiskHoldInput,
  ) {
    return decideRiskHoldResult.of(await decideRiskHold(context, input));
  }
  @Mutation(() => retryMoneyResult.type, { description: 'Finance sends a failed refund or settlement again.' })
  async retryMoney(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.RetryMoneyInput) input: view.RetryMoneyInput,
  ) {
    return retryMoneyResult.of(await retryMoney(context, input));
  }
}

@Resolver(() => view.PaymentView)
export class PaymentMoneyResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: pay.' })
  availableActions(
    @Ctx() { actor, clock }: PaymentsContext,
    @Root() payment: { buyerAccountId: string; state: string; expiresAtMs: number },
  ): string[] {
    return payment.buyerAccountId === actor.id && !whyNotPay(payment, clock.now()) ? ['pay'] : [];
  }
  @FieldResolver(() => String)
  async moneyText(
    @Ctx() context: PaymentsContext,
    @Root() { id, orderId, state }: { id: string; orderId?: string; state: string },
  ) {
    const money = await (orderId === undefined
      ? context.loader(moneyByPayment).load(id)
      : context.loader(moneyByOrder).load(orderId));
    return moneyText({ ...NO_MONEY, ...money, state });
  }
}

@Resolver(() => OrderStub)
export class OrderMoneyResolver {
  @FieldResolver(() => view.PaymentView, { nullable: true })
  payment(@Ctx() context: PaymentsContext, @Root() order: OrderStub) {
    return context.loader(paymentsByOrder).load(order.id);
  }
  @FieldResolver(() => [view.RefundView])
  refunds(@Ctx() context: PaymentsContext, @Root() order: OrderStub) {
    return context.loader(refundsByOrder).load(order.id);
  }
}

@Resolver(() => view.SettlementView)
export class SettlementResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: view.SettlementView): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the money alone: the right to orders is another.',
  })
  order(@Ctx() { actor }: PaymentsContext, @Root() { orderId, partyId }: view.SettlementView): OrderStub | null {
    const sees =
      hasRole(actor, ...ORDER_OVERSEERS) ||
      partiesFor(actor, ['seller-owner', 'seller-staff'], 'orders').includes(partyId);
    return sees ? { id: orderId } : null;
  }
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: retry.' })
  availableActions(@Ctx() { actor }: PaymentsContext, @Root() { state }: view.SettlementView): string[] {
    return settlementLifecycle.actionsFor(state as never, rolesOf(actor));
  }
}
@Resolver(() => view.RefundView)
export class RefundResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: retry.' })
  availableActions(@Ctx() { actor }: PaymentsContext, @Root() { state }: view.RefundView): string[] {
    return refundLifecycle.actionsFor(state as never, rolesOf(actor));
  }
}
@Resolver(() => view.ReconciliationView)
export class ReconciliationResolver {
  @FieldResolver(() => Int, { description: 'Differences that nobody has settled.' })
  openCaseCount(@Ctx() context: PaymentsContext, @Root() { date }: view.ReconciliationView) {
    return context.loader(openCasesByDate).load(date);
  }
}
@Resolver(() => view.RiskHoldView)
export class RiskHoldResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: release, confirm.' })
  availableActions(@Ctx() { actor }: PaymentsContext, @Root() { state, buyerAccountId }: view.RiskHoldView): string[] {
    if (buyerAccountId === actor.id) return [];
    return riskHoldLifecycle.actionsFor(state as never, rolesOf(actor));
  }
  @FieldResolver(() => [OrderStub], { description: 'What was to be paid.' })
  orders(@Root() { orderIds }: view.RiskHoldView): OrderStub[] {
    return (JSON.parse(orderIds ?? '[]') as string[]).map((id) => ({ id }));
  }
}
@Resolver(() => view.LedgerBalance)
export class LedgerBalanceResolver {
  @FieldResolver(() => PartyStub, {
    nullable: true,
    description: "Null for the platform's own and the buyers' accounts.",
  })
  party(@Root() { account }: view.LedgerBalance): PartyStub | null {
    const id = account.split(':')[1];
    return id ? { id } : null;
  }
}
@Resolver(() => view.RecoveryView)
export class RecoveryResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: collect.' })
  availableActions(@Ctx() { actor }: PaymentsContext, @Root() recovery: view.RecoveryView): string[] {
    const actions = recoveryLifecycle.actionsFor(recovery.state as never, rolesOf(actor));
    return actions.filter((action) => action !== 'collect' || isCollectable(recovery));
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it cannot be collected through the provider, in Chinese; null where it can.',
  })
  notCollectableText(@Root() recovery: view.RecoveryView): string | null {
    const isOffered = recovery.state !== 'open' || isCollectable(recovery);
    return isOffered ? null : refusals.collectRecoveryRefusals.NO_RAIL.message;
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: view.RecoveryView): PartyStub {
    return { id: partyId };
  }
}
@Resolver(() => view.MerchantAccountView)
export class MerchantAccountResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: view.MerchantAccountView): PartyStub {
    return { id: partyId };
  }
}

@Resolver(() => view.PaymentStarted)
export class PaymentStartedResolver {
  @FieldResolver(() => view.PaymentView)
  async payment(@Ctx() context: PaymentsContext, @Root() started: view.PaymentStarted) {
    return (await paymentsById(context, [started.paymentId]))[0]!;
  }
}
