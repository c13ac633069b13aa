import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isNonNullType, type GraphQLObjectType } from 'graphql';
import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { ANONYMOUS, peerActor, systemActor, type Actor } from '@heitu/kit/rules/actor';
import { permit } from '@heitu/kit/rules/permissions';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { testSubgraph } from '@heitu/kit/serving/testing';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { ROLES } from '@heitu/standard';
import { readPublicSchema } from '../contract/operations.fixture.ts';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import { startPlantedPlatform, type PlantedPlatform } from './planted.fixture.ts';
import { createProbe } from './probe.fixture.ts';
import { mayTouch, rules } from './rules.fixture.ts';
import { questionsFor, standsAt } from './ways.fixture.ts';

/** Nobody, each role alone, who acts for another, and each peer. */
const EVERYBODY: readonly (readonly [string, Actor])[] = [
  ['anonymous', ANONYMOUS],
  ...ROLES.map(
    ({ role, kind }) =>
      [role, { kind: kind === 'service' ? 'client' : 'account', id: 'somebody', grants: [{ role }] } as Actor] as const,
  ),
  [
    'delegate',
    {
      kind: 'account',
      id: 'somebody',
      grants: [{ role: 'seller-staff' }],
      delegation: { id: 'leave', delegatorId: 'owner' },
    },
  ],
  ...MANIFESTS.map(({ name }) => [`peer ${name}`, peerActor(name)] as const),
];
const ROOTS = ['Query', 'Mutation'];
const schema = readPublicSchema();
const denialFor = (actor: Actor): string => (actor.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN');

describe('role x field', () => {
  let platform: Platform;
  beforeAll(async () => void (platform = await startTestPlatform()));
  afterAll(() => platform.close());

  it.each(MANIFESTS.map(({ name }) => name))(
    '%s, asked directly, lets each role and peer at each field, or not, as the table says',
    async (name) => {
      const probe = createProbe(platform.subgraphs.get(name)!);
      const own = new Map(
        rules.filter(({ subgraph }) => subgraph === name).map((row) => [`${row.type}.${row.field}`, row.rule]),
      );
      const wrong: string[] = [];
      for (const [who, actor] of EVERYBODY) {
        const denied = await probe.ask(actor);
        for (const coordinate of probe.coordinates) {
          const expected = mayTouch(own.get(coordinate)!, actor) ? undefined : denialFor(actor);
          if (denied.get(coordinate) !== expected)
            wrong.push(
              `${who}, ${coordinate}: ${denied.get(coordinate) ?? 'allowed'}, should be ${expected ?? 'allowed'}`,
            );
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it.each(MANIFESTS.map(({ name }) => name))(
    '%s can refuse a field that is narrower than its type without taking the rest with it',
    (name) => {
      const types = platform.subgraphs.get(name)!.built.schema.getTypeMap();
      const own = Map.groupBy(
        rules.filter(({ subgraph, type }) => subgraph === name && !ROOTS.includes(type)),
        ({ type }) => type,
      );
      const wrong = [...own.values()].flatMap((fields) =>
        fields.filter(({ type, field, rule }) => {
          const isNarrower = EVERYBODY.some(
            ([, actor]) => !mayTouch(rule, actor) && fields.some((other) => mayTouch(other.rule, actor)),
          );
          return isNarrower && isNonNullType((types[type] as GraphQLObjectType).getFields()[field]!.type);
        }),
      );
      expect(wrong.map(({ type, field }) => `${type}.${field}`)).toEqual([]);
    },
  );
});

describe('a field that nobody gave a rule', () => {
  it('is refused to everybody, whatever stands around it', async () => {
    @ObjectType()
    class Drawer {
      @Field() label: string;
      @Field({ nullable: true }) content?: string;
    }
    @Resolver()
    class DrawerResolver {
      @Query(() => Drawer)
      drawer(): Drawer {
        return { label: 'L', content: 'for no eyes' };
      }
      @Query(() => Drawer)
      otherDrawer(): Drawer {
        return { label: 'L' };
      }
    }
    const forgetful: Manifest = {
      name: 'cabinet',
      resolvers: [DrawerResolver],
      references: {},
      permissions: { Query: { drawer: permit.anyone }, Drawer: { label: permit.anyone } },
      entities: [],
      migrationsPath: '',
      reactions: [],
      edges: [],
      jobs: [],
      evidence: {},
      services: () => ({}),
    };
    const room = await testSubgraph(forgetful);
    for (const [who, actor] of [...EVERYBODY, ['system', systemActor('cabinet')] as const]) {
      const answer = await room.graphWithErrors(actor, '{ drawer { label content } }');
      expect([who, answer.data, answer.errors?.map(({ path, extensions }) => [path, extensions?.['code']])]).toEqual([
        who,
        { drawer: { label: 'L', content: null } },
        [[['drawer', 'content'], 'FORBIDDEN']],
      ]);
      expect([
        who,
        (await room.graphWithErrors(actor, '{ otherDrawer { label } }')).errors?.[0]?.extensions?.['code'],
      ]).toEqual([who, 'FORBIDDEN']);
    }
    expect(
      room.subgraph.built.permissionRows
        .filter(({ rule }) => rule === 'nobody')
        .map(({ type, field }) => `${type}.${field}`),
    ).toEqual(['Query.otherDrawer', 'Drawer.content']);
    await room.close();
  });

  it('is not there among the fields of the platform', () =>
    expect(rules.filter(({ rule }) => rule === 'nobody')).toEqual([]));
});

describe('role x field through the gateway, with every row there is to wish for', () => {
  let planted: PlantedPlatform;
  beforeAll(async () => void (planted = await startPlantedPlatform()));
  afterAll(() => planted.close());
  const everything = questionsFor(schema, () => true);

  it.each(EVERYBODY.filter(([, { kind }]) => kind !== 'peer'))(
    '%s gets to the fields that the table says, and to no other by the shortest way to it',
    async (role, actor) => {
      const reached = new Set(
        rules.filter((row) => row.isReachedBy(role)).map(({ type, field }) => `${type}.${field}`),
      );
      const wrong: string[] = [];
      const seen = new Set<string>();
      for (const { text, places, passes } of questionsFor(schema, (coordinate) => reached.has(coordinate))) {
        for (let pass = 0; pass < passes; pass++) {
          const { data, errors = [] } = await planted.post(actor, pass, text);
          wrong.push(...errors.map(({ message, path }) => `${path?.join('.')}: ${message}`));
          for (const [coordinate, place] of places) if (standsAt(data, place)) seen.add(coordinate);
        }
      }
      for (const coordinate of reached) if (!seen.has(coordinate)) wrong.push(`${coordinate} is not answered`);

      for (const { text, places, passes } of everything) {
        const closed = [...places].filter(([coordinate]) => !reached.has(coordinate));
        for (let pass = 0; pass < (closed.length > 0 ? passes : 0); pass++) {
          const { data, errors = [] } = await planted.post(actor, pass, text);
          const denied = errors
            .filter(({ extensions }) => extensions?.code === denialFor(actor))
            .map(({ path }) => path!.filter((step) => typeof step === 'string').join('.'));
          if (denied.length !== errors.length) wrong.push(`${text.slice(0, 60)}: ${JSON.stringify(errors)}`);
          for (const [coordinate, place] of closed) {
            if (standsAt(data, place)) wrong.push(`${coordinate} is answered`);
            if (!place.some((_step, i) => denied.includes(place.slice(0, i + 1).join('.'))) && pass === 0)
              wrong.push(`${coordinate} is not refused`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
