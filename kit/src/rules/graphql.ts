import 'reflect-metadata';
import {
  GraphQLError,
  GraphQLScalarType,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type InlineFragmentNode,
} from 'graphql';
import { GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';
import {
  ArgsType,
  createUnionType,
  Directive,
  Field,
  InterfaceType,
  Int,
  ObjectType,
  registerEnumType,
  type ClassType,
} from 'type-graphql';
import type { Outcome, RefusalTable } from './outcome.ts';

/** A moment: milliseconds since the epoch inside, ISO 8601 in UTC outside. */
export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  description: 'A moment, ISO 8601: 2026-11-25T08:00:00.000Z',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => new Date(typeof value === 'number' ? value : String(value)).toISOString(),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
function parseInstant(value: unknown): number {
  const [text, date] = (typeof value === 'string' && INSTANT.exec(value)) || [];
  const atMs = Date.parse(text ?? '');
  // Date.parse takes 30 February for 2 March.
  if (!date || Number.isNaN(atMs) || !new Date(`${date}T00:00:00Z`).toISOString().startsWith(date))
    throw new GraphQLError('时间写作 2026-01-31T08:00:00Z', { extensions: { code: 'BAD_USER_INPUT' } });
  return atMs;
}
/** `2026-11-25` */
export const LocalDate = GraphQLLocalDate;
/** Integers up to 2^53 - 1: fen, grams, counts. GraphQL's Int ends at 2^31. */
export const SafeInt = GraphQLSafeInt;

/**
 * Names of contracts that show this type (all its fields) or field, and what is said about it there: `@Tag('partner',
 * 'scope/stock')`.
 */
export const Tag =
  (...names: string[]) =>
  (target: object, property?: string | symbol): void => {
    for (const name of names) {
      const mark = Directive(`@tag(name: "${name}")`);
      if (property !== undefined) mark(target, property);
      else if (typeof target === 'function') mark(target);
    }
  };

@Directive('@shareable')
@ObjectType({ description: 'One thing that is wrong: where in the input, or about what.' })
export class RefusalDetail {
  @Field(() => [String], {
    nullable: true,
    description: 'The place in the input: ["lines", "0", "quantity"]. Null where it is about no field of it.',
  })
  path?: string[];
  @Field(() => String, { nullable: true, description: 'The word, the id or the thing that it is about.' })
  about?: string;
  @Field({ description: 'What is wrong there, in Chinese.' }) text: string;
}

@InterfaceType('Refusal', {
  autoRegisterImplementations: false,
  description: 'Why something was not done; nothing was changed.',
})
export abstract class Refusal {
  @Field({
    description:
      'The code of the refusal, the same text as `code`, for whoever does not name the own type of each mutation.',
  })
  reason: string;
  @Field({ description: 'For the user, in Chinese.' }) message: string;
  @Field(() => String, { nullable: true, description: 'The clause of the standard that asks for it.' }) clause?: string;
  @Field(() => [RefusalDetail]) details: RefusalDetail[];
}

// A key that was destroyed shows only when something is sealed for its owner, wherever in the use case that is: no rule
// says of a mutation that it cannot happen there.
const CODES_DESCRIBED =
  'Why it can be refused. ERASED stands in every list: only the act itself finds that the data concerned were erased.';

/**
 * A mutation's answer: `union PlaceOrderResult = OrderPlaced | PlaceOrderRefused`, the latter with its own code enum.
 * Use: `@Mutation(() => placeOrderResult.type) placeOrder(...) { return placeOrderResult.of(await placeOrder(...)) }`.
 * `Success` is any object type's class.
 */
export function mutationResult<Success extends object>(
  name: string,
  Success: ClassType<Success>,
  refusals: RefusalTable,
) {
  const code = Object.fromEntries(Object.keys(refusals).map((key) => [key, key]));
  registerEnumType(code, {
    name: `${name}RefusalCode`,
    description: CODES_DESCRIBED,
    valuesConfig: Object.fromEntries(
      Object.entries(refusals).map(([key, text]) => [key, { description: text.message }]),
    ),
  });
  @ObjectType(`${name}Refused`, { implements: Refusal })
  class RefusedType extends Refusal {
    @Field(() => code) code: string;
  }
  const type = createUnionType({
    name: `${name}Result`,
    types: () => [Success, RefusedType] as const,
    resolveType: (value) => (value instanceof RefusedType ? RefusedType : Success),
  });
  return {
    type,
    of(outcome: Outcome<object>): object {
      if (outcome.ok) return outcome.value;
      return Object.assign(new RefusedType(), {
        code: outcome.code,
        reason: outcome.code,
        message: outcome.message,
        clause: outcome.clause,
        details: outcome.details,
      });
    },
  };
}

/**
 * On a field or a class whose fields answer everybody the same: the gateway may keep and share it for a second
 * (hints.ts).
 */
export const SAME_FOR_ALL = '@cacheControl(maxAge: 1)';
/** For so long the last answer may be shown while whoever answers is away: no recall is hidden for longer. */
export const STALE_SECONDS_OF_NOW = 300;
/** The same, of what a recall, a stop of sale, a purchase or somebody's word about themselves changes at once. */
export const SAME_FOR_ALL_NOW = `@cacheControl(maxAge: 1, staleSeconds: ${STALE_SECONDS_OF_NOW})`;
/** What depends on who asks, and is the same for all who have not signed in: which rows there are. */
export const SAME_FOR_STRANGERS = '@cacheControl(maxAge: 1, scope: "PRIVATE")';
/** An exception in a class that is the same for all. */
export const BY_WHO_ASKS = '@cacheControl(maxAge: 0)';

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: PAGE_SIZE_DEFAULT, description: `1 to ${PAGE_SIZE_MAX}` }) first: number =
    PAGE_SIZE_DEFAULT;
  @Field(() => String, { nullable: true }) after?: string;
}

