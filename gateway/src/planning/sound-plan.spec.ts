import { afterEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { pino } from 'pino';
import type { Transport } from '@heitu/kit/messages/peers';
import { CannotBeServed, createExecution } from '../execution/index.ts';
import { readFrontSettings } from '../front/front.config.ts';
import { startGateway } from '../gateway.ts';
import { conflictSdl, keysSdl, unreachableSdl } from './unsound.fixture.ts';

const KEYS = '{ shop { goods { name label } } }';
const UNREACHABLE = '{ thing { field } }';

describe('a supergraph or a plan that would be answered wrongly', () => {
  let server: FastifyInstance | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it('is not served where one field is required under different arguments, and both places are named', () => {
    expect(() => createExecution(conflictSdl(), async () => ({}))).toThrow(CannotBeServed);
    expect(() => createExecution(conflictSdl(), async () => ({}))).toThrow(
      /Good\.price.*"USD".*Good\.inDollars.*"EUR".*Good\.inEuros/,
    );
  });

  it.each([
    [
      'enters an entity by a key that is not resolvable',
      keysSdl,
      KEYS,
      'Good would be entered in shops by a key that is not resolvable there (id)',
    ],
    ['is empty', unreachableSdl, UNREACHABLE, 'no subgraph that can be reached answers thing'],
    [
      'leaves out one of the fields',
      unreachableSdl,
      '{ other thing { field } }',
      'no subgraph that can be reached answers thing',
    ],
    [
      'leaves out what a fragment asks for',
      unreachableSdl,
      'query($a: Boolean!) { other ...F @include(if: $a) } fragment F on Query { thing { field } }',
      'no subgraph that can be reached answers thing',
    ],
  ])('is refused where the plan %s', async (_what, sdl, query, why) => {
    const execution = createExecution(sdl(), async () => ({}));
    expect(() => execution.prepare(parse(query))).toThrow(why);
    const planned = execution.prepareFor('somebody', parse(query));
    await expect(planned).rejects.toMatchObject({ message: why, extensions: { code: 'CANNOT_BE_ANSWERED' } });
    await execution.planning.close();
  });

  it.each([
    [keysSdl, '{ shop { goods { name size } } }'],
    [keysSdl, '{ shop { id @skip(if: true) } }'],
    [unreachableSdl, '{ node { field } }'],
    [unreachableSdl, '{ __typename }'],
    [unreachableSdl, '{ __schema { queryType { name } } }'],
    [unreachableSdl, '{ thing @skip(if: true) { field } }'],
    [unreachableSdl, '{ other @include(if: false) }'],
    [unreachableSdl, 'query($a: Boolean!) { other @skip(if: $a) @include(if: $a) }'],
  ])('is not seen in what can be answered', (sdl, query) => {
    expect(createExecution(sdl(), async () => ({})).prepare(parse(query)).operation.kind).toBe('OperationDefinition');
  });

  it.each([
    [keysSdl, KEYS],
    [unreachableSdl, UNREACHABLE],
  ])('is told by its code, logged for the operator, and no subgraph is asked', async (sdl, query) => {
    const logged: { msg: string; why?: string }[] = [];
    const asked: string[] = [];
    const ask = async (to: string) => {
      asked.push(to);
      return {};
    };
    const transport = { execute: ask, authenticate: async () => null } as unknown as Transport;
    const log = pino(
      { level: 'warn' },
      { write: (line: string) => void logged.push(JSON.parse(line) as (typeof logged)[number]) },
    );
    const front = { ...readFrontSettings({}, false), trustedDocuments: [] };
    server = await startGateway({
      supergraphSdl: sdl(),
      transport,
      authority: '',
      port: 0,
      host: '127.0.0.1',
      isProduction: false,
      log,
      ready: async () => true,
      front,
    });
    for (let i = 0; i < 2; i++) {
      const accept = 'application/graphql-response+json';
      const headers = { 'content-type': 'application/json', accept };
      const answer = await server.inject({
        method: 'POST',
        url: '/graphql',
        headers,
        payload: JSON.stringify({ query }),
      });
      expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([
        500,
        {
          errors: [
            {
              message: expect.stringContaining('没有办法答对'),
              extensions: { code: 'CANNOT_BE_ANSWERED', requestId: expect.any(String) },
            },
          ],
        },
      ]);
    }
    expect([asked, logged.map(({ msg }) => msg)]).toEqual([
      [],
      ['an operation would be answered wrongly, and is refused'],
    ]);
    expect(logged[0]!.why).toMatch(/not resolvable there|can be reached/);
  });
});
