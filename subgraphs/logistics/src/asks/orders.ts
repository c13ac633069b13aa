/* Generated from orders.graphql and the schema of orders by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ChargeKind =
  | 'GOODS'
  | 'DELIVERY'
  | 'FREIGHT'
  | 'COMMISSION';

export type SignedOrdersQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type SignedOrdersQuery = { readonly ordersForPeer: ReadonlyArray<{ readonly orderId: string, readonly partyId: string, readonly lines: ReadonlyArray<{ readonly skuId: string, readonly quantity: number }> }> };

export type RecipientForShipmentQueryVariables = Exact<{
  orderId: string;
}>;


export type RecipientForShipmentQuery = { readonly recipientForShipment: { readonly name: string, readonly phone: string, readonly address: string, readonly divisionCode: string } | null };

export type ChargesComparedQueryVariables = Exact<{
  kind: ChargeKind;
  fromMs: string;
  toMs: string;
}>;


export type ChargesComparedQuery = { readonly chargesCompared: { readonly charges: number, readonly equal: number, readonly unjudged: number, readonly missed: ReadonlyArray<{ readonly orderId: string, readonly text: string }> } };

export const SignedOrders = new PeerQuestion<SignedOrdersQuery, SignedOrdersQueryVariables>('orders', "query SignedOrders($ids:[ID!]!){ordersForPeer(ids:$ids){orderId partyId lines{skuId quantity}}}");
export const RecipientForShipment = new PeerQuestion<RecipientForShipmentQuery, RecipientForShipmentQueryVariables>('orders', "query RecipientForShipment($orderId:ID!){recipientForShipment(orderId:$orderId){name phone address divisionCode}}");
export const ChargesCompared = new PeerQuestion<ChargesComparedQuery, ChargesComparedQueryVariables>('orders', "query ChargesCompared($kind:ChargeKind!$fromMs:String!$toMs:String!){chargesCompared(kind:$kind fromMs:$fromMs toMs:$toMs){charges equal unjudged missed{orderId text}}}");
