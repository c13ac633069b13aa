/* Generated from payments.graphql and the schema of payments by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SharesJudgedQueryVariables = Exact<{
  fromMs: string;
  toMs: string;
}>;


export type SharesJudgedQuery = { readonly sharesJudged: { readonly judged: number, readonly above: ReadonlyArray<{ readonly shareId: string, readonly orderId: string, readonly kind: string, readonly partyId: string, readonly sharedFen: number, readonly allowedFen: number }> } };

export const SharesJudged = new PeerQuestion<SharesJudgedQuery, SharesJudgedQueryVariables>('payments', "query SharesJudged($fromMs:String!$toMs:String!){sharesJudged(fromMs:$fromMs toMs:$toMs){judged above{shareId orderId kind partyId sharedFen allowedFen}}}");
