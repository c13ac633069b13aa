import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import { walkApi, walkProblems, WITHOUT_THING, type RuleName } from './api-walk.ts';

const SCALARS = 'scalar DateTime scalar LocalDate\n';
const walk = (sdl: string) => walkApi(buildSchema(SCALARS + sdl));
const GOOD = `
  enum GoodState { ON_SALE }
  type Query {
    "All of them."
    goods("Only these." state: GoodState, first: Int): [Good!]
  }
  type Good { id: ID! state: GoodState! stateLabel: String! soldAt: DateTime! bestBeforeOn: LocalDate! makerId: ID! maker: Maker! }
  type Maker { id: ID! }
  type Mutation {
    "Sells one."
    sell: SellResult!
  }
  union SellResult = Good | SellRefused
  interface Refusal { reason: String! details: [RefusalDetail!]! }
  type SellRefused implements Refusal { code: String! reason: String! details: [RefusalDetail!]! }
  type RefusalDetail { path: [String!] about: String text: String! }
`;

describe('the rules of the API', () => {
  it('find nothing where they are kept', () => {
    expect(Object.values(walk(GOOD)).flat()).toEqual([]);
  });
  it.each<[RuleName, string, string, string]>([
    ['kindsAsTexts', 'state: GoodState!', 'state: String!', 'Good.state'],
    ['statesWithoutLabel', 'stateLabel: String!', 'stateText: String!', 'Good.state'],
    ['momentsWithoutAt', 'soldAt:', 'sold:', 'Good.sold'],
    ['datesWithoutOn', 'bestBeforeOn:', 'bestBefore:', 'Good.bestBefore'],
    ['datesAsTexts', 'state: GoodState, first', 'from: String, first', 'Query.goods(from:)'],
    ['listRootsThatCannotBeNull', '[Good!]', '[Good!]!', 'Query.goods'],
    ['idsWithoutThing', 'maker: Maker!', 'made: Maker!', 'Good.makerId'],
    ['refusalsUnread', 'interface Refusal { reason: String! ', 'interface Refusal { ', 'Mutation.sell'],
    ['refusalsUnread', 'path: [String!]', 'at: String!', 'Mutation.sell'],
    ['refusalsUnread', 'SellRefused implements Refusal', 'SellRefused', 'Mutation.sell'],
    ['refusalsUnread', 'Good | SellRefused', 'Good', 'Mutation.sell'],
    ['undescribed', '"All of them."', '', 'Query.goods'],
  ])('%s: finds a planted one, and nothing else', (rule, kept, broken, at) => {
    const found = Object.entries(walk(GOOD.replace(kept, broken))).flatMap(([name, places]) =>
      places.map((place) => `${name} ${place}`),
    );
    expect(found).toEqual([`${rule} ${at}`]);
  });
  it('let the number only fall', () => {
    const walked = walk(GOOD.replace('soldAt:', 'sold:'));
    const none = Object.fromEntries(Object.keys(walked).map((name) => [name, 0])) as Record<RuleName, number>;
    expect(walkProblems(walked, { ...none, momentsWithoutAt: 1 })).toEqual([]);
    expect(walkProblems(walked, none)).toEqual([expect.stringContaining('Good.sold')]);
    expect(walkProblems(walked, { ...none, momentsWithoutAt: 2 })).toEqual([
      expect.stringContaining('only 1 are left of 2'),
    ]);
  });
  it('excepts only ids that are there', () => {
    const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
    const gone = Object.keys(WITHOUT_THING).filter((at) => {
      const [owner, field] = at.split('.');
      const type = api.getType(owner!);
      return !isObjectType(type) || !(field! in type.getFields());
    });
    expect(gone).toEqual([]);
  });
});
