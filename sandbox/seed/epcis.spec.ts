import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalog } from '@heitu/catalog';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import epcis2 from 'epcis2.js';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { products, sellers } from '../county/index.ts';
import { seedCatalog } from './catalog.ts';
import { seedHistory } from './history.ts';
import { packLots } from './pack-lots.ts';
import { partyId, shopId } from './keys.ts';

const { eventToHashedId, validateEpcisDocument } = epcis2;
const nowMs = Date.parse('2026-11-25T00:00:00Z');

/** Each lot of the county as partners get it, judged by programs of others. */
describe("the county's lots as EPCIS documents", () => {
  let room: TestSubgraph;
  const documents = new Map<string, any>();
  beforeAll(async () => {
    const byShop = new Map(sellers.map((seller) => [shopId(seller.key), partyId(seller.key)]));
    room = await testSubgraph(catalog, {
      at: '2026-11-25T02:00:00Z',
      settings: { PUBLIC_URL: 'https://heitu.test' },
      peers: {
        sellers: (_document, { ids }) => ({
          shopStates: (ids as string[]).map((id) => ({
            shopId: id,
            partyId: byShop.get(id),
            onSale: true,
            reason: '',
          })),
        }),
      },
    });
    const history = seedHistory(nowMs, {});
    await seedCatalog(room.subgraph.contextFor(account('seed'), 'seed'), history);
    for (const product of products)
      for (const { code } of packLots(product, new Date(nowMs))) {
        const request = { method: 'GET', path: `/epcis/${code}`, query: {}, headers: {}, body: Buffer.alloc(0) };
        const { status, body } = await room.subgraph.edge(request, ANONYMOUS, 'r');
        expect([code, status]).toEqual([code, 200]);
        documents.set(code, JSON.parse(String(body)));
      }
  });
  afterAll(() => room.close());
  const everyEvent = () =>
    [...documents].flatMap(([code, { '@context': context, epcisBody }]) =>
      epcisBody.eventList.map((event: any) => ({ code, context, event })),
    );

  it('hold to the schema of EPCIS 2.0', () => {
    expect(documents.size).toBeGreaterThan(80);
    for (const [code, document] of documents) {
      const { errors } = validateEpcisDocument(structuredClone(document), false);
      expect([code, errors]).toEqual([code, []]);
    }
  });

  it('number their events as another program does by the published algorithm', () => {
    const ids = everyEvent().map(({ context, event }) => {
      expect(event.eventID).toBe(eventToHashedId(structuredClone(event), context));
      return event.eventID;
    });
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('make nothing of more than went in, and use no more of anything than was made', () => {
    const sum = (list: any[] = []) => list.reduce((total, { quantity = 0 }) => total + quantity, 0);
    for (const [code, document] of documents) {
      const events = document.epcisBody.eventList;
      const made = new Map<string, number>();
      for (const event of events) {
        for (const { epcClass, quantity } of event.inputQuantityList ?? [])
          if (made.has(epcClass)) expect([code, quantity]).toEqual([code, made.get(epcClass)]);
        const outputs = event.outputQuantityList ?? (event.action === 'ADD' ? event.quantityList : []);
        for (const { epcClass, quantity } of outputs) made.set(epcClass, quantity);
        if (event.type !== 'TransformationEvent') continue;
        const out = Number(event.ilmd?.['heitu:netKilograms'] ?? sum(event.outputQuantityList));
        expect([code, out > 0 && out <= sum(event.inputQuantityList)]).toEqual([code, true]);
      }
      expect([code, [...made.keys()].at(-1)]).toEqual([code, `https://heitu.test/trace/${code}`]);
    }
  });
});
