import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { merge, readerOf, set } from './objects.ts';
import type { Json } from './run.ts';
import { typeTest } from './types.ts';

/** What a subgraph is told of an entity: its `__typename`, a key and what is required. */
export interface Represent {
  /** Null where some of it did not come. */
  of(entity: Json): Json | null;
  /** Equal for entities of one type whose representations are equal, and for no others; null where `of` is. Costs less than to make one. */
  keyOf(entity: Json): string | null;
}
interface Step {
  /** Adds its part; false where something is missing. */
  add(into: Json, entity: Json): boolean;
  /** Undefined where something is missing. */
  key(entity: Json): string | undefined;
}

/** From the `requires` of a fetch. `schema` is the whole one: what is required may be inaccessible to clients. */
export function compileRepresentation(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Represent {
  const steps = selections.map((selection): Step => {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (!typeCondition) return { add: () => true, key: () => '' };
      const [covers, part] = [typeTest(schema, typeCondition), compileRepresentation(schema, selection.selections)];
      const applies = (entity: Json): boolean => !!entity['__typename'] && covers(entity['__typename']);
      return {
        add(into, entity) {
          const found = applies(entity) ? part.of(entity) : null;
          if (found) merge(into, found);
          return true;
        },
        key: (entity) => (applies(entity) ? (part.keyOf(entity) ?? '-') : '-'),
      };
    }
    const name = selection.alias ?? selection.name;
    const read = readerOf(name);
    const part = selection.selections && compileRepresentation(schema, selection.selections);
    const within = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(within);
      return value === null || value === undefined ? null : part!.of(value as Json);
    };
    return {
      add(into, entity) {
        const value = read(entity);
        if (value === undefined) return false;
        set(into, name, part ? within(value) : value);
        return true;
      },
      key(entity) {
        const value = read(entity);
        if (value === undefined) return undefined;
        // With its length before it, no text can pass for two others.
        return typeof value === 'string' ? `s${value.length}:${value}` : JSON.stringify(part ? within(value) : value);
      },
    };
  });
  return {
    of(entity) {
      const into: Json = {};
      for (const step of steps) if (!step.add(into, entity)) return null;
      return into;
    },
    keyOf(entity) {
      let key = '';
      for (const step of steps) {
        const part = step.key(entity);
        if (part === undefined) return null;
        key += `${part}|`;
      }
      return key;
    },
  };
}
