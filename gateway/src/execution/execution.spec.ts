import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { createExecution, type FetchAnswer, type FetchRequest } from './index.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible"])';
const SUBGRAPHS = {
  a: `type Query { items: [Item!] other: Item any: [Any!] }
      type Mutation { first: Int second: Int }
      union Any = Item | Thing
      type Thing @key(fields: "id") { id: ID! size: Int! }
      type Item @key(fields: "id") { id: ID! size: Int box: Box @shareable secret: String @inaccessible }
      type Box { a: Int }`,
  b: `type Mutation { third: Int }
      type Item @key(fields: "id") { id: ID! price: Int box: Box @shareable }
      type Thing @key(fields: "id") { id: ID! size: Int @shareable }
      type Box { b: Int }`,
};
const compose = (subgraphs: Record<string, string>): string => {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid/where`,
      typeDefs: parse(`${LINK}\n${sdl}`),
    })),
  );
  if (errors) throw errors[0]!;
  return supergraphSdl;
};
const SDL = compose({ ...SUBGRAPHS, a: SUBGRAPHS.a.replace('size: Int! }', 'size: Int! @shareable }') });

type Asked = FetchRequest & { service: string };
function run(
  query: string,
  answers: (asked: Asked) => FetchAnswer | Promise<FetchAnswer>,
  variables: Record<string, unknown> = {},
  signal?: AbortSignal,
) {
  const asked: Asked[] = [];
  const execution = createExecution<string>(SDL, async (service, request) => {
    asked.push({ service, ...request });
    return answers({ service, ...request });
  });
  return { asked, answer: execution.prepare(parse(query)).run(variables, 'caller', signal) };
}
const items = (...ids: string[]) => ids.map((id) => ({ __typename: 'Item', id }));

describe('a plan', () => {
  it('is run: what was asked, in its order, and nothing else', async () => {
    const { asked, answer } = run('{ items { size id } }', () => ({
      data: { items: [{ id: '1', size: 2, secret: 'x' }] },
    }));
    expect(JSON.stringify(await answer)).toBe('{"data":{"items":[{"size":2,"id":"1"}]}}');
    expect(asked).toMatchObject([{ service: 'a', query: '{items{size id}}', document: { kind: 'Document' } }]);
  });
  it('asks for an entity once, wherever it stands, and tells its error at each place', async () => {
    const { asked, answer } = run('{ items { price } }', ({ service }) =>
      service === 'a'
        ? { data: { items: items('1', '2', '1') } }
        : {
            data: { _entities: [{ price: null }, { price: 0 }] },
            errors: [{ message: 'no', path: ['_entities', 0, 'price'] }],
          },
    );
    const { data, errors } = await answer;
    expect(data).toEqual({ items: [{ price: null }, { price: 0 }, { price: null }] });
    expect(asked[1]!.variables).toEqual({ representations: items('1', '2') });
    expect(errors!.map(({ message, path, extensions }) => [message, path, extensions])).toEqual(
      [0, 2].map((i) => ['no', ['items', i, 'price'], { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'b' }]),
    );
  });
  it('tells at each place what is wrong in an object that stands in several', async () => {
    const { answer } = run('{ items { box { b } } }', ({ service }) =>
      service === 'a' ? { data: { items: items('1', '1') } } : { data: { _entities: [{ box: { b: 'no number' } }] } },
    );
    const { data, errors } = await answer;
    expect(data).toEqual({ items: [{ box: { b: null } }, { box: { b: null } }] });
    expect(errors!.map(({ path, extensions }) => [path, extensions])).toEqual(
      [0, 1].map((i) => [['items', i, 'box', 'b'], { code: 'NULL_WITHOUT_REASON', field: 'Box.b' }]),
    );
  });
  it('names the place of the entity that failed, also where another type stands before it', async () => {
    const { answer } = run('{ any { ... on Item { price } } }', ({ service }) =>
      service === 'a'
        ? { data: { any: [{ __typename: 'Thing' }, { __typename: 'Item', id: '1' }] } }
        : { data: { _entities: [null] }, errors: [{ message: 'no', path: ['_entities', 0] }] },
    );
    expect((await answer).errors![0]!.path).toEqual(['any', 1]);
  });
  it('merges what two subgraphs know of one object, without mixing places that were equal before', async () => {
    let brought = 0;
    const { answer } = run('{ items { box { a b } } other { box { b } } }', ({ service, variables }) =>
      service === 'a'
        ? {
            data: {
              items: items('1', '1').map((one, a) => ({ ...one, box: { a } })),
              other: { __typename: 'Item', id: '1' },
            },
          }
        : { data: { _entities: (variables['representations'] as []).map(() => ({ box: { b: (brought += 1) } })) } },
    );
    const { data } = await answer;
    expect(data).toMatchObject({
      items: [{ box: { a: 0 } }, { box: { a: 1 } }],
      other: { box: { b: expect.any(Number) } },
    });
  });
  it('keeps a value that an alias hid from a subgraph, also when it is 0', async () => {
    const { asked, answer } = run('{ any { ... on Item { size } ... on Thing { size } } }', ({ query }) => {
      const alias = /\.\.\.on Thing\{([^}]*)\}/.exec(query)![1]!.split(':')[0]!;
      return {
        data: {
          any: [
            { __typename: 'Item', size: 0 },
            { __typename: 'Thing', [alias]: 0 },
          ],
        },
      };
    });
    expect((await answer).data).toEqual({ any: [{ size: 0 }, { size: 0 }] });
    expect(asked[0]!.query).toMatch(/size__alias/);
  });
  it('takes names of prototypes as any other name', async () => {
    const { answer } = run(
      '{ constructor: items { toString: id __proto__: size } __proto__: other { hasOwnProperty: size } }',
      () => ({
        data: JSON.parse('{"constructor":[{"toString":"1"}],"__proto__":{"hasOwnProperty":null}}') as Record<
          string,
          unknown
        >,
      }),
    );
    expect(JSON.stringify(await answer)).toBe(
      '{"data":{"constructor":[{"toString":"1","__proto__":null}],"__proto__":{"hasOwnProperty":null}}}',
    );
    expect(({} as { size?: unknown }).size).toBeUndefined();
  });
  it('takes no name that a client gave for a key, nor for a type', async () => {
    const { asked, answer } = run('{ items { id: size __typename: size price } }', ({ service }) => {
      if (service === 'b')
        return { data: { _entities: [{ price: 5 }] }, errors: [{ message: 'no', path: ['_entities', 0, 'price'] }] };
      return { data: { items: [{ ...items('1')[0], id__asked: 7, __typename__asked: 7 }] } };
    });
    expect(await answer).toMatchObject({
      data: { items: [{ id: 7, __typename: 7, price: 5 }] },
      errors: [{ path: ['items', 0, 'price'] }],
    });
    expect(asked[0]!.query).toBe('{items{__typename id id__asked:size __typename__asked:size}}');
    expect(asked[1]!.variables).toEqual({ representations: items('1') });
    expect(run('{ items { id: size id__asked: id } }', () => ({})).asked[0]!.query).toContain('id__asked_:size');
    const failed = run('{ items { id: size } }', () => ({
      data: { items: [{ id__asked: null }] },
      errors: [{ message: 'no', path: ['items', 0, 'id__asked'] }],
    }));
    expect((await failed.answer).errors![0]!.path).toEqual(['items', 0, 'id']);
  });
  it('runs mutations one after the other', async () => {
    const { asked, answer } = run('mutation { first third second }', ({ query }) => ({
      data: { [/\{(\w+)\}/.exec(query)![1]!]: 1 },
    }));
    expect(Object.keys((await answer).data!)).toEqual(['first', 'third', 'second']);
    expect(asked.map(({ service }) => service)).toEqual(['a', 'b', 'a']);
  });
  it('answers introspection itself', async () => {
    const { asked, answer } = run(
      'query($n: String!) { __type(name: $n) { fields { name } } s: __schema { queryType { name } } __typename }',
      () => ({}),
      { n: 'Item' },
    );
    expect((await answer).data).toMatchObject({
      __type: { fields: ['id', 'size', 'box', 'price'].map((name) => ({ name })) },
      s: { queryType: { name: 'Query' } },
      __typename: 'Query',
    });
    expect(asked).toEqual([]);
  });
});

describe('a run', () => {
  it('does not begin with wrong variables, nor without a condition', async () => {
    const { asked, answer } = run('query($c: Boolean = true) { items @include(if: $c) { id } }', () => ({}), {
      c: null,
    });
    expect((await answer).errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
    const wrong = run('query($c: Boolean!) { items @include(if: $c) { id } }', () => ({}));
    expect(await wrong.answer).toEqual({
      errors: [expect.objectContaining({ message: expect.stringContaining('"$c"') })],
    });
    expect([...asked, ...wrong.asked]).toEqual([]);
  });
  it('ends when it is aborted: no further fetch', async () => {
    const leaving = new AbortController();
    const { asked, answer } = run(
      '{ items { price } }',
      () => {
        leaving.abort(new Error('left'));
        return { data: { items: items('1') } };
      },
      {},
      leaving.signal,
    );
    await expect(answer).rejects.toThrow('left');
    expect(asked).toHaveLength(1);
  });
  it('says which subgraph gave no answer, and answers the rest', async () => {
    const { answer } = run('{ items { id price } }', ({ service }) => {
      if (service === 'b') throw new Error('gone');
      return { data: { items: items('1') } };
    });
    expect(await answer).toMatchObject({
      data: { items: [{ id: '1', price: null }] },
      errors: [{ message: 'gone', extensions: { serviceName: 'b' } }],
    });
  });
});

it('knows its subgraphs and their addresses, and refuses what it cannot run', () => {
  const execution = createExecution(SDL, async () => ({}));
  expect([...execution.services]).toEqual([
    ['a', 'http://a.invalid/where'],
    ['b', 'http://b.invalid/where'],
  ]);
  expect(() => execution.prepare(parse('query A { items { id } } query B { items { id } }'))).toThrow(
    'Must provide operation name',
  );
  expect(() => execution.prepare(parse('query A { items { id } }'), 'B')).toThrow('Unknown operation named "B"');
});
