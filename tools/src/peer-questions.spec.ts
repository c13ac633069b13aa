import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, parse, visit, type GraphQLSchema } from 'graphql';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { builtSubgraph } from '@heitu/kit/serving/subgraph';
import { generateQuestions, questionTypes } from './peer-questions.ts';

const rooms = MANIFESTS.map((manifest) => ({ name: manifest.name, ...builtSubgraph(manifest) }));
const roomOf = (name: string) => rooms.find((room) => room.name === name)!;
const asked = readFileSync('subgraphs/payments/src/asks/orders.graphql', 'utf8');

/** A copy of what orders shows, changed as a line of text. */
function changedOrders(line: string, into: string, more = ''): { name: string; schema: GraphQLSchema } {
  const sdl = readFileSync('schema/orders.graphql', 'utf8');
  const type = /^type CheckoutForPayment [^}]+}/m.exec(sdl)![0];
  expect(type).toContain(line);
  const text = sdl.replace(type, type.replace(line, into)) + more;
  const plain = visit(parse(text), { SchemaExtension: () => null, Directive: () => null });
  return { name: 'orders', schema: buildASTSchema(plain) };
}

describe('questions to peers', () => {
  it('are written as the schema and the rules of the room that is asked have them', async () => {
    const files = await generateQuestions(rooms);
    expect(files.size).toBeGreaterThan(15);
    for (const [path, text] of files) expect([path, readFileSync(path, 'utf8')]).toEqual([path, text]);
  });

  it('do not fit any longer where that room renames a field', async () => {
    await expect(
      questionTypes('payments', changedOrders('  state: String!', '  stage: String!'), asked),
    ).rejects.toThrow('Cannot query field "state" on type "CheckoutForPayment".');
  });

  it('have other types where that room makes a field nullable, or an enum of it', async () => {
    const stateIn = async (orders: Parameters<typeof questionTypes>[1]) =>
      /readonly state: ([^,]+),/.exec(await questionTypes('payments', orders, asked))![1];
    expect(await stateIn(roomOf('orders'))).toBe('string');
    expect(await stateIn(changedOrders('  state: String!', '  state: String'))).toBe('string | null');
    const made = changedOrders('  state: String!', '  state: StateOfSome!', '\nenum StateOfSome { OPEN PAID }\n');
    expect(await stateIn(made)).toBe('StateOfSome');
    expect(await questionTypes('payments', made, asked)).toMatch(/type StateOfSome =\s+\| 'OPEN'\s+\| 'PAID';/);
  });

  it('are refused where the rules of that room do not let this one read', async () => {
    await expect(questionTypes('catalog', roomOf('orders'), asked)).rejects.toThrow(
      'orders does not let catalog read Query.checkoutForPayment (peer payments)',
    );
  });

  it('change nothing, and have names', async () => {
    const ask = (text: string) => questionTypes('payments', roomOf('orders'), text);
    await expect(ask('mutation Confirm { __typename }')).rejects.toThrow('it holds queries, nothing else');
    await expect(ask('{ __typename }')).rejects.toThrow('each query has a name');
  });
});
