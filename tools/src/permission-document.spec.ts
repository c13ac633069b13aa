import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { getNamedType, isAbstractType, isObjectType, type GraphQLObjectType } from 'graphql';
import { ROLES, SUBGRAPHS } from '@heitu/standard';
import { generateContracts } from './compose.ts';
import { mainTypes, permissionDocument } from './permission-document.ts';
import type { PermissionRule } from './permission-rules.ts';
import { actOf, actsWithoutWord, personOf, roomOf, whoOf } from './permission-words.ts';

const { api, rules } = generateContracts();
const text = permissionDocument(rules, api);
const isRoot = (type: string): boolean => type === 'Query' || type === 'Mutation';
const coordinateOf = ({ subgraph, type, field }: PermissionRule): string => `${subgraph} ${type}.${field}`;
const sectionOf = (title: string): string => text.split(/^## /m).find((part) => part.startsWith(title))!;
const codesIn = (part: string): string[] => [...part.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
const subgraphOf = (room: string): string => SUBGRAPHS.find((name) => roomOf(name) === room)!;

/** What the sections 二 to 五 say of each field, read as a person reads them: what is not said is 任何人. */
function rulesRead(): Map<string, string> {
  const said = new Map(rules.filter(({ type }) => !isRoot(type)).map((rule) => [coordinateOf(rule), whoOf('anyone')]));
  const roots = new Map<string, string>();
  for (const [title, type] of [
    ['二、', 'Mutation'],
    ['三、', 'Query'],
  ] as const)
    for (const [, what, who] of sectionOf(title).matchAll(/^\| ([^|]*`\w+`) \| ([^|]+?) \|/gm))
      roots.set(`${type}.${codesIn(what!)[0]}`, who!);
  for (const { subgraph, type, field } of rules)
    if (roots.has(`${type}.${field}`)) said.set(`${subgraph} ${type}.${field}`, roots.get(`${type}.${field}`)!);
  for (const [, room, who, fields] of sectionOf('五、').matchAll(/^- 〔(.+?)〕(.+?)：(.+)$/gm))
    for (const field of codesIn(fields!))
      for (const type of ['Query', 'Mutation'])
        if (rules.some((rule) => rule.subgraph === subgraphOf(room!) && rule.type === type && rule.field === field))
          said.set(`${subgraphOf(room!)} ${type}.${field}`, who!);
  for (const [, room, who, things] of sectionOf('四、').matchAll(/^- 〔(.+?)〕(.+?)：(?=\S*?(?:\S+ )?`[A-Z])(.+)$/gm))
    for (const thing of things!.split('；')) {
      const [type, ...fields] = codesIn(thing);
      for (const rule of rules)
        if (
          rule.subgraph === subgraphOf(room!) &&
          rule.type === type &&
          (fields.length === 0 || fields.includes(rule.field))
        )
          said.set(coordinateOf(rule), who!);
    }
  return said;
}

/** What one of the sections by role says that somebody may and sees. */
function seenIn(title: string) {
  const part = sectionOf('一、')
    .split(/^### /m)
    .find((one) => one.startsWith(title))!;
  const line = (what: string): string => new RegExp(`^- ${what}：(.+)$`, 'm').exec(part)?.[1] ?? '';
  const fieldsIn = (what: string): Set<string> =>
    new Set(
      line(what)
        .split('；')
        .flatMap((one) => {
          const [type, ...fields] = codesIn(one);
          return fields.map((field) => `${type}.${field}`);
        }),
    );
  const roots = (acts: string, questions: string): Set<string> =>
    new Set([
      ...codesIn(line(acts)).map((name) => `Mutation.${name}`),
      ...codesIn(line(questions)).map((name) => `Query.${name}`),
    ]);
  return {
    may: roots('能办', '能查'),
    mayNot: roots('不能办', '不能查'),
    types: new Set(codesIn(line('能看到'))),
    hidden: fieldsIn('看不到其中'),
    more: fieldsIn('还能看到'),
    lost: fieldsIn('不能看到'),
  };
}
const sections = {
  anyone: seenIn('任何人'),
  signedIn: seenIn('登录的人'),
  delegate: seenIn('代办的人'),
  ...Object.fromEntries(ROLES.map(({ role }) => [role, seenIn(`${personOf(role)}\n`)])),
} as Record<string, ReturnType<typeof seenIn>>;
const layersOf = (person: string): ReturnType<typeof seenIn>[] =>
  (person === 'anonymous'
    ? ['anyone']
    : person === 'delegate'
      ? ['anyone', 'signedIn', 'seller-staff', 'delegate']
      : ['anyone', 'signedIn', person]
  ).map((name) => sections[name]!);

const named = new Set(Object.values(sections).flatMap(({ types }) => [...types]));
const objectTypes = Object.values(api.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
/** Fields that lead into a type, from any other. */
const waysInto = new Map<string, string[]>();
for (const type of objectTypes)
  for (const field of Object.values(type.getFields())) {
    const leads = getNamedType(field.type);
    for (const into of isAbstractType(leads) ? api.getPossibleTypes(leads) : [leads])
      if (into !== type) waysInto.set(into.name, [...(waysInto.get(into.name) ?? []), `${type.name}.${field.name}`]);
  }

describe('schema/permissions.md', () => {
  it('says the rule of every field, or it follows', () => {
    const read = rulesRead();
    expect(rules.filter((rule) => read.get(coordinateOf(rule)) !== whoOf(rule.rule)).map(coordinateOf)).toEqual([]);
    expect(read.size).toBe(rules.length);
  });

  it('has other words for each rule', () => {
    const kinds = new Set(rules.map(({ rule }) => rule));
    expect(kinds.size).toBeGreaterThan(30);
    expect(new Set([...kinds].map(whoOf)).size).toBe(kinds.size);
  });

  it.each(['anonymous', ...ROLES.map(({ role }) => role), 'delegate'])(
    'says all that %s sees, by its role',
    (person) => {
      const reached = new Set(
        rules.filter(({ people }) => people.includes(person)).map(({ type, field }) => `${type}.${field}`),
      );
      const layers = layersOf(person);
      const roots = layers.reduce((all, { may, mayNot }) => all.union(may).difference(mayNot), new Set<string>());
      expect(roots).toEqual(new Set([...reached].filter((coordinate) => isRoot(coordinate.split('.')[0]!))));
      const seen = new Set(layers.flatMap(({ types }) => [...types]));
      const wrong: string[] = [];
      for (const type of objectTypes.filter(({ name }) => !isRoot(name))) {
        // What is not named goes with what leads to it.
        const isSeen = named.has(type.name)
          ? seen.has(type.name)
          : waysInto.get(type.name)?.some((way) => reached.has(way)) === true;
        for (const field of Object.keys(type.getFields())) {
          const coordinate = `${type.name}.${field}`;
          const said = layers.reduce(
            (visible, { types, hidden, more, lost }) =>
              (visible || (types.has(type.name) && !hidden.has(coordinate)) || more.has(coordinate)) &&
              !lost.has(coordinate),
            !named.has(type.name) && isSeen && !layers.some(({ hidden }) => hidden.has(coordinate)),
          );
          if (said !== reached.has(coordinate)) wrong.push(coordinate);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it.each([
    ['a mutation', 'Mutation.decideFiling'],
    ['a question', 'Query.orders'],
    ['a field of a type', 'Order.totalFen'],
    ['a question of peers', 'Query.partyStates'],
  ])('changes with the rule of %s', (_what, coordinate) => {
    const changed = rules.map((rule) =>
      `${rule.type}.${rule.field}` === coordinate ? { ...rule, rule: 'nobody' } : rule,
    );
    expect(changed).not.toEqual(rules);
    expect(permissionDocument(changed, api)).not.toBe(text);
  });

  it('names every type that a question answers and somebody sees', () => {
    const seen = new Set(rules.filter(({ people }) => people.length > 0).map(({ type }) => type));
    expect([...mainTypes(api)].filter((type) => seen.has(type) && !named.has(type))).toEqual([]);
  });

  it('is short enough to be read', () => {
    expect(text.split('\n').length).toBeLessThan(rules.length / 5);
  });

  it('is the one that is committed', () => {
    expect(readFileSync('schema/permissions.md', 'utf8').trimEnd()).toBe(text.trimEnd());
  });
});

it('calls acts as people do, also where the table of acts takes the word from a kind or a sentence', () => {
  expect(actsWithoutWord()).toEqual([]);
  expect(['cancelOrder', 'createApiClient', 'pickOrder'].map(actOf)).toEqual([
    '取消订单 `cancelOrder`',
    '登记合作方系统 `createApiClient`',
    '备货 `pickOrder`',
  ]);
});
