import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLType,
  type OperationDefinitionNode,
} from 'graphql';
import { errorOf, isRecord, must } from '@heitu/kit/rules/checked';
import { createCollector, type Collect, type Selected, type Wanted } from './collect.ts';
import type { Answer, Json } from './contract.ts';
import { compileIntrospection } from './introspection.ts';
import { leafTest } from './leaves.ts';
import type { Names } from './names.ts';
import { readerOf, set, writerOf } from './objects.ts';
import { NULL_WITHOUT_REASON, unexplained } from './reasons.ts';
import type { Run } from './run.ts';

/** How many combinations of @skip and @include are kept compiled for one operation. */
const SHAPES_MAX = 16;

/** A null whose cause has been told. */
const REPORTED = Symbol('null, reported');
/** A null where none is allowed: what holds it becomes null. */
const BUBBLE = Symbol('null, bubbles up');

/** Makes of what came in what was asked: a value, null, REPORTED or BUBBLE. */
type Complete = (value: unknown, notes: Notes) => unknown;
type CompleteObject = (value: Json, notes: Notes) => Json | typeof REPORTED;
/** An object of a known type. */
type Fields = (
  selected: readonly Selected[],
  declared: GraphQLCompositeType,
  typename: string | undefined,
) => CompleteObject;
/** Under which key the answer to a field comes in. */
type KeyOf = Names['keyOf'];
/** Writes one key of an object; false where the whole object becomes null. */
type Write = (into: Json, from: Json, notes: Notes) => boolean;

/** Where the answer is being shaped, and what was wrong there. */
class Notes {
  readonly given: Json;
  /** What was made of objects and lists that may stand in more than one place; undefined where none does. */
  readonly made: Map<Complete, Map<unknown, unknown>> | undefined;
  readonly path: (string | number)[] = [];
  readonly errors: GraphQLError[] = [];
  constructor(given: Json, isShared: boolean) {
    this.given = given;
    this.made = isShared ? new Map() : undefined;
  }
  /** `field`: as the schema calls it. */
  report(what: string, type: GraphQLType, within: GraphQLCompositeType, field: string): void {
    const last = this.path.at(-1);
    const at =
      typeof last === 'string' ? `field ${within.name}.${last}` : `array element of type ${type} at index ${last}`;
    const extensions = { code: NULL_WITHOUT_REASON, field };
    this.errors.push(new GraphQLError(`${what} ${at}.`, { path: [...this.path], extensions }));
  }
}

type Ran = Pick<Run, 'data' | 'errors' | 'gaps' | 'given' | 'values' | 'isShared'>;
/**
 * Makes the client's answer of all that came in: what was asked, in its order, null where something is missing or
 * wrong.
 */
export function compileAnswer(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  conditions: readonly string[],
  keyOf: KeyOf,
): (run: Ran) => Answer {
  const root = must(schema.getRootType(operation.operation), 'the root of a valid operation');
  const shapes = new Map<string, CompleteObject>();
  const shapeFor = (values: Json): CompleteObject => {
    const key = conditions.map((name) => Number(values[name])).join('');
    const known = shapes.get(key);
    if (known) return known;
    const [oldest] = shapes.keys();
    if (shapes.size >= SHAPES_MAX && oldest !== undefined) shapes.delete(oldest);
    const shaper = createShaper(schema, keyOf, createCollector(schema, fragments, values), (wanted) =>
      compileIntrospection(schema, operation, fragments, wanted),
    );
    const shape = shaper.fields([{ set: operation.selectionSet, type: root }], root, undefined);
    shapes.set(key, shape);
    return shape;
  };
  return ({ data: raw, errors, gaps, given, values, isShared }) => {
    const notes = new Notes(given, isShared);
    let data: Json | null;
    try {
      const shaped = shapeFor(values)(raw, notes);
      data = shaped === REPORTED ? null : shaped;
    } catch (error) {
      const originalError = errorOf(error);
      const extensions = { code: 'INVALID_GRAPHQL' };
      const told =
        error instanceof GraphQLError ? error : new GraphQLError(originalError.message, { originalError, extensions });
      return { errors: [...errors, told], data: null };
    }
    const all = notes.errors.length > 0 ? [...errors, ...unexplained(notes.errors, errors, gaps)] : errors;
    return all.length > 0 ? { errors: all, data } : { data };
  };
}

