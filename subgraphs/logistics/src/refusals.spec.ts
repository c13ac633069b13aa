import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { account } from '@heitu/kit/serving/testing';
import { everything, refusedIn, type Refused } from './refused.fixture.ts';
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
  peer,
  POINTS,
  rival,
  seller,
  SELLER,
  stranger,
  takeOver,
  type Base,
  type World,
} from './test-world.fixture.ts';

const WRONG_TEXT = ['x'.repeat(10_000), '\u0000', ''];
describe('what logistics refuses', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
  });
  afterEach(() => world.close());
  const refused: Refused = (...call) => refusedIn(world, ...call);

  it('malformed, oversized and foreign input changes nothing', async () => {
    const vehicle = {
      requestId: 'v9',
      carrierPartyId: CARRIER,
      plate: '黑A99999',
      kind: 'VAN',
      licenceNumber: '1',
      validUntilOn: '2028-01-01',
    };
    for (const plate of WRONG_TEXT) await refused(manager, 'registerVehicle', { ...vehicle, plate }, 'INVALID_INPUT');
    const before = await everything(world);
    await expect(
      world.act(manager, 'registerVehicle', { ...vehicle, kind: '<script>alert(1)</script>' }),
    ).rejects.toThrow('VehicleKind');
    expect(await everything(world)).toBe(before);
    await refused(manager, 'registerVehicle', { ...vehicle, validUntilOn: '2020-01-01' }, 'PAPERS_EXPIRED', '8.4.3.bn');
    await refused(rival, 'registerVehicle', vehicle, 'NOT_FOUND');
    await refused(manager, 'registerVehicle', { ...vehicle, plate: '黑A12345' }, 'PLATE_TAKEN');
    await refused(
      manager,
      'setRate',
      { carrierPartyId: CARRIER, storage: 'AMBIENT', firstKilogramFen: 2 ** 53 - 1, perKilogramFen: 0, hours: 1 },
      'INVALID_INPUT',
    );
    await refused(
      manager,
      'setRate',
      { carrierPartyId: CARRIER, storage: 'AMBIENT', firstKilogramFen: -1, perKilogramFen: 0, hours: 1 },
      'INVALID_INPUT',
    );
    await refused(
      manager,
      'setServiceArea',
      { carrierPartyId: CARRIER, divisionCode: "230184'; drop table Shipment; --", firstMile: true, lastMile: true },
      'INVALID_INPUT',
    );
    await refused(
      manager,
      'setServiceArea',
      { carrierPartyId: CARRIER, divisionCode: '44', firstMile: false, lastMile: false },
      'NOTHING_SERVED',
    );
    await refused(
      manager,
      'setCarrierService',
      { carrierPartyId: CARRIER, daysPerWeek: 4, hoursPerDay: 8 },
      'SERVICE_TOO_SHORT',
      '8.5.1.br',
    );
    await refused(
      manager,
      'registerCourier',
      { requestId: 'c2', carrierPartyId: CARRIER, accountId: courier.id, name: '冯送暖', phone: '13700000000' },
      'COURIER_EXISTS',
    );
    await refused(
      manager,
      'registerCourier',
      { requestId: 'c3', carrierPartyId: CARRIER, accountId: 'acc-x', name: '张三', phone: '123' },
      'INVALID_INPUT',
    );
    await refused(
      manager,
      'registerCourier',
      { requestId: 'c4', carrierPartyId: CARRIER, accountId: 'acc-nobody', name: '张三', phone: '13700000001' },
      'ACCOUNT_UNKNOWN',
    );
    await refused(
      manager,
      'registerCourier',
      { requestId: 'c\u00005', carrierPartyId: CARRIER, accountId: 'acc-x', name: '张三', phone: '13700000001' },
      'INVALID_INPUT',
    );
    await refused(
      manager,
      'reconcileHandovers',
      {
        carrierPartyId: CARRIER,
        sellerPartyId: 'seller-nobody',
        from: '2026-11-01T00:00:00Z',
        to: '2026-11-25T00:00:00Z',
      },
      'NOT_FOUND',
    );
    await refused(
      manager,
      'linkDevice',
      {
        requestId: 'd9',
        deviceId: 'SN-9',
        secret: 'long enough to be one',
        facilityId: base.facilityId,
        vehicleId: base.vehicleId,
      },
      'ONE_PLACE',
    );
    await refused(
      rival,
      'linkDevice',
      { requestId: 'd9', deviceId: 'SN-9', secret: 'long enough to be one', vehicleId: base.vehicleId },
      'NOT_FOUND',
    );
  });

  it('names with emoji and markup are text like any other, up to their length', async () => {
    const name = '🍚 <b>一号库</b> & "引号"';
    const { id } = await world.act(
      manager,
      'registerFacility',
      { requestId: 'f9', carrierPartyId: CARRIER, kind: 'DEPOT', name, divisionCode: '230184', address: '五常' },
      '... on Facility { id }',
    );
    expect((await world.rows.selectFrom('Facility').select('name').where('id', '=', id).executeTakeFirst()).name).toBe(
      name,
    );
  });

  it('who may do nothing here is told so', async () => {
    const call = (actor: typeof buyer | typeof ANONYMOUS, document: string) =>
      world.graphWithErrors(actor as typeof buyer, document).then((answer) => answer.errors?.[0]?.extensions?.['code']);
    expect(await call(ANONYMOUS, '{ shipments { edges { node { id } } } }')).toBe('UNAUTHENTICATED');
    expect(
      await call(
        buyer,
        `mutation { assignShipment(input: {shipmentId: "${shipmentId}", courierId: "a", vehicleId: "b"}) { __typename } }`,
      ),
    ).toBe('FORBIDDEN');
    expect(await call(buyer, '{ shipmentsForPeer(orderIds: []) { state } }')).toBe('FORBIDDEN');
    expect(await call(peer('catalog'), '{ logisticsConduct(fromMs: "0", toMs: "1") { metric } }')).toBe('FORBIDDEN');
    expect(
      await call(
        manager,
        'mutation { planCheck(input: {requestId: "1", carrierPartyId: "c", form: SPOT, topic: COD, plannedOn: "2026-12-01"}) { __typename } }',
      ),
    ).toBe('FORBIDDEN');
    const entities = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Shipment { id state } } }';
    expect(
      (await world.ask(stranger, entities, { r: [{ __typename: 'Shipment', id: shipmentId }] }))._entities,
    ).toEqual([null]);
    expect((await world.ask(rival, '{ shipments { edges { node { id } } } }')).shipments.edges).toEqual([]);
    expect(
      (
        await world.ask(
          rival,
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on Carrier { name vehicles { id } couriers { id } } } }',
          { r: [{ __typename: 'Carrier', partyId: CARRIER }] },
        )
      )._entities,
    ).toEqual([{ name: '北达冷链', vehicles: [], couriers: [] }]);
  });

  it('hands over once, by two people of the two sides, and notices a document altered since [8.4.2.bj-bk]', async () => {
    await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
    await refused(
      account('acc-other', { role: 'seller-owner', partyId: 'seller-2' }),
      'openHandover',
      { shipmentId, ...POINTS },
      'NOT_FOUND',
    );
    const { id } = await world.act(courier, 'openHandover', { shipmentId, ...POINTS }, '... on Handover { id }');
    await refused(courier, 'openHandover', { shipmentId, ...POINTS }, 'HANDOVER_OPEN');
    await refused(seller, 'signHandover', { handoverId: id, as: 'CARRIER', custodian: '李' }, 'NOT_FOUND');
    await refused(courier, 'signHandover', { handoverId: id, as: 'CARRIER', custodian: '' }, 'INVALID_INPUT');
    const both = account(
      'acc-both',
      { role: 'seller-owner', partyId: SELLER },
      { role: 'carrier-manager', partyId: CARRIER },
    );
    await world.act(both, 'signHandover', { handoverId: id, as: 'SELLER', custodian: '李' });
    await refused(both, 'signHandover', { handoverId: id, as: 'CARRIER', custodian: '李' }, 'SAME_SIGNER', '8.4.2.bj');
    await refused(seller, 'signHandover', { handoverId: id, as: 'SELLER', custodian: '李' }, 'ALREADY_SIGNED');
    // Five couriers' phones press the button at once: one signature, one takeover.
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        world.act(
          courier,
          'signHandover',
          { handoverId: id, as: 'CARRIER', custodian: '赵' },
          '... on Handover { state }',
        ),
      ),
    );
    expect(answers.filter((answer) => answer.state === 'SIGNED')).toHaveLength(1);
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-taken-over.v1')).toHaveLength(1);
    const verified = async () =>
      (await world.ask(seller, 'query($id: ID!) { handover(id: $id) { verified } }', { id })).handover.verified;
    expect(await verified()).toBe(true);
    const row = await world.rows.selectFrom('Handover').selectAll().where('id', '=', id).executeTakeFirst();
    const context = world.subgraph.contextFor(admin, 'test');
    const text = (await context.vault.openUnrecorded(row.buyerAccountId, row.documentSealed))!.replace(
      '"units":2',
      '"units":1',
    );
    await world.rows
      .updateTable('Handover')
      .set({ documentSealed: await context.vault.seal(row.buyerAccountId, text) })
      .where('id', '=', id)
      .execute();
    expect(await verified()).toBe(false);
    // Whoever also rewrites the hash still cannot sign it.
    await world.rows
      .updateTable('Handover')
      .set({ documentHash: createHash('sha256').update(text).digest('hex') })
      .where('id', '=', id)
      .execute();
    expect(await verified()).toBe(false);
  });

  it('lets the consumer sign only when every step was done, and only the buyer [8.5.4.2.cb-ce]', async () => {
    const sign = { shipmentId, signerName: '王', signature: '王' };
    await refused(buyer, 'signDelivery', sign, 'WRONG_STATE');
    await takeOver(world, base, shipmentId);
    await refused(stranger, 'signDelivery', sign, 'NOT_FOUND');
    await refused(buyer, 'signDelivery', sign, 'STEP_MISSING', '8.5.4.2.ce');
    await refused(
      courier,
      'callAhead',
      { shipmentId, agreedAt: '2020-01-01T00:00:00Z', place: '门口' },
      'TIME_PAST',
      '8.5.4.2.cb',
    );
    await refused(courier, 'recordOuterPackagingOpened', { shipmentId }, 'STEP_MISSING');
    await world.act(courier, 'callAhead', {
      shipmentId,
      agreedAt: new Date(world.clock.now() + 3_600_000).toISOString(),
      place: '门口',
    });
    expect(
      (
        await world.ask(
          account('acc-fake', { role: 'courier', partyId: CARRIER }),
          'query($id: ID!) { courierCode(shipmentId: $id) { code } }',
          { id: shipmentId },
        )
      ).courierCode,
    ).toBeNull();
    const { courierCode } = await world.ask(courier, 'query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
      id: shipmentId,
    });
    const wrong = courierCode.code === '000000' ? '000001' : '000000';
    expect(await world.act(buyer, 'checkCourierCode', { shipmentId, code: wrong })).toMatchObject({
      code: 'CODE_WRONG',
      clause: '8.5.4.2.cc',
    });
    world.clock.advance(10 * 60_000);
    expect(await world.act(buyer, 'checkCourierCode', { shipmentId, code: courierCode.code })).toMatchObject({
      code: 'CODE_WRONG',
    });
    for (let i = 0; i < 4; i++) await world.act(buyer, 'checkCourierCode', { shipmentId, code: wrong });
    await world.act(manager, 'renewCourierCode', { shipmentId });
    await bringToDoor(world, shipmentId);
    await refused(buyer, 'signDelivery', { ...sign, signature: 'x'.repeat(60_000) }, 'INVALID_INPUT');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => world.act(buyer, 'signDelivery', sign, '... on Shipment { state }')),
    );
    expect(answers.filter((answer) => answer.state === 'DELIVERED')).toHaveLength(1);
    expect(
      await world.rows.selectFrom('Outbox').selectAll().where('type', '=', 'logistics.shipment-delivered.v1').execute(),
    ).toHaveLength(1);
    await refused(buyer, 'refuseDelivery', { shipmentId, reason: 'LATE' }, 'WRONG_STATE');
  });

  it('an order cancelled before takeover is not carried; afterwards it comes back by refusal', async () => {
    await world.receive('orders', 'orders.order-cancelled.v1', {
      orderId: 'order-1',
      orderNumber: 'NO-1',
      buyerAccountId: buyer.id,
      partyId: 'p',
      shopId: 's',
      reason: 'seller',
      wasPaid: true,
    });
    await refused(
      manager,
      'assignShipment',
      { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId },
      'WRONG_STATE',
    );
    const second = await makeShipment(world, '2');
    await takeOver(world, base, second);
    await world.receive('orders', 'orders.order-cancelled.v1', {
      orderId: 'order-2',
      orderNumber: 'NO-2',
      buyerAccountId: buyer.id,
      partyId: 'p',
      shopId: 's',
      reason: 'buyer',
      wasPaid: true,
    });
    expect(
      (await world.rows.selectFrom('Shipment').select('state').where('id', '=', second).executeTakeFirst()).state,
    ).toBe('taken-over');
  });
});
