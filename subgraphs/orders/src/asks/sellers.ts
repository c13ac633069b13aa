/* Generated from sellers.graphql and the schema of sellers by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ShopStatesQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type ShopStatesQuery = { readonly shopStates: ReadonlyArray<{ readonly shopId: string, readonly partyId: string, readonly name: string, readonly onSale: boolean, readonly reason: string, readonly serviceHours: string, readonly confirmWithin: string, readonly paysAtDoor: boolean, readonly divisionCode: string }> };

export type PartyNameQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type PartyNameQuery = { readonly partyStates: ReadonlyArray<{ readonly partyId: string, readonly name: string }> };

export const ShopStates = new PeerQuestion<ShopStatesQuery, ShopStatesQueryVariables>('sellers', "query ShopStates($ids:[ID!]!){shopStates(ids:$ids){shopId partyId name onSale reason serviceHours confirmWithin paysAtDoor divisionCode}}");
export const PartyName = new PeerQuestion<PartyNameQuery, PartyNameQueryVariables>('sellers', "query PartyName($ids:[ID!]!){partyStates(ids:$ids){partyId name}}");
