import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, systemActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import epcis2 from 'epcis2.js';
import { draft, filedLot, openRoom, rowCount, seller } from '../../testing.fixture.ts';
import { tracedLot } from '../../trace/traced-lot.fixture.ts';
import type { CatalogContext } from '../../context.ts';
import { CAPTURE_EVENTS_MAX, CAPTURE_JOBS_KEPT_MS, FOREIGN_EVENTS_KEPT_MS } from './capture.policy.ts';
import { forgetCaptures, runCaptures } from './run-captures.ts';
import { schemaFault } from './epcis-schema.ts';

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const program = (id: string, partyId: string, lets: readonly string[] = [], rights = ['stock', 'epcis-capture']) =>
  ({
    kind: 'client',
    id,
    partyId,
    grants: [partyId, ...lets].map((one) => ({ role: 'partner', partyId: one, rights })),
  }) satisfies Actor;
/** A cold store that took the lot over; a stranger; the seller's own program; one that the seller lets tell. */
const carrier = program('cold', 'carrier-1');
const stranger = program('other', 'stranger-1');
const sellersOwn = program('erp', 'party-1');
const letByThem = program('mill', 'mill-1', ['party-1']);

describe('the capture interface of EPCIS [11.8.eb]', () => {
  let room: TestSubgraph;
  let lotId: string;
  let code: string;
  let hidden: string;
  const lotClass = (of = code) => `http://heitu.test/trace/${of}`;
  beforeAll(async () => {
    room = await openRoom();
    ({ lotId, code } = await tracedLot(room));
    const { skuId } = await draft(room);
    hidden = (await filedLot(room, skuId)).code;
    await room.receive('logistics', 'logistics.shipment-taken-over.v1', {
      shipmentId: 's1',
      handoverId: 'h1',
      orderId: 'o1',
      afterSaleId: null,
      carrierPartyId: 'carrier-1',
      trackingNumber: 'T1',
      atMs: room.clock.now(),
      productTemperatureCelsius: null,
      lots: [{ lotId, units: 2 }],
    });
  });
  afterAll(() => room.close());

  const jobContext = () => room.subgraph.contextFor(systemActor('job'), 'job') as CatalogContext;
  let second = 0;
  const event = (more: object = {}): any => ({
    type: 'ObjectEvent',
    action: 'OBSERVE',
    eventTime: `2026-11-02T01:00:${String(++second).padStart(2, '0')}.000Z`,
    eventTimeZoneOffset: '+08:00',
    bizStep: 'storing',
    disposition: 'in_progress',
    quantityList: [{ epcClass: lotClass(), quantity: 2 }],
    sensorElementList: [
      { sensorReport: [{ type: 'Temperature', minValue: 2.5, maxValue: 4, meanValue: 3, uom: 'CEL' }] },
    ],
    ...more,
  });
  const document = (events: object[], more: object = {}) => ({
    '@context': [CONTEXT],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-02T02:00:00.000Z',
    epcisBody: { eventList: events },
    ...more,
  });
  async function call(
    actor: Actor,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const request = {
      method,
      path: `/epcis-rest${path}`,
      query: Object.fromEntries(new URL(`http://x${path}`).searchParams),
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
    };
    request.path = request.path.split('?')[0]!;
    const answer = await room.subgraph.edge(request, actor, 'r');
    return {
      status: answer.status,
      headers: { ...answer.headers },
      body: answer.body ? JSON.parse(String(answer.body)) : null,
    };
  }
  /** Sends a document and runs the job; what became of it. */
  async function capture(actor: Actor, sent: object, headers: Record<string, string> = {}): Promise<any> {
    const { status, headers: told } = await call(actor, 'POST', '/capture', sent, headers);
    expect(status).toBe(202);
    const path = new URL(told['location']!).pathname.slice('/epcis'.length);
    expect((await call(actor, 'GET', path)).body).toMatchObject({ running: true, success: true, errors: [] });
    await runCaptures(jobContext());
    return (await call(actor, 'GET', path)).body;
  }
  const eventsFor = async (actor: Actor, query = '') => {
    const { body } = await call(actor, 'GET', `/events?perPage=200${query}`);
    return { events: body.epcisBody.queryResults.resultsBody.eventList as any[], told: body['heitu:told'] ?? [], body };
  };
  const told = async () =>
    (
      await room.graph<any>(
        ANONYMOUS,
        'query($code: String!) { trace(code: $code) { eventCount told { toldBy title at celsiusMin celsiusMax takenBack } } }',
        { code },
      )
    ).trace;

  it('keeps what a carrier tells of a lot that it took over, once, as its word and in no chain', async () => {
    const links = await rowCount(room, 'TraceEvent');
    const sent = event();
    const job = await capture(carrier, document([sent]));
    expect(job).toMatchObject({
      running: false,
      success: true,
      captureErrorBehaviour: 'rollback',
      errors: [],
      'heitu:kept': 1,
    });
    expect(await rowCount(room, 'TraceEvent')).toBe(links);
    const { events, told: by, body } = await eventsFor(carrier);
    expect(events).toEqual([
      {
        ...sent,
        eventID: epcis2.eventToHashedId(structuredClone(sent), [CONTEXT]),
        recordTime: expect.any(String),
      },
    ]);
    expect(by).toEqual([{ 'heitu:event': events[0].eventID, 'heitu:by': '某某冷链carrier-1' }]);
    expect(schemaFault(body)).toBeNull();
    expect(await told()).toMatchObject({
      told: [{ toldBy: '某某冷链carrier-1', title: '入库', celsiusMin: 2.5, celsiusMax: 4, takenBack: false }],
    });

    expect(await capture(carrier, document([sent, sent]))).toMatchObject({
      success: true,
      'heitu:kept': 0,
      'heitu:knownBefore': 2,
    });
    expect((await eventsFor(carrier)).events).toHaveLength(1);
    // The seller's program is told of it among the chain's own events; its own it tells apart.
    const forSeller = await eventsFor(sellersOwn);
    expect(forSeller.events.filter((one) => !one['heitu:chainLink'])).toEqual(events);
    const [known] = events;
    expect((await call(sellersOwn, 'GET', `/events/${encodeURIComponent(known.eventID)}`)).status).toBe(200);
    expect((await call(stranger, 'GET', `/events/${encodeURIComponent(known.eventID)}`)).status).toBe(404);
  });

  it('refuses whoever tells of lots that are not theirs, and says the same of lots that are not there', async () => {
    const before = await rowCount(room, 'ToldEvent');
    for (const [actor, of] of [
      [stranger, code],
      [carrier, hidden],
      [stranger, hidden],
      [carrier, 'NOT-THERE'],
    ] as const) {
      const job = await capture(actor, document([event({ quantityList: [{ epcClass: lotClass(of), quantity: 1 }] })]));
      expect(job).toMatchObject({
        success: false,
        errors: [
          {
            type: 'epcisException:SecurityException',
            detail: `event 1: there is no lot ${of}, or not for this program`,
            instance: '/epcisBody/eventList/0',
          },
        ],
      });
    }
    expect(await rowCount(room, 'ToldEvent')).toBe(before);
    expect(await capture(letByThem, document([event({ bizStep: 'packing' })]))).toMatchObject({ 'heitu:kept': 1 });
    expect(await capture(sellersOwn, document([event({ bizStep: 'other' })]))).toMatchObject({ 'heitu:kept': 1 });
  });

  it('keeps all or nothing, or what is right, as it was asked', async () => {
    const right = event();
    const wrong = event({ bizStep: 'dancing' });
    const before = await rowCount(room, 'ToldEvent');
    expect(await capture(carrier, document([right, wrong]))).toMatchObject({
      success: false,
      'heitu:kept': 0,
      errors: [{ status: 400, detail: expect.stringMatching(/^event 2: \/bizStep must/) }],
    });
    expect(await rowCount(room, 'ToldEvent')).toBe(before);
    const proceeding = await capture(carrier, document([wrong, right]), { 'gs1-capture-error-behaviour': 'proceed' });
    expect(proceeding).toMatchObject({
      success: false,
      captureErrorBehaviour: 'proceed',
      'heitu:kept': 1,
      'heitu:refused': 1,
    });
    expect(await rowCount(room, 'ToldEvent')).toBe(before + 1);
  });

  it('keeps what leads to no lot here for its teller alone', async () => {
    const elsewhere = event({
      epcList: ['https://id.gs1.org/00/106141412345678908'],
      quantityList: [{ epcClass: 'https://example.com/01/09506000134352/10/ABC', quantity: 5 }],
    });
    expect(await capture(carrier, document([elsewhere]))).toMatchObject({ 'heitu:kept': 1 });
    const query = '&MATCH_epc=https://id.gs1.org/00/106141412345678908';
    expect((await eventsFor(carrier, query)).events).toHaveLength(1);
    for (const actor of [sellersOwn, letByThem, stranger]) expect((await eventsFor(actor, query)).events).toEqual([]);
    expect((await told()).told).not.toContainEqual(expect.objectContaining({ at: elsewhere.eventTime }));
  });

  it('is found by what only partners tell: papers, parties, devices', async () => {
    const shipped = event({
      bizTransactionList: [{ type: 'po', bizTransaction: 'https://erp.example/po/1' }],
      sourceList: [{ type: 'owning_party', source: 'https://id.gs1.org/417/9521321000007' }],
      persistentDisposition: { set: ['completeness_verified'] },
      sensorElementList: [
        {
          sensorMetadata: { startTime: '2026-11-02T00:00:00.000Z', deviceID: 'https://id.gs1.org/8004/9521321A1' },
          sensorReport: [{ type: 'Temperature', meanValue: 3, uom: 'CEL' }],
        },
      ],
    });
    expect(await capture(carrier, document([shipped]))).toMatchObject({ 'heitu:kept': 1 });
    for (const [query, count] of [
      ['EQ_bizTransaction_po=https://erp.example/po/1', 1],
      ['EQ_bizTransaction_inv=https://erp.example/po/1', 0],
      ['EQ_source_owning_party=https://id.gs1.org/417/9521321000007', 1],
      ['EQ_destination_location=https://id.gs1.org/417/9521321000007', 0],
      ['EQ_persistentDisposition_set=completeness_verified', 1],
      ['EQ_deviceID=https://id.gs1.org/8004/9521321A1', 1],
      ['GE_startTime=2026-11-02T00:00:00Z', 1],
      ['LT_startTime=2026-11-02T00:00:00Z', 0],
    ] as const)
      expect([query, (await eventsFor(carrier, `&${query}`)).events.length]).toEqual([query, count]);
  });

  it('takes a declaration that an event was wrong, and marks that one', async () => {
    const wrong = event({ eventID: 'urn:uuid:5f1a1c2e-0001-4b1a-9d5b-3a1f5a7c0001', bizStep: 'shipping' });
    await capture(carrier, document([wrong]));
    const declaration = {
      ...wrong,
      errorDeclaration: { declarationTime: '2026-11-03T00:00:00.000Z', reason: 'did_not_occur' },
    };
    expect(await capture(carrier, document([declaration]))).toMatchObject({ 'heitu:kept': 1 });
    expect((await told()).told).toContainEqual(expect.objectContaining({ title: '发货', takenBack: true }));
    expect((await eventsFor(carrier, '&EXISTS_errorDeclaration=true')).events).toHaveLength(1);
    // Nobody takes back another's word.
    await capture(letByThem, document([{ ...declaration, eventID: 'urn:uuid:another' }]));
    expect((await told()).told.filter(({ takenBack }: any) => takenBack)).toHaveLength(1);
    // One id is one event.
    expect(await capture(carrier, document([{ ...wrong, bizStep: 'receiving' }]))).toMatchObject({
      success: false,
      errors: [{ type: 'epcisException:ResourceAlreadyExistsException', status: 409 }],
    });
  });

  it.each([
    ['an id of items as URN', { epcList: ['urn:epc:id:sgtin:0614141.107346.2017'] }, /never URNs/],
    ['words of ours', { 'heitu:chainLink': 'abc' }, /heitu/],
    ['words of ours by another name', { '@context': [{ x: 'http://heitu.test/ns/' }], 'x:title': '检验合格' }, /heitu/],
    ['a time to come', { eventTime: '2099-01-01T00:00:00Z' }, /future/],
    ['no time zone', { eventTimeZoneOffset: undefined }, /required property/],
    [
      'what did not occur and was corrected',
      {
        errorDeclaration: {
          declarationTime: '2026-11-03T00:00:00Z',
          reason: 'did_not_occur',
          correctiveEventIDs: ['urn:uuid:1'],
        },
      },
      /no corrective events/,
    ],
    ['an unknown kind', { type: 'DanceEvent' }, /./],
  ])('refuses %s and keeps nothing', async (_what, more, detail) => {
    const before = await rowCount(room, 'ToldEvent');
    const job = await capture(carrier, document([event(more)]));
    expect([job.success, job.errors[0].detail]).toEqual([false, expect.stringMatching(detail)]);
    expect(await rowCount(room, 'ToldEvent')).toBe(before);
  });

  it('refuses at the door what is no document, too large, or not let', async () => {
    const tries: [Actor, unknown, Record<string, string>, number, string][] = [
      [carrier, '{', {}, 400, 'ValidationException'],
      [carrier, { type: 'ObjectEvent' }, {}, 400, 'ValidationException'],
      [carrier, document([], { schemaVersion: 2 }), {}, 400, 'ValidationException'],
      [carrier, document([]), { 'content-type': 'text/xml' }, 415, 'UnsupportedMediaTypeException'],
      [carrier, document([]), { 'gs1-capture-error-behaviour': 'maybe' }, 400, 'ValidationException'],
      [
        carrier,
        document(Array.from({ length: CAPTURE_EVENTS_MAX + 1 }, () => ({}))),
        {},
        413,
        'CaptureLimitExceededException',
      ],
      [carrier, 'x'.repeat(1024 * 1024 + 1), {}, 413, 'CaptureLimitExceededException'],
      [program('cold', 'carrier-1', [], ['stock']), document([]), {}, 403, 'SecurityException'],
      [{ ...letByThem, partyId: 'elsewhere' }, document([]), {}, 403, 'SecurityException'],
      [ANONYMOUS, document([]), {}, 401, 'SecurityException'],
      [seller, document([]), {}, 403, 'SecurityException'],
    ];
    const before = await rowCount(room, 'CaptureJob');
    for (const [actor, sent, headers, status, name] of tries)
      expect(await call(actor, 'POST', '/capture', sent, headers)).toMatchObject({
        status,
        headers: { 'content-type': expect.stringContaining('problem+json') },
        body: { type: `epcisException:${name}` },
      });
    expect(await rowCount(room, 'CaptureJob')).toBe(before);
    expect((await call(ANONYMOUS, 'OPTIONS', '/capture')).headers).toMatchObject({
      allow: 'GET, POST, OPTIONS',
      'gs1-epcis-capture-limit': '500',
      'gs1-epcis-capture-file-size-limit': '1048576',
      'gs1-capture-error-behaviour': 'all',
    });
  });

  it('lists a program its own jobs by pages, and nobody else’s', async () => {
    const { body, headers } = await call(carrier, 'GET', '/capture?perPage=2');
    expect(body).toHaveLength(2);
    const token = new URL(/<(.*)>/.exec(headers['link']!)![1]!).searchParams.get('nextPageToken');
    const { body: second } = await call(carrier, 'GET', `/capture?perPage=2&nextPageToken=${token}`);
    expect(second[0].captureID < body[1].captureID).toBe(true);
    expect((await call(letByThem, 'GET', `/capture/${body[0].captureID}`)).status).toBe(404);
  });

  it('answers what others told beside what the chains hold, each once over pages', async () => {
    const all = await eventsFor(sellersOwn);
    const found: any[] = [];
    for (let path: string | null = '/events?perPage=3'; path !== null;) {
      const { body, headers }: Awaited<ReturnType<typeof call>> = await call(sellersOwn, 'GET', path);
      found.push(...body.epcisBody.queryResults.resultsBody.eventList);
      const next: URL | null = headers['link'] ? new URL(/<(.*)>/.exec(headers['link'])![1]!) : null;
      path = next && next.pathname.slice('/epcis'.length) + next.search;
    }
    expect(found).toEqual(all.events);
    expect(found.some((one) => one['heitu:chainLink']) && found.some((one) => !one['heitu:chainLink'])).toBe(true);
    expect(schemaFault(all.body)).toBeNull();
  });

  it('forgets old jobs, and what leads to no lot, but not what was told of a lot', async () => {
    const toldOfLots = await rowCount(room, 'ToldEventLot');
    room.clock.advance(CAPTURE_JOBS_KEPT_MS + DAY_MS);
    await forgetCaptures(jobContext());
    expect(await rowCount(room, 'CaptureJob')).toBe(0);
    const before = await rowCount(room, 'ToldEvent');
    room.clock.advance(FOREIGN_EVENTS_KEPT_MS);
    await forgetCaptures(jobContext());
    expect([await rowCount(room, 'ToldEvent'), await rowCount(room, 'ToldEventLot')]).toEqual([before - 1, toldOfLots]);
  });

  it('shows nothing of a partner that was forgotten', async () => {
    await jobContext().vault.destroy('carrier-1');
    expect((await told()).told.map(({ toldBy }: any) => toldBy)).not.toContain('某某冷链carrier-1');
    expect((await eventsFor(carrier)).events).toEqual([]);
  });
});
