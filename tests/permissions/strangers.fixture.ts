import { referencesOf } from '@heitu/kit/serving/subgraph';
import { getNamedType, isObjectType, isUnionType } from 'graphql';
import type { Actor } from '@heitu/kit/rules/actor';
import type { GraphRequest } from '@heitu/kit/messages/peers';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { idPlaces, inputOf, noIds, ownIds, withOneId } from '../contract/attacks.fixture.ts';
import { kindOf, type CountyIds } from '../contract/county-ids.fixture.ts';
import { documentOf, readPublicSchema, type RootField } from '../contract/operations.fixture.ts';
import type { Platform, Row } from '../contract/platform.fixture.ts';
import { ENTITIES, RELATIONS, type Sample } from './rows.fixture.ts';
import { mayTouch, ruleOf, seesAs } from './rules.fixture.ts';
import { deepSelection } from './selection.fixture.ts';

/** A way by which somebody to whom a row does not belong asks for it, or tries to do something with it, by its id. */
export interface Attempt {
  /** `Order, other's: another person: cancelOrder(orderId)` */
  what: string;
  /** The way, whoever goes it: `cancelOrder(orderId)`. */
  way: string;
  type: string;
  actor: Actor;
  subgraph: string;
  /** Through the gateway; null for a reference, which only a subgraph can be asked for. */
  throughGateway: ((id: string) => GraphRequest) | null;
  direct: (id: string) => GraphRequest;
  theirs: string;
}

/** Ids of a kind that may well be another's, with the reason. */
const MAY_BE_OTHERS: Readonly<Record<string, string>> = {
  'addStaff.accountId': 'one lets another person act for the business',
  'registerCourier.accountId': 'one registers another person',
  'enterMarks.accountId': 'an examiner enters what another person has learned',
  'enterMarks.partyId': 'an examiner enters it for the business of that person',
  'suspendAccount.accountId': 'an administrator takes access from another person',
  'restoreAccount.accountId': 'an administrator gives it back',
};
/** Ids of other kinds that are keys to a row as well: where they are found by the row's own id. */
const FURTHER_KEYS: Readonly<Record<string, readonly (readonly [kind: string, subgraph: string, sql: string])[]>> = {
  Order: [
    ['orderLine', 'orders', 'select id from OrderLine where orderId = ? order by id limit 1'],
    ['checkout', 'orders', 'select checkoutId as id from "Order" where id = ?'],
  ],
  Payment: [['checkout', 'payments', 'select checkoutId as id from Payment where id = ?']],
};
const DEPTH = 2;
const schema = readPublicSchema();
const declared = (field: RootField) => field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
const passed = (field: RootField) => field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
const question = (field: RootField, selection: string): string =>
  `query(${declared(field)}) { ${field.name}(${passed(field)})${selection} }`;

/** Every attempt on one row of each kind, by each of those who do not see it and whom a rule lets in by their role. */
export async function attemptsOn(
  platform: Platform,
  samples: ReadonlyMap<string, Sample>,
  ids: CountyIds,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (const { type, kind, right = 'shop', seenBy } of ENTITIES) {
    const sample = samples.get(type)!;
    const keys = [{ kind, id: sample.id }];
    for (const [further, subgraph, sql] of FURTHER_KEYS[type] ?? [])
      keys.push({ kind: further, id: String((await platform.rows(subgraph, sql, [sample.id]))[0]!['id']) });
    for (const [relation, actorOf] of RELATIONS) {
      const actor = actorOf(sample, right);
      if (!actor || actor.kind === 'anonymous' || seenBy.includes(relation)) continue;
      const whose = { type, actor, theirs: sample.id };
      const named = (way: string) => ({ what: `${type}, ${relation}: ${way}`, way: `${type}: ${way}` });
      for (const { kind: of, id: theirs } of keys)
        attempts.push(
          ...[...questionsBy(platform, actor, of), ...mutationsBy(ids, actor, of)].map((way) => ({
            ...way,
            ...whose,
            ...named(way.way),
            theirs,
          })),
        );
      attempts.push(...referencesBy(platform, actor, type).map((way) => ({ ...way, ...whose, ...named(way.way) })));
    }
  }
  return attempts;
}

type Way = Pick<Attempt, 'way' | 'subgraph' | 'direct' | 'throughGateway'>;

/** Queries that take an id of this kind. */
function questionsBy(platform: Platform, actor: Actor, kind: string): Way[] {
  return Object.values(schema.getQueryType()!.getFields()).flatMap((field) => {
    const { subgraph, rule } = ruleOf('Query', field.name);
    if (!mayTouch(rule, actor)) return [];
    return field.args
      .filter((argument) => getNamedType(argument.type).name === 'ID' && kindOf(field.name, argument.name) === kind)
      .map((argument): Way => {
        const own = platform.subgraphs.get(subgraph)!.built.schema.getQueryType()!.getFields()[field.name]!;
        const left = Object.fromEntries(
          field.args.filter((other) => !String(other.type).endsWith('!')).map(({ name }) => [name, null]),
        );
        const variables = (id: string): Row => ({ ...inputOf(field, noIds), ...left, [argument.name]: id });
        const [wide, narrow] = [
          question(field, deepSelection(getNamedType(field.type), DEPTH, seesAs(actor))),
          question(own, deepSelection(getNamedType(own.type), DEPTH, seesAs(actor, subgraph))),
        ];
        return {
          way: `${field.name}(${argument.name})`,
          subgraph,
          direct: (id) => ({ query: narrow, variables: variables(id) }),
          throughGateway: (id) => ({ query: wide, variables: variables(id) }),
        };
      });
  });
}

/** Mutations that take one; the rest of the input is the actor's own, where they have any. */
function mutationsBy(ids: CountyIds, actor: Actor, kind: string): Way[] {
  return Object.values(schema.getMutationType()!.getFields()).flatMap((field) => {
    const { subgraph, rule } = ruleOf('Mutation', field.name);
    if (!mayTouch(rule, actor)) return [];
    return idPlaces(field)
      .filter(
        (place) =>
          kindOf(field.name, place.field.name) === kind && !(`${field.name}.${place.field.name}` in MAY_BE_OTHERS),
      )
      .map((place): Way => {
        const request = (id: string): GraphRequest => ({
          query: documentOf('mutation', field),
          variables: withOneId(inputOf(field, ownIds(ids, actor, false)), place, id)!,
        });
        return { way: `${field.name}(${place.field.name})`, subgraph, direct: request, throughGateway: request };
      });
  });
}

/** By reference, in each subgraph that knows the type. */
function referencesBy(platform: Platform, actor: Actor, type: string): Way[] {
  return MANIFESTS.flatMap((manifest): Way[] => {
    const { name } = manifest;
    const union = platform.subgraphs.get(name)!.built.schema.getType('_Entity');
    const member =
      isUnionType(union) && type in referencesOf(manifest)
        ? union.getTypes().find((one) => one.name === type)
        : undefined;
    if (!member || !isObjectType(member)) return [];
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${type}${deepSelection(member, DEPTH, seesAs(actor, name))} } }`;
    return [
      {
        way: `_entities of ${name}`,
        subgraph: name,
        direct: (id) => ({ query, variables: { r: [{ __typename: type, id }] } }),
        throughGateway: null,
      },
    ];
  });
}
