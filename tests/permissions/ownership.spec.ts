import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isUnionType, type GraphQLArgument } from 'graphql';
import { peerActor, type Actor } from '@heitu/kit/rules/actor';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumers, parties, staff } from '@heitu/sandbox/county';
import { ROLES } from '@heitu/standard';
import { foreignIds, inputOf, noIds, ownIds, type IdChoice } from '../contract/attacks.fixture.ts';
import {
  kindOf,
  PRIVATE_KINDS,
  readCountyIds,
  unknownId,
  type CountyIds,
  type IdKind,
} from '../contract/county-ids.fixture.ts';
import { readPublicSchema, type RootField } from '../contract/operations.fixture.ts';
import { DAY_WITH_SOME_OF_EACH, startTestPlatform, type Caller, type Platform } from '../contract/platform.fixture.ts';
import { mayTouch, ruleOf, seesAs } from './rules.fixture.ts';
import { deepSelection } from './selection.fixture.ts';

/** Who acts only for themselves or for their own business. */
const BOUND_ROLES = [
  'consumer',
  'seller-owner',
  'seller-staff',
  'carrier-manager',
  'courier',
  'station-agent',
  'partner',
];
/** Entities that belong to somebody, and what kind of id they have. */
const PRIVATE_TYPES: Readonly<Record<string, IdKind>> = {
  Order: 'order',
  AfterSale: 'afterSale',
  Payment: 'payment',
  Shipment: 'shipment',
  Collection: 'collection',
  Address: 'address',
  Complaint: 'complaint',
  Filing: 'filing',
};
/** What must be found by asking, or the questions were not deep enough. */
const SEES_OWN: Readonly<Record<string, readonly IdKind[]>> = {
  consumer: ['order', 'orderLine', 'afterSale', 'shipment', 'collection', 'payment', 'address'],
  'seller-owner': ['order', 'afterSale', 'shipment', 'collection', 'supplier', 'complaint', 'document', 'staff'],
  'carrier-manager': ['shipment'],
};
const FOREIGN_TRIED = 3;
const DEPTH = 2;

const schema = readPublicSchema();
const queries = Object.values(schema.getQueryType()!.getFields());
const isOfOne = (detail: string): boolean => consumers.filter(({ address }) => address.detail === detail).length === 1;
/** By which a list is narrowed to what has this word or number. */
const NARROWS = ['search', 'number', 'code'];
const isIdArgument = (argument: GraphQLArgument): boolean => getNamedType(argument.type).name === 'ID';

