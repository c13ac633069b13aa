import { isDeepStrictEqual } from 'node:util';
import { Supergraph } from '@apollo/federation-internals';
import { executeQueryPlan } from '@apollo/gateway/dist/executeQueryPlan.js';
import { buildOperationContext } from '@apollo/gateway/dist/operationContext.js';
import { Kind, print, specifiedRules, validate, visit, type ASTNode, type DocumentNode } from 'graphql';
import { createExecution, type Executable, type Execution } from '@heitu/gateway/execution/index';
import { withoutValues } from '@heitu/gateway/without-values';
import { openFrontDoor, type Told } from './front-door.fixture.ts';
import type { World } from './made-up-world.ts';
import type { Asked } from './operations.ts';

/** Two ways to an answer over the same made-up subgraphs: our gateway's over HTTP, and stock's, the specification. */
export interface Twins {
  execution: Execution<World>;
  /** What differs, in words; null where nothing does. */
  difference(asked: Asked, world: World): Promise<string | null>;
  /** What both saw so far: a comparison of empty answers would prove nothing. */
  readonly seen: Seen;
  close(): Promise<void>;
}
interface Seen {
  operations: number;
  unplannable: number;
  tooLarge: number;
  fetches: number;
  errors: number;
  nulls: number;
  /** What stock says in its extensions, and ours in errors. */
  completions: number;
  /** What ours says beside the errors of subgraphs, of which stock says nothing. */
  toldBeside: number;
  misplaced: number;
}
type StockParameters = Parameters<typeof executeQueryPlan>;
interface StockAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly Told[];
  extensions?: { valueCompletion?: readonly Told[] };
}
interface Result {
  /** Null as well where there is none. */
  data: unknown;
  errors: readonly Told[];
  completions: readonly Told[];
}

const nothingSeen = (): Seen => ({
  operations: 0,
  unplannable: 0,
  tooLarge: 0,
  fetches: 0,
  errors: 0,
  nulls: 0,
  completions: 0,
  toldBeside: 0,
  misplaced: 0,
});

type Stock = (plan: StockParameters[0], asked: Asked, world: World) => Promise<StockAnswer>;

/** Apollo's own execution of a plan, its subgraphs answered by the made-up world. */
function stockOn(supergraphSdl: string, execution: ReturnType<typeof createExecution<World>>, seen: Seen): Stock {
  const supergraph = Supergraph.build(supergraphSdl);
  const [apiSchema, wholeSchema] = [supergraph.apiSchema(), supergraph.schema.toGraphQLJSSchema()];
  return async (plan, { document, variables }, world) => {
    const serviceMap = Object.fromEntries(
      [...execution.services.keys()].map((name) => [
        name,
        {
          process({
            request,
          }: {
            request: { query: string; variables: Record<string, unknown>; operationName?: string };
          }) {
            seen.fetches += 1;
            return world.answer(
              name,
              JSON.parse(
                JSON.stringify({
                  query: request.query,
                  variables: request.variables,
                  operationName: request.operationName,
                }),
              ),
            );
          },
        },
      ]),
    );
    const requestContext = {
      request: { variables },
      context: {},
      metrics: {},
      logger: console,
    } as unknown as StockParameters[2];
    return (await executeQueryPlan(
      plan,
      serviceMap as unknown as StockParameters[1],
      requestContext,
      buildOperationContext({ schema: execution.schema, operationDocument: document }),
      wholeSchema,
      apiSchema,
    )) as StockAnswer;
  };
}

export async function createTwins(supergraphSdl: string): Promise<Twins> {
  const seen = nothingSeen();
  // Plans for stock; what answers for us is behind the front door.
  const execution = createExecution<World>(supergraphSdl, () => Promise.reject(new Error('only the front is asked')));
  const door = await openFrontDoor(supergraphSdl);
  const stock = stockOn(supergraphSdl, execution, seen);

  const prepared = (asked: Asked): Executable<World> | Error => {
    try {
      return execution.prepare(asked.document);
    } catch (error) {
      return error as Error;
    }
  };

  return {
    execution,
    seen,
    close: () => door.close(),
    async difference(asked, world) {
      seen.operations += 1;
      const asking = door.ask(asked, world);
      // The front plans in a thread beside; here it is planned for stock meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
      const executable = prepared(asked);
      const answer = await asking;
      if (answer.isTooLarge) {
        seen.tooLarge += 1;
        return null;
      }
      if (executable instanceof Error) {
        // What Apollo's planner cannot plan, or plans wrongly, neither of the two runs.
        seen.unplannable += 1;
        return answer.data === undefined ? null : `ours answered what cannot be planned: ${executable.message}`;
      }
      const theirs = resultOf(await stock(executable.plan, { ...asked, document: executable.planned }, world));
      const ours: Result = { data: answer.data ?? null, errors: answer.errors, completions: answer.unexplained };
      seen.errors += theirs.errors.length;
      seen.completions += theirs.completions.length;
      seen.nulls += JSON.stringify(theirs.data).split('null').length - 1;
      return differenceOf(theirs, ours, seen);
    },
  };
}

