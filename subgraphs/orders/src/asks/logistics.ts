/* Generated from logistics.graphql and the schema of logistics by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type DeliveryRequest = {
  readonly key: string;
  readonly fromDivisionCode: string;
  readonly toDivisionCode: string;
  readonly weightGrams: number;
  readonly storage: string;
  readonly categoryCodes: ReadonlyArray<string>;
  readonly titles: ReadonlyArray<string>;
  readonly stationPartyId?: string | null | undefined;
};

export type TariffMoment = {
  readonly key: string;
  readonly carrierPartyId: string;
  readonly storage: string;
  readonly toDivisionCode: string;
  readonly weightGrams: number;
  readonly isToStation: boolean;
  readonly atMs: string;
  readonly offeredAtMs: string;
};

export type DeliveryOffersQueryVariables = Exact<{
  requests: ReadonlyArray<DeliveryRequest>;
}>;


export type DeliveryOffersQuery = { readonly deliveryOffers: ReadonlyArray<{ readonly key: string, readonly available: boolean, readonly carrierPartyId: string | null, readonly carrierName: string | null, readonly feeFen: number | null, readonly hours: number | null, readonly collectsPayment: boolean | null, readonly refusalCode: string | null, readonly message: string | null, readonly station: { readonly partyId: string, readonly name: string, readonly address: string, readonly divisionCode: string } | null }> };

export type NoteAtDoorQueryVariables = Exact<{
  shipmentId?: string | null | undefined;
  collectionId?: string | null | undefined;
}>;


export type NoteAtDoorQuery = { readonly noteForOrder: string };

export type TariffsThenQueryVariables = Exact<{
  asked: ReadonlyArray<TariffMoment>;
}>;


export type TariffsThenQuery = { readonly tariffsThen: ReadonlyArray<{ readonly key: string, readonly feeFen: number | null, readonly offeredFen: number | null }> };

export const DeliveryOffers = new PeerQuestion<DeliveryOffersQuery, DeliveryOffersQueryVariables>('logistics', "query DeliveryOffers($requests:[DeliveryRequest!]!){deliveryOffers(requests:$requests){key available carrierPartyId carrierName feeFen hours collectsPayment station{partyId name address divisionCode}refusalCode message}}");
export const NoteAtDoor = new PeerQuestion<NoteAtDoorQuery, NoteAtDoorQueryVariables>('logistics', "query NoteAtDoor($shipmentId:ID$collectionId:ID){noteForOrder(shipmentId:$shipmentId collectionId:$collectionId)}");
export const TariffsThen = new PeerQuestion<TariffsThenQuery, TariffsThenQueryVariables>('logistics', "query TariffsThen($asked:[TariffMoment!]!){tariffsThen(asked:$asked){key feeFen offeredFen}}");
