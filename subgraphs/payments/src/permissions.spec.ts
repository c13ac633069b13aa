import { expect, it } from '@jest/globals';
import { whoMay } from '@heitu/kit/serving/who-may';
import { payments } from './index.ts';

/** Who may ask what, by hand: a rule that is opened, or closed to one role, must be changed here as well. */
const WHO: Readonly<Record<string, readonly string[]>> = {
  'seller-owner seller-staff carrier-manager mediator finance operator-admin regulator station-agent': ['recoveries'],
  'seller-owner seller-staff carrier-manager finance operator-admin regulator': ['growerShares', 'pooledLotPay'],
  'seller-owner seller-staff carrier-manager finance operator-admin regulator station-agent': [
    'deposits',
    'holdings',
    'moneyStatement',
    'profitShares',
    'shareReturns',
  ],
  'mediator finance operator-admin regulator': ['compensations'],
  'finance operator-admin regulator': [
    'ledgerBalances',
    'booksMonths',
    'paymentsDue',
    'accountDays',
    'reconciliationCases',
    'reconciliations',
    'riskHolds',
    'trialBalance',
  ],
  'seller-owner seller-staff carrier-manager finance operator-admin regulator station-agent scope bank': [
    'merchantAccounts',
  ],
  'seller-owner seller-staff finance operator-admin regulator scope marketing-accounts': ['salesByDay'],
  'scope payment': ['partnerPayments'],
  'scope bank': ['payouts'],
  'signed-in': ['payment', 'invoice', 'myGrowerAccounts', 'myGrowerShares', 'myGrowerTransfers', 'takeGrowerMoney'],
  'peer:logistics': ['transferSeen'],
  'peer:orders': ['sharesJudged'],
  'peer:trust': [
    'paymentsCaseFile',
    'paymentsConduct',
    'paymentsCopy',
    'paymentsDuties',
    'paymentsEvidence',
    'paymentsMatrix',
    'paymentsKept',
    'tradesOfOrders',
  ],
  'seller-owner seller-staff carrier-manager finance operator-admin regulator scope marketing-accounts': [
    'settlements',
  ],
  consumer: [
    'lookUpPayment',
    'startPayment',
    'invoiceHeads',
    'myInvoices',
    'askForInvoice',
    'saveInvoiceHead',
    'removeInvoiceHead',
    'withdrawInvoice',
  ],
  anyone: ['issueRoutes', 'platformFees'],
  'seller-owner seller-staff finance operator-admin regulator': ['invoices', 'invoiceMandate'],
  'seller-owner seller-staff finance': ['resubmitInvoice'],
  'seller-owner seller-staff': ['agreeToInvoicing', 'stopInvoicing'],
  finance: [
    'agreeDeposit',
    'closeBooksMonth',
    'correctReconciliationCase',
    'collectRecovery',
    'proposeRecoveryEnd',
    'decideRiskHold',
    'openMerchantAccount',
    'proposeCaseRemedy',
    'reconcileDay',
    'reopenBooksMonth',
    'retryMoney',
    'retryRedInvoice',
    'settleReconciliationCase',
    'transferRefund',
  ],
  'seller-owner seller-staff carrier-manager station-agent': [
    'answerRecoveryEnd',
    'rotatePaymentPassword',
    'withdrawMoney',
  ],
  'finance operator-admin': [
    'decideBooksMonth',
    'decideCaseCorrection',
    'decideCaseRemedy',
    'confirmRecoveryEnd',
    'decidePlatformFee',
    'proposePlatformFee',
    'withdrawPlatformFee',
  ],
  'operator-admin': ['lookAtPlatformFee'],
  courier: ['showDoorCode'],
  'station-agent': ['showBuyingCode'],
  'consumer finance': ['redirectRefund'],
};

it('lets in at each root of payments those who are meant, and nobody else', () => {
  const meant = Object.entries(WHO).flatMap(([who, roots]) => roots.map((root) => [root, who]));
  expect(whoMay(payments)).toEqual(Object.fromEntries(meant));
});
