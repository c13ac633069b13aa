import { lying, type DueBoard } from '@heitu/kit/data/due';
import { OVERSEERS, desksOfRoles, LISTED_DESKS } from '@heitu/standard';
import { advances, recoveries } from './advance/advance.moves.ts';
import { compensations } from './compensation/compensation.moves.ts';
import type { PaymentsContext } from './context.ts';
import { deposits } from './deposit/deposit.moves.ts';
import { growerShares, growerTransfers } from './grower/grower.moves.ts';
import { invoices, redInvoices } from './invoice/invoice.moves.ts';
import { merchantAccounts } from './merchant/merchant.moves.ts';
import { PASSWORD_ROTATION } from './merchant/merchant.policy.ts';
import { booksMonths } from './month/month.moves.ts';
import { platformFees } from './platform-fee/platform-fee.moves.ts';
import { payments } from './payment/payment.moves.ts';
import { riskHolds } from './payment/risk-hold.moves.ts';
import { reconciliationCases, reconciliations, remedies } from './reconciliation/case.moves.ts';
import { refunds } from './refund/refund.moves.ts';
import { shareReturns } from './share/share.moves.ts';
import { withdrawals } from './withdrawal/withdrawal.moves.ts';
import { settlements } from './settlement/settlement.moves.ts';

/** What lies on the desks of the operator's people in this subgraph. */
export const paymentsDue: DueBoard<PaymentsContext> = {
  desks: LISTED_DESKS,
  desksOf: desksOfRoles,
  lying: [
    lying(payments, {
      kind: 'payment',
      clause: '9.2.cn',
      states: ['created', 'prepared', 'closing'],
      title: 'outTradeNo',
      amount: 'totalFen',
      since: 'createdAtMs',
    }),
    // The page of a refund is its order's.
    lying(refunds, {
      kind: 'refund',
      clause: '7.6.aa',
      roles: OVERSEERS.money,
      watched: ['due', 'sent'],
      id: 'orderId',
      title: 'outRefundNo',
      party: 'partyId',
      amount: 'amountFen',
      since: 'createdAtMs',
    }),
    lying(settlements, {
      kind: 'settlement',
      clause: '9.2.co',
      states: ['failed'],
      roles: OVERSEERS.money,
      title: 'orderId',
      party: 'partyId',
      amount: 'netFen',
      since: 'createdAtMs',
    }),
    lying(settlements, {
      kind: 'settlement-under-way',
      clause: '9.2.co',
      states: ['due', 'sharing'],
      title: 'outOrderNo',
      party: 'partyId',
      amount: 'netFen',
      since: 'createdAtMs',
    }),
    lying(shareReturns, {
      kind: 'share-return',
      clause: '9.2.cn',
      roles: OVERSEERS.money,
      watched: ['due', 'sent'],
      title: 'orderId',
      party: 'payerPartyId',
      amount: 'amountFen',
      since: 'createdAtMs',
    }),
    lying(growerShares, {
      kind: 'grower-debt',
      clause: '9.2.cn',
      roles: OVERSEERS.money,
      watched: ['open'],
      title: 'orderId',
      party: 'partyId',
      amount: 'amountFen',
      since: 'sinceMs',
    }),
    lying(growerTransfers, {
      kind: 'grower-transfer',
      clause: '9.2.cn',
      roles: OVERSEERS.money,
      watched: ['due', 'waiting'],
      title: 'outBillNo',
      party: 'partyId',
      amount: 'amountFen',
      since: 'createdAtMs',
    }),
    lying(withdrawals, {
      kind: 'withdrawal',
      clause: '9.2.co',
      title: 'outRequestNo',
      party: 'partyId',
      amount: 'amountFen',
      since: 'createdAtMs',
    }),
    // The page of an advance is its complaint's.
    lying(advances, {
      kind: 'advance',
      clause: '6.6.d',
      id: 'complaintId',
      title: 'orderId',
      party: 'partyId',
      amount: 'amountFen',
      since: 'createdAtMs',
    }),
    lying(recoveries, {
      kind: 'recovery',
      clause: '6.6.d',
      states: ['open'],
      roles: OVERSEERS.money,
      title: 'partyId',
      party: 'partyId',
      amount: 'amountFen',
      since: 'openedAtMs',
    }),
    lying(recoveries, {
      kind: 'recovery-under-way',
      clause: '6.6.d',
      states: ['collecting'],
      title: 'partyId',
      party: 'partyId',
      amount: 'amountFen',
      since: 'openedAtMs',
    }),
    lying(compensations, {
      kind: 'compensation',
      clause: '6.6.d',
      roles: OVERSEERS.money,
      watched: ['due', 'sent'],
      title: 'outBillNo',
      party: 'partyId',
      amount: 'amountFen',
      since: 'createdAtMs',
    }),
    lying(deposits, {
      kind: 'deposit',
      clause: '6.6.d',
      roles: OVERSEERS.money,
      title: 'partyId',
      party: 'partyId',
      amount: 'requiredFen',
      since: 'agreedAtMs',
    }),
    lying(riskHolds, {
      kind: 'risk-hold',
      clause: '9.2.cm',
      roles: OVERSEERS.money,
      title: 'checkoutId',
      amount: 'amountFen',
      since: 'openedAtMs',
    }),
    lying(reconciliations, {
      kind: 'day-without-bill',
      clause: '9.2.cp',
      states: ['due'],
      title: 'date',
      since: 'atMs',
    }),
    lying(booksMonths, {
      kind: 'books-month',
      clause: '9.2.cp',
      roles: OVERSEERS.money,
      title: 'month',
      since: 'openSinceMs',
    }),
    lying(platformFees, {
      kind: 'platform-fee',
      clause: '6.5.a',
      states: ['proposed', 'leaping', 'held'],
      title: 'reason',
      since: 'proposedAtMs',
    }),
    lying(reconciliationCases, {
      kind: 'reconciliation',
      clause: '9.2.cp',
      roles: OVERSEERS.money,
      title: 'reference',
      since: 'openedAtMs',
    }),
    lying(remedies, {
      kind: 'remedy-decision',
      clause: '9.2.cp',
      states: ['proposed'],
      title: 'number',
      since: 'proposedAtMs',
    }),
    lying(remedies, {
      kind: 'remedy-under-way',
      clause: '9.2.cp',
      states: ['confirmed'],
      title: 'number',
      since: 'decidedAtMs',
    }),
    lying(merchantAccounts, {
      kind: 'payment-password',
      clause: PASSWORD_ROTATION.clause,
      title: 'merchant',
      party: 'partyId',
      since: 'openedAtMs',
    }),
    lying(invoices, {
      kind: 'invoice-to-issue',
      clause: null,
      states: ['asked', 'refused'],
      title: 'orderNumber',
      party: 'partyId',
      since: 'askedAtMs',
    }),
    lying(invoices, {
      kind: 'invoice-under-way',
      clause: null,
      states: ['due', 'sent'],
      title: 'orderNumber',
      party: 'partyId',
      amount: 'amountFen',
      since: 'askedAtMs',
    }),
    lying(redInvoices, {
      kind: 'invoice-red',
      clause: null,
      roles: OVERSEERS.money,
      id: 'invoiceId',
      watched: ['due', 'sent'],
      title: 'sheetNumber',
      party: 'partyId',
      amount: 'amountFen',
      since: 'createdAtMs',
    }),
  ],
};