describe('whose it is', () => {
  let platform: Platform;
  let ids: CountyIds;
  const actors = new Map<string, Actor>();
  const caller = (role: string): Caller => platform.callers.find((one) => one.role === role)!;

  beforeAll(async () => {
    platform = await startTestPlatform({ startsAt: DAY_WITH_SOME_OF_EACH });
    ids = await readCountyIds(platform);
    for (const { role, token } of platform.callers) if (token) actors.set(role, await platform.actorOf(token));
  });
  afterAll(() => platform.close());

  const deepQuery = (field: RootField, actor: Actor): string => {
    const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
    const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
    return `query${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${deepSelection(getNamedType(field.type), DEPTH, seesAs(actor))} }`;
  };
  /** An answer without what differs between two questions in any case: the id asked for, request ids. */
  const essence = (answer: unknown, asked: readonly string[]): string =>
    asked.reduce(
      (text, id) => text.replaceAll(id, '<id>'),
      JSON.stringify(answer).replaceAll(/"requestId":"[^"]*"/g, ''),
    );

  it('has two of each in the county, so that there is somebody else', () => {
    for (const kind of ['order', 'address', 'payment', 'checkout', 'afterSale', 'shipment', 'collection'] as const) {
      expect([
        kind,
        ids.own(actors.get('consumer')!, kind).length > 0,
        ids.foreign(actors.get('consumer')!, kind).length > 0,
      ]).toEqual([kind, true, true]);
    }
    expect(ids.foreign(actors.get('consumer')!, 'complaint').length).toBeGreaterThan(0);
  });

  describe.each(BOUND_ROLES)('%s', (role) => {
    it("reads by id what is their own, and cannot tell what is others' from what is not there", async () => {
      const actor = actors.get(role)!;
      const wrong: string[] = [];
      for (const field of queries) {
        const places = field.args
          .filter(isIdArgument)
          .filter((argument) => PRIVATE_KINDS.includes(kindOf(field.name, argument.name)!));
        if (places.length === 0 || !mayTouch(ruleOf('Query', field.name).rule, actor)) continue;
        for (const place of places) {
          for (const foreign of ids.foreign(actor, kindOf(field.name, place.name)!).slice(0, FOREIGN_TRIED)) {
            const nobody = unknownId(place.name);
            const answers = await Promise.all(
              [foreign, nobody].map(async (id) =>
                essence(
                  await platform.post(caller(role).token, deepQuery(field, actor), {
                    ...inputOf(field, noIds),
                    ...alone(field, place, id),
                  }),
                  [id],
                ),
              ),
            );
            if (answers[0] !== answers[1])
              wrong.push(`${field.name}(${place.name}): others' ${answers[0]}, nobody's ${answers[1]}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    });

    it("gets the same for others' and nobody's things from every subgraph through _entities", async () => {
      const actor = actors.get(role)!;
      const wrong: string[] = [];
      for (const { name } of MANIFESTS) {
        const subgraph = platform.subgraphs.get(name)!;
        const union = subgraph.built.schema.getType('_Entity');
        for (const type of isUnionType(union) ? union.getTypes() : []) {
          const kind = type.name === 'Order' && name === 'logistics' ? 'sentOrder' : PRIVATE_TYPES[type.name];
          if (!kind) continue;
          const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${type.name}${deepSelection(type, DEPTH, seesAs(actor, name))} } }`;
          for (const foreign of ids.foreign(actor, kind).slice(0, FOREIGN_TRIED)) {
            const nobody = unknownId(type.name);
            const [theirs, nobodys] = await Promise.all(
              [foreign, nobody].map(async (id) =>
                essence(
                  await subgraph.execute(
                    { query, variables: { r: [{ __typename: type.name, id }] } },
                    actor,
                    'ownership',
                  ),
                  [id],
                ),
              ),
            );
            if (theirs !== nobodys) wrong.push(`${name} ${type.name}: others' ${theirs}, nobody's ${nobodys}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    });

    it("finds nothing of others' by any question, however deep", async () => {
      const { own, leaks } = await askEverything(role);
      expect(leaks).toEqual([]);
      expect(own).toEqual(expect.arrayContaining([...(SEES_OWN[role] ?? [])]));
    });
  });

  it("would be found out: who oversees everybody does find others' things by the same questions", async () => {
    const { leaks } = await askEverything('operator-admin');
    expect(leaks).toEqual(
      expect.arrayContaining([
        "tradeOrders shows the id of another's order",
        "complaints shows the id of another's complaint",
      ]),
    );
  });

  /** Every query that a role may ask, as deep as it goes: which kinds of its own it found, and what of others'. */
  async function askEverything(role: string): Promise<{ own: IdKind[]; leaks: string[] }> {
    const actor = actors.get(role)!;
    const kindsOf = (of: (kind: IdKind) => readonly string[]) =>
      new Map(PRIVATE_KINDS.flatMap((kind) => of(kind).map((id) => [id, kind] as const)));
    const [mine, foreign] = [kindsOf((kind) => ids.own(actor, kind)), kindsOf((kind) => ids.foreign(actor, kind))];
    // Who sells and delivers must know where to; nobody else has others' addresses to see.
    const texts = ['consumer', 'partner'].includes(role)
      ? consumers
          .filter(({ key }) => key !== ownKey(actor))
          .flatMap(({ phone, address }) => [phone, ...(isOfOne(address.detail) ? [address.detail] : [])])
      : [];
    const [own, leaks] = [new Set<IdKind>(), new Set<string>()];
    for (const field of queries) {
      if (!mayTouch(ruleOf('Query', field.name).rule, actor)) continue;
      for (const variables of variations(field, actor)) {
        const answer = await platform.post(caller(role).token, deepQuery(field, actor), variables);
        expect(
          answer.errors?.filter(
            ({ extensions }) => !['FORBIDDEN', 'BAD_USER_INPUT'].includes(String(extensions?.['code'])),
          ) ?? [],
        ).toEqual([]);
        const text = JSON.stringify(answer.data);
        for (const [id] of text.matchAll(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g)) {
          if (mine.has(id)) own.add(mine.get(id)!);
          if (foreign.has(id)) leaks.add(`${field.name} shows the id of another's ${foreign.get(id)!}`);
        }
        if (texts.some((one) => text.includes(one))) leaks.add(`${field.name} shows where another lives, or the phone`);
      }
    }
    return { own: [...own], leaks: [...leaks] };
  }

  describe('what only its owner and the courier at the door may read', () => {
    /** Streets with their doors, telephones and identity numbers of the county's people, each with whose it is. */
    const OWNER_OF = new Map([
      ...consumers.flatMap(({ key, phone, address }) => [
        [phone, key],
        [address.phone, key],
        ...(isOfOne(address.detail) ? [[address.detail, key]] : []),
      ]),
      ...parties.flatMap(({ key, residentId }) => (residentId ? [[residentId, key]] : [])),
      ...staff.flatMap(({ key, residentId }) => (residentId ? [[residentId, key]] : [])),
    ] as [string, string][]);
    /** Every text of others, or of their own, that some answer to this role showed, with the question. */
    const shownTo = async (role: string, whose: 'others' | 'own' = 'others'): Promise<string[]> => {
      const actor = actors.get(role)!;
      const mine = ownKey(actor);
      const wanted = [...OWNER_OF].filter(([, key]) => (key === mine) === (whose === 'own'));
      const shown = new Set<string>();
      for (const field of queries) {
        if (!mayTouch(ruleOf('Query', field.name).rule, actor)) continue;
        for (const variables of variations(field, actor)) {
          const text = JSON.stringify(
            (await platform.post(caller(role).token, deepQuery(field, actor), variables)).data,
          );
          for (const [needle, key] of wanted)
            if (text.includes(needle)) shown.add(`${field.name} shows ${needle} of ${key}`);
        }
      }
      return [...shown];
    };
    it('has streets, telephones and identity numbers to search for', () => expect(OWNER_OF.size).toBeGreaterThan(60));
    it.each(ROLES.map(({ role }) => role).filter((role) => role !== 'courier'))(
      'is in no answer to a %s',
      async (role) => {
        expect(await shownTo(role)).toEqual([]);
      },
    );
    it('would be found out: a consumer finds their own street and telephone by the same questions', async () => {
      expect((await shownTo('consumer', 'own')).map((line) => line.split(' ')[0])).toEqual(
        expect.arrayContaining(['addresses', 'shipments', 'orders']),
      );
    });
  });

  it("is not a peer's affair to read as a user: a peer finds only what it may ask for by name", async () => {
    const answer = await platform.subgraphs.get('orders')!.execute(
      {
        query: 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { id totalFen } } }',
        variables: { r: [{ __typename: 'Order', id: ids.all('order')[0] }] },
      },
      peerActor('catalog'),
      'ownership',
    );
    expect(answer.data?.['_entities']).toEqual([null]);
  });

  /** Exactly one of several ids that exclude each other. */
  const alone = (field: RootField, place: GraphQLArgument, id: string) =>
    Object.fromEntries(
      field.args.filter(isIdArgument).map((argument) => [argument.name, argument === place ? id : null]),
    );
  /** A question with the caller's own ids, with others', and with the filters left out. */
  function variations(field: RootField, actor: Actor): Record<string, unknown>[] {
    const of = (idAt: IdChoice): Record<string, unknown> => {
      const input = inputOf(field, idAt);
      return 'text' in input ? { ...input, text: '大米' } : input;
    };
    const open = Object.fromEntries(
      field.args.map((argument) => [
        argument.name,
        isIdArgument(argument) && !String(argument.type).endsWith('!')
          ? null
          : of(ownIds(ids, actor, false))[argument.name],
      ]),
    );
    const asked = field.args.some(isIdArgument)
      ? [of(ownIds(ids, actor, false)), of(foreignIds(ids, actor)), open]
      : [of(noIds)];
    // A word that nothing has finds nothing: once without it, and without what else narrows.
    const needed = field.args.filter(({ type }) => String(type).endsWith('!'));
    const whole = Object.fromEntries(needed.map(({ name }) => [name, asked[0]?.[name]]));
    return field.args.some(({ name }) => NARROWS.includes(name)) ? [...asked, whole] : asked;
  }
  const ownKey = (actor: Actor): string | undefined =>
    consumers.find(({ key }) => ids.own(actor, 'account').includes(idFrom(`account:${key}`)))?.key;
});
