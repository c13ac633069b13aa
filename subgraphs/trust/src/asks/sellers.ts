/* Generated from sellers.graphql and the schema of sellers by ./run compose: not to be edited. */
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

export type PartiesForReturnQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
  requestedBy: string;
  purpose: string;
}>;


export type PartiesForReturnQuery = { readonly parties: ReadonlyArray<{ readonly partyId: string, readonly kind: string, readonly name: string, readonly creditCode: string | null, readonly residentIdNumber: string | null, readonly address: string, readonly contactName: string, readonly contactPhone: string, readonly exemptionDeclaration: string | null, readonly since: string | null, readonly shops: ReadonlyArray<{ readonly id: string, readonly name: string }> }> };

export type ReturnedFilingQueryVariables = Exact<{
  filingId: string;
}>;


export type ReturnedFilingQuery = { readonly returnedFiling: { readonly partyName: string, readonly submittedOn: string, readonly reason: string | null } | null };

export type MatrixQueryVariables = Exact<{ [key: string]: never; }>;


export type MatrixQuery = { readonly matrix: { readonly digest: string, readonly ruleCount: number } };

export type RulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RulesQuery = { readonly matrix: { readonly digest: string, readonly rules: ReadonlyArray<string> } };

export const Conduct = new PeerQuestion<ConductQuery, ConductQueryVariables>('sellers', "query Conduct($fromMs:String!$toMs:String!){figures:sellersConduct(fromMs:$fromMs toMs:$toMs){partyId metric good total}}");
export const Evidence = new PeerQuestion<EvidenceQuery, EvidenceQueryVariables>('sellers', "query Evidence($fromMs:String!$toMs:String!){clauses:sellersEvidence(fromMs:$fromMs toMs:$toMs){clause figures{label value unit verdict outOf target sampleMin source missed{ref text}}}}");
export const Kept = new PeerQuestion<KeptQuery, KeptQueryVariables>('sellers', "query Kept($subjectId:ID!){records:sellersKept(subjectId:$subjectId){what why untilMs}}");
export const Copy = new PeerQuestion<CopyQuery, CopyQueryVariables>('sellers', "query Copy($subjectId:ID!$requestedBy:ID!$purpose:String!){sections:sellersCopy(subjectId:$subjectId requestedBy:$requestedBy purpose:$purpose)}");
export const Duties = new PeerQuestion<DutiesQuery, DutiesQueryVariables>('sellers', "query Duties($fromMs:String!$toMs:String!){answer:sellersDuties(fromMs:$fromMs toMs:$toMs){counts{duty ahead missed late done}items{duty subject title period partyId amountFen sinceMs dueAtMs doneAtMs}}}");
export const PartiesForReturn = new PeerQuestion<PartiesForReturnQuery, PartiesForReturnQueryVariables>('sellers', "query PartiesForReturn($ids:[ID!]!$requestedBy:ID!$purpose:String!){parties:partiesForReturn(ids:$ids requestedBy:$requestedBy purpose:$purpose){partyId kind name creditCode residentIdNumber address contactName contactPhone exemptionDeclaration since shops{id name}}}");
export const ReturnedFiling = new PeerQuestion<ReturnedFilingQuery, ReturnedFilingQueryVariables>('sellers', "query ReturnedFiling($filingId:ID!){returnedFiling(filingId:$filingId){partyName submittedOn reason}}");
export const Matrix = new PeerQuestion<MatrixQuery, MatrixQueryVariables>('sellers', "query Matrix{matrix:sellersMatrix{digest ruleCount}}");
export const Rules = new PeerQuestion<RulesQuery, RulesQueryVariables>('sellers', "query Rules{matrix:sellersMatrix{digest rules}}");
