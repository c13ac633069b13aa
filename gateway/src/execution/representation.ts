import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { merge, readerOf, set } from './objects.ts';
import type { Json } from './run.ts';
import { typeTest } from './types.ts';

/** What a subgraph is told of an entity: its `__typename`, a key and what is required; null where some of it did not come. */
export type Represent = (entity: Json) => Json | null;
/** Adds its part; false where something is missing. */
type Step = (into: Json, entity: Json) => boolean;

/** From the `requires` of a fetch. `schema` is the whole one: what is required may be inaccessible to clients. */
export function compileRepresentation(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Represent {
  const steps = selections.map((selection): Step => {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (!typeCondition) return () => true;
      const [applies, part] = [typeTest(schema, typeCondition), compileRepresentation(schema, selection.selections)];
      return (into, entity) => {
        const found = entity['__typename'] && applies(entity['__typename']) ? part(entity) : null;
        if (found) merge(into, found);
        return true;
      };
    }
    const key = selection.alias ?? selection.name;
    const read = readerOf(key);
    const part = selection.selections && compileRepresentation(schema, selection.selections);
    const within = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(within);
      return value === null || value === undefined ? null : part!(value as Json);
    };
    return (into, entity) => {
      const value = read(entity);
      if (value === undefined) return false;
      set(into, key, part ? within(value) : value);
      return true;
    };
  });
  return (entity) => {
    const into: Json = {};
    for (const step of steps) if (!step(into, entity)) return null;
    return into;
  };
}
