import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, systemActor, type Actor } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import epcis2 from 'epcis2.js';
import { act, draft, openRoom, otherSeller, seller } from '../../testing.fixture.ts';
import { chainRows } from '../../trace/chain-rows.ts';
import { TraceChain, TraceEvent } from '../../trace/trace.entity.ts';
import { traceEventInput, tracedLot } from '../../trace/traced-lot.fixture.ts';

const partner = (...parties: string[]): Actor => ({
  kind: 'client',
  id: 'client-1',
  partyId: 'client-party',
  grants: parties.map((partyId) => ({ role: 'partner', partyId, rights: ['stock'] })),
});
const lotClass = (code: string) => `http://heitu.test/trace/${code}`;

describe('the query interface of EPCIS', () => {
  let room: TestSubgraph;
  let lotId: string;
  let codes: string[];
  beforeAll(async () => {
    room = await openRoom();
    const first = await tracedLot(room);
    ({ lotId } = first);
    codes = [first.code, (await tracedLot(room)).code];
    const correction = { temperatureCelsius: 4.5, correctsSequence: 3, divisionCode: '230184103' };
    await act(room, seller, 'recordTraceEvent', traceEventInput(lotId, correction), 'sequence');
  });
  afterAll(() => room.close());

  interface Told {
    status: number;
    headers: Record<string, string>;
    body: any;
    events: any[];
    next: string | null;
  }
  async function ask(
    path: string,
    query: Record<string, string> = {},
    actor: Actor = partner('party-1'),
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<Told> {
    const request = { method, path: `/epcis-rest${path}`, query, headers, body: Buffer.alloc(0) };
    const answer = await room.subgraph.edge(request, actor, 'r');
    const told = { ...answer.headers };
    const body = answer.body ? JSON.parse(String(answer.body)) : null;
    const next = told['link'] ? new URL(/<(.*)>; rel="next"/.exec(told['link'])![1]!) : null;
    const events = body?.epcisBody?.queryResults.resultsBody.eventList ?? [];
    return {
      status: answer.status,
      headers: told,
      body,
      events,
      next: next?.searchParams.get('nextPageToken') ?? null,
    };
  }

  it('tells what was recorded, and each event holds to the schema and to its hash', async () => {
    const { status, headers, body, events } = await ask('/events');
    expect([status, headers['gs1-epcis-version'], body.type]).toEqual([200, '2.0.0', 'EPCISQueryDocument']);
    expect(events).toHaveLength(9);
    const { '@context': context, creationDate } = body;
    const document = {
      '@context': context,
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate,
      epcisBody: { eventList: events },
    };
    expect(epcis2.validateEpcisDocument(structuredClone(document), false).errors).toEqual([]);
    for (const event of events) expect(event.eventID).toBe(epcis2.eventToHashedId(structuredClone(event), context));
  });

  it.each(['recordTime', 'eventTime', null])('gives every event once over pages, ordered by %s', async (orderBy) => {
    const all = await ask('/events', { perPage: '200', ...(orderBy && { orderBy }) });
    const found: any[] = [];
    for (let token: string | null = ''; token !== null;) {
      const page = await ask('/events', {
        perPage: '2',
        ...(orderBy && { orderBy }),
        ...(token && { nextPageToken: token }),
      });
      expect(page.events.length).toBeLessThanOrEqual(2);
      found.push(...page.events);
      token = page.next;
    }
    expect(found).toEqual(all.events);
    expect(new Set(found.map(({ eventID }) => eventID)).size).toBe(9);
    if (orderBy === null) return;
    const times = found.map((event) => Date.parse(event[orderBy]));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it.each<[Record<string, string>, number]>([
    [{ EQ_bizStep: 'packing' }, 3],
    [{ EQ_bizStep: 'https://ref.gs1.org/cbv/BizStep-packing|stocking' }, 5],
    [{ EQ_disposition: 'conformant' }, 2],
    [{ EQ_action: 'OBSERVE' }, 9],
    [{ EQ_action: 'ADD' }, 0],
    [{ eventType: 'TransformationEvent|AggregationEvent' }, 0],
    [{ eventType: 'ObjectEvent', EQ_bizStep: 'receiving' }, 2],
    [{ GE_eventTime: '2026-11-01T09:00:00.000+08:00', LT_eventTime: '2026-11-01T09:00:01 08:00' }, 3],
    [{ LT_recordTime: '2020-01-01T00:00:00Z' }, 0],
    [{ EXISTS_errorDeclaration: 'true' }, 1],
    [{ EQ_errorReason: 'incorrect_data' }, 1],
    [{ GE_errorDeclaration_Time: '2020-01-01T00:00:00Z' }, 1],
    [{ EQ_type: 'Temperature' }, 1],
    [{ GT_value_CEL: '4' }, 1],
    [{ GT_value_CEL: '4.5' }, 0],
    [{ EQ_quantity: '400' }, 9],
    [{ EQ_readPoint: 'http://heitu.test/division/230184103' }, 1],
    [{ WD_readPoint: 'http://heitu.test/division/230184000000' }, 1],
    [{ WD_bizLocation: 'http://heitu.test/division/2302' }, 0],
    [{ 'EXISTS_heitu:chainLink': 'true' }, 9],
    [{ orderBy: 'eventTime', eventCountLimit: '4' }, 4],
    [{ orderBy: 'recordTime', eventCountLimit: '4' }, 4],
  ])('finds by %j', async (query, count) => {
    const { status, events, next } = await ask('/events', query);
    expect([status, events.length, next]).toEqual([200, count, null]);
  });

  it('finds the events of a lot by its class, alone and by its own address', async () => {
    const [code = ''] = codes;
    for (const name of ['MATCH_epcClass', 'MATCH_anyEPCClass'])
      expect((await ask('/events', { [name]: lotClass(code) })).events).toHaveLength(5);
    const escaped = encodeURIComponent(lotClass(code));
    expect((await ask(`/epcs/${escaped}/events`)).events).toHaveLength(5);
    expect((await ask('/epcs')).body.member).toEqual(codes.toSorted().map(lotClass));
    expect((await ask('/bizSteps/packing/events')).events).toHaveLength(3);
    expect((await ask('/bizSteps/packing/events', { EQ_bizStep: 'stocking' })).events).toEqual([]);
    expect((await ask('/eventTypes')).body.member).toEqual([
      'AggregationEvent',
      'AssociationEvent',
      'ObjectEvent',
      'TransactionEvent',
      'TransformationEvent',
    ]);
    expect((await ask('/bizSteps/packing')).body.member).toEqual(['events']);
    expect((await ask('/bizSteps/dancing')).status).toBe(404);
  });

  it('answers one event by its id, escaped, and nothing for another', async () => {
    const [event] = (await ask('/events')).events;
    expect((await ask(`/events/${encodeURIComponent(event.eventID)}`)).events).toEqual([event]);
    expect((await ask(`/events/${encodeURIComponent('ni:///sha-256;00?ver=CBV2.0')}`)).body).toMatchObject({
      type: 'epcisException:NoSuchResourceException',
      status: 404,
    });
  });

  it('tells a program nothing of parties that did not let it, and others nothing at all', async () => {
    const { skuId } = await draft(room);
    expect(skuId).toBeTruthy();
    const [event] = (await ask('/events')).events;
    for (const actor of [partner('party-2'), partner('party-2', 'party-3')]) {
      expect((await ask('/events', {}, actor)).events).toEqual([]);
      expect((await ask('/epcs', {}, actor)).body.member).toEqual([]);
      expect((await ask(`/events/${encodeURIComponent(event.eventID)}`, {}, actor)).status).toBe(404);
    }
    expect(await ask('/events', {}, ANONYMOUS)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
      body: { type: 'epcisException:SecurityException' },
    });
    const narrowed: Actor = { ...partner(), grants: [{ role: 'partner', partyId: 'party-1', rights: ['payment'] }] };
    for (const actor of [narrowed, seller, otherSeller])
      expect(await ask('/events', {}, actor)).toMatchObject({ status: 403, events: [] });
  });

  it.each<[Record<string, string>, Record<string, string>, string]>([
    [{ EQ_colour: 'red' }, {}, 'QueryParameterException'],
    [{ GE_eventTime: 'yesterday' }, {}, 'QueryParameterException'],
    [{ GT_quantity: 'many' }, {}, 'QueryParameterException'],
    [{ EQ_action: 'MAYBE' }, {}, 'QueryParameterException'],
    [{ EQ_bizStep: '' }, {}, 'QueryParameterException'],
    [{ perPage: '0' }, {}, 'QueryParameterException'],
    [{ nextPageToken: 'made-up' }, {}, 'QueryParameterException'],
    [{ orderBy: 'title' }, {}, 'QueryParameterException'],
    [{ eventCountLimit: '3' }, {}, 'QueryParameterException'],
    [{ orderDirection: 'ASC' }, {}, 'QueryParameterException'],
    [{ 'HASATTR_heitu:title': 'lang' }, {}, 'QueryParameterException'],
    [{ MATCH_epc: 'urn:epc:idpat:sgtin:1.*.*' }, {}, 'QueryParameterException'],
    [{ orderBy: 'recordTime', eventCountLimit: '3', maxEventCount: '3' }, {}, 'QueryParameterException'],
    [{ maxEventCount: '3' }, {}, 'QueryTooLargeException'],
    [{ maxEventCount: '3', orderBy: 'eventTime' }, {}, 'QueryTooLargeException'],
    [{}, { accept: 'application/xml' }, 'NotAcceptableException'],
    [{}, { 'gs1-epcis-min': '3.0.0' }, 'NotAcceptableException'],
    [{}, { 'gs1-cbv-max': '1.2' }, 'NotAcceptableException'],
    [{}, { 'gs1-epc-format': 'Always_EPC_URN' }, 'NotAcceptableException'],
  ])('refuses %j with %j', async (query, headers, name) => {
    const { status, headers: told, body } = await ask('/events', query, partner('party-1'), headers);
    expect(body).toMatchObject({ type: `epcisException:${name}`, title: name, status, detail: expect.any(String) });
    expect(told['content-type']).toMatch('application/problem+json');
  });

  it('announces its methods and versions to anybody', async () => {
    const { status, headers } = await ask('/events', {}, ANONYMOUS, {}, 'OPTIONS');
    expect([status, headers['allow'], headers['gs1-epcis-max']]).toEqual([204, 'GET, OPTIONS', '2.0.0']);
  });
});

describe('a query over a long history', () => {
  let room: TestSubgraph;
  beforeAll(async () => {
    room = await openRoom();
    const lot = { ...(await tracedLot(room)), partyId: 'party-1' };
    const context = room.subgraph.contextFor(systemActor('test'), 'test');
    const seal = await context.vault.sealer(['party-1']);
    const LONG = 2100;
    const history = Array.from({ length: LONG }, (_, i) => ({
      bizStep: i === LONG - 1 ? ('stocking' as const) : ('storing' as const),
      atMs: i,
      recordedAtMs: i,
      place: null,
      source: 'seller' as const,
    }));
    const made = chainRows({ lotId: lot.lotId, lotCode: lot.code, partyId: 'party-1' }, seal, history, () => 'salt');
    await context.em.nativeDelete(TraceEvent, { lotId: lot.lotId });
    await context.em.insertMany(TraceEvent, made.events);
    const { length, headHash } = made.chain;
    await context.em.nativeUpdate(TraceChain, { lotId: lot.lotId }, { length, headHash });
  });
  afterAll(() => room.close());
  const ask = async (query: Record<string, string>) => {
    const request = { method: 'GET', path: '/epcis-rest/events', query, headers: {}, body: Buffer.alloc(0) };
    const { headers, body } = await room.subgraph.edge(request, partner('party-1'), 'r');
    return { link: headers?.['link'], events: JSON.parse(String(body)).epcisBody.queryResults.resultsBody.eventList };
  };

  it('stops after so many links, and goes on where it stopped', async () => {
    const { link, events } = await ask({ EQ_bizStep: 'stocking' });
    expect(events).toEqual([]);
    const next = Object.fromEntries(new URL(/<(.*)>/.exec(link!)![1]!).searchParams);
    expect(await ask(next)).toMatchObject({ link: undefined, events: [{ bizStep: 'stocking' }] });
  });

  it('looks further where it has to know the first that match', async () => {
    const first = { EQ_bizStep: 'stocking', orderBy: 'recordTime', orderDirection: 'ASC', eventCountLimit: '1' };
    expect(await ask(first)).toMatchObject({ link: undefined, events: [{ bizStep: 'stocking' }] });
  });
});