@Directive('@shareable')
@Directive(SAME_FOR_ALL)
@ObjectType()
export class PageInfo {
  @Field() hasNextPage: boolean;
  @Field() hasPreviousPage: boolean;
  @Field(() => String, { nullable: true }) startCursor?: string | null;
  @Field(() => String, { nullable: true }) endCursor?: string | null;
}

export interface Page<Row> {
  edges: { node: Row; cursor: string }[];
  pageInfo: PageInfo;
}

/** Relay connection types for a node class: `const OrderConnection = connectionOf('Order', OrderView)`. */
export function connectionOf<Node extends object>(name: string, Node: ClassType<Node>) {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => Node) node: Node;
    @Field() cursor: string;
  }
  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [Edge]) edges: Edge[];
    @Field(() => PageInfo) pageInfo: PageInfo;
  }
  return Connection;
}

/** The page size asked for, within bounds; refuses what is outside. */
export function pageSize(args: PageArgs): number {
  if (args.first >= 1 && args.first <= PAGE_SIZE_MAX) return args.first;
  throw new GraphQLError(`first 必须在 1 到 ${PAGE_SIZE_MAX} 之间`, {
    extensions: { code: 'BAD_USER_INPUT', max: PAGE_SIZE_MAX, asked: args.first },
  });
}

export const badCursor = () =>
  new GraphQLError('翻页标记无效，请从第一页重新开始', { extensions: { code: 'BAD_USER_INPUT' } });
export const encodeCursor = (...keys: (string | number)[]): string =>
  Buffer.from(JSON.stringify(keys)).toString('base64url');
type CursorKeys<Kinds> = { -readonly [I in keyof Kinds]: Kinds[I] extends 'number' ? number : string };
const areOfKinds = <Kinds extends readonly ('string' | 'number')[]>(
  keys: unknown,
  kinds: Kinds,
): keys is CursorKeys<Kinds> =>
  Array.isArray(keys) &&
  keys.length === kinds.length &&
  keys.every((key, i) => typeof key === kinds[i] && key !== Infinity && key !== -Infinity);
