import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operator } from '@heitu/sandbox/county';
import { CLIENT } from '@heitu/sandbox/seed';
import epcis2 from 'epcis2.js';
import * as example from '../../examples/partner/client.mjs';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';

describe('EPCIS at the gateway, by the example that partners are given', () => {
  let platform: Platform;
  beforeAll(async () => void (platform = await startTestPlatform()));
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

  it('takes what a client of others captures, tells what became of it, and shows it as its teller’s word', async () => {
    const headers = { authorization: `Bearer ${await tokens('epcis-capture stock')()}` };
    const { member } = (await (await fetch(`${platform.url}/epcis/epcs`, { headers })).json()) as any;
    const released = new Set(
      (await platform.rows('catalog', `select "code" from "Lot" where "state" = 'released'`)).map(({ code }) => code),
    );
    const epcClass = member.find((one: string) => released.has(one.split('/').at(-1)!));
    const code = epcClass.split('/').at(-1);
    const sent = {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      eventTime: '2026-11-20T02:00:00.000Z',
      eventTimeZoneOffset: '+08:00',
      bizStep: 'storing',
      quantityList: [{ epcClass, quantity: 10 }],
      bizTransactionList: [{ type: 'po', bizTransaction: 'https://erp.example/po/4711' }],
      sourceList: [{ type: 'owning_party', source: 'https://id.gs1.org/417/9521321000007' }],
      'erp:shelf': 'A-07',
    };
    const context = [
      'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      { erp: 'https://erp.example/ns/' },
    ];
    const document = new epcis2.EPCISDocument({
      '@context': context,
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-20T03:00:00.000Z',
      epcisBody: { eventList: [sent] },
    });
    const taken = await epcis2.capture(document, {
      apiUrl: `${platform.url}/epcis`,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    expect([taken.status, taken.headers.get('gs1-capture-error-behaviour')]).toEqual([202, 'rollback']);
    const job = new URL(taken.headers.get('location')!).pathname;
    const jobNow = async (): Promise<any> => (await fetch(platform.url + job, { headers })).json();
    expect(await jobNow()).toMatchObject({ running: true, success: true });
    await platform.subgraphs.get('catalog')!.runOnce('run-captures');
    const told = await jobNow();
    expect(told).toMatchObject({ success: true, errors: [], 'heitu:kept': 1 });
    const found: any[] = [];
    for await (const event of example.epcisEvents(platform.url, tokens('stock'), { GE_recordTime: told.createdAt }))
      found.push(event);
    const kept = found.find((event) => event['erp:shelf']);
    expect(kept).toMatchObject({
      ...sent,
      eventID: expect.stringMatching(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/),
    });
    const trace = await platform.post(
      null,
      'query($code: String!) { trace(code: $code) { verified told { title toldBy } events { title } } }',
      { code },
    );
    expect(trace.data!['trace']).toMatchObject({ verified: true, told: [{ title: '入库', toldBy: operator.name }] });
    const scopes = async (scope: string) =>
      (await fetch(`${platform.url}/epcis/capture`, { headers: { authorization: `Bearer ${await tokens(scope)()}` } }))
        .status;
    expect([await scopes('stock'), await scopes('epcis-capture')]).toEqual([403, 200]);
  });

  it('keeps a named query of the program at the gateway, runs it and forgets it', async () => {
    const headers = { authorization: `Bearer ${await tokens('stock')()}`, 'content-type': 'application/json' };
    const call = (method: string, path: string, body?: object) =>
      fetch(`${platform.url}/epcis/queries${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const query = { name: 'packed', query: { EQ_bizStep: ['packing'], eventType: ['TransformationEvent'] } };
    expect((await call('POST', '', query)).status).toBe(201);
    const told = (await (await call('GET', '/packed/events?perPage=2')).json()) as any;
    expect(told.epcisBody.queryResults).toMatchObject({ queryName: 'packed' });
    for (const event of told.epcisBody.queryResults.resultsBody.eventList)
      expect([event.type, event.bizStep]).toEqual(['TransformationEvent', 'packing']);
    expect((await call('POST', '/packed/subscriptions', {})).status).toBe(501);
    expect([(await call('DELETE', '/packed')).status, (await call('GET', '/packed')).status]).toEqual([204, 404]);
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
