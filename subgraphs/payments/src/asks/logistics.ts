/* Generated from logistics.graphql and the schema of logistics by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ParcelAtDoorQueryVariables = Exact<{
  shipmentId: string;
  courierAccountId: string;
}>;


export type ParcelAtDoorQuery = { readonly doorParcel: { readonly checkoutId: string, readonly isAtDoor: boolean, readonly isPaid: boolean } | null };

export const ParcelAtDoor = new PeerQuestion<ParcelAtDoorQuery, ParcelAtDoorQueryVariables>('logistics', "query ParcelAtDoor($shipmentId:ID!$courierAccountId:ID!){doorParcel(shipmentId:$shipmentId courierAccountId:$courierAccountId){checkoutId isAtDoor isPaid}}");
