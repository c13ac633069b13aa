import { isDeepStrictEqual } from 'node:util';
import { Supergraph } from '@apollo/federation-internals';
import { executeQueryPlan } from '@apollo/gateway/dist/executeQueryPlan.js';
import { buildOperationContext } from '@apollo/gateway/dist/operationContext.js';
import { Kind, print, specifiedRules, validate, visit, type ASTNode, type DocumentNode } from 'graphql';
import { createExecution, type Answer, type Executable, type Execution } from '@heitu/gateway/execution/index';
import type { World } from './made-up-world.ts';
import type { Asked } from './operations.ts';

/** Two executors over the same made-up subgraphs: ours, and the one of @apollo/gateway, which is the specification. */
export interface Twins {
  execution: Execution<World>;
  /** What differs, in words; null where nothing does. */
  difference(asked: Asked, world: World): Promise<string | null>;
  /** What both saw so far: a comparison of empty answers would prove nothing. */
  readonly seen: { operations: number; unplannable: number; fetches: number; errors: number; nulls: number; completions: number; misplaced: number };
}
type StockParameters = Parameters<typeof executeQueryPlan>;
type Told = { message: string; path?: readonly (string | number)[] };
interface Result {
  data?: unknown;
  errors: Told[];
  completions: Told[];
}

export function createTwins(supergraphSdl: string): Twins {
  const seen: Twins['seen'] = { operations: 0, unplannable: 0, fetches: 0, errors: 0, nulls: 0, completions: 0, misplaced: 0 };
  const execution = createExecution<World>(supergraphSdl, (service, request, world) => world.answer(service, JSON.parse(JSON.stringify({ ...request, document: undefined }))));
  const supergraph = Supergraph.build(supergraphSdl);
  const [apiSchema, wholeSchema] = [supergraph.apiSchema(), supergraph.schema.toGraphQLJSSchema()];
  const stock = async (plan: StockParameters[0], { document, variables }: Asked, world: World): Promise<Answer> => {
    const serviceMap = Object.fromEntries([...execution.services.keys()].map((name) => [name, {
      process({ request }: { request: { query: string; variables: Record<string, unknown>; operationName?: string } }) {
        seen.fetches += 1;
        return world.answer(name, JSON.parse(JSON.stringify({ query: request.query, variables: request.variables, operationName: request.operationName })));
      },
    }]));
    const requestContext = { request: { variables }, context: {}, metrics: {}, logger: console } as unknown as StockParameters[2];
    return (await executeQueryPlan(plan, serviceMap as unknown as StockParameters[1], requestContext, buildOperationContext({ schema: execution.schema, operationDocument: document }), wholeSchema, apiSchema)) as Answer;
  };

  return {
    execution,
    seen,
    async difference(asked, world) {
      seen.operations += 1;
      let executable: Executable<World>;
      try {
        executable = execution.prepare(asked.document);
      } catch {
        // What Apollo's planner cannot plan neither of the two runs.
        seen.unplannable += 1;
        return null;
      }
      const [theirs, ours] = [resultOf(await stock(executable.plan, { ...asked, document: executable.planned }, world)), resultOf(await executable.run(asked.variables, world))];
      seen.errors += theirs.errors.length;
      seen.completions += theirs.completions.length;
      seen.nulls += JSON.stringify(theirs.data ?? null).split('null').length - 1;
      if (!isDeepStrictEqual(theirs.data, ours.data)) return `data\nstock ${JSON.stringify(theirs.data)}\nours  ${JSON.stringify(ours.data)}`;
      for (const kind of ['errors', 'completions'] as const) {
        const [stockSays, weSay] = [lines(theirs[kind]), lines(ours[kind])];
        if (isDeepStrictEqual(stockSays, weSay)) continue;
        if (kind === 'errors' ? onlyMisplaced(theirs.errors, ours) : bothTell(theirs.completions, ours)) {
          seen.misplaced += 1;
          continue;
        }
        return `${kind}\nstock ${stockSays.join('\n      ')}\nours  ${weSay.join('\n      ')}`;
      }
      return null;
    },
  };
}

