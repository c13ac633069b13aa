import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { ToldHours } from '@heitu/kit/rules/refused-kinds';
import type { EdgeRequest, Transport } from '@heitu/kit/messages/peers';
import { startLibrary, type Library } from './front/testing.fixture.ts';
import { RefusalHours } from './refusal-hours.ts';

const BEGAN_MS = Date.parse('2026-11-25T10:00:00+08:00');

describe('hours of refusals', () => {
  let nowMs: number;
  let told: ToldHours[];
  let status: number;
  let hours: RefusalHours;
  const transport = {
    async edge(_to: string, { body }: EdgeRequest) {
      if (status === 204) told.push(JSON.parse(body.toString()) as ToldHours);
      return { status };
    },
  } as unknown as Transport;
  const start = () =>
    new RefusalHours({ transport, authority: 'accounts', log: pino({ level: 'silent' }), nowMs: () => nowMs });
  beforeEach(() => {
    [nowMs, told, status] = [BEGAN_MS, [], 204];
    hours = start();
  });
  afterEach(() => hours.close());
  const at = (sinceHours: number) => (nowMs = BEGAN_MS + sinceHours * HOUR_MS);
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('are told when they begin, and once when they are over', async () => {
    hours.count(null);
    await settled();
    hours.count('too-often');
    at(1.1);
    await hours.tell();
    await hours.tell();
    expect(told.map(({ over, begunMs }) => [over, begunMs])).toEqual([
      [[], BEGAN_MS],
      [[{ hourMs: BEGAN_MS, requests: 2, refused: { 'too-often': 1 } }], BEGAN_MS + HOUR_MS],
    ]);
  });

  it('are zeros where nothing came, and are kept while the authority is away', async () => {
    await hours.tell();
    status = 503;
    at(1);
    await hours.tell();
    at(2);
    hours.count('overload');
    await settled();
    status = 204;
    await hours.tell();
    expect(told[1]).toMatchObject({
      over: [
        { hourMs: BEGAN_MS, requests: 0 },
        { hourMs: BEGAN_MS + HOUR_MS, requests: 0 },
      ],
      begunMs: BEGAN_MS + 2 * HOUR_MS,
    });
  });

  it('end with the process, and are another process after it', async () => {
    hours.count('credentials');
    await settled();
    await hours.close();
    hours = start();
    hours.count(null);
    await settled();
    expect(told.map(({ over, begunMs }) => [over.map(({ requests }) => requests), begunMs])).toEqual([
      [[], BEGAN_MS],
      [[1], null],
      [[], BEGAN_MS],
    ]);
    expect(new Set(told.map(({ process }) => process)).size).toBe(2);
  });
});

describe('a gateway', () => {
  let library: Library;
  afterEach(() => library.close());

  it('counts each request by why it was refused, and tells no address and nobody', async () => {
    library = await startLibrary({
      costMax: 100,
      trustedDocuments: [],
      rates: { perCaller: null, perAddress: { count: 7, seconds: 60 }, strangersPerAddress: null },
    });
    const ask = (query: string, headers = {}) => library.post({ query }, headers);
    await ask('{ price }');
    await ask('{ costly }');
    await ask('{ secret }');
    await ask('{ price', {});
    await ask('{ price }', { authorization: 'Bearer nobody' });
    await fetch(`${library.url}/edges/library/unsigned`, { method: 'POST', body: 'x' });
    await fetch(`${library.url}/graphql`, { method: 'DELETE' });
    await ask('{ price }');
    await fetch(`${library.url}/health/live`);
    await library.close();
    expect(library.told.map(({ over }) => over.map(({ requests, refused }) => ({ requests, refused })))).toEqual([
      [],
      [
        {
          requests: 8,
          refused: { 'too-much': 1, 'not-allowed': 1, malformed: 2, credentials: 2, 'too-often': 1 },
        },
      ],
    ]);
    expect(Object.keys(library.told[1]!)).toEqual(['process', 'over', 'begunMs']);
  });
});