function createShaper(
  schema: GraphQLSchema,
  keyOf: KeyOf,
  collect: Collect,
  introspect: (wanted: Wanted) => (given: Json) => unknown,
) {
  /** One function for each of an object's keys. */
  const fields: Fields = (selected, declared, typename) => {
    const writes = collect(selected, declared, typename).map(writeOf);
    return (from, notes) => {
      const into: Json = {};
      for (const write of writes) if (!write(into, from, notes)) return REPORTED;
      return into;
    };
  };

  function writeOf(wanted: Wanted): Write {
    const { key, within } = wanted;
    const { node, type: parent } = wanted.fields[0];
    const name = node.name.value;
    const read = readerOf(keyOf(node));
    if (name === '__typename') return typenameOf(schema, key, read, within);
    if (parent === schema.getQueryType() && (name === '__schema' || name === '__type')) {
      const answer = introspect(wanted);
      return (into, _from, notes) => (set(into, key, answer(notes.given)), true);
    }
    const type = typeOf(parent, name);
    const complete = isLeafType(getNamedType(type)) ? completer(type, wanted) : once(completer(type, wanted));
    const put = writerOf(key);
    return (into, from, notes) => {
      notes.path.push(key);
      const value = complete(read(from) ?? null, notes);
      notes.path.pop();
      if (value === BUBBLE) return false;
      put(into, value === REPORTED ? null : value);
      return true;
    };
  }

  function completer(type: GraphQLOutputType, wanted: Wanted): Complete {
    if (isNonNullType(type)) return completeNonNull(completer(type.ofType, wanted), type.ofType, wanted);
    if (isListType(type)) return completeList(completer(type.ofType, wanted), type);
    if (isLeafType(type)) return completeLeaf(type, wanted);
    return completeObject(schema, type, wanted, fields);
  }
  return { fields };
}

/** A subgraph may know an interface as an object: an object that still bears an abstract type's name is none. */
function typenameOf(
  schema: GraphQLSchema,
  key: string,
  read: (from: Json) => unknown,
  within: GraphQLCompositeType,
): Write {
  return (into, from, notes) => {
    const name = read(from) ?? from['__typename'];
    const type = (typeof name === 'string' ? schema.getType(name) : undefined) ?? within;
    if (!isObjectType(type)) {
      notes.report('Cannot tell the type of the object at', type, within, `${within.name}.__typename`);
      return false;
    }
    set(into, key, type.name);
    return true;
  };
}

function completeNonNull(inner: Complete, type: GraphQLOutputType, wanted: Wanted): Complete {
  const { within } = wanted;
  const field = fieldOf(wanted);
  return (value, notes) => {
    const completed = inner(value, notes);
    if (completed === null) notes.report('Cannot return null for non-nullable', type, within, field);
    return completed === null || completed === REPORTED ? BUBBLE : completed;
  };
}

function completeList(inner: Complete, type: GraphQLOutputType): Complete {
  return (value, notes) => {
    if (value === null) return null;
    if (!Array.isArray(value))
      throw new Error(`Invalid non-list value ${value} returned by subgraph for list type ${type}`);
    let isNull = false;
    const made: unknown[] = [];
    const depth = notes.path.length;
    for (let i = 0; i < value.length; i++) {
      notes.path[depth] = i;
      const one = inner(value[i] ?? null, notes);
      if (one === BUBBLE) isNull = true;
      made.push(one === REPORTED ? null : one);
    }
    notes.path.length = depth;
    return isNull ? REPORTED : made;
  };
}

function completeLeaf(type: GraphQLLeafType, wanted: Wanted): Complete {
  const { within } = wanted;
  const field = fieldOf(wanted);
  const isValid = leafTest(type);
  return (value, notes) => {
    if (value === null || !isValid || isValid(value)) return value;
    notes.report('Invalid value found for', type, within, field);
    return REPORTED;
  };
}

/** An object tells its type where it can be of several; what is asked of each is collected when the first comes. */
function completeObject(schema: GraphQLSchema, type: GraphQLCompositeType, whole: Wanted, fields: Fields): Complete {
  const { fields: wanted, within } = whole;
  const selected = wanted.map(({ node, type: parent }): Selected => ({
    set: must(node.selectionSet, 'what is asked of an object'),
    type: compositeType(parent, node.name.value),
  }));
  const shapes = new Map<string | undefined, CompleteObject>();
  return (value, notes) => {
    if (value === null) return null;
    if (!isRecord(value))
      throw new Error(`Invalid non-object value ${value} returned by subgraph for composite type ${type}`);
    const told = value['__typename'];
    const typename = told ? String(told) : undefined;
    let shape = shapes.get(typename);
    if (!shape) {
      if (typename !== undefined && !isCompositeType(schema.getType(typename))) {
        notes.report('Invalid __typename found for object at', type, within, fieldOf(whole));
        return REPORTED;
      }
      shapes.set(typename, (shape = fields(selected, type, typename)));
    }
    return shape(value, notes);
  };
}

/** Shapes what stands in several places once. What is wrong in it is told at each of them. */
function once(complete: Complete): Complete {
  return (value, notes) => {
    if (!notes.made || value === null) return complete(value, notes);
    let kept = notes.made.get(complete);
    if (!kept) notes.made.set(complete, (kept = new Map()));
    const known = kept.get(value);
    if (known !== undefined) return known;
    const errors = notes.errors.length;
    const made = complete(value, notes);
    if (notes.errors.length === errors) kept.set(value, made);
    return made;
  };
}

/** `Product.title`, whatever the client calls it. */
const fieldOf = ({ fields: [first] }: Wanted): string => `${first.type.name}.${first.node.name.value}`;

const typeOf = (parent: GraphQLCompositeType, field: string): GraphQLOutputType =>
  must('getFields' in parent ? parent.getFields()[field] : undefined, 'the field of a valid operation').type;
function compositeType(parent: GraphQLCompositeType, field: string): GraphQLCompositeType {
  const type = getNamedType(typeOf(parent, field));
  return must(isCompositeType(type) ? type : undefined, 'the type of an object');
}
