/* Generated from logistics.graphql and the schema of logistics by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PlaceNamesQueryVariables = Exact<{
  code: string;
}>;


export type PlaceNamesQuery = { readonly divisionPath: ReadonlyArray<{ readonly name: string }> | null };

export const PlaceNames = new PeerQuestion<PlaceNamesQuery, PlaceNamesQueryVariables>('logistics', "query PlaceNames($code:String!){divisionPath(code:$code){name}}");
