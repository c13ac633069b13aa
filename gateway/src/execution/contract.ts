import type { DocumentNode, GraphQLError, GraphQLFormattedError } from 'graphql';

export type Json = Record<string, unknown>;

export interface FetchRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
  /** The query, parsed once for all requests: for subgraphs of this process. */
  document?: DocumentNode;
}
export interface FetchAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}
/** One fetch of a plan to one subgraph. Rejects only when no answer came. */
export type Send<Caller> = (
  service: string,
  request: FetchRequest,
  caller: Caller,
  signal?: AbortSignal,
) => Promise<FetchAnswer>;

export interface Answer {
  /** Absent where nothing was executed. Keys in the order asked. */
  data?: Record<string, unknown> | null;
  /**
   * With `serviceName` in the extensions where a subgraph said so: for logs, not for clients. What is null because
   * something came that cannot stand there, and no error says why, has one of its own: NULL_WITHOUT_REASON.
   */
  errors?: readonly GraphQLError[];
}
