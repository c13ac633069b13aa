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

export type RecallsDoneQueryVariables = Exact<{
  fromMs: string;
  toMs: string;
}>;


export type RecallsDoneQuery = { readonly recallsDone: { readonly recalls: number, readonly closed: number, readonly buyers: number, readonly told: number, readonly reached: number, readonly units: number, readonly recoveredUnits: number, readonly destroyedUnits: number, readonly lateReports: ReadonlyArray<{ readonly ref: string, readonly text: string }>, readonly lateClosures: ReadonlyArray<{ readonly ref: string, readonly text: string }>, readonly closedByOne: ReadonlyArray<{ readonly ref: string, readonly text: string }>, readonly signedAfter: ReadonlyArray<{ readonly ref: string, readonly text: string }>, readonly unpaid: ReadonlyArray<{ readonly ref: string, readonly text: string }> } };

export type LowestDealQueryVariables = Exact<{
  skuId: string;
  sinceMs: string;
}>;


export type LowestDealQuery = { readonly lowestDeal: number | null };

export type ChargesComparedQueryVariables = Exact<{
  kind: ChargeKind;
  fromMs: string;
  toMs: string;
}>;


export type ChargesComparedQuery = { readonly chargesCompared: { readonly days: number, readonly daysCompared: number, readonly missedDays: ReadonlyArray<string>, readonly charges: number, readonly equal: number, readonly unjudged: number, readonly missed: ReadonlyArray<{ readonly orderId: string, readonly text: string }> } };

export type SoldUnitsQueryVariables = Exact<{
  lotIds: ReadonlyArray<string>;
}>;


export type SoldUnitsQuery = { readonly soldUnits: ReadonlyArray<{ readonly lotId: string, readonly units: number }> };

export type LotsInStoreQueryVariables = Exact<{
  lotIds: ReadonlyArray<string>;
}>;


export type LotsInStoreQuery = { readonly lotsInStore: ReadonlyArray<{ readonly lotId: string, readonly isBlocked: boolean, readonly foundUnits: number }> };

export const RecallsDone = new PeerQuestion<RecallsDoneQuery, RecallsDoneQueryVariables>('orders', "query RecallsDone($fromMs:String!$toMs:String!){recallsDone(fromMs:$fromMs toMs:$toMs){recalls lateReports{ref text}lateClosures{ref text}closed closedByOne{ref text}signedAfter{ref text}unpaid{ref text}buyers told reached units recoveredUnits destroyedUnits}}");
export const LowestDeal = new PeerQuestion<LowestDealQuery, LowestDealQueryVariables>('orders', "query LowestDeal($skuId:ID!$sinceMs:String!){lowestDeal(skuId:$skuId sinceMs:$sinceMs)}");
export const ChargesCompared = new PeerQuestion<ChargesComparedQuery, ChargesComparedQueryVariables>('orders', "query ChargesCompared($kind:ChargeKind!$fromMs:String!$toMs:String!){chargesCompared(kind:$kind fromMs:$fromMs toMs:$toMs){days daysCompared missedDays charges equal unjudged missed{orderId text}}}");
export const SoldUnits = new PeerQuestion<SoldUnitsQuery, SoldUnitsQueryVariables>('orders', "query SoldUnits($lotIds:[ID!]!){soldUnits(lotIds:$lotIds){lotId units}}");
export const LotsInStore = new PeerQuestion<LotsInStoreQuery, LotsInStoreQueryVariables>('orders', "query LotsInStore($lotIds:[ID!]!){lotsInStore(lotIds:$lotIds){lotId isBlocked foundUnits}}");
