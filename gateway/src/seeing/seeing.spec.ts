import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { startLibrary, type Library } from '../front/testing.fixture.ts';

describe('what an operator sees of a request', () => {
  let library: Library;
  let told: { msg: string; requestId: string; program?: string; operation: string }[];
  beforeAll(async () => {
    told = [];
    library = await startLibrary({
      slowOperationMs: 1,
      log: pino(
        { level: 'warn' },
        { write: (line: string) => void told.push(JSON.parse(line) as (typeof told)[number]) },
      ),
    });
  });
  afterAll(() => library.close());
  const slow = async (token?: string) => {
    const { headers } = await library.post(
      { query: '{ slow(ms: 20) }' },
      token ? { authorization: `Bearer ${token}` } : {},
    );
    return told.find(({ msg, requestId }) => msg === 'a slow operation' && requestId === headers.get('x-request-id'));
  };

  it('names the program that asked for a slow operation, and no person', async () => {
    expect(await slow('partner')).toMatchObject({ program: 'p1', operation: 'other', plan: 'library {slow(ms:_)}' });
    for (const person of ['buyer', undefined]) expect(JSON.stringify(await slow(person))).not.toMatch(/"program"|u1/);
  });
  it('counts what was planned, once however often it is asked', async () => {
    const planned = async () =>
      Number(
        /^heitu_gateway_planning_seconds_count\{outcome="planned"\} (\d+)$/m.exec(
          await (await fetch(`${library.url}/metrics`)).text(),
        )?.[1] ?? 0,
      );
    const before = await planned();
    await Promise.all(Array.from({ length: 5 }, () => library.post({ query: '{ price fragile }' })));
    expect(await planned()).toBe(before + 1);
  });
});