/** The keys of a page mark, of these kinds in this order; refuses a mark that nobody was given. */
export function decodeCursor<const Kinds extends readonly ('string' | 'number')[]>(
  cursor: string | undefined,
  ...kinds: Kinds
): CursorKeys<Kinds> | null {
  if (!cursor) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (areOfKinds(keys, kinds)) return keys;
  } catch {
    // Falls through to the refusal below.
  }
  throw badCursor();
}

/** Builds a page from `first + 1` rows read in order: the extra row only says that there is more. */
export function pageOf<Row>(
  rows: readonly Row[],
  first: number,
  cursorOf: (row: Row) => string,
  after?: string,
): Page<Row> {
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: cursorOf(node) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: !!after,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The same page of what its rows are shown as. */
export const mapPage = <Row, Shown>({ edges, pageInfo }: Page<Row>, show: (row: Row) => Shown): Page<Shown> => ({
  edges: edges.map(({ node, cursor }) => ({ cursor, node: show(node) })),
  pageInfo,
});

/** Answers a DataLoader in the order it asked. */
export function inOrder<Key, Row>(
  keys: readonly Key[],
  keyOf: (row: Row) => Key,
  rows: readonly Row[],
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}
/** The same for one-to-many. */
export function groupedInOrder<Key, Row>(
  keys: readonly Key[],
  keyOf: (row: Row) => Key,
  rows: readonly Row[],
): Row[][] {
  const groups = Map.groupBy(rows, keyOf);
  return keys.map((key) => groups.get(key) ?? []);
}

type Asked = (info: Pick<GraphQLResolveInfo, 'fieldNodes'>) => boolean;
/** Worked out once for each place in a document: documents are kept and asked again. */
function oncePerPlace(asked: (node: FieldNode) => boolean): Asked {
  const known = new WeakMap<FieldNode, boolean>();
  return ({ fieldNodes }) =>
    fieldNodes.every((node) => {
      let told = known.get(node);
      if (told === undefined) known.set(node, (told = asked(node)));
      return told;
    });
}
/**
 * Tells of a field that is being resolved whether it is asked for no more than `fields`: by the name of a part of it
 * ('' for itself) what may be asked for there. Fragments count as more. For a loader that reads less where less is
 * shown.
 */
export function askedWithin(fields: Readonly<Record<string, ReadonlySet<string>>>): Asked {
  const within = (part: string, { selectionSet }: FieldNode): boolean =>
    !selectionSet ||
    selectionSet.selections.every(
      (one) => one.kind === Kind.FIELD && fields[part]?.has(one.name.value) && within(one.name.value, one),
    );
  return oncePerPlace((node) => within('', node));
}
/**
 * Tells whether none of these is asked for directly below a field, of whatever type. Named fragments count as if they
 * did.
 */
export function askedWithout(...names: string[]): Asked {
  const without = ({ selectionSet }: FieldNode | InlineFragmentNode): boolean =>
    !selectionSet ||
    selectionSet.selections.every((one) =>
      one.kind === Kind.FIELD ? !names.includes(one.name.value) : one.kind === Kind.INLINE_FRAGMENT && without(one),
    );
  return oncePerPlace(without);
}

export const unauthenticated = () => new GraphQLError('请先登录', { extensions: { code: 'UNAUTHENTICATED' } });
export const forbidden = () => new GraphQLError('您没有权限做这件事', { extensions: { code: 'FORBIDDEN' } });
export const INTERNAL = { code: 'INTERNAL', message: '系统出了问题，请稍后再试' } as const;
/** Nobody answered: the client may send the same again, a mutation with the same request id. */
export const unavailable = () =>
  new GraphQLError('系统暂时没有回应，请稍后再试一次', { extensions: { code: 'UNAVAILABLE', http: { status: 503 } } });
