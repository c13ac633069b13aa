import { fileURLToPath } from 'node:url';
import { actRecorded } from '@heitu/events/act-recorded';
import { fileEdges } from '@heitu/kit/privacy/file-edges';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Edge, Job, Manifest } from '@heitu/kit/serving/subgraph';
import { RETENTION } from '@heitu/standard';
import { advances, recoveries } from './advance/advance.moves.ts';
import { answerRecoveryEnd } from './advance/answer-recovery-end.ts';
import { lapseEnds, remindOfEnds } from './advance/lapse-ends.ts';
import { collectRecovery } from './advance/collect-recovery.ts';
import { confirmRecoveryEnd } from './advance/confirm-recovery-end.ts';
import { proposeRecoveryEnd } from './advance/propose-recovery-end.ts';
import { RecoveriesResolver, RecoveryResolver } from './advance/recovery.resolver.ts';
import { askAboutRecoveries } from './advance/take-return.ts';
import { AccountDayResolver, AccountDaysResolver } from './books/account-day.resolver.ts';
import { compensations } from './compensation/compensation.moves.ts';
import { CompensationResolver, CompensationsResolver } from './compensation/compensation.resolver.ts';
import { sendCompensations } from './compensation/send-compensations.ts';
import { entities, type PaymentsContext } from './context.ts';
import { agreeDeposit } from './deposit/agree-deposit.ts';
import { DepositResolver, DepositsResolver } from './deposit/deposit.resolver.ts';
import { deposits } from './deposit/deposit.moves.ts';
import { lookAtDeposits } from './deposit/look-at-deposits.ts';
import { paySellers } from './deposit/pay-sellers.ts';
import { paymentsDue } from './payments.due.ts';
import { PaymentsDueResolver } from './due.resolver.ts';
import { evidence } from './evidence.ts';
import { paymentsDuties } from './payments.duties.ts';
import { ComplaintStub } from './foreign/complaint.stub.ts';
import { GrowerStub } from './foreign/grower.stub.ts';
import { LotStub } from './foreign/lot.stub.ts';
import { OrderStub } from './foreign/order.stub.ts';
import { PartyStub } from './foreign/party.stub.ts';
import { agreeToInvoicing } from './invoice/agree-to-invoicing.ts';
import { askForInvoice } from './invoice/ask-for-invoice.ts';
import { endInvoices } from './invoice/end-invoices.ts';
import { InvoiceHeadResolver, InvoiceHeadsResolver } from './invoice/head.resolver.ts';
import { growerShares, growerTransfers } from './grower/grower.moves.ts';
import {
  GrowerAccountResolver,
  GrowerShareResolver,
  GrowersResolver,
  GrowerTransferResolver,
} from './grower/grower.resolver.ts';
import { endOverpaid, sendTransfers } from './grower/send-transfers.ts';
import { takeGrowerMoney } from './grower/take-grower-money.ts';
import { HeldOrderResolver, HoldingResolver } from './holdings/holdings.resolver.ts';
import { fileAudience, fileColumns } from './invoice/invoice.files.ts';
import { invoicesById } from './invoice/invoice.loader.ts';
import { invoices, redInvoices } from './invoice/invoice.moves.ts';
import {
  InvoiceResolver,
  InvoicesResolver,
  OrderInvoicesResolver,
  RedInvoiceResolver,
} from './invoice/invoice.resolver.ts';
import { InvoiceMandateResolver, InvoiceMandatesResolver } from './invoice/mandate.resolver.ts';
import { removeInvoiceHead } from './invoice/remove-invoice-head.ts';
import { resubmitInvoice } from './invoice/resubmit-invoice.ts';
import { retryRedInvoice } from './invoice/retry-red-invoice.ts';
import { saveInvoiceHead } from './invoice/save-invoice-head.ts';
import { sendInvoices } from './invoice/send-invoices.ts';
import { sendRedInvoices } from './invoice/send-red-invoices.ts';
import { stopInvoicing } from './invoice/stop-invoicing.ts';
import { withdrawInvoice } from './invoice/withdraw-invoice.ts';
import { LedgerBalanceResolver, LedgerResolver } from './ledger/ledger.resolver.ts';
import { MerchantAccountResolver, MerchantAccountsResolver } from './merchant/merchant.resolver.ts';
import { merchantAccounts } from './merchant/merchant.moves.ts';
import { closeMonth } from './month/close-month.ts';
import { decideMonth } from './month/decide-month.ts';
import { enterMonths } from './month/enter-months.ts';
import { booksMonths } from './month/month.moves.ts';
import { BooksMonthResolver, BooksMonthsResolver } from './month/month.resolver.ts';
import { reopenMonth } from './month/reopen-month.ts';
import { decidePlatformFee } from './platform-fee/decide-platform-fee.ts';
import { keepPlatformFees } from './platform-fee/keep-platform-fees.ts';
import { lookAtPlatformFee } from './platform-fee/look-at-platform-fee.ts';
import { platformFees } from './platform-fee/platform-fee.moves.ts';
import { PlatformFeeResolver } from './platform-fee/platform-fee.resolver.ts';
import { proposePlatformFee } from './platform-fee/propose-platform-fee.ts';
import { withdrawPlatformFee } from './platform-fee/withdraw-platform-fee.ts';
import { openMerchantAccount } from './merchant/open-merchant-account.ts';
import { rotatePaymentPassword } from './merchant/rotate-payment-password.ts';
import { PartnerMoneyResolver, SalesDayResolver } from './partners/partner.resolver.ts';
import { askAboutOpenPayments } from './payment/ask-provider.ts';
import { closePayments } from './payment/close-payment.ts';
import { decideRiskHold } from './payment/decide-risk-hold.ts';
import { decideUnseenHolds } from './payment/decide-unseen-holds.ts';
import { lookUpPayment } from './payment/look-up-payment.ts';
import { payments as paymentMoves } from './payment/payment.moves.ts';
import { paymentsById } from './payment/payment.loader.ts';
import {
  OrderPaymentResolver,
  PaymentMoneyResolver,
  PaymentsResolver,
  PaymentStartedResolver,
} from './payment/payment.resolver.ts';
import { PeerResolver } from './payment/peer.resolver.ts';
import { receiveNotice } from './payment/receive-notice.ts';
import { riskHolds } from './payment/risk-hold.moves.ts';
import { RiskHoldResolver, RiskHoldsResolver } from './payment/risk-hold.resolver.ts';
import { showBuyingCode } from './payment/show-buying-code.ts';
import { showDoorCode } from './payment/show-door-code.ts';
import { startPayment } from './payment/start-payment.ts';
import { permissions } from './permissions.ts';
import { caseFile } from './payment/case-file.ts';
import { persons } from './persons.ts';
import { reactions } from './reactions.ts';
import { reconciliationCases, reconciliations, remedies } from './reconciliation/case.moves.ts';
import {
  CaseRemedyResolver,
  ReconciliationCaseResolver,
  ReconciliationCasesResolver,
} from './reconciliation/case.resolver.ts';
import { correctCase } from './reconciliation/correct-case.ts';
import { decideCorrection } from './reconciliation/decide-correction.ts';
import { decideRemedy } from './reconciliation/decide-remedy.ts';
import { endRemedies } from './reconciliation/end-remedies.ts';
import { giveBackFound } from './reconciliation/give-back-found.ts';
import { lapseProposals } from './reconciliation/lapse-proposals.ts';
import { proposeRemedy } from './reconciliation/propose-remedy.ts';
import { reconcileDay } from './reconciliation/reconcile-day.ts';
import { carryBooks } from './ledger/carry.ts';
import { reconcileDays } from './reconciliation/reconcile-days.ts';
import { ReconciliationResolver, ReconciliationsResolver } from './reconciliation/reconciliation.resolver.ts';
import { settleCase } from './reconciliation/settle-case.ts';
import { refunds } from './refund/refund.moves.ts';
import { OrderRefundsResolver, RefundResolver } from './refund/refund.resolver.ts';
import { redirectRefund } from './refund/redirect-refund.ts';
import { replaceStuckRefunds } from './refund/replace-refund.ts';
import { transferRefund } from './refund/transfer-refund.ts';
import { sendRefunds } from './refund/send-refunds.ts';
import { paymentsServices, paymentsSettingProblems } from './services.ts';
import { retryMoney } from './settlement/retry-money.ts';
import { settleOrders } from './settlement/settle-orders.ts';
import { settlements } from './settlement/settlement.moves.ts';
import { SettlementResolver, SettlementsResolver } from './settlement/settlement.resolver.ts';
import { endShares } from './share/end-shares.ts';
import { sendReturns } from './share/send-returns.ts';
import { profitShares, shareReturns } from './share/share.moves.ts';
import { ProfitShareResolver, ProfitSharesResolver, ShareReturnResolver } from './share/share.resolver.ts';
import { showStatement } from './statement/show-statement.ts';
import { MoneyStatementResolver } from './statement/statement.resolver.ts';
import { sendWithdrawals } from './withdrawal/send-withdrawals.ts';
import { withdrawMoney } from './withdrawal/withdraw-money.ts';
import { withdrawals } from './withdrawal/withdrawal.moves.ts';
import { WithdrawalResolver } from './withdrawal/withdrawal.resolver.ts';

