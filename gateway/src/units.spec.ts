import Fastify from 'fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { addUnits } from './units.ts';

describe('what the gateway says of each subgraph', () => {
  const server = Fastify();
  afterEach(() => server.close());

  it('is looked at once in a second, however many ask', async () => {
    let looks = 0;
    addUnits(server, async () => ({ orders: (looks += 1) > 1, trust: true }));
    const ask = async () => (await server.inject({ url: '/health/units' })).json() as object;
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill({ orders: false, trust: true }));
    expect(looks).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await ask()).toEqual({ orders: true, trust: true });
  });
});
