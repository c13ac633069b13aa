import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, LocalDate, SafeInt, Tag } from '@heitu/kit/rules/graphql';

@Directive('@key(fields: "id")')
@ObjectType('Payment', { description: 'Where the money of a checkout is. The provider holds it, never the platform.' })
export class PaymentView {
  @Field(() => ID) id: string;
  @Field(() => ID) checkoutId: string;
  @Field() state: string;
  @Field({ description: 'The state in Chinese, for the buyer.' }) stateText: string;
  @Field({ description: 'Where the money is now, each fen of it, in Chinese, for the buyer.' }) moneyText: string;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => DateTime, { name: 'expiresAt' }) expiresAtMs: number;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs: number | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Refund')
export class RefundView {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  @Field(() => SafeInt) amountFen: number;
  @Field() reason: string;
  @Field() state: string;
  @Field() stateText: string;
  @Field(() => DateTime, { name: 'dueAt', description: 'Promised to arrive by then.' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'succeededAt', nullable: true }) succeededAtMs: number | null;
}

@ObjectType('Settlement')
export class SettlementView {
  @Tag('partner') @Field(() => ID) id: string;
  @Tag('partner') @Field(() => ID) orderId: string;
  @Tag('partner') @Field(() => ID) partyId: string;
  @Tag('partner') @Field() state: string;
  @Tag('partner') @Field() stateText: string;
  @Tag('partner') @Field(() => SafeInt) grossFen: number;
  @Tag('partner') @Field(() => SafeInt) refundedFen: number;
  @Tag('partner') @Field(() => SafeInt) commissionFen: number;
  @Tag('partner') @Field(() => SafeInt) netFen: number;
  @Tag('partner') @Field(() => DateTime, { name: 'settledAt', nullable: true }) settledAtMs: number | null;
}
export const SettlementConnection = connectionOf('Settlement', SettlementView);

@ObjectType('ClientParameters', {
  description: "Handed unchanged to the phone's payment dialogue (wx.requestPayment).",
})
export class ClientParametersView {
  @Field() timeStamp: string;
  @Field() nonceStr: string;
  @Field() package: string;
  @Field() signType: string;
  @Field() paySign: string;
}
@ObjectType()
export class PaymentStarted {
  /** Resolved where it is asked for. */
  paymentId: string;
  @Field(() => ClientParametersView) clientParameters: ClientParametersView;
}

@ObjectType('MerchantAccount')
export class MerchantAccountView {
  @Tag('partner') @Field(() => ID) id: string;
  @Tag('partner') @Field(() => ID) partyId: string;
  @Tag('partner') @Field() merchant: string;
  @Tag('partner') @Field() state: string;
  @Tag('partner') @Field() inGoodStanding: boolean;
  @Field() contractNumber: string;
  @Tag('partner') @Field(() => LocalDate) contractValidUntil: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'passwordDueAt', description: 'The payment password must be changed by then.' })
  passwordDueAtMs: number;
}
export const MerchantAccountConnection = connectionOf('MerchantAccount', MerchantAccountView);

@ObjectType()
export class LedgerBalance {
  @Field() account: string;
  @Field(() => SafeInt) balanceFen: number;
}
export const LedgerBalanceConnection = connectionOf('LedgerBalance', LedgerBalance);
@ObjectType()
export class TrialBalance {
  @Field(() => SafeInt, { description: 'The sum over all accounts: zero, or something is wrong.' }) sumFen: number;
  @Field() balanced: boolean;
}

@ObjectType('CaseRemedy', {
  description:
    'What is done about a payment that the provider has and we have not: proposed by one person, confirmed by another.',
})
export class CaseRemedyView {
  @Field(() => ID) id: string;
  @Field({ description: 'refund, rebuild' }) kind: string;
  @Field({ description: 'Chinese.' }) kindText: string;
  @Field() state: string;
  @Field({ description: 'Chinese.' }) stateText: string;
  @Field() reason: string;
  @Field(() => SafeInt, { description: 'Of all that was paid together.' }) amountFen: number;
  proposedBy: string;
  @Field(() => DateTime, { name: 'proposedAt' }) proposedAtMs: number;
  decidedBy: string | null;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
  parts: string;
}

