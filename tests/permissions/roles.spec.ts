import { referencesOf } from '@heitu/kit/serving/subgraph';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLObjectType,
} from 'graphql';
import { ANONYMOUS, peerActor, type Actor } from '@heitu/kit/rules/actor';
import type { GraphAnswer } from '@heitu/kit/messages/peers';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { noIds, inputOf } from '../contract/attacks.fixture.ts';
import { readCountyIds, unknownId, type CountyIds, type IdKind } from '../contract/county-ids.fixture.ts';
import { documentOf, readPublicSchema } from '../contract/operations.fixture.ts';
import { plausible } from '../contract/plausible.fixture.ts';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import { isPeersOnly, mayTouch, ruleOf, rules } from './rules.fixture.ts';

/** What ends the caller's own session or account: called last. */
const ENDS_THE_CALLER = ['signOut', 'eraseAccount'];
const PEERS = MANIFESTS.map(({ name }) => name);
/** Ids to ask `_entities` for, by type; a type without rows in the county is asked for what nobody has. */
const KIND_OF_TYPE: Readonly<Record<string, IdKind>> = {
  Party: 'party',
  Shop: 'shop',
  Filing: 'filing',
  Category: 'category',
  Product: 'product',
  Sku: 'sku',
  Lot: 'lot',
  Order: 'order',
  AfterSale: 'afterSale',
  Shipment: 'shipment',
  Collection: 'collection',
  Carrier: 'party',
  Payment: 'payment',
  Account: 'account',
  Address: 'address',
  Complaint: 'complaint',
  Review: 'review',
  PriceLabel: 'priceLabel',
};
const KEY_OF_TYPE: Readonly<Record<string, string>> = { Carrier: 'partyId' };
const IDS_PER_SIDE = 2;

const schema = readPublicSchema();
const ROOTS = [
  ...Object.values(schema.getQueryType()!.getFields()).map((field) => ['query', 'Query', field] as const),
  ...Object.values(schema.getMutationType()!.getFields()).map((field) => ['mutation', 'Mutation', field] as const),
];

/** How an answer denies: by one of these codes and no other way. */
const denials = (answer: GraphAnswer): { code: string; path: readonly (string | number)[] }[] =>
  (answer.errors ?? []).flatMap(({ extensions, path }) =>
    ['FORBIDDEN', 'UNAUTHENTICATED'].includes(String(extensions?.['code']))
      ? [{ code: String(extensions!['code']), path: path ?? [] }]
      : [],
  );
/** What was decided on a root field; a question that never reached it is the test's fault, and said so. */
const decided = (answer: GraphAnswer): string =>
  denials(answer)[0]?.code ??
  (answer.errors?.some(({ path }) => !path) ? `badly asked: ${answer.errors[0]!.message}` : 'allowed');
