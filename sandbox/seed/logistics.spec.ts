import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logistics, type LogisticsContext } from '@heitu/logistics';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { COUNTY } from '../county/index.ts';
import { seedHistory } from './history.ts';
import { accountId, partyId } from './keys.ts';
import { seedLogistics } from './logistics.ts';

describe('the county in logistics', () => {
  let room: TestSubgraph;
  beforeAll(async () => {
    const nothingCharged = { charges: 0, equal: 0, unjudged: 0, missed: [] };
    room = await testSubgraph(logistics, {
      at: '2026-11-25T02:00:00Z',
      peers: { orders: () => ({ chargesCompared: nothingCharged }) },
    });
    for (let twice = 0; twice < 2; twice++)
      await seedLogistics(
        room.subgraph.contextFor(account('seed'), 'seed'),
        seedHistory(Date.parse('2026-11-24T16:00:00Z'), {}),
      );
  });
  afterAll(() => room.close());

  it('offers ambient goods to the whole country and chilled ones where the cold chain reaches', async () => {
    const request = (key: string, storage: string, toDivisionCode: string) => ({
      key,
      fromDivisionCode: `${COUNTY.code}100`,
      toDivisionCode,
      weightGrams: 6000,
      storage,
      categoryCodes: [],
      titles: [],
    });
    const { deliveryOffers } = await room.graph<any>(
      { kind: 'peer', id: 'orders', grants: [] },
      'query($r: [DeliveryRequest!]!) { deliveryOffers(requests: $r) { key feeFen carrierPartyId refusalCode } }',
      {
        r: [
          request('a', 'ambient', '440106'),
          request('b', 'chilled', COUNTY.code),
          request('c', 'frozen', '110105'),
          request('d', 'chilled', '440106'),
          request('e', 'ambient', '650102'),
        ],
      },
    );
    expect(deliveryOffers).toEqual([
      { key: 'a', feeFen: 1800, carrierPartyId: partyId('carrier:xiangmai-express'), refusalCode: null },
      { key: 'b', feeFen: 1100, carrierPartyId: partyId('carrier:beida-cold'), refusalCode: null },
      { key: 'c', feeFen: 5100, carrierPartyId: partyId('carrier:beida-cold'), refusalCode: null },
      { key: 'd', feeFen: null, carrierPartyId: null, refusalCode: 'NO_COLD_CHAIN' },
      { key: 'e', feeFen: null, carrierPartyId: null, refusalCode: 'OUTSIDE_SERVICE_AREA' },
    ]);
  });

  it('has parcels with verified documents, curves and handled alarms, and leaves no work for the jobs', async () => {
    const manager = account(accountId('staff:beida-manager'), {
      role: 'carrier-manager',
      partyId: partyId('carrier:beida-cold'),
    });
    const { shipments, alarms } = await room.graph<any>(
      manager,
      '{ shipments(first: 50, state: DELIVERED) { edges { node { id orderNumber handovers { verified signatures { side } } } } } alarms(first: 50) { edges { node { state decision } } } }',
    );
    expect(shipments.edges).toHaveLength(50);
    expect(
      shipments.edges.every(
        ({ node }: any) =>
          node.handovers.length === 1 && node.handovers[0].verified && node.handovers[0].signatures.length === 2,
      ),
    ).toBe(true);
    expect(alarms.edges.length).toBeGreaterThan(0);
    expect(alarms.edges.every(({ node }: any) => node.state === 'RESOLVED')).toBe(true);
    expect(
      (
        await room.graph<any>(manager, 'query($id: ID!) { readings(shipmentId: $id, points: 20) { count } }', {
          id: shipments.edges[0].node.id,
        })
      ).readings.length,
    ).toBeGreaterThan(0);
    await room.subgraph.runOnce();
    expect(room.sent).toEqual([]);
  });

  it('answers for its clauses from what is there', async () => {
    const { logisticsEvidence } = await room.graph<any>(
      { kind: 'peer', id: 'trust', grants: [] },
      'query($to: String!) { logisticsEvidence(fromMs: "0", toMs: $to) { clause figures { label value verdict } } }',
      { to: String(room.clock.now()) },
    );
    const lacking = logisticsEvidence
      .filter((row: any) => row.figures.every((figure: any) => figure.verdict !== 'MET'))
      .map((row: any) => row.clause)
      .sort();
    // Nothing of it has happened in the demo county; 11.8.ee is judged by the calls of partners, which trust
    // counts, and 7.6.x-z by what sellers took, which orders counts.
    expect(lacking).toEqual([
      '11.8.ee',
      '7.6.x-z',
      '8.1.1.ah-aq',
      '8.2.az',
      '8.5.1.bs',
      '8.5.3.by',
      '8.5.3.ca',
      '8.5.4.3.cg',
      '8.7.end',
    ]);
    const wrong = logisticsEvidence.flatMap((row: any) =>
      row.figures.some(({ verdict }: any) => verdict === 'BREACHED' || verdict === 'ABSENT') ? [row.clause] : [],
    );
    // A parcel that came late, a trip that was too warm, parts of the back-office that nobody has used, no check on
    // site, no cold store where goods are sold.
    expect(wrong.sort()).toEqual(['8.1.1.ah-aq', '8.2.au', '8.2.ax', '8.4.3.bo-bp', '8.5.1.bs', '8.5.3.by', '8.7.end']);
    const context = room.subgraph.contextFor(account('seed'), 'seed') as unknown as LogisticsContext;
    expect(await context.rows.selectFrom('Village').selectAll().execute()).toHaveLength(300);
  });
});
