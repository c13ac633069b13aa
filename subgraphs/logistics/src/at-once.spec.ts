import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { account, freshDatabase, TINY_PHOTO, toldAtOnce } from '@heitu/kit/serving/testing';
import { cardCodeOf } from './card/card.policy.ts';
import {
  bringToDoor,
  CARRIER,
  courier,
  DEVICE_SECRET,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  POINTS,
  seller,
  SELLER,
  takeOver,
  type Base,
  type World,
} from './test-world.fixture.ts';

const SECOND = account('acc-second', { role: 'carrier-manager', partyId: CARRIER });
const six = <T>(call: (i: number) => T): (() => T)[] => Array.from({ length: 6 }, (_, i) => () => call(i));

/** Each rule stands in the database: on a server, calls made at once have one outcome. */
describe("a carrier's desk, many at once, on MariaDB", () => {
  let world: World;
  let base: Base;
  let secondCourierId: string;
  beforeAll(async () => {
    world = await openWorld({ url: await freshDatabase(process.env['TEST_DATABASE_URL'], 'logistics_at_once') });
    base = await fileCarrier(world);
    const person = {
      requestId: 'c2',
      carrierPartyId: CARRIER,
      accountId: 'acc-second-courier',
      name: '孙小车',
      phone: '13700000001',
    };
    ({ id: secondCourierId } = await world.act(manager, 'registerCourier', person, '... on Courier { id }'));
  });
  afterAll(() => world.close());

  const count = async (table: string, where: object): Promise<number> =>
    Object.entries(where)
      .reduce(
        (query: any, [column, value]) => query.where(column, value === null ? 'is' : '=', value),
        world.rows.selectFrom(table).select(({ fn }: any) => fn.countAll().as('n')),
      )
      .executeTakeFirstOrThrow()
      .then(({ n }: { n: number }) => Number(n));
  const assigned = async (key: string): Promise<string> => {
    const shipmentId = await makeShipment(world, key);
    await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
    return shipmentId;
  };
  const row = (shipmentId: string) =>
    world.rows.selectFrom('Shipment').selectAll().where('id', '=', shipmentId).executeTakeFirstOrThrow();

  it('opens one goods document for a parcel, and another once it was voided [8.4.1]', async () => {
    const shipmentId = await assigned('open');
    const open = (i: number) =>
      world.act(i % 2 ? courier : manager, 'openHandover', { requestId: `open-${i}`, shipmentId, ...POINTS });
    expect(await toldAtOnce(six(open))).toEqual({ ok: 1, HANDOVER_OPEN: 5 });
    expect(await count('Handover', { shipmentId })).toBe(1);
    const { id } = await world.rows
      .selectFrom('Handover')
      .select('id')
      .where('shipmentId', '=', shipmentId)
      .executeTakeFirstOrThrow();
    expect(await toldAtOnce(six(() => world.act(manager, 'voidHandover', { handoverId: id })))).toEqual({
      ok: 1,
      WRONG_STATE: 5,
    });
    expect(await toldAtOnce(six((i) => open(i + 6)))).toEqual({ ok: 1, HANDOVER_OPEN: 5 });
    expect(await count('Handover', { shipmentId, state: 'open' })).toBe(1);
  });

  it('takes no two signatures of one person for both sides [8.4.2.bj]', async () => {
    const shipmentId = await assigned('both');
    const { id: handoverId } = await world.act(
      courier,
      'openHandover',
      { shipmentId, ...POINTS },
      '... on Handover { id }',
    );
    const both = account(
      'acc-both',
      { role: 'carrier-manager', partyId: CARRIER },
      { role: 'seller-owner', partyId: SELLER },
    );
    const sign = (as: string) => () => world.act(both, 'signHandover', { handoverId, as, custodian: '张' });
    expect(await toldAtOnce([sign('SELLER'), sign('CARRIER')])).toEqual({ ok: 1, SAME_SIGNER: 1 });
    expect((await row(shipmentId)).state).toBe('assigned');
  });

  it('gives a seller one card at a time, which signs a document once, or is withdrawn before [8.4.2.bj]', async () => {
    const issue = (i: number) =>
      world.act(seller, 'issueHandoverCard', { requestId: `card-${i}`, partyId: SELLER, replacesId: null });
    expect(await toldAtOnce(six(issue))).toEqual({ ok: 1, WRONG_STATE: 5 });
    expect(await count('HandoverCard', { inForceFor: SELLER })).toBe(1);
    const opened = async (key: string): Promise<string> =>
      (
        await world.act(
          courier,
          'openHandover',
          { shipmentId: await assigned(key), ...POINTS },
          '... on Handover { id }',
        )
      ).id;
    const { id: cardId } = await world.rows.selectFrom('HandoverCard').select('id').executeTakeFirstOrThrow();
    // Whoever has no right to its orders learns of no card, from a server as from a file.
    const packer = account('acc-packer', { role: 'seller-staff', partyId: SELLER, rights: ['lots'] });
    const ofSeller = 'query($id: ID!) { handoverCard(partyId: $id) { id } }';
    expect(await world.ask(packer, ofSeller, { id: SELLER })).toEqual({ handoverCard: null });
    expect(await world.act(packer, 'withdrawHandoverCard', { cardId })).toMatchObject({ code: 'NOT_FOUND' });
    const print = { method: 'GET', path: `/handover-cards/${cardId}`, query: {}, headers: {}, body: Buffer.alloc(0) };
    expect((await world.subgraph.edge(print, packer, 'print')).status).toBe(404);
    const { vault } = world.subgraph.contextFor(systemActor('test'), 'test');
    const paper = { code: cardCodeOf(vault, { id: cardId }), signerName: '李大山', signature: '墨', photo: TINY_PHOTO };
    const sign = (handoverId: string, i: number) =>
      world.act(courier, 'signHandoverByCard', { requestId: `by-card-${handoverId}-${i}`, handoverId, ...paper });
    const first = await opened('card-1');
    expect(await toldAtOnce(six((i) => sign(first, i)))).toEqual({ ok: 1, ALREADY_SIGNED: 5 });
    expect(await count('CardSignature', { id: first })).toBe(1);
    const second = await opened('card-2');
    const withdraw = () => world.act(seller, 'withdrawHandoverCard', { cardId });
    const [, signed] = await Promise.all([withdraw(), sign(second, 0)]);
    // Whichever came first: it is signed by a card that was good, or not at all.
    expect(await count('CardSignature', { id: second })).toBe(signed.code === 'CARD_WITHDRAWN' ? 0 : 1);
    expect(await sign(await opened('card-3'), 0)).toMatchObject({ code: 'CARD_WITHDRAWN' });
    const object = (i: number) =>
      world.act(seller, 'objectToHandover', {
        requestId: `no-${i}`,
        handoverId: first,
        text: '少',
        nobodyOfOurs: false,
      });
    expect(await toldAtOnce(six(object))).toEqual({ ok: 1, WRONG_STATE: 5 });
    expect(await count('Mismatch', { handoverId: first })).toBe(1);
  });

  it('keeps a parcel in one store [8.7.end]', async () => {
    const shipmentId = await makeShipment(world, 'store');
    await takeOver(world, base, shipmentId);
    const store = (i: number) =>
      world.act(manager, 'storeShipment', { requestId: `store-${i}`, shipmentId, facilityId: base.facilityId });
    expect(await toldAtOnce(six(store))).toEqual({ ok: 1, ALREADY_STORED: 5 });
    expect(await count('StorageStay', { shipmentId })).toBe(1);
    expect(await toldAtOnce(six(() => world.act(manager, 'releaseFromStorage', { shipmentId })))).toEqual({
      ok: 1,
      NOT_FOUND: 5,
    });
    expect(await toldAtOnce([() => store(7)])).toEqual({ ok: 1 });
    expect(await count('StorageStay', { shipmentId, leftAtMs: null })).toBe(1);
  });

  it('gives an express number to one of two parcels', async () => {
    const parcels = [await assigned('express-1'), await assigned('express-2')];
    const set = (i: number) =>
      world.act(manager, 'setExpressNumber', { shipmentId: parcels[i % 2], company: 'shunfeng', number: 'SF12345678' });
    expect(await toldAtOnce(six(set))).toEqual({ ok: 3, NUMBER_TAKEN: 3 });
    expect(await count('Shipment', { expressNumber: 'SF12345678' })).toBe(1);
  });

  it('tells the second of two managers who give a parcel to different couriers, at once or from a page that is out of date [8.5.1.bq]', async () => {
    const shipmentId = await makeShipment(world, 'assign');
    await world.act(account('acc-second-courier', { role: 'courier', partyId: CARRIER }), 'acceptCourierRules', {
      carrierPartyId: CARRIER,
      version: '2026-01',
    });
    const assign =
      (actor: typeof manager, courierId: string, more: object = {}) =>
      () =>
        world.act(actor, 'assignShipment', { shipmentId, courierId, vehicleId: base.vehicleId, ...more });
    const seen = { seenCourierId: null };
    expect(await toldAtOnce([assign(manager, base.courierId, seen), assign(SECOND, secondCourierId, seen)])).toEqual({
      ok: 1,
      ASSIGNED_MEANWHILE: 1,
    });
    const holder = (await row(shipmentId)).courierId;
    const other = holder === base.courierId ? secondCourierId : base.courierId;
    expect(await assign(SECOND, other, seen)()).toMatchObject({
      code: 'ASSIGNED_MEANWHILE',
      message: expect.stringContaining('刷新'),
    });
    expect((await row(shipmentId)).courierId).toBe(holder);
    // The same again is as good as done; and who has seen the first one may change it.
    expect(await toldAtOnce(six(() => assign(manager, holder, seen)()))).toEqual({ ok: 6 });
    expect(await toldAtOnce([assign(SECOND, other, { seenCourierId: holder })])).toEqual({ ok: 1 });
    expect((await row(shipmentId)).courierId).toBe(other);
  });

  it('never ends a courier whom another gives a parcel at the same moment, nor a vehicle', async () => {
    for (const [i, end] of (['endCourier', 'endVehicle', 'endCourier', 'endVehicle'] as const).entries()) {
      const { id: courierId } = await world.act(
        manager,
        'registerCourier',
        {
          requestId: `end-c${i}`,
          carrierPartyId: CARRIER,
          accountId: `acc-end-${i}`,
          name: '钱',
          phone: '13700000002',
        },
        '... on Courier { id }',
      );
      await world.act(account(`acc-end-${i}`, { role: 'courier', partyId: CARRIER }), 'acceptCourierRules', {
        carrierPartyId: CARRIER,
        version: '2026-01',
      });
      const van = {
        requestId: `end-v${i}`,
        carrierPartyId: CARRIER,
        plate: `黑A9900${i}`,
        kind: 'REFRIGERATED_TRUCK',
        licenceNumber: '黑交运管2号',
        validUntilOn: '2028-01-01',
        temperatureCelsiusMin: -20,
        temperatureCelsiusMax: 8,
      };
      const { id: vehicleId } = await world.act(manager, 'registerVehicle', van, '... on Vehicle { id }');
      await world.act(manager, 'linkDevice', {
        requestId: `end-d${i}`,
        vehicleId,
        deviceId: `SN-END-${i}`,
        secret: DEVICE_SECRET,
      });
      await world.push(`SN-END-${i}`, [{ at: new Date(world.clock.now()).toISOString(), temperatureCelsius: 3 }]);
      const shipmentId = await makeShipment(world, `end-${i}`);
      const [assignment, ending] = await Promise.all([
        world.act(manager, 'assignShipment', { shipmentId, courierId, vehicleId }),
        world.act(SECOND, end, end === 'endCourier' ? { courierId } : { vehicleId }),
      ]);
      expect([assignment.code, ending.code].filter((code) => code === undefined)).toHaveLength(1);
      expect((await row(shipmentId)).state).toBe(assignment.code ? 'ready' : 'assigned');
    }
  });

  it('ends a vehicle and a courier once', async () => {
    const { id: vehicleId } = await world.act(
      manager,
      'registerVehicle',
      {
        requestId: 'once-v',
        carrierPartyId: CARRIER,
        plate: '黑A88888',
        kind: 'VAN',
        licenceNumber: '3号',
        validUntilOn: '2028-01-01',
      },
      '... on Vehicle { id }',
    );
    expect(await toldAtOnce(six(() => world.act(manager, 'endVehicle', { vehicleId })))).toEqual({
      ok: 1,
      WRONG_STATE: 5,
    });
    const back = {
      carrierPartyId: CARRIER,
      plate: '黑A88888',
      kind: 'VAN',
      licenceNumber: '3号',
      validUntilOn: '2028-01-01',
    };
    expect(
      await toldAtOnce(six((i) => world.act(manager, 'registerVehicle', { requestId: `back-v${i}`, ...back }))),
    ).toEqual({ ok: 1, PLATE_TAKEN: 5 });
    expect(
      await toldAtOnce(
        six((i) =>
          world.act(manager, 'registerCourier', {
            requestId: `new-c${i}`,
            carrierPartyId: CARRIER,
            accountId: 'acc-new',
            name: '周',
            phone: '13700000003',
          }),
        ),
      ),
    ).toEqual({ ok: 1, COURIER_EXISTS: 5 });
    const { id: courierId } = await world.rows
      .selectFrom('Courier')
      .select('id')
      .where('accountId', '=', 'acc-new')
      .executeTakeFirstOrThrow();
    expect(await toldAtOnce(six(() => world.act(manager, 'endCourier', { courierId })))).toEqual({
      ok: 1,
      WRONG_STATE: 5,
    });
    expect(
      world.events('logistics.courier-changed.v1').filter((event) => event.courierId === courierId).length,
    ).toBeLessThanOrEqual(2);
  });

  it('leaves one of two thermometers with the cold goods [8.4.3.bp]', async () => {
    const shipmentId = await makeShipment(world, 'watched');
    await takeOver(world, base, shipmentId);
    await world.act(manager, 'linkDevice', {
      requestId: 'watch',
      vehicleId: base.vehicleId,
      deviceId: 'SN-2',
      secret: DEVICE_SECRET,
    });
    const end = (deviceId: string) => () => world.act(manager, 'endDevice', { deviceId });
    expect(await toldAtOnce([end('SN-1'), end('SN-2')])).toEqual({ ok: 1, DEVICE_WATCHES_GOODS: 1 });
    expect(await count('Device', { vehicleId: base.vehicleId, endedAtMs: null })).toBe(1);
    await bringToDoor(world, shipmentId);
  });

  it('begins one round of a vehicle on a day, whoever checks its load first [8.4.3.bm]', async () => {
    const { id: vehicleId } = await world.act(
      manager,
      'registerVehicle',
      {
        requestId: 'load-v',
        carrierPartyId: CARRIER,
        plate: '黑A77777',
        kind: 'VAN',
        licenceNumber: '4号',
        validUntilOn: '2028-01-01',
      },
      '... on Vehicle { id }',
    );
    const check = (i: number) =>
      world.act(manager, 'checkLoad', {
        requestId: `load-${i}`,
        vehicleId,
        secured: true,
        segregated: true,
        clean: true,
        lawful: true,
      });
    expect(await toldAtOnce(six(check))).toEqual({ ok: 6 });
    expect(await count('Trip', { vehicleId })).toBe(1);
  });

  it('keeps one price and one area of a place', async () => {
    const price = {
      carrierPartyId: CARRIER,
      storage: 'AMBIENT',
      divisionCode: '230102',
      firstKilogramFen: 600,
      perKilogramFen: 100,
      hours: 48,
    };
    expect(await toldAtOnce(six(() => world.act(manager, 'setRate', price)))).toEqual({ ok: 6 });
    expect(
      await toldAtOnce(
        six(() =>
          world.act(manager, 'setServiceArea', {
            carrierPartyId: CARRIER,
            divisionCode: '230102',
            firstMile: true,
            lastMile: true,
          }),
        ),
      ),
    ).toEqual({ ok: 6 });
    expect([
      await count('Rate', { divisionCode: '230102' }),
      await count('ServiceArea', { divisionCode: '230102' }),
    ]).toEqual([1, 1]);
  });
});
