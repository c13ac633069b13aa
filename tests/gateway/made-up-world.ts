import { Supergraph } from '@apollo/federation-internals';
import {
  execute,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { FetchAnswer, FetchRequest } from '@heitu/gateway/execution/index';

/**
 * Subgraphs whose data is made up from names and a seed: whatever is asked, wherever it is asked from, has one value.
 * An object is a type and an identity; its leaves say the identity (`sku:3`), so that any key leads back to it. Some
 * fields are null, some fail, some entities are not found, some fetches fail as a whole: always the same ones.
 */
export interface World {
  answer(service: string, request: FetchRequest): Promise<FetchAnswer>;
}
interface Thing {
  type: string;
  identity: string;
  /** What a subgraph was told of it. */
  told?: Readonly<Record<string, unknown>>;
}
/** How often each mishap happens, of one. */
export interface Mishaps {
  nulls: number;
  errors: number;
  outages: number;
}

const IDENTITIES = 5;
const LIST_MAX = 3;

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  return Math.imul(h, 0x2c1b3c6d) >>> 0;
}

export interface Subgraphs {
  schemas: ReadonlyMap<string, GraphQLSchema>;
  entities: ReadonlySet<string>;
}
export function subgraphsOf(supergraphSdl: string): Subgraphs {
  const schemas = new Map<string, GraphQLSchema>();
  for (const { name, schema } of Supergraph.build(supergraphSdl).subgraphs().values())
    schemas.set(name, schema.toGraphQLJSSchema());
  const entities = new Set<string>();
  for (const schema of schemas.values()) {
    const union = schema.getType('_Entity');
    if (union && isAbstractType(union)) for (const { name } of schema.getPossibleTypes(union)) entities.add(name);
  }
  return { schemas, entities };
}

function leaf(type: GraphQLLeafType, thing: Thing, field: string, key: string): unknown {
  if (isEnumType(type))
    return type
      .getValues()
      .map(({ name }) => name)
      .toSorted()[hash(key) % type.getValues().length];
  if (type.name === 'Int') return 1 + (hash(key) % 1000);
  if (type.name === 'Float') return 0.5 + (hash(key) % 1000);
  if (type.name === 'Boolean') return hash(key) % 2 === 0;
  return `${field}:${thing.identity}${key.slice(key.indexOf('('))}`;
}
function concrete(schema: GraphQLSchema, type: GraphQLNamedType, identity: string): string {
  if (!isAbstractType(type)) return type.name;
  const possible = schema
    .getPossibleTypes(type)
    .map(({ name }) => name)
    .toSorted();
  return possible[Number.parseInt(identity, 10) % possible.length]!;
}

type Happens = (what: keyof Mishaps, key: string) => boolean;

/** Each field's value, the same for the same seed and thing. */
function resolverOf(
  entities: ReadonlySet<string>,
  seed: number,
  happens: Happens,
  requiring: ReadonlySet<string>,
): GraphQLFieldResolver<Thing, string> {
  function value(type: GraphQLOutputType, thing: Thing, info: GraphQLResolveInfo, key: string): unknown {
    if (isNonNullType(type)) return some(type.ofType, thing, info, key);
    return happens('nulls', key) ? null : some(type, thing, info, key);
  }
  function some(type: GraphQLOutputType, thing: Thing, info: GraphQLResolveInfo, key: string): unknown {
    if (isListType(type))
      return Array.from({ length: hash(`${seed} length ${key}`) % (LIST_MAX + 1) }, (_, i) =>
        value(type.ofType, thing, info, `${key}[${i}]`),
      );
    const named = getNamedType(type);
    if (isLeafType(named)) return leaf(named, thing, info.fieldName, key);
    const isEntity =
      entities.has(named.name) ||
      (isAbstractType(named) && info.schema.getPossibleTypes(named).every(({ name }) => entities.has(name)));
    const identity =
      isEntity || isAbstractType(named)
        ? String(hash(`${seed} ${key}`) % IDENTITIES)
        : `${thing.identity}.${info.fieldName}`;
    return { type: concrete(info.schema, named, identity), identity } satisfies Thing;
  }
  const resolve: GraphQLFieldResolver<Thing, string> = (thing, given, service, info) => {
    if (info.fieldName === '_entities')
      return (given['representations'] as Record<string, unknown>[]).map((told) => entity(info, service, told));
    const { name } = info.parentType;
    const told = thing.told && requiring.has(`${name}.${info.fieldName}`) ? JSON.stringify(thing.told) : '';
    const key = `${name}#${thing.identity}.${info.fieldName}(${Object.keys(given).length > 0 ? JSON.stringify(given) : ''}${told})`;
    if (happens('errors', key)) throw new Error(`made up: ${key}`);
    return value(info.returnType, thing, info, key);
  };
  function entity(info: GraphQLResolveInfo, service: string, told: Record<string, unknown>): Thing | null | Error {
    const [identity, typename] = [identityOf(told), String(told['__typename'])];
    const key = `${service} ${typename}#${identity}`;
    if (happens('errors', key)) return new Error(`made up: ${key}`);
    return happens('nulls', key)
      ? null
      : { type: concrete(info.schema, info.schema.getType(typename)!, identity), identity, told };
  }
  return resolve;
}

export function createWorld(
  { schemas, entities }: Subgraphs,
  seed: number,
  mishaps: Mishaps,
  requiring: ReadonlySet<string>,
): World {
  const documents = new Map<string, DocumentNode>();
  const happens: Happens = (what, key) => hash(`${seed} ${what} ${key}`) / 2 ** 32 < mishaps[what];
  const resolve = resolverOf(entities, seed, happens, requiring);
  return {
    async answer(service, { query, variables, operationName }) {
      if (happens('outages', `${service} ${query}`)) {
        if (hash(query) % 2 === 0) throw new Error(`${service} is away`);
        return { data: null, errors: [{ message: `${service} is ill`, extensions: { code: 'ILL' } }] };
      }
      let document = documents.get(query);
      if (!document) documents.set(query, (document = parse(query)));
      const result = await execute({
        schema: schemas.get(service)!,
        document,
        operationName,
        variableValues: variables,
        contextValue: service,
        rootValue: { type: 'root', identity: '0' } satisfies Thing,
        fieldResolver: resolve,
        typeResolver: (thing: Thing) => thing.type,
      });
      return JSON.parse(JSON.stringify(result)) as FetchAnswer;
    },
  };
}

/** From any leaf of a key, also a nested one: `{ sku: 'sku:3', brand: { name: 'name:3.brand' } }` is 3. */
function identityOf(told: Readonly<Record<string, unknown>>): string {
  const direct = Object.entries(told)
    .filter(([name]) => name !== '__typename')
    .map(([, one]) => one);
  for (const one of direct) if (typeof one === 'string' && one.includes(':')) return /:(\d+)/.exec(one)![1]!;
  for (const one of direct)
    if (typeof one === 'object' && one !== null) return identityOf(one as Record<string, unknown>);
  throw new Error(`no identity in ${JSON.stringify(told)}`);
}
