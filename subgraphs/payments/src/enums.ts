import { withdrawalLifecycle } from './withdrawal/withdrawal.lifecycle.ts';
/** The enums of payments' API, each made from the table that defines its words. */
import { enumOf } from '@heitu/kit/rules/enums';
import { recoveryLifecycle } from './advance/advance.lifecycle.ts';
import { RECOVERY_ENDS, RECOVERY_RAILS } from './advance/recovery.policy.ts';
import { compensationLifecycle } from './compensation/compensation.lifecycle.ts';
import { depositLifecycle } from './deposit/deposit.lifecycle.ts';
import { growerShareLifecycle, growerTransferLifecycle } from './grower/grower-share.lifecycle.ts';
import { HARVEST_UNITS } from './grower/pool-term.entity.ts';
import { HELD_WHYS } from './holdings/held.policy.ts';
import { invoiceLifecycle } from './invoice/invoice.lifecycle.ts';
import { HEAD_KINDS, RED_REASONS } from './invoice/invoice.policy.ts';
import { ISSUE_ROUTE_TITLES } from './invoice/issuer.policy.ts';
import { redInvoiceLifecycle } from './invoice/red-invoice.lifecycle.ts';
import { merchantLifecycle } from './merchant/merchant.lifecycle.ts';
import { booksMonthLifecycle } from './month/month.lifecycle.ts';
import { platformFeeLifecycle } from './platform-fee/platform-fee.lifecycle.ts';
import { FEE_BASES } from './platform-fee/platform-fee.policy.ts';
import { paymentLifecycle } from './payment/payment.lifecycle.ts';
import { riskHoldLifecycle } from './payment/risk-hold.lifecycle.ts';
import { RISK_RULE_TITLES } from './payment/risk.policy.ts';
import {
  CASE_ACT_TITLES,
  reconciliationCaseLifecycle,
  reconciliationLifecycle,
  remedyLifecycle,
} from './reconciliation/case.lifecycle.ts';
import { DIFFERENCE_TITLES, REMEDY_TITLES } from './reconciliation/case.policy.ts';
import { refundLifecycle } from './refund/refund.lifecycle.ts';
import { REFUND_BANKS } from './refund/refund.policy.ts';
import { settlementLifecycle } from './settlement/settlement.lifecycle.ts';
import { shareLifecycle, shareReturnLifecycle } from './share/share.lifecycle.ts';
import { SHARE_KINDS } from './share/share.policy.ts';
import { STATEMENT_KINDS } from './statement/statement.policy.ts';
import { SIGN_TYPES } from './wechatpay/payment-channel.ts';

export const PaymentStates = enumOf('PaymentState', paymentLifecycle.texts);
export const PaymentActs = enumOf('PaymentAct', paymentLifecycle.labels);
export const SignTypes = enumOf('SignType', SIGN_TYPES, 'How WeChat signs what its payment dialogue is handed.');

export const RiskHoldStates = enumOf('RiskHoldState', riskHoldLifecycle.texts);
export const RiskHoldActs = enumOf('RiskHoldAct', riskHoldLifecycle.labels);
export const RiskRules = enumOf('RiskRule', RISK_RULE_TITLES);

export const RefundStates = enumOf('RefundState', refundLifecycle.texts);
export const RefundBanks = enumOf('RefundBank', REFUND_BANKS, 'The debit cards to which a refund can go instead.');
export const RefundActs = enumOf('RefundAct', refundLifecycle.labels);

export const SettlementStates = enumOf('SettlementState', settlementLifecycle.texts);
export const SettlementActs = enumOf('SettlementAct', settlementLifecycle.labels);

export const ShareKinds = enumOf('ShareKind', SHARE_KINDS);
export const ProfitShareStates = enumOf('ProfitShareState', shareLifecycle.texts);
export const ShareReturnStates = enumOf('ShareReturnState', shareReturnLifecycle.texts);
export const ShareReturnActs = enumOf('ShareReturnAct', shareReturnLifecycle.labels);

export const GrowerShareStates = enumOf('GrowerShareState', growerShareLifecycle.texts);
export const WithdrawalStates = enumOf('WithdrawalState', withdrawalLifecycle.texts);
export const GrowerTransferStates = enumOf('GrowerTransferState', growerTransferLifecycle.texts);
export const HarvestUnits = enumOf('HarvestUnit', HARVEST_UNITS);

export const HeldWhys = enumOf('HeldWhy', HELD_WHYS, 'Why the provider still holds the money of an order.');
export const StatementKinds = enumOf(
  'StatementKind',
  STATEMENT_KINDS,
  'What moved on an account at the provider, in a statement.',
);

export const RecoveryStates = enumOf('RecoveryState', recoveryLifecycle.texts);
export const RecoveryRails = enumOf('RecoveryRail', RECOVERY_RAILS);
export const RecoveryEnds = enumOf('RecoveryEnd', RECOVERY_ENDS);
export const RecoveryActs = enumOf('RecoveryAct', recoveryLifecycle.labels);

export const CompensationStates = enumOf('CompensationState', compensationLifecycle.texts);
export const CompensationActs = enumOf('CompensationAct', compensationLifecycle.labels);
export const DepositStates = enumOf('DepositState', depositLifecycle.texts);
export const DepositActs = enumOf('DepositAct', depositLifecycle.labels);

export const MerchantAccountStates = enumOf('MerchantAccountState', merchantLifecycle.texts);

export const ReconciliationStates = enumOf('ReconciliationState', reconciliationLifecycle.texts);
export const ReconciliationCaseStates = enumOf('ReconciliationCaseState', reconciliationCaseLifecycle.texts);
export const ReconciliationCaseActs = enumOf('ReconciliationCaseAct', CASE_ACT_TITLES);
export const DifferenceKinds = enumOf('DifferenceKind', DIFFERENCE_TITLES);
export const CaseRemedyStates = enumOf('CaseRemedyState', remedyLifecycle.texts);
export const CaseRemedyKinds = enumOf('CaseRemedyKind', REMEDY_TITLES);

export const BooksMonthStates = enumOf('BooksMonthState', booksMonthLifecycle.texts);
export const BooksMonthActs = enumOf('BooksMonthAct', booksMonthLifecycle.labels);

export const PlatformFeeStates = enumOf('PlatformFeeState', platformFeeLifecycle.texts);
export const PlatformFeeActs = enumOf('PlatformFeeAct', platformFeeLifecycle.labels);
export const FeeBases = enumOf('PlatformFeeBase', FEE_BASES, 'What the platform takes its fee on.');

export const HeadKinds = enumOf('InvoiceHeadKind', HEAD_KINDS);
export const InvoiceStates = enumOf('InvoiceState', invoiceLifecycle.texts);
export const InvoiceActs = enumOf('InvoiceAct', invoiceLifecycle.labels);
export const IssueRoutes = enumOf('IssueRoute', ISSUE_ROUTE_TITLES);
export const RedInvoiceStates = enumOf('RedInvoiceState', redInvoiceLifecycle.texts);
export const RedInvoiceActs = enumOf('RedInvoiceAct', redInvoiceLifecycle.labels);
export const RedReasons = enumOf('RedReason', RED_REASONS);
