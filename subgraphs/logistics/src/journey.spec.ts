import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import {
  bringToDoor,
  buyer,
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  peer,
  POINTS,
  seller,
  openWorld,
  stranger,
  takeOver,
  type Base,
  type World,
} from './test-world.fixture.ts';

describe('a parcel from the seller to the door', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());

  it('offers the carrier that serves both ends, in the order of fee, with the longest area deciding [8.1.2.at] [8.1.af]', async () => {
    const request = {
      key: 'a',
      fromDivisionCode: '230184107',
      toDivisionCode: '230184100001',
      weightGrams: 2500,
      storage: 'chilled',
      categoryCodes: [],
      titles: ['蓝莓'],
    };
    const offers = async (...requests: object[]) =>
      (
        await world.ask(
          peer('orders'),
          'query($r: [DeliveryRequest!]!) { deliveryOffers(requests: $r) { key available carrierPartyId feeFen hours refusalCode message clause } }',
          { r: requests },
        )
      ).deliveryOffers;
    expect(await offers(request)).toEqual([
      {
        key: 'a',
        available: true,
        carrierPartyId: CARRIER,
        feeFen: 800,
        hours: 48,
        refusalCode: null,
        message: null,
        clause: null,
      },
    ]);
    await world.act(manager, 'setServiceArea', {
      carrierPartyId: CARRIER,
      divisionCode: '230184100001',
      firstMile: true,
      lastMile: false,
    });
    expect(
      await offers(
        request,
        { ...request, key: 'b', toDivisionCode: '440106' },
        { ...request, key: 'c', toDivisionCode: '230184', titles: ['烟花爆竹礼盒'] },
      ),
    ).toMatchObject([
      { key: 'a', available: false, refusalCode: 'OUTSIDE_SERVICE_AREA', clause: '8.1.2.at' },
      { key: 'b', refusalCode: 'OUTSIDE_SERVICE_AREA' },
      { key: 'c', refusalCode: 'BANNED_GOODS', clause: '8.5.2', message: expect.stringContaining('烟花爆竹礼盒') },
    ]);
    const kept = await world.rows.selectFrom('OfferRefusal').selectAll().execute();
    expect(kept.map((row: any) => [row.code, row.divisionCode, row.times]).sort()).toEqual([
      ['BANNED_GOODS', '230184', 1],
      ['OUTSIDE_SERVICE_AREA', '230184100001', 1],
      ['OUTSIDE_SERVICE_AREA', '440106', 1],
    ]);
  });

  it('prices delivery on a SKU from its weight and storage [7.3.5.d]', async () => {
    const query =
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Sku { deliveryPrice(divisionCode: "230184100") { available feeFen carrierName clause } } } }';
    const skus = (count: number) => ({
      r: Array.from({ length: count }, (_, i) => ({
        __typename: 'Sku',
        id: `s${i}`,
        weightGrams: 5000,
        storage: 'AMBIENT',
      })),
    });
    expect((await world.ask(ANONYMOUS, query, skus(1)))._entities[0].deliveryPrice).toEqual({
      available: true,
      feeFen: 1000,
      carrierName: '北达冷链',
      clause: null,
    });
    world.statements.reset();
    await world.ask(ANONYMOUS, query, skus(1));
    const one = world.statements.count();
    world.statements.reset();
    await world.ask(ANONYMOUS, query, skus(40));
    expect(world.statements.count()).toBe(one);
    expect(one).toBeLessThanOrEqual(3);
  });

  it('goes by assignment, goods document, both signatures, call, code, opening and signature [8.4.1] [8.4.2.bj-bk] [8.5.4.2.cb-ce]', async () => {
    const shipmentId = await makeShipment(world, '1');
    const handoverId = await takeOver(world, base, shipmentId);
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-taken-over.v1')[0]).toMatchObject({
      shipmentId,
      handoverId,
      orderId: 'order-1',
      carrierPartyId: CARRIER,
      productTemperatureCelsius: 3,
      lots: [{ lotId: 'lot-1', units: 2 }],
    });
    const { handover } = await world.ask(
      seller,
      'query($id: ID!) { handover(id: $id) { state stateLabel verified signatures { side custodian } points { label passed celsius } document { customerName consignor names units } } }',
      { id: handoverId },
    );
    expect(handover).toMatchObject({
      state: 'SIGNED',
      stateLabel: '已签字',
      verified: true,
      signatures: [
        { side: 'SELLER', custodian: '李会计' },
        { side: 'CARRIER', custodian: '单据员老赵' },
      ],
      document: { customerName: '王**', consignor: '稻香合作社', names: ['五常蓝莓'], units: 2 },
    });
    expect(handover.points).toHaveLength(8);
    await bringToDoor(world, shipmentId);
    expect(
      await world.act(
        buyer,
        'signDelivery',
        { shipmentId, signerName: '王小明', signature: '王小明' },
        '... on Shipment { state inTime }',
      ),
    ).toMatchObject({ state: 'DELIVERED', inTime: true });
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-delivered.v1')[0]).toMatchObject({
      shipmentId,
      orderId: 'order-1',
      courierAccountId: courier.id,
      inTime: true,
    });
    const { shipmentsForPeer } = await world.ask(
      peer('orders'),
      'query { shipmentsForPeer(orderIds: ["order-1", "nothing"]) { shipmentId orderId carrierPartyId state deliveredAtMs inTime } }',
    );
    expect(shipmentsForPeer).toEqual([
      {
        shipmentId,
        orderId: 'order-1',
        carrierPartyId: CARRIER,
        state: 'delivered',
        deliveredAtMs: String(world.clock.now()),
        inTime: true,
      },
    ]);
  });

  it('says on a goods document which side this caller can still sign for, and to a courier where it works [8.4.2.bj] [8.5.3.bu]', async () => {
    const shipmentId = await makeShipment(world, '1');
    await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
    const { id: handoverId } = await world.act(
      courier,
      'openHandover',
      { shipmentId, ...POINTS },
      '... on Handover { id }',
    );
    const can = async (actor: typeof buyer) =>
      (await world.ask(actor, 'query($id: ID!) { handover(id: $id) { availableActions } }', { id: handoverId }))
        .handover?.availableActions;
    expect([await can(seller), await can(courier), await can(manager), await can(buyer)]).toEqual([
      ['SIGN_SELLER'],
      ['SIGN_SELLER_BY_CARD', 'SIGN_CARRIER'],
      ['SIGN_CARRIER', 'VOID'],
      [],
    ]);
    await world.act(seller, 'signHandover', { handoverId, as: 'SELLER', custodian: '李会计' });
    expect([await can(seller), await can(courier)]).toEqual([[], ['SIGN_CARRIER']]);
    await world.act(courier, 'signHandover', { handoverId, as: 'CARRIER', custodian: '单据员老赵' });
    expect([await can(seller), await can(courier), await can(manager)]).toEqual([[], [], []]);
    expect((await world.ask(courier, '{ courierPosts { id carrierPartyId } }')).courierPosts).toEqual([
      { id: base.courierId, carrierPartyId: CARRIER },
    ]);
  });

  it('offers each at the door the step whose turn it is, and nothing that would be refused [8.5.4.2.cb-ce]', async () => {
    const shipmentId = await makeShipment(world, '1');
    const can = async (actor: typeof buyer): Promise<string[]> =>
      (await world.ask(actor, 'query($id: ID!) { shipment(id: $id) { availableActions } }', { id: shipmentId }))
        .shipment.availableActions;
    await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
    expect([await can(seller), await can(courier)]).toEqual([['OPEN_HANDOVER'], ['OPEN_HANDOVER']]);
    const { id: handoverId } = await world.act(
      courier,
      'openHandover',
      { shipmentId, ...POINTS },
      '... on Handover { id }',
    );
    expect([await can(seller), await can(courier), await can(buyer)]).toEqual([[], [], []]);
    await world.act(seller, 'signHandover', { handoverId, as: 'SELLER', custodian: '李会计' });
    await world.act(courier, 'signHandover', { handoverId, as: 'CARRIER', custodian: '老赵' });
    expect([await can(buyer), await can(courier)]).toEqual([
      ['CHECK_IDENTITY', 'REFUSE'],
      ['CALL_AHEAD', 'REFUSE', 'STORE'],
    ]);
    await world.act(courier, 'callAhead', {
      shipmentId,
      agreedAt: new Date(world.clock.now() + 3_600_000).toISOString(),
      place: '家门口',
    });
    expect(await can(courier)).toEqual([
      'CALL_AHEAD',
      'SHOW_IDENTITY',
      'SIGN_AT_DOOR',
      'REFUSE',
      'STORE',
      'SEND_SIGNING_CODE',
    ]);
    const { courierCode } = await world.ask(courier, 'query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
      id: shipmentId,
    });
    await world.act(buyer, 'checkCourierCode', { shipmentId, code: courierCode.code });
    expect([await can(buyer), await can(courier)]).toEqual([
      ['REFUSE'],
      ['CALL_AHEAD', 'OPEN_PACKAGING', 'SIGN_AT_DOOR', 'REFUSE', 'STORE'],
    ]);
    await world.act(courier, 'recordOuterPackagingOpened', { shipmentId, inspected: true });
    expect([await can(buyer), await can(courier)]).toEqual([
      ['DELIVER', 'REFUSE', 'OPEN_CONTENTS_CASE'],
      ['CALL_AHEAD', 'SIGN_AT_DOOR', 'REFUSE', 'STORE', 'OPEN_CONTENTS_CASE'],
    ]);
    for (const kind of ['SHORT', 'DAMAGED'])
      await world.act(buyer, 'openContentsCase', {
        requestId: kind,
        shipmentId,
        kind,
        outerIntact: true,
        note: '少一盒',
      });
    expect([await can(buyer), await can(seller), await can(manager)]).toEqual([
      ['DELIVER', 'REFUSE'],
      [],
      ['CALL_AHEAD', 'STORE', 'SET_EXPRESS_NUMBER'],
    ]);
    await world.act(buyer, 'signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' });
    expect([await can(buyer), await can(courier), await can(seller)]).toEqual([[], [], []]);
  });

  it('shows the recipient in full to the courier during the task and to the buyer, masked to everyone else [8.5.3.bw-bx]', async () => {
    const shipmentId = await makeShipment(world, '1');
    const seen = async (actor: typeof buyer) =>
      (
        await world.ask(actor, 'query($id: ID!) { shipment(id: $id) { recipient { name phone address full } } }', {
          id: shipmentId,
        })
      ).shipment?.recipient;
    expect(await seen(buyer)).toMatchObject({ name: '王小明', phone: '13812345678', full: true });
    expect(await seen(manager)).toEqual({
      name: '王**',
      phone: '138****5678',
      address: '黑龙江省五常市五常****',
      full: false,
    });
    expect(await seen(courier)).toBeUndefined();
    await takeOver(world, base, shipmentId);
    expect(await seen(courier)).toMatchObject({ phone: '13812345678', full: true });
    await world.subgraph.runOnce();
    expect(world.events('logistics.act-recorded.v1').filter((act) => act.operation === 'readRecipients')).toMatchObject(
      [{ actorId: courier.id, subject: [{ id: shipmentId }] }],
    );
    await bringToDoor(world, shipmentId);
    await world.act(buyer, 'signDelivery', { shipmentId, signerName: '王小明', signature: '王' });
    expect(await seen(courier)).toMatchObject({ name: '王**', full: false });
    expect(await seen(stranger)).toBeUndefined();
    expect(await world.rows.selectFrom('RecipientRead').selectAll().execute()).toHaveLength(1);
  });

  it('takes refused goods back to the depot and the seller, with the reason [8.5.4.3.cf]', async () => {
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    expect(await world.act(buyer, 'refuseDelivery', { shipmentId, reason: 'OTHER' })).toMatchObject({
      code: 'NOTE_NEEDED',
      clause: '8.5.4.3.cf',
    });
    expect(
      await world.act(
        buyer,
        'refuseDelivery',
        { shipmentId, reason: 'DAMAGED', note: '箱子压坏了' },
        '... on Shipment { state refusalLabel refusalNote }',
      ),
    ).toMatchObject({ state: 'REFUSED', refusalLabel: '货坏了', refusalNote: '箱子压坏了' });
    expect(await world.act(seller, 'returnToSeller', { shipmentId, resellable: true })).toMatchObject({
      code: 'WRONG_STATE',
    });
    await world.act(courier, 'arriveAtDepot', { shipmentId });
    expect(
      await world.act(
        seller,
        'returnToSeller',
        { shipmentId, resellable: false },
        '... on Shipment { state resellable }',
      ),
    ).toMatchObject({ state: 'RETURNED', resellable: false });
    await world.subgraph.runOnce();
    // What people write is in no event: the buyer's order asks for it.
    expect(JSON.stringify(world.events('logistics.shipment-refused.v1'))).not.toContain('箱子');
    expect(world.events('logistics.shipment-refused.v1')[0]).toMatchObject({ shipmentId, reason: 'damaged' });
    expect(
      await world.subgraph.execute(
        { query: 'query($id: ID) { noteForOrder(shipmentId: $id) }', variables: { id: shipmentId } },
        { kind: 'peer', id: 'orders', grants: [] },
        'r',
      ),
    ).toEqual({ data: { noteForOrder: '箱子压坏了' } });
    expect(world.events('logistics.shipment-returned.v1')[0]).toMatchObject({
      shipmentId,
      resellable: false,
      lots: [{ lotId: 'lot-1', units: 2 }],
    });
  });

  it('lists shipments in a constant number of statements', async () => {
    for (let i = 0; i < 12; i++) await makeShipment(world, `n${i}`);
    for (let i = 0; i < 3; i++) await world.act(manager, 'assignReadyShipments', { carrierPartyId: CARRIER });
    const page =
      'query($n: Int!) { shipments(first: $n) { edges { node { id state stateLabel items { title } recipient { name } courier { name } vehicle { plate } handovers { state } alarms { id } track { text } availableActions steps { label } } } } }';
    world.statements.reset();
    expect((await world.ask(manager, page, { n: 1 })).shipments.edges).toHaveLength(1);
    const one = world.statements.count();
    world.statements.reset();
    expect((await world.ask(manager, page, { n: 12 })).shipments.edges).toHaveLength(12);
    expect(world.statements.count()).toBe(one);
    // One of them reads the keys of everybody on the page.
    expect(one).toBeLessThanOrEqual(7);
  });

  it('refuses a fresh handover while any point is missing or the goods are too warm [8.4.2.bh-bi]', async () => {
    const shipmentId = await makeShipment(world, '1');
    await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
    for (const point of Object.keys(POINTS)) {
      expect(await world.act(courier, 'openHandover', { shipmentId, ...POINTS, [point]: null })).toMatchObject({
        code: 'FRESH_POINT_MISSING',
        clause: '8.4.2.bi',
        details: [{ path: [point] }],
      });
    }
    expect(
      await world.act(courier, 'openHandover', { shipmentId, ...POINTS, productTemperatureCelsius: 9 }),
    ).toMatchObject({ code: 'TEMPERATURE_OUT_OF_RANGE', clause: '8.4.2.bh' });
    expect(await world.rows.selectFrom('Handover').selectAll().execute()).toEqual([]);
  });
});
