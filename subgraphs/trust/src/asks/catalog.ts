/* Generated from catalog.graphql and the schema of catalog by ./run compose: not to be edited. */
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

export type MatrixQueryVariables = Exact<{ [key: string]: never; }>;


export type MatrixQuery = { readonly matrix: { readonly digest: string, readonly ruleCount: number } };

export type RulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RulesQuery = { readonly matrix: { readonly digest: string, readonly rules: ReadonlyArray<string> } };

export const Conduct = new PeerQuestion<ConductQuery, ConductQueryVariables>('catalog', "query Conduct($fromMs:String!$toMs:String!){figures:catalogConduct(fromMs:$fromMs toMs:$toMs){partyId metric good total}}");
export const Evidence = new PeerQuestion<EvidenceQuery, EvidenceQueryVariables>('catalog', "query Evidence($fromMs:String!$toMs:String!){clauses:catalogEvidence(fromMs:$fromMs toMs:$toMs){clause figures{label value unit verdict outOf target sampleMin source missed{ref text}}}}");
export const Kept = new PeerQuestion<KeptQuery, KeptQueryVariables>('catalog', "query Kept($subjectId:ID!){records:catalogKept(subjectId:$subjectId){what why untilMs}}");
export const Copy = new PeerQuestion<CopyQuery, CopyQueryVariables>('catalog', "query Copy($subjectId:ID!$requestedBy:ID!$purpose:String!){sections:catalogCopy(subjectId:$subjectId requestedBy:$requestedBy purpose:$purpose)}");
export const Matrix = new PeerQuestion<MatrixQuery, MatrixQueryVariables>('catalog', "query Matrix{matrix:catalogMatrix{digest ruleCount}}");
export const Rules = new PeerQuestion<RulesQuery, RulesQueryVariables>('catalog', "query Rules{matrix:catalogMatrix{digest rules}}");
