/* Generated from sellers.graphql and the schema of sellers by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ColdChainCertificatesQueryVariables = Exact<{
  accountIds: ReadonlyArray<string>;
}>;


export type ColdChainCertificatesQuery = { readonly coldChainCertificates: ReadonlyArray<{ readonly accountId: string, readonly partyId: string, readonly validUntil: string }> };

export type PartyStatesQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type PartyStatesQuery = { readonly partyStates: ReadonlyArray<{ readonly partyId: string, readonly name: string, readonly address: string, readonly contactName: string | null, readonly contactPhone: string | null }> };

export const ColdChainCertificates = new PeerQuestion<ColdChainCertificatesQuery, ColdChainCertificatesQueryVariables>('sellers', "query ColdChainCertificates($accountIds:[ID!]!){coldChainCertificates(accountIds:$accountIds){accountId partyId validUntil}}");
export const PartyStates = new PeerQuestion<PartyStatesQuery, PartyStatesQueryVariables>('sellers', "query PartyStates($ids:[ID!]!){partyStates(ids:$ids){partyId name address contactName contactPhone}}");