const edges: Edge<PaymentsContext>[] = [
  { method: 'POST', path: '/wechatpay/notify', handle: (context, request) => receiveNotice(context, request) },
  { method: 'GET', path: '/statements/:partyId/:month', handle: showStatement },
  ...fileEdges({ audience: fileAudience }),
];

const jobs: Job<PaymentsContext>[] = [
  { name: 'ask-about-open-payments', everyMs: 1000, run: askAboutOpenPayments },
  { name: 'close-payments', everyMs: 1000, run: closePayments },
  { name: 'decide-unseen-holds', everyMs: 5000, run: decideUnseenHolds },
  { name: 'send-refunds', everyMs: 1000, run: sendRefunds },
  { name: 'replace-stuck-refunds', everyMs: 5000, run: replaceStuckRefunds },
  { name: 'settle-orders', everyMs: 1000, run: settleOrders },
  { name: 'send-share-returns', everyMs: 1000, run: sendReturns },
  { name: 'end-shares', everyMs: 5000, run: endShares },
  { name: 'send-grower-transfers', everyMs: 1000, run: sendTransfers },
  { name: 'send-withdrawals', everyMs: 1000, run: sendWithdrawals },
  { name: 'end-overpaid-shares', everyMs: 5000, run: endOverpaid },
  { name: 'ask-about-recoveries', everyMs: 2000, run: askAboutRecoveries },
  { name: 'send-compensations', everyMs: 1000, run: sendCompensations },
  { name: 'look-at-deposits', everyMs: 5000, run: lookAtDeposits },
  { name: 'pay-sellers', everyMs: 5000, run: paySellers },
  { name: 'end-case-remedies', everyMs: 2000, run: endRemedies },
  { name: 'lapse-proposals', everyMs: 10 * MINUTE_MS, run: lapseProposals },
  { name: 'lapse-recovery-ends', everyMs: 10 * MINUTE_MS, run: lapseEnds },
  { name: 'remind-of-recovery-ends', everyMs: 10 * MINUTE_MS, run: remindOfEnds },
  { name: 'give-back-found', everyMs: HOUR_MS, run: giveBackFound },
  { name: 'reconcile-days', everyMs: 5000, run: reconcileDays },
  { name: 'carry-books', everyMs: 10 * MINUTE_MS, run: carryBooks },
  { name: 'enter-months', everyMs: 10 * MINUTE_MS, run: enterMonths },
  { name: 'keep-platform-fees', everyMs: MINUTE_MS, run: keepPlatformFees },
  { name: 'send-invoices', everyMs: 1000, run: sendInvoices },
  { name: 'send-red-invoices', everyMs: 1000, run: sendRedInvoices },
  { name: 'end-invoices', everyMs: 5000, run: endInvoices },
];