const denialFor = (actor: Actor): string => (actor.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN');

describe('who may touch which field', () => {
  let platform: Platform;
  let ids: CountyIds;
  const actors = new Map<string, Actor>();

  beforeAll(async () => {
    platform = await startTestPlatform();
    ids = await readCountyIds(platform);
    for (const { role, token } of platform.callers) actors.set(role, token ? await platform.actorOf(token) : ANONYMOUS);
  });
  afterAll(() => platform.close());

  it('is told of every root field, and the table knows every rule', () => {
    const ruled = new Set(rules.map(({ type, field }) => `${type}.${field}`));
    expect(
      ROOTS.filter(([, type, field]) => !ruled.has(`${type}.${field.name}`)).map(([, , field]) => field.name),
    ).toEqual([]);
    for (const { rule } of rules) expect(() => mayTouch(rule, ANONYMOUS)).not.toThrow();
  });

  it('shows the public what schema/api.graphql says, and nothing of what is for peers', async () => {
    const { data } = await platform.post(null, getIntrospectionQuery({ specifiedByUrl: true }));
    const shown = buildClientSchema(data as never);
    expect(printSchema(lexicographicSortSchema(shown))).toBe(printSchema(lexicographicSortSchema(schema)));
    const visible = rules
      .filter(({ rule }) => isPeersOnly(rule))
      .filter(({ type, field }) => (shown.getType(type) as GraphQLObjectType | undefined)?.getFields?.()[field]);
    expect(visible).toEqual([]);
  });

  const roles = [
    'anonymous',
    'consumer',
    'operator-admin',
    'reviewer',
    'mediator',
    'finance',
    'regulator',
    'industry-body',
    'seller-owner',
    'seller-staff',
    'carrier-manager',
    'courier',
    'station-agent',
    'partner',
  ];
  it('covers each role that the county signs in', () =>
    expect(platform.callers.map(({ role }) => role)).toEqual(roles));

  it.each(roles)('%s is let in, or not, as the table says: each root field through the gateway', async (role) => {
    const { token } = platform.callers.find((caller) => caller.role === role)!;
    const actor = actors.get(role)!;
    const wrong: string[] = [];
    for (const [kind, type, field] of ROOTS) {
      if (ENDS_THE_CALLER.includes(field.name)) continue;
      const answer = await platform.post(token, documentOf(kind, field), inputOf(field, noIds));
      const denied = decided(answer);
      const expected = mayTouch(ruleOf(type, field.name).rule, actor) ? 'allowed' : denialFor(actor);
      if (denied !== expected) wrong.push(`${type}.${field.name}: ${denied}, should be ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  describe.each(PEERS)('%s, called directly', (subgraph) => {
    const ask = (actor: Actor, query: string, variables: Record<string, unknown>) =>
      platform.subgraphs.get(subgraph)!.execute({ query, variables }, actor, 'permissions');
    const everyone = () => [...actors, ...PEERS.map((peer) => [`peer ${peer}`, peerActor(peer)] as const)];

    it('lets each peer read what names it, and nobody else', async () => {
      const roots = platform.subgraphs.get(subgraph)!.built.schema.getQueryType()!;
      const wrong: string[] = [];
      for (const [who, actor] of everyone()) {
        for (const field of Object.values(roots.getFields())) {
          if (field.name.startsWith('_')) continue;
          const denied = decided(await ask(actor, documentOf('query', field), inputOf(field, noIds)));
          const expected = mayTouch(ruleOf('Query', field.name, subgraph).rule, actor) ? 'allowed' : denialFor(actor);
          if (denied !== expected) wrong.push(`${who}, ${field.name}: ${denied}, should be ${expected}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('guards every field of every entity, also through _entities', async () => {
      const union = platform.subgraphs.get(subgraph)!.built.schema.getType('_Entity');
      const types = isUnionType(union) ? union.getTypes().filter(isObjectType) : [];
      const references = referencesOf(MANIFESTS.find(({ name }) => name === subgraph)!);
      const wrong: string[] = [];
      let reached = 0;
      for (const type of types.filter(({ name }) => name in references)) {
        const key = KEY_OF_TYPE[type.name] ?? 'id';
        const document = entityDocument(type);
        for (const [who, actor] of everyone()) {
          const kind = KIND_OF_TYPE[type.name];
          const asked = kind
            ? [...ids.own(actor, kind).slice(0, IDS_PER_SIDE), ...ids.foreign(actor, kind).slice(0, IDS_PER_SIDE)]
            : [unknownId(type.name)];
          const answer = await ask(actor, document.query, {
            ...document.variables,
            representations: asked.map((id) => ({ __typename: type.name, [key]: id })),
          });
          if (answer.data === undefined) wrong.push(`${type.name} was badly asked: ${JSON.stringify(answer.errors)}`);
          const denied = denials(answer);
          for (const field of document.fields) {
            const found = (answer.data?.[field] as (Record<string, unknown> | null)[] | undefined) ?? [];
            const refused = denied.filter(({ path }) => path[0] === field && path[2] === field);
            const may = mayTouch(ruleOf(type.name, field, subgraph).rule, actor);
            if (may && refused.length > 0) wrong.push(`${who}: ${type.name}.${field} is denied, should be allowed`);
            if (!may && found.some((entity) => entity?.[field] !== undefined && entity[field] !== null))
              wrong.push(`${who}: ${type.name}.${field} is shown, should be denied`);
            if (!may && refused.some(({ code }) => code !== denialFor(actor)))
              wrong.push(`${who}: ${type.name}.${field} denies by ${refused[0]!.code}`);
            if (may && found.some(Boolean)) reached += 1;
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(reached).toBeGreaterThan(0);
    });
  });

  it('says who may end a session or an account', async () => {
    const trust = platform.subgraphs.get('trust')!;
    for (const name of ENDS_THE_CALLER) {
      const field = schema.getMutationType()!.getFields()[name]!;
      for (const [role, actor] of actors) {
        const denied = decided(
          await trust.execute(
            { query: documentOf('mutation', field), variables: inputOf(field, noIds) },
            actor,
            'permissions',
          ),
        );
        expect([role, name, denied]).toEqual([
          role,
          name,
          mayTouch(ruleOf('Mutation', name).rule, actor) ? 'allowed' : denialFor(actor),
        ]);
      }
    }
  });
});

/** One question for each field of an entity under the field's own name, so that a denied one takes no other with it. */
function entityDocument(type: GraphQLObjectType): {
  query: string;
  fields: string[];
  variables: Record<string, unknown>;
} {
  const variables: Record<string, unknown> = {};
  const declared = ['$representations: [_Any!]!'];
  const fields = Object.values(type.getFields());
  const asked = fields.map((field) => {
    const passed = field.args.map((argument) => {
      const name = `${field.name}_${argument.name}`;
      declared.push(`$${name}: ${argument.type}`);
      variables[name] = plausible(field.name, argument, ({ field: at }) => unknownId(at));
      return `${argument.name}: $${name}`;
    });
    const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
    return `${field.name}: _entities(representations: $representations) { ... on ${type.name} { ${field.name}${passed.length > 0 ? `(${passed.join(', ')})` : ''}${selection} } }`;
  });
  return {
    query: `query(${declared.join(', ')}) { ${asked.join('\n')} }`,
    fields: fields.map(({ name }) => name),
    variables,
  };
}
