import { expect, it } from '@jest/globals';
import { buildSchema, print } from 'graphql';
import { writeHints } from './hints.ts';

const schema = buildSchema(`
  directive @cacheControl(maxAge: Int!, scope: String! = "PUBLIC") on FIELD_DEFINITION | OBJECT
  type Query { goods(first: Int = 20): GoodConnection! @cacheControl(maxAge: 1) mine(first: Int = 20): OrderConnection! top(first: Int): [Good!]! }
  type Good @cacheControl(maxAge: 1) { id: ID! reason: String @cacheControl(maxAge: 0) owner: Good @cacheControl(maxAge: 1, scope: "PRIVATE") }
  type GoodConnection { edges: [GoodEdge!]! pageInfo: PageInfo! }
  type GoodEdge { node: Good! cursor: String! }
  type Order { id: ID! }
  type OrderConnection { edges: [OrderEdge!]! pageInfo: PageInfo! }
  type OrderEdge { node: Order! cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
`);
writeHints(schema);
const directivesOf = (type: string): Record<string, string> =>
  Object.fromEntries(
    Object.values((schema.getType(type) as ReturnType<typeof schema.getQueryType>)!.getFields()).map(
      ({ name, astNode }) => [name, astNode!.directives!.map(print).join(' ')],
    ),
  );
const KEPT = '@cacheControl(maxAge: 1)';
const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)';

it('writes a hint of a class on each of its fields that has none of its own, and takes it off the class', () => {
  expect(directivesOf('Good')).toEqual({
    id: KEPT,
    reason: '@cacheControl(maxAge: 0)',
    owner: '@cacheControl(maxAge: 1, scope: "PRIVATE")',
  });
  expect(schema.getType('Good')!.astNode!.directives).toEqual([]);
});
it('hints edges and pages as it does what they hold', () => {
  expect([directivesOf('GoodConnection'), directivesOf('GoodEdge')]).toEqual([
    { edges: KEPT, pageInfo: KEPT },
    { node: KEPT, cursor: KEPT },
  ]);
  expect([directivesOf('OrderConnection'), directivesOf('OrderEdge'), directivesOf('Order')]).toEqual([
    { edges: '', pageInfo: '' },
    { node: '', cursor: '' },
    { id: '' },
  ]);
});
it('says how long a page may be, and nothing of other lists', () => {
  expect(directivesOf('Query')).toEqual({ goods: `${KEPT} ${PAGE}`, mine: PAGE, top: '' });
});
