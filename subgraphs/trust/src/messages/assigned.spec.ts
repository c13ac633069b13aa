import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { CARRIER, openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

describe('a parcel that is given to a courier', () => {
  let room: TrustRoom;
  let seller: Actor;
  let courier: Actor;
  beforeEach(async () => {
    room = await openTrust();
    seller = await room.owner('seller', SELLER);
    courier = (await room.signIn('courier')).actor;
    for (const [actor, phone] of [
      [seller, '13904510001'],
      [courier, '13904510002'],
    ] as const)
      await room.graph(actor, 'mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }', {
        c: `phone-${phone}`,
      });
  });
  afterEach(() => room.close());

  it('is told, once, to whoever fetches it and to whoever has it ready, each with their own page', async () => {
    const parcel = {
      shipmentId: 'S1',
      orderId: 'O1',
      orderNumber: 'NO1',
      sellerPartyId: SELLER,
      carrierPartyId: CARRIER,
      courierAccountId: courier.id,
      takeOverDueAtMs: Date.parse('2026-11-26T02:00:00Z'),
    };
    for (const id of ['E', 'E']) await room.tell('logistics', 'logistics.shipment-assigned.v1', parcel, id);
    await room.subgraph.runOnce();
    const told = async (who: Actor) =>
      (await room.graph<any>(who, '{ messages { edges { node { kind body page } } } }')).messages.edges.map(
        ({ node }: any) => node,
      );
    expect(await told(courier)).toEqual([
      {
        kind: 'PARCEL_ASSIGNED',
        body: '订单NO1，请在2026-11-26 10:00前取到',
        page: 'courier/pages/tasks/index',
      },
    ]);
    expect(await told(seller)).toEqual([
      {
        kind: 'PICK_UP_COMING',
        body: '订单NO1，2026-11-26 10:00前来取，请把货装好',
        page: 'seller/pages/order/index?id=O1',
      },
    ]);
    expect(room.sms.sent.map(({ phone, template }) => [phone, template])).toEqual([
      ['13904510002', 'parcel-assigned'],
      ['13904510001', 'pick-up-coming'],
    ]);
  });

  it('is told to its seller at once, by night too, when it was handed over by their card [8.4.2.bj]', async () => {
    room.clock.set('2026-11-25T20:30:00Z');
    const handed = {
      handoverId: 'H1',
      shipmentId: 'S1',
      orderId: 'O1',
      orderNumber: 'NO1',
      sellerPartyId: SELLER,
      carrierName: '北达冷链',
      units: 3,
      atMs: Date.parse('2026-11-25T20:25:00Z'),
      objectByMs: Date.parse('2026-11-27T20:30:00Z'),
    };
    for (const id of ['C', 'C']) await room.tell('logistics', 'logistics.handed-over-by-card.v1', handed, id);
    await room.subgraph.runOnce();
    const { messages } = await room.graph<any>(seller, '{ messages { edges { node { kind title body page } } } }');
    expect(messages.edges).toEqual([
      {
        node: {
          kind: 'HANDED_BY_CARD',
          title: '3件货用交货卡交走了',
          body: '订单NO1，2026-11-26 04:25交给北达冷链。不对的话，2026-11-28 04:30前在订单里说',
          page: 'seller/pages/order/index?id=O1',
        },
      },
    ]);
    expect(room.sms.sent).toMatchObject([
      { phone: '13904510001', template: 'handed-by-card', params: { what: '3件货用交货卡交走了' } },
    ]);
  });

  it('is told to its carrier when the seller says it was not so, and to the seller when that is cleared up [8.4.2.bl]', async () => {
    const manager = await room.owner('manager', CARRIER, 'carrier');
    const about = { handoverId: 'H1', orderId: 'O1', orderNumber: 'NO1' };
    const objected = {
      ...about,
      carrierPartyId: CARRIER,
      units: 3,
      nobodyOfOurs: false,
      dueAtMs: Date.parse('2026-12-02T15:59:59Z'),
    };
    for (const id of ['B', 'B']) await room.tell('logistics', 'logistics.handover-objected.v1', objected, id);
    await room.tell('logistics', 'logistics.handover-objected.v1', { ...objected, nobodyOfOurs: true }, 'N');
    const cleared = { ...about, sellerPartyId: SELLER, carrierName: '北达冷链' };
    for (const id of ['D', 'D']) await room.tell('logistics', 'logistics.objection-cleared.v1', cleared, id);
    await room.subgraph.runOnce();
    const told = async (who: Actor) =>
      (await room.graph<any>(who, '{ messages { edges { node { kind title body page } } } }')).messages.edges.map(
        ({ node }: any) => node,
      );
    const toCarrier = {
      kind: 'HANDOVER_OBJECTED',
      body: '订单NO1，用交货卡交的。请查清楚，2026-12-02 23:59前写上怎么处理的',
      page: 'carrier/pages/handovers/index?tab=open',
    };
    expect((await told(manager)).sort((a: any, b: any) => (a.title < b.title ? 1 : -1))).toEqual([
      { ...toCarrier, title: '商家说没人交过这3件货' },
      { ...toCarrier, title: '商家说交的3件货不对' },
    ]);
    expect(await told(seller)).toEqual([
      {
        kind: 'OBJECTION_CLEARED',
        title: '您说交货不对，有答复了',
        body: '订单NO1，北达冷链写了怎么处理的，在订单里看。不服，在订单里投诉',
        page: 'seller/pages/order/index?id=O1',
      },
    ]);
    expect(await told(courier)).toEqual([]);
  });
});
