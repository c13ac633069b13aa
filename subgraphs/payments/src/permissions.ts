import { permit, type PermissionTree } from '@heitu/kit/permissions';

const money = permit.role('finance', 'operator-admin', 'regulator');
const moneyOrSeller = permit.role('finance', 'operator-admin', 'regulator', 'seller-owner', 'seller-staff', 'carrier-manager');
const finance = permit.role('finance');

/** Whose row it is, is decided in the loaders. */
export const permissions: PermissionTree = {
  Query: {
    payment: permit.signedIn,
    settlements: moneyOrSeller,
    merchantAccounts: moneyOrSeller,
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
      'ReconciliationCase', 'Reconciliation', 'Recovery', 'RiskHold', 'PaymentsDone', 'ConductFigure', 'TradeOfOrder', 'StartPaymentRefused', 'LookUpPaymentRefused', 'OpenMerchantAccountRefused',
      'RotatePaymentPasswordRefused', 'ReconcileDayRefused', 'SettleReconciliationCaseRefused', 'CollectRecoveryRefused', 'DecideRiskHoldRefused', 'RetryMoneyRefused',
    ].map((type) => [type, permit.anyone]),
  ),
};
