import { permit, type PermissionTree } from '@heitu/kit/permissions';

const money = permit.role('finance', 'operator-admin', 'regulator');
const MONEY_OR_SELLER = ['finance', 'operator-admin', 'regulator', 'seller-owner', 'seller-staff', 'carrier-manager'];
const finance = permit.role('finance');

/** Whose row it is, is decided in the loaders. */
export const permissions: PermissionTree = {
  Query: {
    payment: permit.signedIn,
    settlements: permit.scope('partner', 'marketing-accounts', ...MONEY_OR_SELLER),
    merchantAccounts: permit.scope('partner', 'bank', ...MONEY_OR_SELLER),
    salesByDay: permit.scope('partner', 'marketing-accounts'),
    partnerPayments: permit.scope('partner', 'payment'),
    payouts: permit.scope('partner', 'bank'),
    trialBalance: money,
    reconciliations: money,
    recoveries: permit.role('finance', 'operator-admin', 'regulator', 'mediator', 'seller-owner', 'seller-staff'),
    riskHolds: money,
    paymentsConduct: permit.peer('trust'),
    tradesOfOrders: permit.peer('trust'),
  },
  Mutation: {
    startPayment: permit.role('consumer'),
    lookUpPayment: permit.role('consumer'),
    openMerchantAccount: finance,
    rotatePaymentPassword: permit.role('seller-owner', 'seller-staff', 'carrier-manager'),
    reconcileDay: finance,
    settleReconciliationCase: finance,
    collectRecovery: finance,
    decideRiskHold: finance,
    retryMoney: finance,
  },
  // Reached only through the guarded roots above, or through an order that its own subgraph has let the viewer see.
  Order: permit.signedIn,
  ...Object.fromEntries(
    [
      'Payment', 'Refund', 'Settlement', 'SettlementConnection', 'SettlementEdge', 'ClientParameters', 'PaymentStarted', 'MerchantAccount', 'LedgerBalance', 'TrialBalance',
      'SalesDay', 'PartnerPayment', 'PartnerPaymentConnection', 'PartnerPaymentEdge', 'Payout', 'PayoutConnection', 'PayoutEdge', 'ReconciliationCase', 'Reconciliation', 'Recovery', 'RiskHold', 'PaymentsDone', 'ConductFigure', 'TradeOfOrder', 'StartPaymentRefused', 'LookUpPaymentRefused', 'OpenMerchantAccountRefused',
      'RotatePaymentPasswordRefused', 'ReconcileDayRefused', 'SettleReconciliationCaseRefused', 'CollectRecoveryRefused', 'DecideRiskHoldRefused', 'RetryMoneyRefused',
    ].map((type) => [type, permit.anyone]),
  ),
};
