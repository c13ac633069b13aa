/* Generated from trust.graphql and the schema of trust by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type BuyingForQueryVariables = Exact<{
  errandId: string;
  agentAccountId: string;
}>;


export type BuyingForQuery = { readonly errandUnderWay: { readonly accountId: string, readonly name: string, readonly phone: string, readonly address: string, readonly divisionCode: string, readonly stationPartyId: string, readonly stationName: string } | null };

export type AddressOfBuyerQueryVariables = Exact<{
  accountId: string;
  addressId: string;
}>;


export type AddressOfBuyerQuery = { readonly addressForOrder: { readonly name: string, readonly phone: string, readonly address: string, readonly divisionCode: string } | null };

export type AgreementsOwedQueryVariables = Exact<{
  accountId: string;
  partyIds: ReadonlyArray<string>;
}>;


export type AgreementsOwedQuery = { readonly agreementsOwed: { readonly agreement: boolean, readonly notice: boolean, readonly ended: boolean, readonly nextBindsAt: string | null, readonly partyIds: ReadonlyArray<string> } };

export const BuyingFor = new PeerQuestion<BuyingForQuery, BuyingForQueryVariables>('trust', "query BuyingFor($errandId:ID!$agentAccountId:ID!){errandUnderWay(errandId:$errandId agentAccountId:$agentAccountId errand:BUY){accountId name phone address divisionCode stationPartyId stationName}}");
export const AddressOfBuyer = new PeerQuestion<AddressOfBuyerQuery, AddressOfBuyerQueryVariables>('trust', "query AddressOfBuyer($accountId:ID!$addressId:ID!){addressForOrder(accountId:$accountId addressId:$addressId){name phone address divisionCode}}");
export const AgreementsOwed = new PeerQuestion<AgreementsOwedQuery, AgreementsOwedQueryVariables>('trust', "query AgreementsOwed($accountId:ID!$partyIds:[ID!]!){agreementsOwed(accountId:$accountId partyIds:$partyIds){agreement notice ended nextBindsAt partyIds}}");
