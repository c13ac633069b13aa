import { lying, type DueBeside, type DueBoard } from '@heitu/kit/data/due';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { DUE_OF_A_KIND_MAX } from '@heitu/kit/rules/due';
import { OVERSEERS, desksOfRoles, LISTED_DESKS } from '@heitu/standard';
import { afterSales } from '../after-sale/after-sale.moves.ts';
import { orderClaims } from '../claim/order-claim.moves.ts';
import { chargeDays, chargeDifferences } from '../charge/charge.moves.ts';
import type { OrdersContext } from '../context.ts';
import { recallCases, recallRows, regrades } from '../recall/recall.moves.ts';
import { ordersById } from './order.loader.ts';
import { checkouts, orderRefunds, orders } from './order.moves.ts';

const ofOrder = {
  title: 'orderId',
  named: async (context: OrdersContext, orderId: string) =>
    (await context.loader(ordersById).load(orderId))?.number ?? '',
} as const;

/** A recall that is reported is looked at again before its days are over. */
const RECALL_AHEAD_MS = 3 * DAY_MS;
const withSeller = { title: 'number', party: 'partyId', amount: 'totalFen' } as const;

/** Its seller was told twice and has not looked: somebody calls them before it lapses. */
const unseenOrders: DueBeside<OrdersContext> = {
  kind: 'order-unseen',
  clause: '7.5.w',
  roles: OVERSEERS.orders,
  rows: ({ rows }) =>
    rows
      .selectFrom('Order')
      .select(['id', 'number as title', 'partyId', 'totalFen as amountFen'])
      .select(['remindedAtMs as sinceMs', 'confirmDueAtMs as dueAtMs'])
      .where('state', '=', 'paid')
      .where('remindedAtMs', 'is not', null)
      .where('seenAtMs', 'is', null)
      .orderBy('confirmDueAtMs')
      .limit(DUE_OF_A_KIND_MAX)
      .$narrowType<{ sinceMs: number }>()
      .execute(),
};

