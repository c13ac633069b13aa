/* Generated from orders.graphql and the schema of orders by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CheckoutForPaymentQueryVariables = Exact<{
  id: string;
}>;


export type CheckoutForPaymentQuery = { readonly checkoutForPayment: { readonly checkoutId: string, readonly buyerAccountId: string, readonly agentAccountId: string | null, readonly state: string, readonly dueAtMs: string, readonly totalFen: number, readonly orders: ReadonlyArray<{ readonly orderId: string, readonly orderNumber: string, readonly partyId: string, readonly totalFen: number, readonly title: string }> } | null };

export type CheckoutWithMoneyQueryVariables = Exact<{
  id: string;
}>;


export type CheckoutWithMoneyQuery = { readonly checkoutForPayment: { readonly buyerAccountId: string, readonly orders: ReadonlyArray<{ readonly orderId: string, readonly orderNumber: string, readonly partyId: string, readonly totalFen: number, readonly title: string, readonly paidFen: number, readonly refundDueFen: number, readonly refundedFen: number }> } | null };

export type OrderToInvoiceQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type OrderToInvoiceQuery = { readonly ordersForPeer: ReadonlyArray<{ readonly buyerAccountId: string, readonly deliveryFen: number, readonly lines: ReadonlyArray<{ readonly title: string, readonly specification: string, readonly quantity: number, readonly totalFen: number }> }> };

export type OrdersHeldQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type OrdersHeldQuery = { readonly ordersForPeer: ReadonlyArray<{ readonly orderId: string, readonly state: string, readonly completeDueAtMs: string | null, readonly openAfterSales: number }> };

export const CheckoutForPayment = new PeerQuestion<CheckoutForPaymentQuery, CheckoutForPaymentQueryVariables>('orders', "query CheckoutForPayment($id:ID!){checkoutForPayment(checkoutId:$id){checkoutId buyerAccountId agentAccountId state dueAtMs totalFen orders{orderId orderNumber partyId totalFen title}}}");
export const CheckoutWithMoney = new PeerQuestion<CheckoutWithMoneyQuery, CheckoutWithMoneyQueryVariables>('orders', "query CheckoutWithMoney($id:ID!){checkoutForPayment(checkoutId:$id){buyerAccountId orders{orderId orderNumber partyId totalFen title paidFen refundDueFen refundedFen}}}");
export const OrderToInvoice = new PeerQuestion<OrderToInvoiceQuery, OrderToInvoiceQueryVariables>('orders', "query OrderToInvoice($ids:[ID!]!){ordersForPeer(ids:$ids){buyerAccountId deliveryFen lines{title specification quantity totalFen}}}");
export const OrdersHeld = new PeerQuestion<OrdersHeldQuery, OrdersHeldQueryVariables>('orders', "query OrdersHeld($ids:[ID!]!){ordersForPeer(ids:$ids){orderId state completeDueAtMs openAfterSales}}");
