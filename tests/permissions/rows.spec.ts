import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { execute, getNamedType, isObjectType, isUnionType, parse } from 'graphql';
import type { Actor } from '@heitu/kit/rules/actor';
import type { Context } from '@heitu/kit/data/context';
import { PAGE_SIZE_MAX } from '@heitu/kit/rules/graphql';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { buildSubgraph, referencesOf } from '@heitu/kit/serving/subgraph';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { Order } from '@heitu/orders';
import { inputOf, noIds } from '../contract/attacks.fixture.ts';
import { readPublicSchema, type RootField } from '../contract/operations.fixture.ts';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import {
  ENTITIES,
  gatewayFor,
  openRoots,
  readSamples,
  RELATIONS,
  rootsTaking,
  showsSomething,
  waysTo,
  type Sample,
} from './rows.fixture.ts';
import { seesAs } from './rules.fixture.ts';
import { deepSelection } from './selection.fixture.ts';

const TABLE = new URL('rows.md', import.meta.url);
const DEPTH = 2;
const schema = readPublicSchema();
const roots = schema.getQueryType()!.getFields();

describe('whose row', () => {
  let platform: Platform;
  let samples: ReadonlyMap<string, Sample>;
  let gateway: Awaited<ReturnType<typeof gatewayFor>>;
  /** Kind → ids to try in every root that takes one. */
  let tried: Map<string, Set<string>>;
  const answers = new Map<string, Promise<[root: string, answer: unknown][]>>();

  beforeAll(async () => {
    platform = await startTestPlatform();
    samples = await readSamples(platform);
    gateway = await gatewayFor(platform.subgraphs);
    tried = new Map(ENTITIES.map(({ type, kind }) => [kind, new Set([samples.get(type)!.id])]));
    tried.set(
      'party',
      new Set(
        [...samples.values()].flatMap(({ seller, carrier }) => [seller, carrier].filter((id) => id !== undefined)),
      ),
    );
    tried.set(
      'checkout',
      new Set(
        (
          await platform.rows('payments', 'select checkoutId from Payment where id = ?', [samples.get('Payment')!.id])
        ).map((row) => String(row['checkoutId'])),
      ),
    );
  });
  afterAll(async () => {
    await gateway.close();
    await platform.close();
  });

  /**
   * What somebody is answered by every root that may be asked, openly and by each id that is tried: once for each
   * actor.
   */
  function askEverything(actor: Actor): Promise<[root: string, answer: unknown][]> {
    const key = JSON.stringify(actor);
    if (!answers.has(key)) answers.set(key, ask());
    return answers.get(key)!;

    async function ask(): Promise<[string, unknown][]> {
      const may = seesAs(actor);
      const all: [string, unknown][] = [];
      const question = async (field: RootField, label: string, given: Record<string, unknown>) => {
        if (!may('Query', field.name)) return;
        const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
        const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
        // Whole lists: who sees a row must not see it by luck.
        const input = {
          ...inputOf(field, noIds),
          ...Object.fromEntries(
            field.args.filter((argument) => !String(argument.type).endsWith('!')).map(({ name }) => [name, null]),
          ),
          ...(field.args.some(({ name }) => name === 'first') && { first: PAGE_SIZE_MAX }),
          ...given,
        };
        const answer = await gateway.post(
          actor,
          `query${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${deepSelection(getNamedType(field.type), DEPTH, may)} }`,
          input,
        );
        if (answer.errors) expect([label, answer.errors]).toEqual([label, undefined]);
        all.push([label, answer.data?.[field.name]]);
      };
      for (const field of openRoots(schema)) await question(field, field.name, {});
      for (const [kind, ids] of tried)
        for (const { field, argument } of rootsTaking(schema, kind))
          for (const id of ids) await question(roots[field]!, `${field}(${argument})`, { [argument]: id });
      return all;
    }
  }

  /** Subgraphs that show something of the row where it is asked for by reference. */
  async function byReference(
    subgraphs: ReadonlyMap<string, RunningSubgraph>,
    actor: Actor,
    type: string,
    id: string,
  ): Promise<string[]> {
    const showing: string[] = [];
    for (const manifest of MANIFESTS) {
      const { name } = manifest;
      const union = subgraphs.get(name)!.built.schema.getType('_Entity');
      const member =
        isUnionType(union) && type in referencesOf(manifest)
          ? union.getTypes().find((one) => one.name === type)
          : undefined;
      if (!member || !isObjectType(member)) continue;
      const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${type}${deepSelection(member, DEPTH, seesAs(actor, name))} } }`;
      const { data } = await subgraphs
        .get(name)!
        .execute({ query, variables: { r: [{ __typename: type, id }] } }, actor, 'rows-by-reference');
      const [found] = (data?.['_entities'] ?? []) as (Record<string, unknown> | null)[];
      if (found && showsSomething(found)) showing.push(name);
    }
    return showing;
  }

  /** By which ways an actor sees something of a row, through the gateway and by reference. */
  async function waysOf(actor: Actor, type: string, id: string): Promise<[ways: string[], direct: string[]]> {
    const ways = new Set(
      (await askEverything(actor)).flatMap(([root, answer]) =>
        waysTo(answer, type, id).map((at) => (at ? `${root} > ${at}` : root)),
      ),
    );
    return [[...ways].sort(), await byReference(platform.subgraphs, actor, type, id)];
  }

  it('is shown to whom it must be and to nobody else, by the ways that tests/permissions/rows.md tells', async () => {
    const lines: string[] = [];
    const wrong: string[] = [];
    for (const { type, right = 'shop', seenBy } of ENTITIES) {
      const sample = samples.get(type)!;
      const unseen: string[] = [];
      for (const [relation, actorOf] of RELATIONS) {
        const actor = actorOf(sample, right);
        if (!actor) continue;
        const [ways, direct] = await waysOf(actor, type, sample.id);
        const seen = ways.length + direct.length > 0;
        if (seen !== seenBy.includes(relation))
          wrong.push(`${type}, ${relation}: ${seen ? `seen by ${[...ways, ...direct].join(', ')}` : 'not seen'}`);
        if (seen) lines.push(`| ${type} | ${relation} | ${ways.join('<br>') || '-'} | ${direct.join(', ') || '-'} |`);
        else unseen.push(relation);
      }
      lines.push(`| ${type} | ${unseen.join('; ')} | - | - |`);
    }
    expect(wrong).toEqual([]);
    const text = [
      '# Whose row: who sees what belongs to somebody, and by which ways',
      '',
      'Written by `ROWS_TABLE=write ./run test tests/permissions/rows`, held to what is answered by the same test. Each line was asked for: openly and by its id through every root of the gateway, two objects deep, and by reference in every subgraph. What is not there and what is not theirs answer the same.',
      '',
      '| entity | who asks | seen through the gateway by | seen by reference in |',
      '|---|---|---|---|',
      ...lines,
      '',
    ].join('\n');
    if (process.env['ROWS_TABLE'] === 'write') writeFileSync(TABLE, text);
    expect(text).toBe(readFileSync(TABLE, 'utf8'));
  }, 300_000);

  it('would be found out: a reference that asks nobody whose it is shows a stranger the row', async () => {
    const orders = platform.subgraphs.get('orders')!;
    const manifest = MANIFESTS.find(({ name }) => name === 'orders')!;
    const careless = (context: Context, { id }: { id: string }) =>
      (context as Context<[typeof Order]>).rows.selectFrom('Order').selectAll().where('id', '=', id).executeTakeFirst();
    const built = buildSubgraph({ ...manifest, references: { ...manifest.references, Order: careless as never } });
    const planted: RunningSubgraph = {
      ...orders,
      built,
      async execute({ query, variables }, actor) {
        const { data } = await execute({
          schema: built.schema,
          document: parse(query),
          variableValues: variables,
          contextValue: orders.contextFor(actor, 'planted'),
        });
        return { data: data as Record<string, unknown> };
      },
    };
    const stranger = RELATIONS.find(([relation]) => relation === "other's: another person")![1]({ id: '' }, '')!;
    const { id } = samples.get('Order')!;
    expect(await byReference(platform.subgraphs, stranger, 'Order', id)).toEqual([]);
    expect(await byReference(new Map([...platform.subgraphs, ['orders', planted]]), stranger, 'Order', id)).toEqual([
      'orders',
    ]);
  });
});