/**
 * The second difference of gateway/src/execution/README.md: where entities of a path were not sent to a subgraph, stock names the place of
 * another one: of an error only numbers in its path differ, and each of our places is null, not asked for, or an entity of which a part failed.
 */
function onlyMisplaced(theirs: readonly Told[], ours: Result): boolean {
  const numberless = (errors: readonly Told[]) => lines(errors.map(({ message, path }) => ({ message, path: path?.map((part) => (typeof part === 'number' ? '@' : part)) })));
  return isDeepStrictEqual(numberless(theirs), numberless(ours.errors)) && ours.errors.every(({ path = [] }) => typeof (valueAt(ours.data, path) ?? {}) === 'object');
}
/** The third: of several things wrong in one object that becomes null, each tells those that it sees before it stops. */
const bothTell = (theirs: readonly Told[], ours: Result): boolean => theirs.length > 0 && ours.completions.length > 0 && ours.completions.every(({ path }) => isCutShort(ours.data, path!));

/** Whether a place is null, or lies below a null. */
function isCutShort(data: unknown, path: readonly (string | number)[]): boolean {
  return valueAt(data, path) === null;
}
/** Null from the first null on; undefined where the answer has no such place. */
function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let at = data;
  for (const part of path) {
    if (at === null || at === undefined) return at;
    at = (at as Record<string | number, unknown>)[part];
  }
  return at;
}

/** Stock runs the document as it is planned, and so answers under the names of the plan (the last difference of the README). */
const clientName = (text: string): string => text.replaceAll(/__asked_*/g, '');
function resultOf({ data, errors = [], extensions }: Answer): Result {
  const plain = (one: Told): Told => ({ message: one.message, path: one.path?.map((part) => (typeof part === 'string' ? clientName(part) : part)) });
  return { data: data === undefined ? undefined : JSON.parse(clientName(JSON.stringify(data))), errors: errors.map(plain), completions: (extensions?.valueCompletion ?? []).map(plain) };
}
const lines = (errors: readonly Told[]): string[] => errors.map(({ message, path }) => `${path?.join('.') ?? '-'}: ${message}`).toSorted();

/** A smaller operation that still differs, from which nothing more can be taken. */
export async function smallest({ execution, difference }: Twins, asked: Asked, world: World): Promise<Asked> {
  for (let now = asked; ; ) {
    let smaller: Asked | undefined;
    for (const document of without(now.document)) {
      if (validate(execution.schema, document, specifiedRules).length > 0) continue;
      if ((await difference({ ...now, document }, world).catch((error: Error) => error.message)) === null) continue;
      smaller = { ...now, document };
      break;
    }
    if (!smaller) return now;
    now = smaller;
  }
}

/** Every document that lacks one node of this one, or has a fragment's content in its place. */
function* without(document: DocumentNode): Iterable<DocumentNode> {
  const KINDS = new Set<string>([Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD, Kind.DIRECTIVE, Kind.FRAGMENT_DEFINITION, Kind.VARIABLE_DEFINITION, Kind.ARGUMENT]);
  const nodes: ASTNode[] = [];
  visit(document, { enter: (node) => void (KINDS.has(node.kind) && nodes.push(node)) });
  for (const gone of nodes) {
    const shorter = visit(document, { enter: (node) => (node === gone ? null : undefined), leave: (node) => (node.kind === Kind.SELECTION_SET && node.selections.length === 0 ? { ...node, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] } : undefined) });
    const left = withoutUnused(shorter);
    if (print(left).length < print(document).length) yield left;
  }
}
function withoutUnused(document: DocumentNode): DocumentNode {
  const text = print({ ...document, definitions: document.definitions.map((one) => (one.kind === Kind.OPERATION_DEFINITION ? { ...one, variableDefinitions: [] } : one)) });
  return {
    ...document,
    definitions: document.definitions
      .filter((one) => one.kind !== Kind.FRAGMENT_DEFINITION || new RegExp(`\\.\\.\\.${one.name.value}\\b`).test(text))
      .map((one) => (one.kind === Kind.OPERATION_DEFINITION ? { ...one, variableDefinitions: one.variableDefinitions?.filter(({ variable }) => new RegExp(`\\$${variable.name.value}\\b`).test(text)) } : one)),
  };
}
