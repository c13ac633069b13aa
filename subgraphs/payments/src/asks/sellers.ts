/* Generated from sellers.graphql and the schema of sellers by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PartyStandingQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type PartyStandingQuery = { readonly partyStates: ReadonlyArray<{ readonly partyId: string, readonly inGoodStanding: boolean }> };

export type PartyKindQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type PartyKindQuery = { readonly partyStates: ReadonlyArray<{ readonly kind: string }> };

export type PartyNameQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type PartyNameQuery = { readonly partyStates: ReadonlyArray<{ readonly name: string }> };

export type CorrectedNamesQueryVariables = Exact<{
  partyId: string;
}>;


export type CorrectedNamesQuery = { readonly correctedNames: { readonly name: string, readonly former: ReadonlyArray<string> } | null };

export const PartyStanding = new PeerQuestion<PartyStandingQuery, PartyStandingQueryVariables>('sellers', "query PartyStanding($ids:[ID!]!){partyStates(ids:$ids){partyId inGoodStanding}}");
export const PartyKind = new PeerQuestion<PartyKindQuery, PartyKindQueryVariables>('sellers', "query PartyKind($ids:[ID!]!){partyStates(ids:$ids){kind}}");
export const PartyName = new PeerQuestion<PartyNameQuery, PartyNameQueryVariables>('sellers', "query PartyName($ids:[ID!]!){partyStates(ids:$ids){name}}");
export const CorrectedNames = new PeerQuestion<CorrectedNamesQuery, CorrectedNamesQueryVariables>('sellers', "query CorrectedNames($partyId:ID!){correctedNames(partyId:$partyId){name former}}");