/** Where the money is: the provider holds it, never the platform. */
export const payments: Manifest = {
  name: 'payments',
  resolvers: [
    PaymentsResolver,
    PaymentStartedResolver,
    PaymentMoneyResolver,
    OrderPaymentResolver,
    OrderRefundsResolver,
    RefundResolver,
    SettlementsResolver,
    ProfitSharesResolver,
    ProfitShareResolver,
    ShareReturnResolver,
    GrowersResolver,
    GrowerShareResolver,
    GrowerTransferResolver,
    GrowerAccountResolver,
    HoldingResolver,
    WithdrawalResolver,
    HeldOrderResolver,
    MoneyStatementResolver,
    SettlementResolver,
    ReconciliationsResolver,
    ReconciliationResolver,
    AccountDaysResolver,
    AccountDayResolver,
    ReconciliationCasesResolver,
    ReconciliationCaseResolver,
    CaseRemedyResolver,
    RecoveriesResolver,
    RecoveryResolver,
    CompensationsResolver,
    CompensationResolver,
    DepositsResolver,
    DepositResolver,
    RiskHoldsResolver,
    RiskHoldResolver,
    MerchantAccountsResolver,
    MerchantAccountResolver,
    LedgerResolver,
    LedgerBalanceResolver,
    BooksMonthsResolver,
    BooksMonthResolver,
    PlatformFeeResolver,
    PartnerMoneyResolver,
    SalesDayResolver,
    PeerResolver,
    PaymentsDueResolver,
    InvoicesResolver,
    InvoiceResolver,
    RedInvoiceResolver,
    OrderInvoicesResolver,
    InvoiceHeadsResolver,
    InvoiceHeadResolver,
    InvoiceMandatesResolver,
    InvoiceMandateResolver,
  ],
  mutations: [
    startPayment,
    showBuyingCode,
    showDoorCode,
    lookUpPayment,
    takeGrowerMoney,
    withdrawMoney,
    decideRiskHold,
    openMerchantAccount,
    rotatePaymentPassword,
    reconcileDay,
    settleCase,
    correctCase,
    decideCorrection,
    closeMonth,
    reopenMonth,
    decideMonth,
    proposePlatformFee,
    decidePlatformFee,
    lookAtPlatformFee,
    withdrawPlatformFee,
    proposeRemedy,
    decideRemedy,
    collectRecovery,
    proposeRecoveryEnd,
    confirmRecoveryEnd,
    answerRecoveryEnd,
    agreeDeposit,
    retryMoney,
    redirectRefund,
    transferRefund,
    saveInvoiceHead,
    removeInvoiceHead,
    askForInvoice,
    withdrawInvoice,
    resubmitInvoice,
    retryRedInvoice,
    agreeToInvoicing,
    stopInvoicing,
  ],
  orphanedTypes: [OrderStub, PartyStub, ComplaintStub, GrowerStub, LotStub],
  references: {
    Payment: (context: PaymentsContext, key: { id: string }) => context.loader(paymentsById).load(key.id),
    Invoice: (context: PaymentsContext, key: { id: string }) => context.loader(invoicesById).load(key.id),
  },
  foreign: ['Order', 'Party'],
  pointsTo: ['Complaint', 'MemberGrower', 'Lot'],
  permissions,
  entities,
  retention: RETENTION.payments,
  due: paymentsDue,
  lifecycles: [
    paymentMoves,
    refunds,
    settlements,
    profitShares,
    shareReturns,
    growerShares,
    growerTransfers,
    withdrawals,
    advances,
    recoveries,
    compensations,
    deposits,
    riskHolds,
    reconciliations,
    reconciliationCases,
    booksMonths,
    platformFees,
    remedies,
    merchantAccounts,
    invoices,
    redInvoices,
  ],
  persons,
  caseFile,
  fileColumns,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  reactions,
  edges,
  jobs,
  evidence,
  duties: paymentsDuties,
  services: paymentsServices,
  settingProblems: paymentsSettingProblems,
  actRecorded: actRecorded('payments'),
};

