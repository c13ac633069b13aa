import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isRecord, must } from '@heitu/kit/rules/checked';
import { own, set } from './objects.ts';
import type { Json } from './contract.ts';
import { typeTest } from './types.ts';

/**
 * Changes what is sent to or came from a subgraph, in place, as the planner asks: another type's name for an @interfaceObject,
 * a name that an alias hid.
 */
export type Rewrite = (value: unknown) => void;
const FRAGMENT = '... on ';

/** Null where there is nothing to change. */
export function compileRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewrite | null {
  if (!rewrites?.length) return null;
  const all = rewrites.map((rewrite) => at(schema, rewrite.path.slice(0, -1), change(rewrite)));
  return (value) => {
    for (const one of all) one(value);
  };
}

function change(rewrite: FetchDataRewrite): (object: Json) => void {
  const key = must(rewrite.path.at(-1), 'the name that a rewrite changes');
  if (rewrite.kind === 'ValueSetter') return (object) => set(object, key, rewrite.setValueTo);
  return (object) => {
    const value = own(object, key);
    if (value === undefined) return;
    set(object, rewrite.renameKeyTo, value);
    object[key] = undefined;
  };
}

/**
 * Every object under a path such as `['x', '... on A', 'y']`. An object that does not tell its type is taken for the
 * right one.
 */
function at(schema: GraphQLSchema, path: readonly string[], apply: (object: Json) => void): Rewrite {
  const [first, ...rest] = path;
  let inside: (object: Json) => void = apply;
  if (first !== undefined) {
    const deeper = at(schema, rest, apply);
    if (first.startsWith(FRAGMENT)) {
      const applies = typeTest(schema, first.slice(FRAGMENT.length));
      inside = (object) => {
        if (!object['__typename'] || applies(object['__typename'])) deeper(object);
      };
    } else inside = (object) => deeper(own(object, first));
  }
  const visit: Rewrite = (value) => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (isRecord(value)) inside(value);
  };
  return visit;
}
