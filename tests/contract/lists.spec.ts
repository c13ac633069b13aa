import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import {
  getNamedType,
  isEnumType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  type GraphQLField,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { apiName } from '@heitu/kit/rules/enums';
import { newId } from '@heitu/kit/rules/ids';
import { nodesOf } from '../journeys/client.ts';
import { mayTouch, ruleOf } from '../permissions/rules.fixture.ts';
import { FILLED, MONTH } from './lists-rows.fixture.ts';
import { readPublicSchema } from './operations.fixture.ts';
import { startTestPlatform, type Platform, type Reply, type Row } from './platform.fixture.ts';

/**
 * Every list that the server sorts: in what order it comes, that its pages make up the whole, whom it refuses, and what
 * a page costs.
 */

const schema = readPublicSchema();
const isSorted = ({ args }: GraphQLField<unknown, unknown>): boolean => args.some(({ name }) => name === 'sort');
const lists = Object.values(schema.getQueryType()!.getFields()).filter(isSorted);
const nodeOf = (field: GraphQLField<unknown, unknown>): GraphQLObjectType => {
  const edge = getNamedType(
    (getNamedType(field.type) as GraphQLObjectType).getFields()['edges']!.type,
  ) as GraphQLObjectType;
  return getNamedType(edge.getFields()['node']!.type) as GraphQLObjectType;
};
/** What names a row, where that is not its id. */
const KEYS: Readonly<Record<string, string>> = {
  staffAccounts: 'accountId',
  auditAnchors: 'date',
  chargeDays: 'date',
  ledgerBalances: 'account',
};
const keyOf = (field: string): string => KEYS[field] ?? 'id';
const NEEDED: Readonly<Record<string, Row>> = { assessments: { month: MONTH } };
const WHOLE = 100;
const PAGE = 7;
/** Enough for a second page; moments and codes are shared by three rows each, so that there are ties. */
const ROWS = 9;
const T0 = Date.UTC(2025, 5, 1);
describe('lists that the server sorts', () => {
  let platform: Platform;
  let statements: string[] = [];
  const actors = new Map<string, Actor>();
  beforeAll(async () => {
    platform = await startTestPlatform({ onStatement: (sql) => void statements.push(sql) });
    for (const { role, token } of platform.callers) actors.set(role, token ? await platform.actorOf(token) : ANONYMOUS);
    const parties = (await platform.rows('sellers', 'select id from Party order by id limit ?', [ROWS])).map(({ id }) =>
      String(id),
    );
    // A party has one account, and one deposit.
    await platform.rows('payments', 'delete from MerchantAccount');
    await platform.rows('payments', 'delete from Deposit');
    for (const [subgraph, tables] of Object.entries(FILLED)) {
      const em = platform.subgraphs.get(subgraph)!.orm.em.fork();
      for (const [entity, row] of Object.entries(tables))
        await em.insertMany(
          entity as never,
          Array.from({ length: ROWS }, (_, i) => ({
            ...(entity !== 'AuditAnchor' && { id: newId(T0) }),
            ...row(i, T0 + Math.floor(i / 3) * 1000, parties[i]!),
          })) as never[],
        );
    }
    await platform.rows(
      'trust',
      'insert into AssessedMonth (month, state, missingSources, assessedAtMs, publishDueAtMs, publishedAtMs) values (?, ?, ?, 1, 1, 1)',
      [MONTH, 'published', '[]'],
    );
  });
  afterAll(() => platform.close());

  const callerOf = (field: string, may: boolean) => {
    const rule = ruleOf('Query', field).rule;
    const fitting = platform.callers.filter(({ role }) => mayTouch(rule, actors.get(role)!) === may);
    return may
      ? (fitting.find(({ role }) => role === 'operator-admin') ?? fitting.at(-1))
      : (fitting.find(({ role }) => role === 'consumer') ?? fitting[0]);
  };
  async function ask(
    field: GraphQLField<unknown, unknown>,
    given: Row,
    select: string,
    token = callerOf(field.name, true)!.token,
  ): Promise<Reply> {
    const variables = { first: WHOLE, ...NEEDED[field.name], ...given };
    const used = field.args.filter(({ name }) => name in variables);
    return platform.post(
      token,
      `query(${used.map(({ name, type }) => `$${name}: ${type}`).join(', ')}) { ${field.name}(${used.map(({ name }) => `${name}: $${name}`).join(', ')}) { edges { node { ${select} } cursor } pageInfo { hasNextPage endCursor } } }`,
      variables,
    );
  }
  async function page(
    field: GraphQLField<unknown, unknown>,
    given: Row,
    select = keyOf(field.name),
  ): Promise<{ nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }> {
    const { data, errors } = await ask(field, given, select);
    expect([given, errors]).toEqual([given, undefined]);
    const connection = data![field.name] as any;
    return { nodes: nodesOf(connection), pageInfo: connection.pageInfo };
  }
  const codeOf = ({ errors }: Reply) => errors?.[0]?.extensions?.['code'];
  async function sortsOf(field: GraphQLField<unknown, unknown>): Promise<string[]> {
    const sort = getNamedType(field.args.find(({ name }) => name === 'sort')!.type);
    if (isEnumType(sort)) return sort.getValues().map(({ name }) => name);
    return (await ask(field, { sort: 'no such' }, '__typename')).errors![0]!.extensions!['sorts'] as string[];
  }
  async function all(field: GraphQLField<unknown, unknown>, given: Row, select?: string): Promise<Row[]> {
    const found: Row[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await page(field, { ...given, after }, select);
      found.push(...nodes);
      if (!pageInfo.hasNextPage) return found;
      after = pageInfo.endCursor;
    }
  }
  const shownBy = (field: GraphQLField<unknown, unknown>, name: string): boolean => {
    const shown = nodeOf(field).getFields()[name];
    return !!shown && isLeafType(getNamedType(shown.type));
  };
  /** The field that shows what a list is sorted by; none where its rows do not show it. */
  const columnOf = (field: GraphQLField<unknown, unknown>, sort: string): string | undefined =>
    Object.keys(nodeOf(field).getFields()).find((name) => apiName(name) === apiName(sort) && shownBy(field, name));
  /** An enum's value as the database has it, and sorts it. */
  const stored = (field: GraphQLField<unknown, unknown>, name: string, value: unknown): unknown =>
    isEnumType(getNamedType(nodeOf(field).getFields()[name]!.type)) && typeof value === 'string'
      ? value.toLowerCase().replaceAll('_', '-')
      : value;

  it.each(lists.map((field) => [field.name, field] as const))(
    '%s: each sort is a whole order, and its pages are all of it',
    async (name, field) => {
      const key = keyOf(name);
      const sorts = await sortsOf(field);
      expect(sorts.length).toBeGreaterThan(0);
      for (const sort of sorts) {
        const column = columnOf(field, sort);
        const select = [...new Set([key, ...(column ? [column] : [])])].join(' ');
        const [up, down] = [
          await all(field, { sort, descending: false }, select),
          await all(field, { sort, descending: true, first: PAGE }, select),
        ];
        expect([sort, up.length > 0]).toEqual([sort, true]);
        // Ties are broken by the key, the same way in both directions: then one is the other backwards, wherever a page
        // ends.
        expect([sort, down.map((row) => row[key])]).toEqual([sort, up.map((row) => row[key]).reverse()]);
        expect(new Set(up.map((row) => row[key])).size).toBe(up.length);
        if (!column) continue;
        const values = up.map((row) => stored(field, column, row[column])) as (string | number | boolean | null)[];
        const rank = (value: string | number | boolean | null): string | number =>
          value === null ? -1 : typeof value === 'boolean' ? Number(value) : value;
        // Databases sort texts by their bytes.
        const before = (a: string | number, b: string | number): number =>
          typeof a === 'number' && typeof b === 'number'
            ? a - b
            : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
        expect([sort, values]).toEqual([sort, [...values].sort((a, b) => before(rank(a), rank(b)))]);
      }
    },
  );

  it.each(lists.map((field) => [field.name, field] as const))(
    '%s: finds one row by its key, whatever its page, and narrows to what is asked for',
    async (name, field) => {
      const key = keyOf(name);
      const codes = field.args
        .map(({ name: argument }) => argument)
        .filter(
          (argument) =>
            ['state', 'kind', 'step', 'rule', 'subject', 'topic', 'method', 'from', 'date', 'partyId'].includes(
              argument,
            ) && shownBy(field, argument),
        );
      const rows = await all(field, {}, [key, ...codes].join(' '));
      const last = rows.at(-1)!;
      expect((await page(field, { id: last[key], first: 1 })).nodes).toEqual([{ [key]: last[key] }]);
      expect((await page(field, { id: 'nobody' })).nodes).toEqual([]);
      for (const code of codes) {
        const narrowed = await all(field, { [code]: last[code] }, key);
        expect([code, narrowed.map((row) => row[key]).sort()]).toEqual([
          code,
          rows
            .filter((row) => row[code] === last[code])
            .map((row) => row[key])
            .sort(),
        ]);
      }
    },
  );

  it.each(lists.map((field) => [field.name, field] as const))(
    '%s: refuses who may not see it, marks that nobody was given and sorts that there are not',
    async (name, field) => {
      const key = keyOf(name);
      const stranger = callerOf(name, false);
      if (stranger) {
        const reply = await ask(field, {}, key, stranger.token);
        expect([codeOf(reply), reply.data?.[name] ?? null]).toEqual([
          stranger.token ? 'FORBIDDEN' : 'UNAUTHENTICATED',
          null,
        ]);
      }
      expect(codeOf(await ask(field, { sort: 'constructor' }, key))).toBe('BAD_USER_INPUT');
      expect(codeOf(await ask(field, { after: 'bm9uc2Vuc2U' }, key))).toBe('BAD_USER_INPUT');
      expect(codeOf(await ask(field, { first: 101 }, key))).toBe('BAD_USER_INPUT');
      const [sort, other] = await sortsOf(field);
      const { pageInfo } = await page(field, { sort, first: 1 });
      if (other)
        expect(codeOf(await ask(field, { sort: other, after: pageInfo.endCursor }, key))).toBe('BAD_USER_INPUT');
    },
  );

  const acted = lists.flatMap((field) => {
    const actions = nodeOf(field).getFields()['availableActions'];
    return actions
      ? [
          [
            field.name,
            field,
            isLeafType(getNamedType(actions.type)) ? 'availableActions' : 'availableActions { action }',
          ] as const,
        ]
      : [];
  });
  it.each(acted)('%s: offers nothing to one who only looks on', async (name, field, select) => {
    const onlookers = platform.callers.filter(
      ({ role }) =>
        ['regulator', 'industry-body'].includes(role) && mayTouch(ruleOf('Query', name).rule, actors.get(role)!),
    );
    for (const { role, token } of onlookers) {
      const { data, errors } = await ask(field, {}, select, token);
      expect([role, errors]).toEqual([role, undefined]);
      expect([
        role,
        nodesOf(data![name] as any).filter(({ availableActions }: Row) => (availableActions as unknown[]).length > 0),
      ]).toEqual([role, []]);
    }
  });

  const documents = Object.values(
    JSON.parse(readFileSync(new URL('../../dist/schema/documents/admin.json', import.meta.url), 'utf8')) as Record<
      string,
      string
    >,
  );
  const rootsOf = (text: string): string[] =>
    (parse(text).definitions[0] as OperationDefinitionNode).selectionSet.selections.map((one) =>
      one.kind === Kind.FIELD ? one.name.value : '',
    );
  const pages = documents
    .filter((text) => text.includes('$descending'))
    .map((text) => [rootsOf(text)[0]!, text] as const);

  it.each(pages)('%s: a long page of the office costs as many questions as a short one', async (name, text) => {
    const { token } = callerOf(name, true)!;
    const asked = async (first: number) => {
      statements = [];
      const { data, errors } = await platform.post(token, text, { first, ...NEEDED[name] });
      expect(errors).toBeUndefined();
      expect(nodesOf(data![name] as any).length).toBeGreaterThan(0);
      return Map.groupBy(
        statements.filter((sql) => sql.startsWith('select')),
        (sql) => sql.replaceAll(/'(?:[^']|'')*'|\d+(?:\.\d+)?/g, '?').replaceAll(/\?(?:, \?)+/g, '?'),
      );
    };
    // Who asks, and whose keys are known, is remembered for a while.
    await asked(10);
    const [short, long] = [await asked(2), await asked(10)];
    // Two fields of a row may be of one kind: a carrier and a seller.
    expect([...long].filter(([sql, times]) => times.length > Math.max(2, short.get(sql)?.length ?? 0))).toEqual([]);
  });

  it('are all that the office pages ask for by sort', () => {
    expect(pages.map(([name]) => name).filter((name) => !lists.some((field) => field.name === name))).toEqual([]);
    expect(lists.every((field) => isObjectType(nodeOf(field)))).toBe(true);
  });
});
