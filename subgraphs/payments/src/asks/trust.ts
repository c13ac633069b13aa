/* Generated from trust.graphql and the schema of trust by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PayerOfQueryVariables = Exact<{
  id: string;
}>;


export type PayerOfQuery = { readonly payerOf: { readonly openid: string } | null };

export type OrdersWithComplaintQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type OrdersWithComplaintQuery = { readonly ordersWithComplaint: ReadonlyArray<string> };

export type DocumentsStatingFeeQueryVariables = Exact<{ [key: string]: never; }>;


export type DocumentsStatingFeeQuery = { readonly documentsStatingFee: ReadonlyArray<string> };

export type NamesOfAccountsQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type NamesOfAccountsQuery = { readonly accountBriefs: ReadonlyArray<{ readonly accountId: string, readonly displayName: string }> };

export const PayerOf = new PeerQuestion<PayerOfQuery, PayerOfQueryVariables>('trust', "query PayerOf($id:ID!){payerOf(accountId:$id){openid}}");
export const OrdersWithComplaint = new PeerQuestion<OrdersWithComplaintQuery, OrdersWithComplaintQueryVariables>('trust', "query OrdersWithComplaint($ids:[ID!]!){ordersWithComplaint(orderIds:$ids)}");
export const DocumentsStatingFee = new PeerQuestion<DocumentsStatingFeeQuery, DocumentsStatingFeeQueryVariables>('trust', "query DocumentsStatingFee{documentsStatingFee}");
export const NamesOfAccounts = new PeerQuestion<NamesOfAccountsQuery, NamesOfAccountsQueryVariables>('trust', "query NamesOfAccounts($ids:[ID!]!){accountBriefs(ids:$ids){accountId displayName}}");
