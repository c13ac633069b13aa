import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';

/** Throws where Apollo's planner cannot. */
export type Plan = (document: DocumentNode, operationName: string | undefined) => QueryPlan;

/** The one place that knows the planner's options. What it makes is plain data. */
export function createPlanner(supergraph: Supergraph): Plan {
  const apiSchema = supergraph.apiSchema();
  // To find a client's fragments again in its fetches the planner compares each with each: some operations within all
  // limits took it minutes.
  const planner = new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: true, reuseQueryFragments: false });
  return (document, operationName) =>
    planner.buildQueryPlan(operationFromDocument(apiSchema, document, { operationName, validate: false }));
}
