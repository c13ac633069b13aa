/* Generated from payments.graphql and the schema of payments by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type TransferSeenQueryVariables = Exact<{
  partyId: string;
  number: string;
  amountFen: number;
  sinceMs: string;
}>;


export type TransferSeenQuery = { readonly transferSeen: { readonly number: string, readonly at: string } | null };

export const TransferSeen = new PeerQuestion<TransferSeenQuery, TransferSeenQueryVariables>('payments', "query TransferSeen($partyId:ID!$number:String!$amountFen:SafeInt!$sinceMs:String!){transferSeen(partyId:$partyId number:$number amountFen:$amountFen sinceMs:$sinceMs){number at}}");
