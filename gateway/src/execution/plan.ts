import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { compileFetch } from './fetch.ts';
import { compilePath, type PlanPath } from './places.ts';
import type { Run, Step } from './run.ts';
import { countWriters, writtenBy } from './writers.ts';

/** Makes functions of a plan's nodes once, so that a request walks no tree. `schema`: the whole supergraph. */
export function compilePlan<Caller>(schema: GraphQLSchema, { node }: QueryPlan): (run: Run<Caller>) => Promise<void> {
  if (!node) return async () => {};
  if (node.kind === 'Subscription') throw new GraphQLError('Subscriptions are not supported.');
  const writers = countWriters(node);

  const compile = (part: PlanNode, path: PlanPath): Step<Caller> => {
    switch (part.kind) {
      case 'Fetch':
        return compileFetch(
          schema,
          part,
          path,
          [...writtenBy(part, path)].every((place) => writers.get(place) === 1),
        );
      case 'Sequence': {
        const steps = part.nodes.map((one) => compile(one, path));
        return async (run, targets) => {
          for (const step of steps) await step(run, targets);
        };
      }
      case 'Parallel': {
        const steps = part.nodes.map((one) => compile(one, path));
        return async (run, targets) => void (await Promise.all(steps.map((step) => step(run, targets))));
      }
      case 'Flatten': {
        const [find, step] = [compilePath(part.path), compile(part.node, [...path, ...part.path])];
        return async (run, targets) => {
          const found = find(targets);
          const distinct = run.isShared ? [...new Set(found)] : found;
          if (distinct.length > 0) await step(run, distinct);
        };
      }
      case 'Condition': {
        const yes = part.ifClause && compile(part.ifClause, path);
        const no = part.elseClause && compile(part.elseClause, path);
        return async (run, targets) => (run.values[part.condition] === true ? yes : no)?.(run, targets);
      }
      case 'Defer':
        throw new Error('@defer is not planned for');
    }
  };
  const step = compile(node, []);
  return (run) => step(run, [run.data]);
}
