import { permit, type PermissionTree } from '@heitu/kit/rules/permissions';
import { OVERSEERS, SELLER_ROLES, type Interface } from '@heitu/standard';

const marketingAccounts = {
  role: 'partner',
  scope: 'marketing-accounts',
  clause: '11.8.ea',
} as const satisfies Interface;
const bank = { role: 'partner', scope: 'bank', clause: '11.8.ef' } as const satisfies Interface;
const payment = { role: 'partner', scope: 'payment', clause: '11.8.ec' } as const satisfies Interface;
const money = permit.role(...OVERSEERS.money);
const MONEY_OR_SELLER = [...OVERSEERS.money, ...SELLER_ROLES, 'carrier-manager'];

/** Whose row it is, is decided in the loaders. */
export const permissions: PermissionTree = {
  Query: {
    payment: permit.signedIn,
    settlements: permit.scope(marketingAccounts, ...MONEY_OR_SELLER),
    merchantAccounts: permit.scope(bank, ...MONEY_OR_SELLER),
    salesByDay: permit.scope(marketingAccounts, ...OVERSEERS.money, ...SELLER_ROLES),
    partnerPayments: permit.scope(payment),
    payouts: permit.scope(bank),
    trialBalance: money,
    ledgerBalances: money,
    reconciliations: money,
    reconciliationCases: money,
    compensations: permit.role(...OVERSEERS.money, 'mediator'),
    deposits: permit.role(...MONEY_OR_SELLER),
    recoveries: permit.role('mediator', ...MONEY_OR_SELLER),
    riskHolds: money,
    paymentsDue: money,
    paymentsConduct: permit.peer('trust'),
    tradesOfOrders: permit.peer('trust'),
  },
  // Reached only through the guarded roots above, or through an order that its own subgraph has let the viewer see.
  Order: permit.signedIn,
  Party: permit.anyone,
  Complaint: permit.anyone,
  ...Object.fromEntries(
    [
      'Payment',
      'Refund',
      'Settlement',
      'SettlementConnection',
      'SettlementEdge',
      'ClientParameters',
      'PaymentStarted',
      'MerchantAccount',
      'LedgerBalance',
      'LedgerBalanceConnection',
      'LedgerBalanceEdge',
      'TrialBalance',
      'SalesDay',
      'PartnerPayment',
      'PartnerPaymentConnection',
      'PartnerPaymentEdge',
      'Payout',
      'PayoutConnection',
      'PayoutEdge',
      'ReconciliationCase',
      'CaseRemedy',
      'Reconciliation',
      'Recovery',
      'RiskHold',
      'Compensation',
      'Deposit',
      ...[
        'MerchantAccount',
        'Reconciliation',
        'ReconciliationCase',
        'Recovery',
        'RiskHold',
        'Compensation',
        'Deposit',
      ].flatMap((type) => [`${type}Connection`, `${type}Edge`]),
      'PaymentsDone',
      'ConductFigure',
      'DueItem',
      'TradeOfOrder',
    ].map((type) => [type, permit.anyone]),
  ),
};
