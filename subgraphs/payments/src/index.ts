import { fileURLToPath } from 'node:url';
import { actRecorded } from '@heitu/events/act-recorded';
import type { Edge, Job, Manifest } from '@heitu/kit/serving/subgraph';
import { askAboutRecoveries } from './advance/advance.ts';
import type { PaymentsContext } from './context.ts';
import * as paymentsEntities from './entities.ts';
import { PaymentsDueResolver } from './due.resolver.ts';
import { entities } from './entities.ts';
import { evidence } from './evidence.ts';
import { OrderStub } from './foreign/order.stub.ts';
import { PartyStub } from './foreign/party.stub.ts';
import { askAboutOpenPayments } from './payment/ask-provider.ts';
import { closePayments } from './payment/close-payment.ts';
import { receiveNotice } from './payment/receive-notice.ts';
import { paymentsById } from './payments.loader.ts';
import {
  LedgerBalanceResolver,
  MerchantAccountResolver,
  OrderMoneyResolver,
  PaymentMoneyResolver,
  PaymentsResolver,
  PaymentStartedResolver,
  ReconciliationResolver,
  RecoveryResolver,
  RefundResolver,
  RiskHoldResolver,
  SettlementResolver,
} from './payments.resolver.ts';
import { CaseRemedyResolver, ReconciliationCaseResolver } from './reconciliation/case.resolver.ts';
import { PartnerMoneyResolver } from './partners/partner.resolver.ts';
import { permissions } from './permissions.ts';
import { persons } from './persons.ts';
import { reactions } from './reactions.ts';
import { endRemedies } from './reconciliation/end-remedies.ts';
import { reconcileYesterday } from './reconciliation/reconcile-day.ts';
import { sendRefunds } from './refund/send-refunds.ts';
import { paymentsServices, paymentsSettingProblems } from './services.ts';
import { settleOrders } from './settlement/settle-orders.ts';

const edges: Edge<PaymentsContext>[] = [
  { method: 'POST', path: '/wechatpay/notify', handle: (context, request) => receiveNotice(context, request) },
];

const jobs: Job<PaymentsContext>[] = [
  { name: 'ask-about-open-payments', everyMs: 1000, run: askAboutOpenPayments },
  { name: 'close-payments', everyMs: 1000, run: closePayments },
  { name: 'send-refunds', everyMs: 1000, run: sendRefunds },
  { name: 'settle-orders', everyMs: 1000, run: settleOrders },
  { name: 'ask-about-recoveries', everyMs: 2000, run: askAboutRecoveries },
  { name: 'end-case-remedies', everyMs: 2000, run: endRemedies },
  { name: 'reconcile-yesterday', everyMs: 5000, run: reconcileYesterday },
];

/** Where the money is: the provider holds it, never the platform. */
export const payments: Manifest = {
  name: 'payments',
  resolvers: [
    PaymentsResolver,
    PaymentStartedResolver,
    PaymentMoneyResolver,
    OrderMoneyResolver,
    PartnerMoneyResolver,
    SettlementResolver,
    ReconciliationCaseResolver,
    CaseRemedyResolver,
    ReconciliationResolver,
    RecoveryResolver,
    RefundResolver,
    RiskHoldResolver,
    MerchantAccountResolver,
    LedgerBalanceResolver,
    PaymentsDueResolver,
  ],
  orphanedTypes: [OrderStub, PartyStub],
  references: {
    Payment: (context: PaymentsContext, key: { id: string }) => context.loader(paymentsById).load(key.id),
    Order: (_context: PaymentsContext, key: { id: string }) => ({ id: key.id }),
    Party: (_context: PaymentsContext, key: { id: string }) => ({ id: key.id }),
  },
  permissions,
  entities,
  persons,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  reactions,
  edges: edges as unknown as readonly Edge[],
  jobs: jobs as unknown as readonly Job[],
  evidence: evidence as Manifest['evidence'],
  services: paymentsServices,
  settingProblems: paymentsSettingProblems,
  actRecorded: actRecorded('payments'),
};

/** For loading the demo county. */
export { paymentsEntities };
export type { PaymentsContext } from './context.ts';
export { account } from './ledger/post-transfer.ts';
export { commissionFen, PASSWORD_ROTATION } from './payments.policy.ts';
export {
  paymentLifecycle,
  reconciliationCaseLifecycle,
  recoveryLifecycle,
  refundLifecycle,
  remedyLifecycle,
  settlementLifecycle,
} from './payments.lifecycle.ts';
