/* Generated from logistics.graphql and the schema of logistics by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Verdict =
  | 'MET'
  | 'BREACHED'
  | 'ABSENT'
  | 'FEW'
  | 'NOT_APPLICABLE';

export type EvidenceSource =
  | 'MEASURED'
  | 'SIGNED'
  | 'REVIEWED'
  | 'DECLARED';

export type CarrierOfOrderQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type CarrierOfOrderQuery = { readonly shipmentsForPeer: ReadonlyArray<{ readonly orderId: string, readonly carrierPartyId: string }> };

export type PickupCodeQueryVariables = Exact<{
  shipmentId: string;
}>;


export type PickupCodeQuery = { readonly pickupCodeForPeer: string | null };

export type ConductQueryVariables = Exact<{
  fromMs: string;
  toMs: string;
}>;


export type ConductQuery = { readonly figures: ReadonlyArray<{ readonly partyId: string, readonly metric: string, readonly good: number, readonly total: number }> };

export type EvidenceQueryVariables = Exact<{
  fromMs: string;
  toMs: string;
}>;


export type EvidenceQuery = { readonly clauses: ReadonlyArray<{ readonly clause: string, readonly figures: ReadonlyArray<{ readonly label: string, readonly value: number, readonly unit: string | null, readonly verdict: Verdict | null, readonly outOf: number | null, readonly target: string | null, readonly sampleMin: number | null, readonly source: EvidenceSource | null, readonly missed: ReadonlyArray<{ readonly ref: string, readonly text: string }> }> }> };

export type KeptQueryVariables = Exact<{
  subjectId: string;
}>;


export type KeptQuery = { readonly records: ReadonlyArray<{ readonly what: string, readonly why: string, readonly untilMs: string | null }> };

export type CopyQueryVariables = Exact<{
  subjectId: string;
  requestedBy: string;
  purpose: string;
}>;


export type CopyQuery = { readonly sections: string };

export type DutiesQueryVariables = Exact<{
  fromMs: string;
  toMs: string;
}>;


export type DutiesQuery = { readonly answer: { readonly counts: ReadonlyArray<{ readonly duty: string, readonly ahead: number, readonly missed: number, readonly late: number, readonly done: number }>, readonly items: ReadonlyArray<{ readonly duty: string, readonly subject: string, readonly title: string, readonly period: string, readonly partyId: string | null, readonly amountFen: number | null, readonly sinceMs: number, readonly dueAtMs: number, readonly doneAtMs: number | null }> } };

export type SigningCodeQueryVariables = Exact<{
  shipmentId: string;
  round: number;
}>;


export type SigningCodeQuery = { readonly signingCodeForPeer: { readonly code: string, readonly phone: string, readonly carrierName: string, readonly minutes: number } | null };

export type CaseFileQueryVariables = Exact<{
  orderIds: ReadonlyArray<string>;
}>;


export type CaseFileQuery = { readonly sections: string };

export type MatrixQueryVariables = Exact<{ [key: string]: never; }>;


export type MatrixQuery = { readonly matrix: { readonly digest: string, readonly ruleCount: number } };

export type RulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RulesQuery = { readonly matrix: { readonly digest: string, readonly rules: ReadonlyArray<string> } };

export const CarrierOfOrder = new PeerQuestion<CarrierOfOrderQuery, CarrierOfOrderQueryVariables>('logistics', "query CarrierOfOrder($ids:[ID!]!){shipmentsForPeer(orderIds:$ids){orderId carrierPartyId}}");
export const PickupCode = new PeerQuestion<PickupCodeQuery, PickupCodeQueryVariables>('logistics', "query PickupCode($shipmentId:ID!){pickupCodeForPeer(shipmentId:$shipmentId)}");
export const Conduct = new PeerQuestion<ConductQuery, ConductQueryVariables>('logistics', "query Conduct($fromMs:String!$toMs:String!){figures:logisticsConduct(fromMs:$fromMs toMs:$toMs){partyId metric good total}}");
export const Evidence = new PeerQuestion<EvidenceQuery, EvidenceQueryVariables>('logistics', "query Evidence($fromMs:String!$toMs:String!){clauses:logisticsEvidence(fromMs:$fromMs toMs:$toMs){clause figures{label value unit verdict outOf target sampleMin source missed{ref text}}}}");
export const Kept = new PeerQuestion<KeptQuery, KeptQueryVariables>('logistics', "query Kept($subjectId:ID!){records:logisticsKept(subjectId:$subjectId){what why untilMs}}");
export const Copy = new PeerQuestion<CopyQuery, CopyQueryVariables>('logistics', "query Copy($subjectId:ID!$requestedBy:ID!$purpose:String!){sections:logisticsCopy(subjectId:$subjectId requestedBy:$requestedBy purpose:$purpose)}");
export const Duties = new PeerQuestion<DutiesQuery, DutiesQueryVariables>('logistics', "query Duties($fromMs:String!$toMs:String!){answer:logisticsDuties(fromMs:$fromMs toMs:$toMs){counts{duty ahead missed late done}items{duty subject title period partyId amountFen sinceMs dueAtMs doneAtMs}}}");
export const SigningCode = new PeerQuestion<SigningCodeQuery, SigningCodeQueryVariables>('logistics', "query SigningCode($shipmentId:ID!$round:Int!){signingCodeForPeer(shipmentId:$shipmentId round:$round){code phone carrierName minutes}}");
export const CaseFile = new PeerQuestion<CaseFileQuery, CaseFileQueryVariables>('logistics', "query CaseFile($orderIds:[ID!]!){sections:logisticsCaseFile(orderIds:$orderIds)}");
export const Matrix = new PeerQuestion<MatrixQuery, MatrixQueryVariables>('logistics', "query Matrix{matrix:logisticsMatrix{digest ruleCount}}");
export const Rules = new PeerQuestion<RulesQuery, RulesQueryVariables>('logistics', "query Rules{matrix:logisticsMatrix{digest rules}}");
