import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import epcis2 from 'epcis2.js';
import type { CatalogContext } from '../../context.ts';
import { openRoom, rowCount } from '../../testing.fixture.ts';
import { tracedLot } from '../../trace/traced-lot.fixture.ts';
import { runCaptures } from './run-captures.ts';

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const program: Actor = {
  kind: 'client',
  id: 'erp',
  partyId: 'party-1',
  grants: [{ role: 'partner', partyId: 'party-1', rights: ['stock', 'epcis-capture'] }],
};
const INVENTED = `ni:///sha-256;${'0'.repeat(64)}?ver=CBV2.0`;

/** Of 400 packs of 5.2 kilograms, which are on sale. */
describe('an event that cannot be so [11.8.eb]', () => {
  let room: TestSubgraph;
  let lotId: string;
  let lotClass: string;
  beforeAll(async () => {
    room = await openRoom();
    const lot = await tracedLot(room);
    ({ lotId } = lot);
    lotClass = `http://heitu.test/trace/${lot.code}`;
  });
  afterAll(() => room.close());

  let second = 0;
  const event = (more: object = {}): any => ({
    type: 'ObjectEvent',
    action: 'OBSERVE',
    eventTime: `2026-11-02T01:00:${String(++second).padStart(2, '0')}.000Z`,
    eventTimeZoneOffset: '+08:00',
    bizStep: 'storing',
    disposition: 'in_progress',
    quantityList: [{ epcClass: lotClass, quantity: 2 }],
    ...more,
  });
  const of = (...quantities: { quantity?: number; uom?: string }[]) => ({
    quantityList: quantities.map((one) => ({ epcClass: lotClass, ...one })),
  });
  const edge = async (method: string, path: string, body: unknown = '') => {
    const request = {
      method,
      path: `/epcis-rest${path}`,
      query: {},
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(body)),
    };
    return room.subgraph.edge(request, program, 'r');
  };
  async function capture(...eventList: object[]): Promise<any> {
    const sent = {
      '@context': [CONTEXT],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-02T02:00:00.000Z',
      epcisBody: { eventList },
    };
    const { headers } = await edge('POST', '/capture', sent);
    await runCaptures(room.subgraph.contextFor(systemActor('job'), 'job') as CatalogContext);
    const { body } = await edge('GET', new URL(headers?.['location'] ?? '').pathname.slice('/epcis'.length));
    return JSON.parse(String(body));
  }

  it.each([
    ['less than nothing', () => of({ quantity: -5 }), 'quantityList/0/quantity: is more than zero'],
    ['nothing', () => of({ quantity: 2 }, { quantity: 0 }), 'quantityList/1/quantity: is more than zero'],
    [
      'more packs than were made',
      () => of({ quantity: 1e9 }),
      /^quantityList: 1000000000 packs of .+, of which there are 400$/,
    ],
    [
      'more packs than were made, in two parts',
      () => of({ quantity: 399 }, { quantity: 2 }),
      /^quantityList: 401 packs of/,
    ],
    ['more than its packs weigh', () => of({ quantity: 9, uom: 'TNE' }), /^quantityList: 9000000 g of/],
    ['a measure that nobody can compare', () => of({ quantity: 1, uom: 'MTR' }), /^quantityList: MTR is no measure/],
    ['an invented hash', () => ({ eventID: INVENTED }), /^eventID: is not the hash of this event, ni:\/\/\/sha-256;/],
    ['that all on sale was destroyed', () => ({ bizStep: 'destroying', ...of({ quantity: 400 }) }), /is on sale/],
    ['that it was destroyed, however much', () => ({ disposition: 'destroyed', ...of({}) }), /is on sale/],
  ])('is refused: %s', async (_what, more, detail) => {
    const before = await rowCount(room, 'ToldEvent');
    expect(await capture(event(more()))).toMatchObject({
      success: false,
      'heitu:kept': 0,
      errors: [
        {
          type: 'epcisException:ValidationException',
          title: 'ValidationException',
          status: 400,
          detail: expect.stringMatching(
            detail instanceof RegExp ? `^event 1: .*${detail.source.replace('^', '')}` : detail,
          ),
          instance: '/epcisBody/eventList/0',
        },
      ],
    });
    expect(await rowCount(room, 'ToldEvent')).toBe(before);
  });

  it('is kept where it can: all of the lot, its weight, its own hash, a few packs that broke', async () => {
    const hashed = event();
    hashed.eventID = epcis2.eventToHashedId(structuredClone(hashed), [CONTEXT]);
    const fit = [
      event(of({ quantity: 400 })),
      event(of({ quantity: 1000, uom: 'KGM' })),
      // What it was made of weighed more than what was packed.
      event({ quantityList: [{ epcClass: `${lotClass}#goods-paddy`, quantity: 5000, uom: 'KGM' }] }),
      hashed,
      event({ bizStep: 'destroying', disposition: 'destroyed' }),
    ];
    expect(await capture(...fit)).toMatchObject({ success: true, errors: [], 'heitu:kept': fit.length });
  });

  it('is kept of a lot that is off sale: there all of it may be destroyed', async () => {
    await room.subgraph.orm.em.fork().execute(`update \`Lot\` set state = 'recalled' where id = '${lotId}'`);
    expect(await capture(event({ bizStep: 'destroying', ...of({ quantity: 400 }) }))).toMatchObject({
      'heitu:kept': 1,
    });
    await room.subgraph.orm.em.fork().execute(`update \`Lot\` set state = 'released' where id = '${lotId}'`);
  });

  it('can still be declared wrong, as it was told before', async () => {
    const declared = event({
      ...of({ quantity: -5 }),
      eventID: INVENTED,
      errorDeclaration: { declarationTime: '2026-11-03T00:00:00.000Z', reason: 'did_not_occur' },
    });
    expect(await capture(declared)).toMatchObject({ success: true, 'heitu:kept': 1 });
  });
});
