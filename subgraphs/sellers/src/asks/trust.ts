/* Generated from trust.graphql and the schema of trust by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type FilingErrandQueryVariables = Exact<{
  errandId: string;
  agentAccountId: string;
}>;


export type FilingErrandQuery = { readonly errandUnderWay: { readonly accountId: string, readonly name: string, readonly phone: string, readonly address: string, readonly divisionCode: string, readonly stationPartyId: string, readonly stationName: string } | null };

export type AccountBriefsQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type AccountBriefsQuery = { readonly accountBriefs: ReadonlyArray<{ readonly accountId: string, readonly active: boolean }> };

export type FaceConsentQueryVariables = Exact<{
  accountId: string;
  purposes: ReadonlyArray<string>;
}>;


export type FaceConsentQuery = { readonly consentStates: ReadonlyArray<{ readonly purpose: string, readonly granted: boolean }> };

export type CorrectedNameQueryVariables = Exact<{
  correctionId: string;
}>;


export type CorrectedNameQuery = { readonly correctedName: string | null };

export const FilingErrand = new PeerQuestion<FilingErrandQuery, FilingErrandQueryVariables>('trust', "query FilingErrand($errandId:ID!$agentAccountId:ID!){errandUnderWay(errandId:$errandId agentAccountId:$agentAccountId errand:FILE){accountId name phone address divisionCode stationPartyId stationName}}");
export const AccountBriefs = new PeerQuestion<AccountBriefsQuery, AccountBriefsQueryVariables>('trust', "query AccountBriefs($ids:[ID!]!){accountBriefs(ids:$ids){accountId active}}");
export const FaceConsent = new PeerQuestion<FaceConsentQuery, FaceConsentQueryVariables>('trust', "query FaceConsent($accountId:ID!$purposes:[String!]!){consentStates(accountId:$accountId purposes:$purposes){purpose granted}}");
export const CorrectedName = new PeerQuestion<CorrectedNameQuery, CorrectedNameQueryVariables>('trust', "query CorrectedName($correctionId:ID!){correctedName(correctionId:$correctionId)}");
