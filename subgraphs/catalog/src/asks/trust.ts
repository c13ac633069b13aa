/* Generated from trust.graphql and the schema of trust by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type KnownAccountsQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type KnownAccountsQuery = { readonly accountBriefs: ReadonlyArray<{ readonly accountId: string, readonly active: boolean }> };

export type NamesOfAccountsQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type NamesOfAccountsQuery = { readonly accountBriefs: ReadonlyArray<{ readonly accountId: string, readonly displayName: string }> };

export const KnownAccounts = new PeerQuestion<KnownAccountsQuery, KnownAccountsQueryVariables>('trust', "query KnownAccounts($ids:[ID!]!){accountBriefs(ids:$ids){accountId active}}");
export const NamesOfAccounts = new PeerQuestion<NamesOfAccountsQuery, NamesOfAccountsQueryVariables>('trust', "query NamesOfAccounts($ids:[ID!]!){accountBriefs(ids:$ids){accountId displayName}}");
