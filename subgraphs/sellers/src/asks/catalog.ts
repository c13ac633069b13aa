/* Generated from catalog.graphql and the schema of catalog by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ProduceCountedQueryVariables = Exact<{ [key: string]: never; }>;


export type ProduceCountedQuery = { readonly produceFigures: { readonly plots: number, readonly goods: number, readonly growers: number, readonly skus: number, readonly skusWithOrigin: number } };

export const ProduceCounted = new PeerQuestion<ProduceCountedQuery, ProduceCountedQueryVariables>('catalog', "query ProduceCounted{produceFigures{plots goods growers skus skusWithOrigin}}");
