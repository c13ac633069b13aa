import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, parse, print, stripIgnoredCharacters, visit, type ASTNode } from 'graphql';

const LITERALS: ReadonlySet<string> = new Set([Kind.STRING, Kind.INT, Kind.FLOAT]);
/** A query with `_` for each value that was written into it. */
const withoutLiterals = (query: string): string =>
  stripIgnoredCharacters(
    print(
      visit(parse(query), {
        enter: (node: ASTNode) => (LITERALS.has(node.kind) ? { kind: Kind.ENUM, value: '_' } : undefined),
      }),
    ),
  );

const textOf = (node: PlanNode | undefined): string => {
  switch (node?.kind) {
    case 'Fetch':
      return `${node.serviceName} ${withoutLiterals(node.operation)}`;
    case 'Sequence':
      return `(${node.nodes.map(textOf).join(' then ')})`;
    case 'Parallel':
      return `(${node.nodes.map(textOf).join(' and ')})`;
    case 'Flatten':
      return `at ${node.path.join('.')}: ${textOf(node.node)}`;
    case 'Condition':
      return `if ${node.condition} (${textOf(node.ifClause)}) else (${textOf(node.elseClause)})`;
    default:
      return 'nothing';
  }
};
/**
 * A plan on one line, for logs: which subgraph is asked what and after what, with none of the values that an operation
 * or its variables hold.
 */
export const planText = (plan: QueryPlan): string => textOf(plan.node?.kind === 'Subscription' ? undefined : plan.node);
