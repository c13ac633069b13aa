import { expect, it } from '@jest/globals';
import {
  buildSchema,
  getVariableValues,
  GraphQLError,
  parse,
  Kind,
  validate,
  type OperationDefinitionNode,
} from 'graphql';
import { withoutValues } from './without-values.ts';

const schema = buildSchema(
  'enum Kind { A } input I { name: String! kind: Kind many: Int } type Query { f(i: I, s: String, n: Int): Int }',
);
const SECRETS = ['欧阳小明', '13812345678'];
const variableErrors = (i: unknown) => {
  const operation = parse('query($i: I) { f(i: $i) }').definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  )!;
  return (getVariableValues(schema, operation.variableDefinitions!, { i }).errors ?? []).map(({ message }) => message);
};
const documentErrors = (document: string) => {
  try {
    return validate(schema, parse(document)).map(({ message }) => message);
  } catch (error) {
    return [(error as GraphQLError).message];
  }
};

it.each<[string, string[]]>([
  ['an object for a text', variableErrors({ name: { 欧阳小明: '13812345678; at "i.name"; x' } })],
  ['a text for a number', variableErrors({ name: 'x', many: '13812345678' })],
  ['a text for an object', variableErrors('欧阳小明')],
  ['no member of an enum', variableErrors({ name: 'x', kind: '欧阳小明 at "i.kind"; 13812345678' })],
  ['something missing', variableErrors({ many: 1, kind: 'A' })],
  ['a literal of the wrong kind', documentErrors('{ f(n: "13812345678") }')],
  ['an enum literal', documentErrors('{ f(i: { name: "x", kind: "欧阳小明" }) }')],
  ['a broken document', documentErrors('{ f(s: "x") "13812345678 欧阳小明" }')],
])('of %s it says what is wrong and not what was typed', (_what, messages) => {
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    const bare = withoutValues(message);
    expect(bare.length).toBeGreaterThan(15);
    for (const secret of SECRETS) expect(bare).not.toContain(secret);
  }
});

it('leaves the rest as it is', () => {
  for (const message of ['Cannot query field "x" on type "Query".', '请先登录', 'first 必须在 1 到 100 之间'])
    expect(withoutValues(message)).toBe(message);
  expect(
    withoutValues(
      'Variable "$i" got invalid value { many: 1 }; Field "name" of required type "String!" was not provided.',
    ),
  ).toBe('Variable "$i" got an invalid value; Field "name" of required type "String!" was not provided.');
});
