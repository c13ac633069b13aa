import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { CARRIER, openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

describe('parcels that a recall has stopped', () => {
  let room: TrustRoom;
  let seller: Actor;
  let carrier: Actor;
  let courier: Actor;
  beforeEach(async () => {
    room = await openTrust();
    seller = await room.owner('seller', SELLER);
    carrier = await room.owner('carrier', CARRIER, 'carrier');
    courier = (await room.signIn('courier')).actor;
  });
  afterEach(() => room.close());
  const read = async (actor: Actor) =>
    (
      await room.graph<any>(actor, '{ messages { edges { node { kind title body orderId page } } } }')
    ).messages.edges.map(({ node }: any) => node);

  it('are told of once to carrier, courier and seller, and a single one by its number [7.3.6.a-c]', async () => {
    const recall = { caseId: 'R', goods: '五常大米', rootLotCode: 'L1' };
    const first = { orderId: 'O1', orderNumber: 'NO1', trackingNumber: 'HT1', lotCode: 'L7' };
    const ofCarrier = { reader: 'carrier', partyId: CARRIER, accountId: null, ...first };
    const ofCourier = { ...ofCarrier, reader: 'courier', accountId: courier.id };
    const ofSeller = { ...ofCarrier, reader: 'seller', partyId: SELLER };
    const tell = (id: string, ...told: object[]) => ({
      id,
      type: 'logistics.parcels-stopped.v1',
      aggregateType: 'recall',
      aggregateId: 'R',
      atMs: room.clock.now(),
      payload: { recall, told },
    });
    const receive = async (...events: ReturnType<typeof tell>[]) =>
      expect(
        (await room.subgraph.receive(events, { kind: 'peer', id: 'logistics', grants: [] })).filter(({ ok }) => !ok),
      ).toEqual([]);
    const many = [
      { ...ofCarrier, parcels: 20, withCarrier: 12 },
      { ...ofCourier, parcels: 12, withCarrier: 12 },
      { ...ofSeller, parcels: 20, withCarrier: 12 },
    ];
    const rest = [{ ...ofCarrier, parcels: 3, withCarrier: 0 }];
    // What comes together is one message, and an event that comes again is none.
    await receive(tell('E1', ...many), tell('E2', ...rest));
    await receive(tell('E1', ...many));
    const messages = async (actor: Actor) =>
      (await read(actor)).filter(({ kind }: { kind: string }) => kind === 'PARCEL_STOPPED');
    expect(await messages(carrier)).toMatchObject([
      {
        orderId: null,
        page: 'carrier/pages/parcels/index?state=REFUSED',
        body: '召回“五常大米”批次L1：23票货停止配送。12票在路上，不要再送，直接退回站点，再退给商家；11票还在商家手里，不要去接货。是哪些，在“送的件”里看',
      },
    ]);
    expect(await messages(courier)).toMatchObject([
      {
        orderId: null,
        page: 'courier/pages/tasks/index',
        body: expect.stringMatching(/12票货停止配送。12票在路上，.*在“配送任务”里看/),
      },
    ]);
    expect(await messages(seller)).toMatchObject([
      {
        orderId: null,
        page: 'seller/pages/recalls/index',
        body: expect.stringMatching(
          /20票.*8票还在您这里，不用再发，货款退给买家，货不要交给配送员，单独封存；12票由配送单位退给您/,
        ),
      },
    ]);
    // What is stopped later is told by another, and of a single parcel all is said.
    await receive(tell('E3', { ...ofCourier, parcels: 1, withCarrier: 0 }));
    expect(await messages(courier)).toMatchObject([
      { orderId: 'O1', body: '运单HT1里的批次L7已召回。还在商家手里，不要去接货' },
      { orderId: null },
    ]);
    // Each parcel's own event is for those who are told of it alone.
    const { reader: _reader, partyId: _partyId, accountId, ...parcel } = ofCourier;
    await room.tell('logistics', 'logistics.shipment-stopped.v1', {
      ...parcel,
      shipmentId: 'P1',
      sellerPartyId: SELLER,
      carrierPartyId: CARRIER,
      courierAccountId: accountId,
      holder: 'carrier',
      cause: 'recalled',
      isToldTogether: true,
      atMs: 0,
    });
    expect([
      (await messages(carrier)).length,
      (await messages(courier)).length,
      (await messages(seller)).length,
    ]).toEqual([1, 2, 1]);
  });
});
