import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { account } from '@heitu/kit/serving/testing';
import {
  admin,
  bringToDoor,
  buyer,
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  POINTS,
  readyOrder,
  seller,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

describe('a parcel of a blocked or recalled lot [7.3.6.a-c]', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
  });
  afterEach(() => world.close());

  const stop = (more: object = {}) =>
    world.receive('orders', 'orders.order-stopped.v1', {
      orderId: 'order-1',
      orderNumber: 'NO-1',
      buyerAccountId: buyer.id,
      partyId: 'seller-1',
      lotId: 'lot-1',
      lotCode: 'L1',
      goods: '五常蓝莓',
      cause: 'recalled',
      isDelivered: false,
      atMs: world.clock.now(),
      ...more,
    });
  const refused = async (actor: Actor, field: string, input: object) =>
    expect(await world.act(actor, field, input)).toMatchObject({
      code: 'STOPPED',
      clause: '7.3.6.a-c',
      details: [{ about: 'L1', text: expect.stringContaining('批次L1已召回') }],
    });
  const assign = () => ({ shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
  const row = (id = shipmentId) =>
    world.rows.selectFrom('Shipment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const seen = async (actor: Actor) =>
    (
      await world.ask(
        actor,
        'query($id: ID!) { shipment(id: $id) { availableActions stop { cause lotCode holder text } } }',
        { id: shipmentId },
      )
    ).shipment;
  const stopped = async () => {
    await world.subgraph.runOnce();
    return world.events('logistics.shipment-stopped.v1');
  };

  it('is not assigned, by hand or by allocation, and holds no other parcel up', async () => {
    await stop();
    const other = await makeShipment(
      world,
      '2',
      {},
      { lots: [{ lotId: 'lot-2', lotCode: 'L2', units: 2, producedOn: '2026-11-20', expiresOn: '2026-11-30' }] },
    );
    await refused(manager, 'assignShipment', assign());
    expect(
      await world.act(
        manager,
        'assignReadyShipments',
        { carrierPartyId: CARRIER },
        '... on ReadyShipmentsAssigned { assigned left { shipmentId } }',
      ),
    ).toMatchObject({ assigned: 1, left: [] });
    expect([(await row()).state, (await row()).courierId, (await row(other)).state]).toEqual([
      'ready',
      null,
      'assigned',
    ]);
    expect(await seen(manager)).toEqual({
      availableActions: [],
      stop: { cause: 'RECALLED', lotCode: 'L1', holder: 'SELLER', text: expect.stringContaining('单独封存') },
    });
    expect(await stopped()).toMatchObject([
      {
        shipmentId,
        holder: 'seller',
        sellerPartyId: 'seller-1',
        carrierPartyId: CARRIER,
        courierAccountId: null,
        cause: 'recalled',
      },
    ]);
  });

  it('is stopped once by a recall of several of its lots, and not by one of others', async () => {
    const recall = (...lotIds: string[]) =>
      world.receive('orders', 'orders.order-recalled.v1', {
        orderId: 'order-1',
        lots: lotIds.map((lotId) => ({ lotId, lotCode: lotId.replace('lot-', 'L') })),
      });
    await recall('lot-8', 'lot-9');
    expect((await row()).stoppedAtMs).toBeNull();
    await recall('lot-9', 'lot-1', 'lot-1');
    await recall('lot-1');
    expect(await row()).toMatchObject({ stopCause: 'recalled', stopLotCode: 'L1' });
    expect(await stopped()).toHaveLength(1);
  });

  const recallOf = (caseId: string, ...keys: string[]) => ({
    recall: { caseId, goods: '五常蓝莓', rootLotCode: 'L1' },
    orders: keys.map((key) => ({ orderId: `order-${key}`, lots: [{ lotId: 'lot-1', lotCode: 'L1' }] })),
  });
  const receiveAll = (...events: { id: string; payload: ReturnType<typeof recallOf> }[]) =>
    world.subgraph.receive(
      events.map(({ id, payload }) => ({
        id,
        type: 'orders.orders-recalled.v1',
        aggregateType: 'recall',
        aggregateId: payload.recall.caseId,
        atMs: world.clock.now(),
        payload,
      })),
      { kind: 'peer', id: 'orders', grants: [] },
    );

  it('is told of with all others of its recall that come together: carrier, each courier and seller once', async () => {
    const second = account('acc-courier-2', { role: 'courier', partyId: CARRIER });
    for (const key of ['2', '3', '4']) await makeShipment(world, key);
    await takeOver(world, base, shipmentId);
    await world.subgraph.orm.em
      .fork()
      .execute(
        "update `Shipment` set courierAccountId = ?, state = 'assigned' where orderId in ('order-2', 'order-3')",
        [second.id],
      );
    const told = async () => {
      await world.subgraph.runOnce();
      return world.events('logistics.parcels-stopped.v1');
    };
    // One order is named twice, and one that it does not know.
    expect(
      await receiveAll(
        { id: 'event-1', payload: recallOf('case-1', '1', '2', 'none') },
        { id: 'event-2', payload: recallOf('case-1', '2', '3') },
      ),
    ).toMatchObject([{ ok: true }, { ok: true }]);
    const first = { orderId: expect.any(String), orderNumber: expect.any(String), lotCode: 'L1' };
    const carrier = { reader: 'carrier', partyId: CARRIER, accountId: null };
    const ofSeller = { reader: 'seller', partyId: 'seller-1', accountId: null };
    const [event, ...more] = await told();
    expect(more).toEqual([]);
    expect(event.recall).toEqual({ caseId: 'case-1', goods: '五常蓝莓', rootLotCode: 'L1' });
    expect(event.told).toMatchObject([
      { ...carrier, ...first, parcels: 3, withCarrier: 1 },
      {
        ...carrier,
        ...first,
        reader: 'courier',
        accountId: courier.id,
        parcels: 1,
        withCarrier: 1,
        orderId: 'order-1',
      },
      { ...carrier, ...first, reader: 'courier', accountId: second.id, parcels: 2, withCarrier: 0 },
      { ...ofSeller, ...first, parcels: 3, withCarrier: 1 },
    ]);
    expect(event.told).toHaveLength(4);
    expect((await stopped()).map(({ isToldTogether }) => isToldTogether)).toEqual([true, true, true]);
    // Told again, as it was and under another name, it tells nobody.
    await receiveAll({ id: 'event-1', payload: recallOf('case-1', '1', '2') });
    await receiveAll({ id: 'event-3', payload: recallOf('case-1', '1', '2', '3') });
    expect(await told()).toHaveLength(1);
    // What comes late is told of by itself: nobody hears nothing.
    await receiveAll({ id: 'event-4', payload: recallOf('case-1', '3', '4') });
    expect((await told())[1]).toMatchObject({
      told: [
        { reader: 'carrier', parcels: 1, withCarrier: 0, orderId: 'order-4' },
        { reader: 'seller', parcels: 1, withCarrier: 0 },
      ],
    });
    expect(await stopped()).toHaveLength(4);
  });

  it('is told of alone where one of its lots is only blocked', async () => {
    await stop({ cause: 'short-measure' });
    expect((await stopped()).map(({ isToldTogether }) => isToldTogether)).toEqual([undefined]);
    expect(world.events('logistics.parcels-stopped.v1')).toEqual([]);
  });

  it('is neither handed over nor given to an express company, whatever of its document was signed before', async () => {
    await world.act(manager, 'assignShipment', assign());
    const { id: handoverId } = await world.act(
      courier,
      'openHandover',
      { shipmentId, ...POINTS },
      '... on Handover { id }',
    );
    await world.act(seller, 'signHandover', { handoverId, as: 'SELLER', custodian: '李' });
    await stop();
    await refused(courier, 'signHandover', { handoverId, as: 'CARRIER', custodian: '赵' });
    await refused(manager, 'setExpressNumber', { shipmentId, company: 'shunfeng', number: 'SF1234567' });
    await world.act(manager, 'voidHandover', { handoverId });
    await refused(courier, 'openHandover', { shipmentId, ...POINTS });
    await refused(manager, 'assignShipment', assign());
    const handovers = await world.rows.selectFrom('Handover').select(['state', 'carrierSignedAtMs']).execute();
    expect([(await row()).state, (await row()).expressNumber, handovers]).toEqual([
      'assigned',
      null,
      [{ state: 'void', carrierSignedAtMs: null }],
    ]);
    expect(await stopped()).toMatchObject([{ holder: 'seller', courierAccountId: courier.id }]);
    expect(world.events('logistics.shipment-taken-over.v1')).toEqual([]);
  });

  it('is not delivered, whatever was done at the door before, and can only go back', async () => {
    await takeOver(world, base, shipmentId);
    await bringToDoor(world, shipmentId);
    await stop();
    await refused(buyer, 'signDelivery', { shipmentId, signerName: '王', signature: '王' });
    await refused(courier, 'callAhead', {
      shipmentId,
      agreedAt: new Date(world.clock.now() + 3_600_000).toISOString(),
      place: '门口',
    });
    await refused(courier, 'recordOuterPackagingOpened', { shipmentId });
    await refused(buyer, 'checkCourierCode', { shipmentId, code: '123456' });
    expect(
      (await world.ask(courier, 'query($id: ID!) { courierCode(shipmentId: $id) { code } }', { id: shipmentId }))
        .courierCode,
    ).toBeNull();
    // It turns round by itself: nobody has to refuse it.
    expect((await row()).state).toBe('refused');
    expect(await seen(courier)).toMatchObject({
      availableActions: expect.not.arrayContaining(['CALL_AHEAD', 'SHOW_IDENTITY', 'OPEN_PACKAGING', 'DELIVER']),
      stop: { holder: 'CARRIER', text: expect.stringContaining('退回') },
    });
    expect((await seen(courier)).availableActions).toEqual(expect.arrayContaining(['ARRIVE_AT_DEPOT']));
    expect((await seen(buyer)).availableActions).not.toContain('DELIVER');
    expect(await stopped()).toMatchObject([{ holder: 'carrier', courierAccountId: courier.id }]);
    expect(world.events('logistics.shipment-refused.v1')).toMatchObject([{ shipmentId, reason: 'recalled' }]);
    expect(await world.act(courier, 'refuseDelivery', { shipmentId, reason: 'QUALITY' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    await world.act(courier, 'arriveAtDepot', { shipmentId });
    await world.act(seller, 'returnToSeller', { shipmentId, resellable: false });
    expect((await row()).state).toBe('returned');
    expect((await seen(seller)).stop.holder).toBe('SELLER');
    expect(world.events('logistics.shipment-delivered.v1')).toEqual([]);
  });

  it.each(['assignShipment', 'signHandover', 'signDelivery'])(
    'is stopped or went on, never both, where the recall comes at the moment of %s',
    async (act) => {
      const first =
        act === 'assignShipment'
          ? null
          : await (async () => {
              if (act === 'signDelivery') {
                await takeOver(world, base, shipmentId);
                await bringToDoor(world, shipmentId);
                return null;
              }
              await world.act(manager, 'assignShipment', assign());
              const { id } = await world.act(
                courier,
                'openHandover',
                { shipmentId, ...POINTS },
                '... on Handover { id }',
              );
              await world.act(seller, 'signHandover', { handoverId: id, as: 'SELLER', custodian: '李' });
              return id as string;
            })();
      const acts: Record<string, () => Promise<{ code?: string }>> = {
        assignShipment: () => world.act(manager, 'assignShipment', assign()),
        signHandover: () => world.act(courier, 'signHandover', { handoverId: first, as: 'CARRIER', custodian: '赵' }),
        signDelivery: () => world.act(buyer, 'signDelivery', { shipmentId, signerName: '王', signature: '王' }),
      };
      const [answer] = await Promise.all([acts[act]!(), stop()]);
      const after = await row();
      if (answer.code)
        expect([answer.code, after.state]).toEqual([
          'STOPPED',
          { assignShipment: 'ready', signHandover: 'assigned', signDelivery: 'refused' }[act],
        ]);
      if (after.state === 'delivered') expect([after.stoppedAtMs, await stopped()]).toEqual([null, []]);
      else expect(await stopped()).toMatchObject([{ holder: after.state === 'refused' ? 'carrier' : 'seller' }]);
    },
  );

  it("stays alone: the same order's other parcel goes on, a delivered one is left as it is, a recall outweighs an earlier cause", async () => {
    const exchange = { afterSaleId: 'after-1' };
    await world.receive(
      'orders',
      'orders.order-ready.v1',
      readyOrder('1', exchange, {
        lots: [{ lotId: 'lot-9', lotCode: 'L9', units: 2, producedOn: '2026-11-20', expiresOn: '2026-11-30' }],
      }),
    );
    await stop({ cause: 'short-measure' });
    await stop({ cause: 'short-measure' });
    await stop();
    expect(
      await world.rows.selectFrom('Shipment').select(['afterSaleId', 'stopCause']).orderBy('afterSaleId').execute(),
    ).toEqual([
      { afterSaleId: '', stopCause: 'recalled' },
      { afterSaleId: 'after-1', stopCause: null },
    ]);
    expect((await stopped()).map(({ cause }) => cause)).toEqual(['short-measure', 'recalled']);
  });

  it("waits on the operator's desk until it is back with the seller", async () => {
    await takeOver(world, base, shipmentId);
    const due = async () =>
      (await world.ask(admin, '{ logisticsDue { kind id title } }')).logisticsDue.filter(
        ({ kind }: { kind: string }) => kind === 'STOPPED_PARCEL',
      );
    expect(await due()).toEqual([]);
    await stop();
    expect(await due()).toEqual([
      { kind: 'STOPPED_PARCEL', id: shipmentId, title: expect.stringContaining('配送单位') },
    ]);
    await world.act(courier, 'arriveAtDepot', { shipmentId });
    await world.act(seller, 'returnToSeller', { shipmentId, resellable: false });
    expect(await due()).toEqual([]);
  });
});
