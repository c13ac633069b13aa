/* Generated from catalog.graphql and the schema of catalog by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SkuStorageQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type SkuStorageQuery = { readonly skusForSale: ReadonlyArray<{ readonly storage: string }> };

export const SkuStorage = new PeerQuestion<SkuStorageQuery, SkuStorageQueryVariables>('catalog', "query SkuStorage($ids:[ID!]!){skusForSale(ids:$ids){storage}}");
