import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLIENT } from '@heitu/sandbox/seed';
import epcis2 from 'epcis2.js';
import * as example from '../../examples/partner/client.mjs';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';

describe('EPCIS at the gateway, by the example that partners are given', () => {
  let platform: Platform;
  beforeAll(async () => void (platform = await startTestPlatform()), 120_000);
  afterAll(() => platform.close());
  const tokens = (scope = '') =>
    example.tokenSource({ url: platform.url, clientId: CLIENT.clientId, clientSecret: CLIENT.secret }, scope);

  it('gives the events of the lots whose sellers let the program, over all pages', async () => {
    const found: any[] = [];
    for await (const event of example.epcisEvents(platform.url, tokens('stock'), { EQ_bizStep: 'packing', perPage: 5 }))
      found.push(event);
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found.map(({ eventID }) => eventID)).size).toBe(found.length);
    for (const event of found) expect(event.bizStep).toBe('packing');
    const packed = found.filter(({ type }) => type === 'TransformationEvent');
    const [kept] = await platform.rows(
      'catalog',
      `select count(*) as kept from "TraceEvent" e join "Lot" l on l."id" = e."lotId"
       where e."bizStep" = 'packing' and l."partyId" = (select "partyId" from "Lot" where "code" = ?)`,
      [packed[0].ilmd['cbvmda:lotNumber']],
    );
    expect(packed.length).toBe(Number(kept!['kept']));
  });

  it('keeps an escaped id whole on its way', async () => {
    const { value: event } = await example.epcisEvents(platform.url, tokens(), {}).next();
    const response = await fetch(`${platform.url}/epcis/events/${encodeURIComponent(event.eventID)}`, {
      headers: { authorization: `Bearer ${await tokens()()}` },
    });
    expect(response.status).toBe(200);
    const { '@context': context, epcisBody } = (await response.json()) as any;
    expect(epcisBody.queryResults.resultsBody.eventList).toEqual([event]);
    expect(epcis2.eventToHashedId(structuredClone(event), context)).toBe(event.eventID);
  });

  it('refuses who has no token, a bad one, or one for something else; OPTIONS is for all', async () => {
    const status = async (authorization?: string, method = 'GET') =>
      (await fetch(`${platform.url}/epcis/events`, { method, headers: authorization ? { authorization } : {} })).status;
    expect(await status()).toBe(401);
    expect(await status('Bearer made-up')).toBe(401);
    expect(await status(`Bearer ${await tokens('payment')()}`)).toBe(403);
    expect(await status(undefined, 'OPTIONS')).toBe(204);
    expect(
      (await fetch(`${platform.url}/epcis`, { headers: { authorization: `Bearer ${await tokens()()}` } })).status,
    ).toBe(200);
  });
});