/** What lies on the desks of the operator's people in this subgraph, and the clocks of the sellers. */
export const ordersDue: DueBoard<OrdersContext> = {
  desks: LISTED_DESKS,
  desksOf: desksOfRoles,
  lying: [
    lying(orders, {
      kind: 'order-confirmation',
      clause: '7.5.w',
      states: ['paid'],
      roles: OVERSEERS.orders,
      watched: ['paid'],
      ...withSeller,
      since: 'placedAtMs',
    }),
    lying(orders, {
      kind: 'order-shipping',
      clause: '7.5.w',
      states: ['confirmed'],
      ...withSeller,
      since: 'confirmedAtMs',
    }),
    lying(orders, { kind: 'order-pick-up', clause: '8.4.1', states: ['ready'], ...withSeller, since: 'readyAtMs' }),
    lying(orders, {
      kind: 'order-delivery',
      clause: '8.5.4.2.cb',
      states: ['in-transit'],
      ...withSeller,
      since: 'takenOverAtMs',
    }),
    lying(orders, {
      kind: 'order-coming-back',
      clause: '8.5.4.3.cf',
      states: ['coming-back'],
      ...withSeller,
      since: 'refusedAtMs',
    }),
    // The page of a claim is its order's.
    lying(orderClaims, {
      kind: 'order-claim',
      clause: '8.5.4.3.cf',
      title: 'id',
      named: ofOrder.named,
      since: 'openedAtMs',
    }),
    lying(orders, {
      kind: 'order-closing',
      clause: '9.2.cp',
      states: ['closing'],
      ...withSeller,
      since: 'placedAtMs',
    }),
    // Its orders stand beside it: the address shows all that are being closed.
    lying(checkouts, {
      kind: 'checkout-closing',
      clause: '9.2.cp',
      states: ['closing'],
      title: 'id',
      amount: 'totalFen',
      since: 'placedAtMs',
    }),
    lying(orderRefunds, {
      kind: 'order-refund',
      clause: '7.6.aa',
      id: 'orderId',
      ...ofOrder,
      amount: 'amountFen',
      since: 'requestedAtMs',
    }),
    lying(chargeDays, {
      kind: 'charge-day',
      clause: '7.3.5.b',
      id: 'date',
      title: 'date',
      since: 'dueAtMs',
    }),
    // Each has a row on the page of comparisons, under its day.
    lying(chargeDifferences, {
      kind: 'charge-difference',
      clause: '7.3.5.b',
      states: ['found', 'unclear', 'returning'],
      title: 'goods',
      party: 'partyId',
      amount: 'chargedFen',
      since: 'foundAtMs',
    }),
    lying(chargeDifferences, {
      kind: 'charge-refund',
      clause: '7.3.5.b',
      states: ['refunding'],
      id: 'orderId',
      title: 'goods',
      party: 'partyId',
      amount: 'refundFen',
      since: 'foundAtMs',
    }),
    // The page of a request is its order's.
    lying(afterSales, {
      kind: 'after-sale',
      clause: '7.6.x-z',
      states: ['requested'],
      roles: OVERSEERS.orders,
      watched: ['requested'],
      id: 'orderId',
      ...ofOrder,
      party: 'partyId',
      amount: 'refundFen',
      since: 'requestedAtMs',
    }),
    lying(recallCases, {
      kind: 'recall-report',
      clause: '7.3.6.a-c',
      states: ['opened', 'notified'],
      title: 'lotCode',
      party: 'partyId',
      since: 'openedAtMs',
    }),
    lying(recallCases, {
      kind: 'recall-under-way',
      clause: '7.3.6.a-c',
      states: ['reported'],
      aheadMs: RECALL_AHEAD_MS,
      title: 'lotCode',
      party: 'partyId',
      since: 'openedAtMs',
    }),
    lying(recallCases, {
      kind: 'recall-closure',
      clause: '7.3.6.a-c',
      states: ['closing'],
      title: 'lotCode',
      party: 'partyId',
      since: 'proposedAtMs',
    }),
    lying(regrades, {
      kind: 'recall-regrade',
      clause: '7.3.6.a-c',
      id: 'caseId',
      title: 'lotCode',
      party: 'partyId',
      since: 'proposedAtMs',
    }),
    // The page of goods is their recall's.
    lying(recallRows, {
      kind: 'recall-buyer',
      clause: '7.3.6.a-c',
      states: ['at-buyer'],
      id: 'caseId',
      title: 'goods',
      party: 'partyId',
      since: 'foundAtMs',
    }),
    lying(recallRows, {
      kind: 'recall-photo',
      clause: '7.3.6.a-c',
      states: ['shown'],
      id: 'caseId',
      title: 'goods',
      party: 'partyId',
      since: 'foundAtMs',
    }),
    lying(recallRows, {
      kind: 'recall-goods',
      clause: '7.3.6.a-c',
      states: ['on-way', 'coming-back', 'sealed'],
      id: 'caseId',
      title: 'goods',
      party: 'partyId',
      since: 'foundAtMs',
    }),
    lying(afterSales, {
      kind: 'after-sale-collection',
      clause: '7.6.z',
      states: ['fetched'],
      id: 'orderId',
      ...ofOrder,
      party: 'partyId',
      amount: 'refundFen',
      since: 'fetchedAtMs',
    }),
    lying(afterSales, {
      kind: 'after-sale-exchange',
      clause: '7.6.y',
      states: ['exchanging'],
      id: 'orderId',
      ...ofOrder,
      party: 'partyId',
      amount: 'refundFen',
      since: 'checkedAtMs',
    }),
    lying(afterSales, {
      kind: 'after-sale-refund',
      clause: '7.6.aa',
      states: ['refunding'],
      id: 'orderId',
      ...ofOrder,
      party: 'partyId',
      amount: 'refundFen',
      since: 'requestedAtMs',
    }),
  ],
  beside: [unseenOrders],
};