function differenceOf(theirs: Result, ours: Result, seen: Seen): string | null {
  if (!isDeepStrictEqual(theirs.data, ours.data))
    return `data\nstock ${JSON.stringify(theirs.data)}\nours  ${JSON.stringify(ours.data)}`;
  const tell = (kind: string, stockSays: readonly Told[], weSay: readonly Told[]) =>
    `${kind}\nstock ${lines(stockSays).join('\n      ')}\nours  ${lines(weSay).join('\n      ')}`;
  if (!isDeepStrictEqual(lines(theirs.errors), lines(ours.errors))) {
    if (!onlyMisplaced(theirs.errors, ours)) return tell('errors', theirs.errors, ours.errors);
    seen.misplaced += 1;
  }
  // Each stands where something is null, and where nothing else says why.
  const idle = ours.completions.filter(
    ({ path }) => !isCutShort(ours.data, path!) || ours.errors.some((error) => isOnTheWay(error.path, path!)),
  );
  if (idle.length > 0) return tell('told twice, or where nothing is null', theirs.completions, idle);
  const nulls = new Set(ours.completions.map(({ path }) => nullAt(ours.data, path!)));
  const untold = theirs.completions.filter(({ path }) => !nulls.has(nullAt(theirs.data, path!)));
  if (untold.length > 0) return tell('not told', untold, ours.completions);
  // Beside errors stock is silent, and where an object has no type that it could have.
  seen.toldBeside += ours.completions.length - theirs.completions.length;
  return null;
}
/** Whether one of two places lies at or below the other. */
const isOnTheWay = (one: Told['path'], other: readonly (string | number)[]): boolean =>
  !!one && one.slice(0, other.length).every((part, i) => part === other[i]);

/**
 * The second difference of gateway/src/execution/README.md: where entities of a path were not sent to a subgraph, stock
 * names the place of another one: of an error only numbers in its path differ, and each of our places is null, not
 * asked for, or an entity of which a part failed.
 */
function onlyMisplaced(theirs: readonly Told[], ours: Result): boolean {
  const numberless = (errors: readonly Told[]) =>
    lines(
      errors.map(({ message, path }) => ({
        message,
        path: path?.map((part) => (typeof part === 'number' ? '@' : part)),
      })),
    );
  return (
    isDeepStrictEqual(numberless(theirs), numberless(ours.errors)) &&
    ours.errors.every(({ path = [] }) => typeof (valueAt(ours.data, path) ?? {}) === 'object')
  );
}
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

/** The place that became null for what went wrong at or below it; of several things each tells those it meets first. */
function nullAt(data: unknown, path: readonly (string | number)[]): string {
  for (let length = 0; length < path.length; length++)
    if (isCutShort(data, path.slice(0, length))) return path.slice(0, length).join('.');
  return path.join('.');
}

/**
 * Stock runs the document as it is planned, and so answers under the names of the plan (the last difference of the
 * README).
 */
const clientName = (text: string): string => text.replaceAll(/__asked_*/g, '');
function resultOf({ data, errors = [], extensions }: StockAnswer): Result {
  const plain = (one: Told): Told => ({
    // Of variables the front tells what is wrong, and not what was sent.
    message: data === undefined ? withoutValues(one.message) : one.message,
    path: one.path?.map((part) => (typeof part === 'string' ? clientName(part) : part)),
  });
  return {
    data: data === undefined ? null : JSON.parse(clientName(JSON.stringify(data))),
    errors: errors.map(plain),
    completions: (extensions?.valueCompletion ?? []).map(plain),
  };
}
const lines = (errors: readonly Told[]): string[] =>
  errors.map(({ message, path }) => `${path?.join('.') ?? '-'}: ${message}`).toSorted();

/** A smaller operation that still differs, from which nothing more can be taken. */
export async function smallest({ execution, difference }: Twins, asked: Asked, world: World): Promise<Asked> {
  for (let now = asked; ;) {
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
  const KINDS = new Set<string>([
    Kind.FIELD,
    Kind.INLINE_FRAGMENT,
    Kind.FRAGMENT_SPREAD,
    Kind.DIRECTIVE,
    Kind.FRAGMENT_DEFINITION,
    Kind.VARIABLE_DEFINITION,
    Kind.ARGUMENT,
  ]);
  const nodes: ASTNode[] = [];
  visit(document, { enter: (node) => void (KINDS.has(node.kind) && nodes.push(node)) });
  for (const gone of nodes) {
    const shorter = visit(document, {
      enter: (node) => (node === gone ? null : undefined),
      leave: (node) =>
        node.kind === Kind.SELECTION_SET && node.selections.length === 0
          ? { ...node, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] }
          : undefined,
    });
    const left = withoutUnused(shorter);
    if (print(left).length < print(document).length) yield left;
  }
}
function withoutUnused(document: DocumentNode): DocumentNode {
  const text = print({
    ...document,
    definitions: document.definitions.map((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? { ...one, variableDefinitions: [] } : one,
    ),
  });
  return {
    ...document,
    definitions: document.definitions
      .filter((one) => one.kind !== Kind.FRAGMENT_DEFINITION || new RegExp(`\\.\\.\\.${one.name.value}\\b`).test(text))
      .map((one) =>
        one.kind === Kind.OPERATION_DEFINITION
          ? {
              ...one,
              variableDefinitions: one.variableDefinitions?.filter(({ variable }) =>
                new RegExp(`\\$${variable.name.value}\\b`).test(text),
              ),
            }
          : one,
      ),
  };
}
