/* Generated from sellers.graphql and the schema of sellers by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ShopNowQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type ShopNowQuery = { readonly shopStates: ReadonlyArray<{ readonly shopId: string, readonly partyId: string, readonly onSale: boolean, readonly reason: string }> };

export type SupplierNowQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type SupplierNowQuery = { readonly supplierStates: ReadonlyArray<{ readonly supplierId: string, readonly partyId: string, readonly valid: boolean, readonly name: string, readonly reason: string }> };

export type PartyNamesQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type PartyNamesQuery = { readonly partyStates: ReadonlyArray<{ readonly partyId: string, readonly kind: string, readonly name: string }> };

export type CorrectedNamesQueryVariables = Exact<{
  partyId: string;
}>;


export type CorrectedNamesQuery = { readonly correctedNames: { readonly name: string, readonly former: ReadonlyArray<string> } | null };

export type PeopleOfQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type PeopleOfQuery = { readonly partyStates: ReadonlyArray<{ readonly partyId: string, readonly peopleIds: ReadonlyArray<string> | null }> };

export const ShopNow = new PeerQuestion<ShopNowQuery, ShopNowQueryVariables>('sellers', "query ShopNow($ids:[ID!]!){shopStates(ids:$ids){shopId partyId onSale reason}}");
export const SupplierNow = new PeerQuestion<SupplierNowQuery, SupplierNowQueryVariables>('sellers', "query SupplierNow($ids:[ID!]!){supplierStates(ids:$ids){supplierId partyId valid name reason}}");
export const PartyNames = new PeerQuestion<PartyNamesQuery, PartyNamesQueryVariables>('sellers', "query PartyNames($ids:[ID!]!){partyStates(ids:$ids){partyId kind name}}");
export const CorrectedNames = new PeerQuestion<CorrectedNamesQuery, CorrectedNamesQueryVariables>('sellers', "query CorrectedNames($partyId:ID!){correctedNames(partyId:$partyId){name former}}");
export const PeopleOf = new PeerQuestion<PeopleOfQuery, PeopleOfQueryVariables>('sellers', "query PeopleOf($ids:[ID!]!){partyStates(ids:$ids){partyId peopleIds}}");
