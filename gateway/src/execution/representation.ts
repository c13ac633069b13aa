import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isRecord } from '@heitu/kit/rules/checked';
import { merge, readerOf, set } from './objects.ts';
import type { Json } from './contract.ts';
import { typeTest } from './types.ts';

/** What a subgraph is told of an entity: its `__typename`, a key and what is required. */
export interface Represent {
  /** Null where some of it did not come. */
  of(entity: Json): Json | null;
  /**
   * Adds values that are the same, one by one, for entities of one type whose representations are equal, and for no
   * others; false where `of` is null. Costs less than to make one.
   */
  identify(entity: Json, into: unknown[]): boolean;
}
interface Step {
  /** Adds its part; false where something is missing. */
  add(into: Json, entity: Json): boolean;
  /** False where something is missing. */
  identify(entity: Json, into: unknown[]): boolean;
}
function within(part: Represent, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => within(part, one));
  return isRecord(value) ? part.of(value) : null;
}
/** In the place of what is not told, and before what was written out. */
const [NOTHING, WRITTEN] = [Symbol('nothing'), Symbol('written out')];

/** From the `requires` of a fetch. `schema` is the whole one: what is required may be inaccessible to clients. */
export function compileRepresentation(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Represent {
  const steps = selections.map((selection): Step => {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (!typeCondition) return { add: () => true, identify: () => true };
      const [covers, part] = [typeTest(schema, typeCondition), compileRepresentation(schema, selection.selections)];
      const applies = (entity: Json): boolean => !!entity['__typename'] && covers(entity['__typename']);
      return {
        add(into, entity) {
          const found = applies(entity) ? part.of(entity) : null;
          if (found) merge(into, found);
          return true;
        },
        identify(entity, into) {
          const { length } = into;
          if (applies(entity) && part.identify(entity, into)) return true;
          into.length = length;
          into.push(NOTHING);
          return true;
        },
      };
    }
    const name = selection.alias ?? selection.name;
    const read = readerOf(name);
    const part = selection.selections && compileRepresentation(schema, selection.selections);
    return {
      add(into, entity) {
        const value = read(entity);
        if (value === undefined) return false;
        set(into, name, part ? within(part, value) : value);
        return true;
      },
      identify(entity, into) {
        const value = read(entity);
        if (value === undefined) return false;
        if (typeof value === 'object' && value !== null)
          into.push(WRITTEN, JSON.stringify(part ? within(part, value) : value));
        else into.push(value);
        return true;
      },
    };
  });
  return {
    of(entity) {
      const into: Json = {};
      for (const step of steps) if (!step.add(into, entity)) return null;
      return into;
    },
    identify: (entity, into) => steps.every((step) => step.identify(entity, into)),
  };
}
