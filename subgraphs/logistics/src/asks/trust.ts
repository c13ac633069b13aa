/* Generated from trust.graphql and the schema of trust by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type OrdersWithComplaintQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type OrdersWithComplaintQuery = { readonly ordersWithComplaint: ReadonlyArray<string> };

export type AccountBriefsQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type AccountBriefsQuery = { readonly accountBriefs: ReadonlyArray<{ readonly accountId: string, readonly active: boolean }> };

export type CorrectedNameQueryVariables = Exact<{
  correctionId: string;
}>;


export type CorrectedNameQuery = { readonly correctedName: string | null };

export type MeasuresTakenQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type MeasuresTakenQuery = { readonly measuresForPeer: ReadonlyArray<{ readonly measureId: string, readonly partyId: string, readonly clause: string, readonly takenAtMs: string }> };

export const OrdersWithComplaint = new PeerQuestion<OrdersWithComplaintQuery, OrdersWithComplaintQueryVariables>('trust', "query OrdersWithComplaint($ids:[ID!]!){ordersWithComplaint(orderIds:$ids)}");
export const AccountBriefs = new PeerQuestion<AccountBriefsQuery, AccountBriefsQueryVariables>('trust', "query AccountBriefs($ids:[ID!]!){accountBriefs(ids:$ids){accountId active}}");
export const CorrectedName = new PeerQuestion<CorrectedNameQuery, CorrectedNameQueryVariables>('trust', "query CorrectedName($correctionId:ID!){correctedName(correctionId:$correctionId)}");
export const MeasuresTaken = new PeerQuestion<MeasuresTakenQuery, MeasuresTakenQueryVariables>('trust', "query MeasuresTaken($ids:[ID!]!){measuresForPeer(ids:$ids){measureId partyId clause takenAtMs}}");