@ObjectType('ReconciliationCase')
export class ReconciliationCaseView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate, { description: 'Of which day.' }) date: string;
  @Field() kind: string;
  @Field() reference: string;
  @Field(() => SafeInt, { nullable: true }) ourFen: number | null;
  @Field(() => SafeInt, { nullable: true }) theirFen: number | null;
  @Field() state: string;
  remedyId: string | null;
  @Field(() => String, { nullable: true }) note: string | null;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'settledAt', nullable: true }) settledAtMs: number | null;
}
export const ReconciliationCaseConnection = connectionOf('ReconciliationCase', ReconciliationCaseView);
@ObjectType('Reconciliation')
export class ReconciliationView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate) date: string;
  @Field() state: string;
  @Field(() => Int) paymentCount: number;
  @Field(() => Int) refundCount: number;
  @Field(() => SafeInt) ourPaidFen: number;
  @Field(() => SafeInt) theirPaidFen: number;
  @Field(() => SafeInt) ourRefundedFen: number;
  @Field(() => SafeInt) theirRefundedFen: number;
}
export const ReconciliationConnection = connectionOf('Reconciliation', ReconciliationView);

@ObjectType('Recovery', { description: 'What the operator advanced for a liable party and takes back from it.' })
export class RecoveryView {
  @Field(() => ID) id: string;
  @Field(() => ID) complaintId: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID, { description: 'Who is liable, and alone is asked for it.' }) partyId: string;
  /** Of the order. */
  sellerPartyId: string | null;
  @Field(() => SafeInt) amountFen: number;
  @Field() state: string;
  @Field() stateText: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'recoveredAt', nullable: true }) recoveredAtMs: number | null;
}
export const RecoveryConnection = connectionOf('Recovery', RecoveryView);

@ObjectType('RiskHold')
export class RiskHoldView {
  @Field(() => ID) id: string;
  @Field(() => ID) checkoutId: string;
  buyerAccountId: string;
  orderIds: string | null;
  @Field() rule: string;
  @Field(() => SafeInt) amountFen: number;
  @Field() state: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
}
export const RiskHoldConnection = connectionOf('RiskHold', RiskHoldView);

@ObjectType()
export class PaymentsDone {
  @Field(() => ID, { description: 'What the act was done to.' }) id: string;
}

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType()
export class ConductFigure {
  @Field() partyId: string;
  @Field() metric: string;
  @Field(() => Int) good: number;
  @Field(() => Int) total: number;
}

@Directive('@inaccessible')
@ObjectType({ description: "A paid order's numbers at the provider, and what was paid for." })
export class TradeOfOrder {
  @Field(() => ID) orderId: string;
  @Field() transactionId: string;
  @Field() outTradeNo: string;
  @Field() combineOutTradeNo: string;
  @Field(() => ID, { nullable: true, description: "Null once the payer's account was erased." }) payerAccountId:
    | string
    | null;
  @Field() title: string;
}

@InputType()
export class StartPaymentInput {
  @Field(() => ID) requestId: string;
  @Field(() => ID) checkoutId: string;
}
@InputType()
export class LookUpPaymentInput {
  @Field(() => ID) checkoutId: string;
}
@InputType()
export class OpenMerchantAccountInput {
  @Field(() => ID) requestId: string;
  @Field(() => ID) partyId: string;
  @Field() subMerchantId: string;
  @Field() contractNumber: string;
  @Field(() => LocalDate) contractValidUntil: string;
  @Field() contactName: string;
  @Field() passwordKeeperName: string;
}
@InputType()
export class RotatePaymentPasswordInput {
  @Field(() => ID) partyId: string;
}
@InputType()
export class ReconcileDayInput {
  @Field(() => LocalDate) date: string;
}
@InputType()
export class SettleReconciliationCaseInput {
  @Field(() => ID) caseId: string;
  @Field() note: string;
}
@InputType()
export class ProposeCaseRemedyInput {
  @Field(() => ID) caseId: string;
  @Field({ description: 'refund, rebuild' }) kind: string;
  @Field() reason: string;
}
@InputType()
export class DecideCaseRemedyInput {
  @Field(() => ID) remedyId: string;
  @Field() confirm: boolean;
}
@InputType()
export class CollectRecoveryInput {
  @Field(() => ID) recoveryId: string;
}
@InputType()
export class DecideRiskHoldInput {
  @Field(() => ID) holdId: string;
  @Field() release: boolean;
}
@InputType()
export class RetryMoneyInput {
  @Field(() => ID, { description: 'A failed refund or a failed settlement.' }) id: string;
}
