import { describe, expect, it } from '@jest/globals';
import { catalog } from '@heitu/catalog';
import { systemActor } from '@heitu/kit/actor';
import { testSubgraph, type TestSubgraph } from '@heitu/kit/testing';
import { logistics } from '@heitu/logistics';
import { orders } from '@heitu/orders';
import { payments } from '@heitu/payments';
import { sellers } from '@heitu/sellers';
import { trust } from '@heitu/trust';
import { seedAll } from './index.ts';

describe('the whole demo county', () => {
  it('loads into all six, in one go and again, and shows how far it is', async () => {
    const rooms = new Map<string, TestSubgraph>();
    // Only catalog's seed uses a service: the salts of its trace chains.
    for (const manifest of [sellers, catalog, orders, logistics, payments, trust]) rooms.set(manifest.name, await testSubgraph(manifest, manifest === catalog ? {} : { services: {} }));
    const contextOf = (name: string) => rooms.get(name)!.subgraph.contextFor(systemActor('seed'), 'seed');
    const shown: number[] = [];
    const size = { orders: 60, progress: (_what: string, total: number) => (done: number) => void shown.push(done / total) };
    await seedAll(contextOf, size);
    expect(shown.at(-1)).toBe(1);
    const rows = async (name: string) => {
      const { em } = contextOf(name);
      const counts = [];
      for (const meta of Object.values(em.getMetadata().getAll())) counts.push([meta.className, await em.count(meta.className as never, {} as never)]);
      return Object.fromEntries(counts);
    };
    const first = await Promise.all([...rooms.keys()].map(rows));
    await seedAll(contextOf, size);
    expect(await Promise.all([...rooms.keys()].map(rows))).toEqual(first);
    for (const room of rooms.values()) await room.close();
  }, 120_000);
});
