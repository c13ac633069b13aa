/* Generated from payments.graphql and the schema of payments by ./run compose: not to be edited. */
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

export type TradesOfOrdersQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type TradesOfOrdersQuery = { readonly tradesOfOrders: ReadonlyArray<{ readonly orderId: string, readonly transactionId: string, readonly title: string, readonly payerAccountId: string | null }> };

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

export type CaseFileQueryVariables = Exact<{
  orderIds: ReadonlyArray<string>;
}>;


export type CaseFileQuery = { readonly sections: string };

export type MatrixQueryVariables = Exact<{ [key: string]: never; }>;


export type MatrixQuery = { readonly matrix: { readonly digest: string, readonly ruleCount: number } };

export type RulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RulesQuery = { readonly matrix: { readonly digest: string, readonly rules: ReadonlyArray<string> } };

export const TradesOfOrders = new PeerQuestion<TradesOfOrdersQuery, TradesOfOrdersQueryVariables>('payments', "query TradesOfOrders($ids:[ID!]!){tradesOfOrders(orderIds:$ids){orderId transactionId title payerAccountId}}");
export const Conduct = new PeerQuestion<ConductQuery, ConductQueryVariables>('payments', "query Conduct($fromMs:String!$toMs:String!){figures:paymentsConduct(fromMs:$fromMs toMs:$toMs){partyId metric good total}}");
export const Evidence = new PeerQuestion<EvidenceQuery, EvidenceQueryVariables>('payments', "query Evidence($fromMs:String!$toMs:String!){clauses:paymentsEvidence(fromMs:$fromMs toMs:$toMs){clause figures{label value unit verdict outOf target sampleMin source missed{ref text}}}}");
export const Kept = new PeerQuestion<KeptQuery, KeptQueryVariables>('payments', "query Kept($subjectId:ID!){records:paymentsKept(subjectId:$subjectId){what why untilMs}}");
export const Copy = new PeerQuestion<CopyQuery, CopyQueryVariables>('payments', "query Copy($subjectId:ID!$requestedBy:ID!$purpose:String!){sections:paymentsCopy(subjectId:$subjectId requestedBy:$requestedBy purpose:$purpose)}");
export const Duties = new PeerQuestion<DutiesQuery, DutiesQueryVariables>('payments', "query Duties($fromMs:String!$toMs:String!){answer:paymentsDuties(fromMs:$fromMs toMs:$toMs){counts{duty ahead missed late done}items{duty subject title period partyId amountFen sinceMs dueAtMs doneAtMs}}}");
export const CaseFile = new PeerQuestion<CaseFileQuery, CaseFileQueryVariables>('payments', "query CaseFile($orderIds:[ID!]!){sections:paymentsCaseFile(orderIds:$orderIds)}");
export const Matrix = new PeerQuestion<MatrixQuery, MatrixQueryVariables>('payments', "query Matrix{matrix:paymentsMatrix{digest ruleCount}}");
export const Rules = new PeerQuestion<RulesQuery, RulesQueryVariables>('payments', "query Rules{matrix:paymentsMatrix{digest rules}}");
