import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, GraphQLError, parse, type GraphQLFieldResolver, type GraphQLObjectType } from 'graphql';
import { createExecutor } from './execute.ts';

const schema = buildSchema(`
  interface Thing { id: ID! }
  type Bag implements Thing { id: ID! weight(unit: Unit = KG, times: Int): Float lots: [Lot!] broken: String broken2: String! }
  type Lot implements Thing { id: ID! code: String! }
  enum Unit { KG JIN }
  union Found = Bag | Lot
  type Query { bags(first: Int): [Bag]! bag(id: ID, label: String): Bag found: [Found] things: [Thing!]! count: Int! }
  type Mutation { pack(input: PackInput!): Int }
  input PackInput { bags: Int! = 3 }
`);
const resolvers: Record<string, Record<string, GraphQLFieldResolver<never, { calls: string[] }>>> = {
  Query: {
    bags: async (_root, { first }) =>
      Array.from({ length: first ?? 3 }, (_, i) => (i === 1 ? null : { id: `bag-${i}` })),
    bag: (_root, { id, label }) => (id === 'none' ? null : { id: id ?? label ?? 'bag' }),
    found: () => [
      { __typename: 'Bag', id: 'b' },
      new GraphQLError('this one is lost', { extensions: { code: 'LOST' } }),
      { __typename: 'Lot', id: 'l', code: 'L1' },
    ],
    things: () => [{ __typename: 'Lot', id: 'l', code: 'L2' }],
    count: () => Promise.reject(new Error('no count')),
  },
  Bag: {
    weight: (_bag, { unit, times }) => (unit === 'JIN' ? 10 : 5) * (times ?? 1),
    lots: async () => [{ id: 'lot', code: '稻花香' }],
    broken: () => {
      throw new GraphQLError('forbidden', { extensions: { code: 'FORBIDDEN' } });
    },
    broken2: async () => null,
  },
  Mutation: { pack: (_root, { input }) => input.bags },
};
for (const [type, fields] of Object.entries(resolvers))
  for (const [field, resolve] of Object.entries(fields))
    (schema.getType(type) as GraphQLObjectType).getFields()[field]!.resolve = resolve as never;

const executor = createExecutor(schema);
const bothAnswer = async (text: string, variables: Record<string, unknown> = {}) => {
  const [document, context] = [parse(text), { calls: [] }];
  const theirs = await execute({ schema, document, contextValue: context, variableValues: variables });
  for (const time of ['first', 'second', 'third', 'compiled'])
    expect({ time, answer: JSON.parse(JSON.stringify(await executor({ document, variables, context }))) }).toEqual({
      time,
      answer: JSON.parse(JSON.stringify(theirs)),
    });
  return theirs;
};

describe('an executor', () => {
  it.each([
    ['lists with nothing at a place', '{ bags { id weight } }'],
    [
      'arguments, defaults and variables',
      'query($first: Int, $unit: Unit!) { bags(first: $first) { heavy: weight(unit: $unit, times: 2) light: weight } }',
      { first: 2, unit: 'JIN' },
    ],
    ['a variable that was left out', 'query($times: Int) { bag { weight(times: $times) } }'],
    [
      'what is skipped and what is included',
      'query($no: Boolean!, $yes: Boolean!) { bag { id @skip(if: $no) weight @include(if: $no) lots @include(if: $yes) { code } } }',
      { no: false, yes: true },
    ],
    ['an error beside an answer', '{ bag { id broken lots { id } } }'],
    ['a null where none may be', '{ bags { id broken2 } bag { broken2 } }'],
    ['an error at the root', '{ count }'],
    ['an error in a list of several kinds', '{ found { __typename ... on Bag { id weight } ... on Lot { code } } }'],
    ['an interface and fragments', 'query { things { ...thing } } fragment thing on Thing { id ... on Lot { code } }'],
    ['a wrong variable', 'query($first: Int) { bags(first: $first) { id } }', { first: 'many' }],
    ['a text in the document', '{ bag(label: "大米 \\"袋\\"") { id } }'],
    [
      'a mutation with an input that has a default',
      'mutation($input: PackInput!) { pack(input: $input) }',
      { input: {} },
    ],
  ] as [string, string, Record<string, unknown>?][])(
    'answers %s as graphql-js does',
    async (_what, text, variables) => {
      const { data, errors } = await bothAnswer(text, variables);
      expect(data ?? errors).toBeTruthy();
    },
  );

  it('compiles no text of a document into code', async () => {
    const planted = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d(globalThis.planted = 1)';
    expect(await bothAnswer(`{ bag(label: "${planted}") { id } }`)).toEqual({ data: { bag: { id: planted } } });
    expect(await bothAnswer(`query($label: String = "${planted}") { bag(label: $label) { id } }`)).toEqual({
      data: { bag: { id: planted } },
    });
    expect((globalThis as Record<string, unknown>)['planted']).toBeUndefined();
  });
});
