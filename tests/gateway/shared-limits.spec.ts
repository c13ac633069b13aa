import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { startLibrary, type Library } from '@heitu/gateway/front/testing.fixture';
import { createQuotas, type Quotas } from '@heitu/gateway/quotas';
import { openSharedStore, type SharedStore } from '@heitu/gateway/shared-store';
import type { Actor } from '@heitu/kit/rules/actor';
import type { Transport } from '@heitu/kit/messages/peers';
import { startRedis, type TemporaryRedis } from '../../tools/src/redis.ts';

const redis: TemporaryRedis | null = await startRedis().catch((error: Error) => {
  process.stderr.write(`limits that gateways share are not tried: ${error.message}\n`);
  return null;
});
const AWAY = 'Redis does not answer: limits are counted by this gateway alone until it does';
const BACK = 'Redis answers again: limits are counted by all gateways together';
const COUNT = 3;

(redis ? describe : describe.skip)('limits of two gateways with one Redis', () => {
  const { url, kill, restart, sleep: hang, wake, stop } = redis ?? ({} as TemporaryRedis);
  let gateways: Library[];
  let told: { msg: string }[];
  const log = pino({ level: 'warn' }, { write: (line: string) => void told.push(JSON.parse(line) as { msg: string }) });
  /** A caller of its own for each test: what one used up another has. */
  let caller = 0;
  const ask = async (gateway: number, from = caller) => {
    const { status, body } = await gateways[gateway]!.post(
      { query: 'mutation { raise(by: 0) }' },
      { 'x-forwarded-for': `192.0.2.${from}` },
    );
    return status === 200 ? 'served' : (body.errors[0].extensions as { code: string; asked: number });
  };
  const messages = () => told.map(({ msg }) => msg);
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 30_000; !(await holds()); await sleep(50))
      if (Date.now() > end) throw new Error(`waited in vain; told: ${messages().join('; ')}`);
  }
  /** Whether what one gateway counts the other knows. */
  const isShared = async () => {
    caller += 1;
    for (let i = 0; i < COUNT; i++) await ask(0);
    return (await ask(1)) !== 'served';
  };

  beforeAll(async () => {
    told = [];
    const rates = { perCaller: null, perAddress: null, strangersPerAddress: { count: COUNT, seconds: 60 } };
    const start = () => startLibrary({ redisUrl: url, rates, log, trustedProxies: ['127.0.0.1'] });
    gateways = [await start(), await start()];
    await until(isShared);
  });
  beforeEach(() => {
    caller += 1;
    told = [];
  });
  afterAll(async () => {
    wake();
    for (const gateway of gateways) await gateway.close();
    await stop();
  });

  it('are one limit', async () => {
    expect([await ask(0), await ask(1), await ask(0)]).toEqual(['served', 'served', 'served']);
    expect([await ask(1), await ask(0)]).toMatchObject([
      { code: 'TOO_MANY_REQUESTS', max: COUNT, asked: 4 },
      { code: 'TOO_MANY_REQUESTS', max: COUNT, asked: 5 },
    ]);
    expect(await ask(1, caller + 100)).toBe('served');
  });

  describe("a partner's minute", () => {
    let stores: SharedStore[];
    let quotas: Quotas[];
    const transport = { edge: async () => ({ status: 204 }) } as unknown as Transport;
    const program = (): Actor => ({
      kind: 'client',
      id: `C${caller}`,
      grants: [],
      quota: { day: '2026-11-25', minuteMax: 3, dayMax: 50, usedToday: 0 },
    });
    beforeEach(async () => {
      stores = [await openSharedStore(url, log), await openSharedStore(url, log)];
      await Promise.all(
        stores.map((store) =>
          until(() =>
            store.eval('return 1', { keys: [], arguments: [] }).then(
              () => true,
              () => false,
            ),
          ),
        ),
      );
      quotas = stores.map((store) =>
        createQuotas({
          transport,
          authority: 'accounts',
          log,
          store,
          nowMs: () => Date.parse('2026-11-25T10:00:30+08:00'),
        }),
      );
    });
    afterEach(async () => {
      await Promise.all([...quotas, ...stores].map((one) => one.close()));
    });
    it('is one minute, also of requests at once', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, (_one, i) => quotas[i % 2]!.take(program())));
      expect(answers.map((refusal) => refusal?.details[0]?.asked ?? 0).toSorted()).toEqual([0, 0, 0, 4, 5, 6, 7, 8]);
    });
    it('is counted by each for itself when Redis is gone', async () => {
      await stores[1]!.close();
      expect(await quotas[0]!.take(program())).toBeNull();
      const answers = await Promise.all(Array.from({ length: 4 }, () => quotas[1]!.take(program())));
      expect(answers.map((refusal) => refusal?.details[0]?.asked ?? 0)).toEqual([0, 0, 0, 4]);
    });
  });

  it.each([
    ['killed', kill, restart],
    ['hung', async () => hang(), async () => wake()],
  ])(
    "are each gateway's own while Redis is %s, and one again afterwards; each gateway tells so once",
    async (_what, end, begin) => {
      for (let i = 0; i < COUNT; i++) expect(await ask(0)).toBe('served');
      await end();
      caller += 1;
      // Nobody is refused, and nobody waits long, for its sake.
      for (const gateway of [0, 1])
        expect([await ask(gateway), await ask(gateway), await ask(gateway), await ask(gateway)]).toEqual([
          'served',
          'served',
          'served',
          expect.objectContaining({ asked: 4 }),
        ]);
      await until(() => messages().filter((msg) => msg === AWAY).length === 2);
      await begin();
      await until(async () => (await isShared()) && messages().filter((msg) => msg === BACK).length === 2);
      expect(messages().toSorted()).toEqual([BACK, BACK, AWAY, AWAY].toSorted());
    },
    60_000,
  );
});

it('a gateway starts, and limits, without the Redis that it was told of', async () => {
  const told: string[] = [];
  const library = await startLibrary({
    redisUrl: 'redis://:SECRET@127.0.0.1:1',
    rates: { perCaller: null, perAddress: { count: COUNT, seconds: 60 }, strangersPerAddress: null },
    log: pino({ level: 'warn' }, { write: (line: string) => void told.push(line) }),
  });
  try {
    for (let i = 0; i < COUNT; i++) expect(await library.post({ query: '{ price }' })).toMatchObject({ status: 200 });
    expect(await library.post({ query: '{ price }' })).toMatchObject({
      status: 429,
      body: { errors: [{ extensions: { asked: 4 } }] },
    });
    expect(told).toEqual([expect.stringContaining(AWAY)]);
    expect(told[0]).not.toContain('SECRET');
  } finally {
    await library.close();
  }
});
