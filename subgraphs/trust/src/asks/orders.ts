/* Generated from orders.graphql and the schema of orders by ./run compose: not to be edited. */
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

export type OrderComplainedOfQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type OrderComplainedOfQuery = { readonly ordersForPeer: ReadonlyArray<{ readonly orderId: string, readonly orderNumber: string, readonly buyerAccountId: string, readonly partyId: string, readonly shopId: string, readonly state: string, readonly totalFen: number, readonly deliveredAtMs: string | null, readonly lines: ReadonlyArray<{ readonly productId: string }> }> };

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

export type CaseFileQueryVariables = Exact<{
  orderIds: ReadonlyArray<string>;
}>;


export type CaseFileQuery = { readonly sections: string };

export type OrdersNamedQueryVariables = Exact<{
  numbers: ReadonlyArray<string>;
  fromMs: string;
  toMs: string;
  partyId?: string | null | undefined;
  productId?: string | null | undefined;
  lotId?: string | null | undefined;
}>;


export type OrdersNamedQuery = { readonly orders: ReadonlyArray<{ readonly id: string, readonly partyId: string }> };

export type MatrixQueryVariables = Exact<{ [key: string]: never; }>;


export type MatrixQuery = { readonly matrix: { readonly digest: string, readonly ruleCount: number } };

export type RulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RulesQuery = { readonly matrix: { readonly digest: string, readonly rules: ReadonlyArray<string> } };

export const OrderComplainedOf = new PeerQuestion<OrderComplainedOfQuery, OrderComplainedOfQueryVariables>('orders', "query OrderComplainedOf($ids:[ID!]!){ordersForPeer(ids:$ids){orderId orderNumber buyerAccountId partyId shopId state totalFen deliveredAtMs lines{productId}}}");
export const Conduct = new PeerQuestion<ConductQuery, ConductQueryVariables>('orders', "query Conduct($fromMs:String!$toMs:String!){figures:ordersConduct(fromMs:$fromMs toMs:$toMs){partyId metric good total}}");
export const Evidence = new PeerQuestion<EvidenceQuery, EvidenceQueryVariables>('orders', "query Evidence($fromMs:String!$toMs:String!){clauses:ordersEvidence(fromMs:$fromMs toMs:$toMs){clause figures{label value unit verdict outOf target sampleMin source missed{ref text}}}}");
export const Kept = new PeerQuestion<KeptQuery, KeptQueryVariables>('orders', "query Kept($subjectId:ID!){records:ordersKept(subjectId:$subjectId){what why untilMs}}");
export const Copy = new PeerQuestion<CopyQuery, CopyQueryVariables>('orders', "query Copy($subjectId:ID!$requestedBy:ID!$purpose:String!){sections:ordersCopy(subjectId:$subjectId requestedBy:$requestedBy purpose:$purpose)}");
export const CaseFile = new PeerQuestion<CaseFileQuery, CaseFileQueryVariables>('orders', "query CaseFile($orderIds:[ID!]!){sections:ordersCaseFile(orderIds:$orderIds)}");
export const OrdersNamed = new PeerQuestion<OrdersNamedQuery, OrdersNamedQueryVariables>('orders', "query OrdersNamed($numbers:[String!]!$fromMs:String!$toMs:String!$partyId:ID$productId:ID$lotId:ID){orders:ordersNamed(numbers:$numbers fromMs:$fromMs toMs:$toMs partyId:$partyId productId:$productId lotId:$lotId){id partyId}}");
export const Matrix = new PeerQuestion<MatrixQuery, MatrixQueryVariables>('orders', "query Matrix{matrix:ordersMatrix{digest ruleCount}}");
export const Rules = new PeerQuestion<RulesQuery, RulesQueryVariables>('orders', "query Rules{matrix:ordersMatrix{digest rules}}");
