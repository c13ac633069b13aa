import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { errorOf, isRecord } from '@heitu/kit/rules/checked';
import type { FetchRequest, Json } from './contract.ts';
import { copy, isObject, merge } from './objects.ts';
import { placesOf, type Place, type PlanPath } from './places.ts';
import { compileRepresentation } from './representation.ts';
import { compileRewrites } from './rewrites.ts';
import type { Run, Step } from './run.ts';
import { rootKeys } from './writers.ts';

/**
 * A fetch: what the root or some entities lack, asked of one subgraph, and merged into them. `isShareable`: no other
 * fetch writes into the objects that this one brings.
 */
export function compileFetch<Caller>(
  schema: GraphQLSchema,
  node: FetchNode,
  path: PlanPath,
  isShareable: boolean,
): Step<Caller> {
  const attempt = node.requires
    ? entityFetch<Caller>(schema, node, node.requires, path, isShareable)
    : rootFetch<Caller>(schema, node, path);
  return async (run, targets) => {
    run.signal?.throwIfAborted();
    try {
      await attempt(run, targets);
    } catch (error) {
      run.signal?.throwIfAborted();
      run.errors.push(noAnswer(errorOf(error), node.serviceName));
      run.gaps.push(...gapsOf(node, path));
    }
  };
}

function rootFetch<Caller>(schema: GraphQLSchema, node: FetchNode, path: PlanPath): Step<Caller> {
  const request = requestOf(node);
  const rewrite = compileRewrites(schema, node.outputRewrites);
  return async (run, targets) => {
    const { data, errors } = await run.send(node.serviceName, request(run.given), run.caller, run.signal);
    for (const error of errors ?? [])
      run.errors.push(told(error, node.serviceName, error.path && [...path, ...error.path]));
    if (errors && leavesGaps(data, errors)) run.gaps.push(...gapsOf(node, path));
    if (!data) return;
    rewrite?.(data);
    targets.forEach((target, i) => merge(target, i === 0 ? data : copy(data)));
  };
}

function entityFetch<Caller>(
  schema: GraphQLSchema,
  node: FetchNode,
  requires: NonNullable<FetchNode['requires']>,
  path: PlanPath,
  isShareable: boolean,
): Step<Caller> {
  const request = requestOf(node);
  const represent = compileRepresentation(schema, requires);
  const rewriteInput = compileRewrites(schema, node.inputRewrites);
  const rewriteOutput = compileRewrites(schema, node.outputRewrites);
  return async (run, targets) => {
    const representations: Json[] = [];
    const owners: Json[][] = [];
    const known = new Known();
    for (const entity of targets) {
      // Two types may be one in the eyes of a subgraph; each owner keeps its own.
      const identity = [entity['__typename']];
      if (!represent.identify(entity, identity)) continue;
      const mine = known.ownersOf(identity);
      if (mine.length > 0) {
        mine.push(entity);
        continue;
      }
      const representation = represent.of(entity);
      if (!representation?.['__typename']) continue;
      rewriteInput?.(representation);
      representations.push(representation);
      mine.push(entity);
      owners.push(mine);
    }
    if (representations.length === 0) return;
    const { data, errors } = await run.send(
      node.serviceName,
      request(run.given, representations),
      run.caller,
      run.signal,
    );
    if (errors?.length) reportEntities(run, errors, node.serviceName, path, owners);
    if (errors && leavesGaps(data, errors)) run.gaps.push(...gapsOf(node, path));
    if (!data) return;
    const entities = data['_entities'];
    if (!Array.isArray(entities)) throw new Error('Expected "data._entities" in response to be an array');
    if (entities.length !== representations.length)
      throw new Error(`Expected "data._entities" to contain ${representations.length} elements`);
    for (let i = 0; i < entities.length; i++) {
      const entity: unknown = entities[i];
      const mine = owners[i];
      const first = mine?.[0];
      if (!mine || !first || !isObject(entity)) continue;
      entity['__typename'] ||= first['__typename'];
      rewriteOutput?.(entity);
      merge(first, entity);
      for (let j = 1; j < mine.length; j++) {
        const other = mine[j];
        if (other) merge(other, isShareable ? entity : copy(entity));
      }
      if (isShareable && mine.length > 1) run.isShared = true;
    }
  };
}

const isPlaceless = ({ path }: GraphQLFormattedError): boolean => !path?.length;
/** Errors without a place, or that left nothing of the answer, explain the lack of all that the fetch was to bring. */
const leavesGaps = (data: unknown, errors: readonly GraphQLFormattedError[]): boolean =>
  errors.length > 0 && (!data || errors.some(isPlaceless));

/** What a fetch was to bring: of the root each of its fields, else something of the objects under its path. */
function gapsOf({ requires, operationDocumentNode }: FetchNode, path: PlanPath): PlanPath[] {
  if (requires || !operationDocumentNode) return [path];
  return rootKeys(operationDocumentNode).map((key) => [...path, key]);
}

interface Branch {
  below?: Map<unknown, Branch>;
  owners?: Json[];
}
/** Entities by what identifies them, value by value: no text is made of them. */
class Known {
  readonly #root: Branch = {};

  /** Empty for an identity that was not seen before. */
  ownersOf(identity: readonly unknown[]): Json[] {
    let branch = this.#root;
    for (const value of identity) {
      const below = (branch.below ??= new Map<unknown, Branch>());
      let next = below.get(value);
      if (!next) below.set(value, (next = { below: undefined, owners: undefined }));
      branch = next;
    }
    return (branch.owners ??= []);
  }
}

/** Variables go as the client sent them: the subgraph knows its own defaults from the query. */
function requestOf({
  operation: query,
  operationName,
  operationDocumentNode: document,
  variableUsages = [],
}: FetchNode) {
  return (given: Json, representations?: readonly Json[]): FetchRequest => {
    const variables: Json = {};
    for (const name of variableUsages)
      if (Object.hasOwn(given, name) && given[name] !== undefined) variables[name] = given[name];
    if (representations) {
      if ('representations' in variables) throw new Error('Variables cannot contain key "representations"');
      variables['representations'] = representations;
    }
    return { query, variables, operationName, document };
  };
}

/** An error within an entity is told at each place where the entity stands. */
function reportEntities(
  run: Pick<Run, 'data' | 'errors'>,
  errors: readonly GraphQLFormattedError[],
  service: string,
  path: PlanPath,
  owners: readonly (readonly Json[])[],
): void {
  let places: Map<Json, [Json, Place][]> | undefined;
  for (const error of errors) {
    const [, index, ...rest] = error.path ?? [];
    if (typeof index !== 'number') {
      run.errors.push(told(error, service, error.path && [...path, ...error.path]));
      continue;
    }
    places ??= Map.groupBy(placesOf(run.data, path), ([object]) => object);
    for (const owner of new Set(owners[index] ?? [])) {
      for (const [, place] of places.get(owner) ?? []) run.errors.push(told(error, service, [...place, ...rest]));
    }
  }
}

function told(
  { message, extensions }: GraphQLFormattedError,
  serviceName: string,
  path: Place | undefined,
): GraphQLError {
  return new GraphQLError(message || `Error while fetching subquery from service "${serviceName}"`, {
    path,
    extensions: { ...extensions, code: extensions?.['code'] || 'DOWNSTREAM_SERVICE_ERROR', serviceName },
  });
}
const extensionsOf = (error: Error): object | undefined =>
  'extensions' in error && isRecord(error.extensions) ? error.extensions : undefined;
function noAnswer(error: Error, serviceName: string): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensionsOf(error), serviceName },
  });
}