export { Advance, Recovery } from './advance/advance.entity.ts';
export { recoveryLifecycle } from './advance/advance.lifecycle.ts';
export { COLLECTED_WORKING_DAYS } from './advance/recovery.policy.ts';
export { compensationLifecycle } from './compensation/compensation.lifecycle.ts';
export type { PaymentsContext } from './context.ts';
export { keepContract } from './contract/know-contract.ts';
export { Deposit } from './deposit/deposit.entity.ts';
export { depositLifecycle } from './deposit/deposit.lifecycle.ts';
export { GrowerShare, SoldLot } from './grower/grower.entity.ts';
export { growersFen, soldParts } from './grower/grower.policy.ts';
export { PoolTerm } from './grower/pool-term.entity.ts';
export { account } from './ledger/account.ts';
export { Invoice, InvoiceHead, InvoiceMandate, RedInvoice } from './invoice/invoice.entity.ts';
export { requestNumber, sheetNumber } from './invoice/invoice.numbers.ts';
export { invoiceDueAtMs, linesToInvoice } from './invoice/invoice.policy.ts';
export type { IssueRoute } from './invoice/issuer.policy.ts';
export type { InvoiceToIssue, RedToIssue, TaxChannel, TaxResult, TaxStanding } from './invoice/tax-channel.ts';
export { invoiceLifecycle } from './invoice/invoice.lifecycle.ts';
export { redInvoiceLifecycle } from './invoice/red-invoice.lifecycle.ts';
export { postLate } from './ledger/post-transfer.ts';
export { LedgerEntry, LedgerTransfer } from './ledger/ledger.entity.ts';
export { MerchantAccount } from './merchant/merchant.entity.ts';
export { PASSWORD_ROTATION } from './merchant/merchant.policy.ts';
export { BooksMonth } from './month/month.entity.ts';
export { Payment, PaymentPart } from './payment/payment.entity.ts';
export { paymentLifecycle } from './payment/payment.lifecycle.ts';
export { reconciliationCaseLifecycle, remedyLifecycle } from './reconciliation/case.lifecycle.ts';
export { Reconciliation, ReconciliationCase } from './reconciliation/reconciliation.entity.ts';
export { Refund } from './refund/refund.entity.ts';
export { refundLifecycle } from './refund/refund.lifecycle.ts';
export { Settlement } from './settlement/settlement.entity.ts';
export { settlementLifecycle } from './settlement/settlement.lifecycle.ts';
export { Withdrawal } from './withdrawal/withdrawal.entity.ts';
export { PlatformFee } from './platform-fee/platform-fee.entity.ts';
export type { Fee } from './platform-fee/platform-fee.policy.ts';
export { platformFeeFen } from './share/share.policy.ts';
