import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { plant } from '@heitu/kit/serving/any-row';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import { ownParcels, seesAfterSale, seesAll, seesOrder } from './access.ts';
import {
  admin,
  buyer,
  CARRIER,
  courier,
  manager,
  openWorld,
  peer,
  rival,
  seller,
  SELLER,
  stranger,
} from './test-world.fixture.ts';
import type { World } from './test-world.fixture.ts';

const regulator = account('acc-regulator', { role: 'regulator' });
const clerk = (right: string) => account('acc-clerk', { role: 'seller-staff', partyId: SELLER, rights: [right] });
const otherBuyer = account('acc-buyer-2', { role: 'consumer' });
const otherCourier = account('acc-courier-2', { role: 'courier', partyId: 'carrier-2' });
const otherSeller = account('acc-seller-2', { role: 'seller-owner', partyId: 'seller-2' });
const program = (partyId: string): Actor => ({
  kind: 'client',
  id: 'client-1',
  grants: [{ role: 'partner', partyId, rights: ['logistics'] }],
});

/** Two parcels of two buyers, sellers, carriers and couriers, and all that belongs to each: `…-a` is ours, `…-b` theirs. */
const SIDES = [
  { key: 'a', buyerAccountId: buyer.id, courierAccountId: courier.id, carrierPartyId: CARRIER, sellerPartyId: SELLER },
  {
    key: 'b',
    buyerAccountId: otherBuyer.id,
    courierAccountId: otherCourier.id,
    carrierPartyId: 'carrier-2',
    sellerPartyId: 'seller-2',
  },
];
async function fill(world: World) {
  const nowMs = world.clock.now();
  for (const { key, ...parties } of SIDES) {
    const { buyerAccountId, carrierPartyId, sellerPartyId } = parties;
    const rows: Record<string, object> = {
      Carrier: { partyId: carrierPartyId, name: carrierPartyId, licensedModes: '[]' },
      Shipment: { state: 'assigned', orderId: `order-${key}`, trackingNumber: key, readyAtMs: nowMs, ...parties },
      Collection: { state: 'due', orderId: `order-${key}`, createdAtMs: nowMs, ...parties },
      ContentsCase: {
        state: 'open',
        shipmentId: `shipment-${key}`,
        openedBy: buyerAccountId,
        carrierPartyId,
        sellerPartyId,
      },
      CodRemittance: { state: 'owed', shipmentId: `shipment-${key}`, carrierPartyId, sellerPartyId },
      Handover: {
        state: 'open',
        shipmentId: `shipment-${key}`,
        number: key,
        buyerAccountId,
        carrierPartyId,
        sellerPartyId,
      },
      Reconciliation: { carrierPartyId, sellerPartyId },
      Alarm: { state: 'raised', deviceId: `device-${key}`, carrierPartyId, kind: 'silence', severity: 'warning' },
      SupervisionCheck: {
        state: 'planned',
        carrierPartyId,
        createdBy: buyerAccountId,
        topic: 'agreement',
        form: 'spot',
      },
      Device: { carrierPartyId, facilityId: `facility-${key}` },
      Reading: { deviceId: `device-${key}`, atMs: nowMs - 1, temperatureCelsius: 3 },
      Trip: { carrierPartyId },
    };
    for (const [table, row] of Object.entries(rows))
      await plant(world, table, table === 'Carrier' ? row : { id: `${table.toLowerCase()}-${key}`, ...row });
  }
}
const change = (world: World, table: string, id: string, values: object) =>
  world.rows.updateTable(table).set(values).where('id', '=', id).execute();

describe('whose rows logistics shows', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await fill(world);
  });
  afterAll(() => world.close());

  const listed = async (actor: Actor, root: string, key = 'id'): Promise<string> =>
    nodesOf((await world.ask(actor, `{ ${root} { edges { node { ${key} } } } }`))[root])
      .map((node) => node[key].split('-').at(-1))
      .sort()
      .join('');
  const single = async (actor: Actor, root: string, prefix: string): Promise<string> => {
    const found = await world.ask(
      actor,
      `{ a: ${root}(id: "${prefix}-a") { id } b: ${root}(id: "${prefix}-b") { id } }`,
    );
    return ['a', 'b'].filter((key) => found[key]).join('');
  };
  const OURS = [buyer, courier, manager, seller];
  const THEIRS = [otherBuyer, otherCourier, rival, otherSeller];
  /** `ours` see the one, `theirs` the other, whoever looks after all sees both, anybody else none. */
  const expectOwn = async (
    see: (actor: Actor) => Promise<string>,
    ours: Actor[],
    theirs: Actor[],
    none: Actor[] = [],
  ) => {
    for (const actor of ours) expect([actor.id, await see(actor)]).toEqual([actor.id, 'a']);
    for (const actor of theirs) expect([actor.id, await see(actor)]).toEqual([actor.id, 'b']);
    for (const actor of [admin, regulator]) expect([actor.id, await see(actor)]).toEqual([actor.id, 'ab']);
    for (const actor of none) expect([actor.id, await see(actor)]).toEqual([actor.id, '']);
  };

  it('parcels: to their buyer, courier, carrier and seller’s people for orders', async () => {
    const none = [stranger, clerk('after-sales')];
    await expectOwn((actor) => listed(actor, 'shipments'), [...OURS, clerk('orders')], THEIRS, none);
    await expectOwn((actor) => single(actor, 'shipment', 'shipment'), [...OURS, clerk('orders')], THEIRS, none);
  });
  it('collections: to the same, and the seller’s people for after-sales', async () => {
    const none = [stranger, clerk('orders')];
    await expectOwn((actor) => listed(actor, 'collections'), [...OURS, clerk('after-sales')], THEIRS, none);
    await expectOwn((actor) => single(actor, 'collection', 'collection'), OURS, THEIRS, none);
  });
  it('goods documents: to both sides, the buyer, and the courier who took the goods over', () =>
    expectOwn((actor) => single(actor, 'handover', 'handover'), OURS, THEIRS, [stranger]));
  it('what was found inside: to whoever found it, the carrier and the seller', () =>
    expectOwn(
      (actor) => listed(actor, 'contentsCases'),
      [buyer, manager, seller],
      [otherBuyer, rival, otherSeller],
      [stranger, courier],
    ));
  it('cash at the door: to the courier who took it, the carrier and the seller', () =>
    expectOwn(
      (actor) => listed(actor, 'codRemittances'),
      [courier, manager, seller],
      [otherCourier, rival, otherSeller],
      [account('acc-none', { role: 'courier', partyId: 'carrier-3' })],
    ));
  it('comparisons of two books: to these two', () =>
    expectOwn((actor) => listed(actor, 'handoverReconciliations'), [manager, seller], [rival, otherSeller]));
  it('alarms, thermometers and equipment: to those who work for the carrier', async () => {
    const [ours, theirs] = [
      [courier, manager],
      [otherCourier, rival],
    ];
    await expectOwn((actor) => listed(actor, 'alarms'), ours, theirs);
    await expectOwn(
      async (actor) => {
        const { a, b } = await world.ask(
          actor,
          '{ a: readings(deviceId: "device-a") { count } b: readings(deviceId: "device-b") { count } }',
        );
        return `${a.length ? 'a' : ''}${b.length ? 'b' : ''}`;
      },
      ours,
      theirs,
      [stranger, seller],
    );
    await expectOwn(
      async (actor) =>
        (await world.ask(actor, '{ carriers { partyId } }')).carriers
          .map(({ partyId }: { partyId: string }) => (partyId === CARRIER ? 'a' : 'b'))
          .join(''),
      ours,
      theirs,
    );
  });
  it('checks: to the carrier that is looked at, and to whoever reported it', () =>
    expectOwn(
      (actor) => listed(actor, 'supervisionChecks'),
      [manager, buyer],
      [rival, otherBuyer],
      [stranger, courier],
    ));
  it('checks, cases and cash, narrowed to the open ones, without those that are done', async () => {
    await change(world, 'SupervisionCheck', 'supervisioncheck-b', { state: 'closed' });
    await change(world, 'ContentsCase', 'contentscase-b', { state: 'settled' });
    await change(world, 'CodRemittance', 'codremittance-b', { state: 'remitted' });
    for (const root of ['supervisionChecks', 'contentsCases', 'codRemittances'])
      expect([
        root,
        nodesOf((await world.ask(admin, `{ ${root}(onlyOpen: true) { edges { node { id } } } }`))[root]),
      ]).toEqual([root, [{ id: `${root.slice(0, -1).toLowerCase()}-a` }]]);
  });
  it('to a program: parcels of the seller or carrier that let it [11.8.ee]', async () => {
    for (const partyId of [CARRIER, SELLER]) expect(await listed(program(partyId), 'partnerShipments')).toBe('a');
    expect(await listed(program('carrier-2'), 'partnerShipments')).toBe('b');
    expect(await listed(program('carrier-3'), 'partnerShipments')).toBe('');
  });

  it('asks for nobody’s party where the caller has none', () => {
    const sqlOf = (actor: Actor) =>
      world.rows.selectFrom('Shipment').selectAll().where(ownParcels(actor, 'orders')).compile().sql;
    expect(sqlOf(stranger)).toMatch(/where \("buyerAccountId" = \? or "courierAccountId" = \?\)$/);
    expect(sqlOf(manager)).toMatch(/"courierAccountId" = \? or "carrierPartyId" in \(\?\)\)$/);
    expect(sqlOf(seller)).toMatch(/"courierAccountId" = \? or "sellerPartyId" in \(\?\)\)$/);
  });
  it('leads to an order and its after-sale only whoever orders shows it to', () => {
    const row = { buyerAccountId: buyer.id, sellerPartyId: SELLER };
    const system = systemActor('job');
    const mediator = account('m', { role: 'mediator' });
    expect(
      [buyer, seller, clerk('orders'), admin, mediator, peer('trust'), system].map((who) => seesOrder(who, row)),
    ).toEqual(Array.from({ length: 7 }, () => true));
    expect([stranger, otherSeller, manager, courier, clerk('after-sales')].map((who) => seesOrder(who, row))).toEqual(
      Array.from({ length: 5 }, () => false),
    );
    expect([buyer, seller, clerk('after-sales'), admin].map((who) => seesAfterSale(who, row))).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect([stranger, otherSeller, courier, clerk('orders')].map((who) => seesAfterSale(who, row))).toEqual(
      Array.from({ length: 4 }, () => false),
    );
    expect([peer('orders'), system, admin, regulator].every(seesAll)).toBe(true);
    expect([buyer, manager, mediator, { kind: 'anonymous', id: '', grants: [] } as const].some(seesAll)).toBe(false);
  });
});

describe('what logistics keeps of a person', () => {
  const YEARS_MS = 3 * 365 * DAY_MS;
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await fill(world);
  });
  afterAll(() => world.close());
  const kept = async (subjectId: string) =>
    (await world.ask(peer('trust'), 'query($id: ID!) { logisticsKept(subjectId: $id) { untilMs } }', { id: subjectId }))
      .logisticsKept;

  it('is open while a parcel or a collection is under way: for its buyer, its courier and its seller', async () => {
    for (const id of [buyer.id, courier.id, SELLER]) expect(await kept(id)).toEqual([{ untilMs: null }]);
    expect(await kept('acc-nobody')).toEqual([]);
    // Of each of the two alone.
    await change(world, 'Shipment', 'shipment-b', { state: 'delivered', deliveredAtMs: 1 });
    await change(world, 'Collection', 'collection-a', { state: 'handed-over', handedOverAtMs: 1 });
    for (const { buyerAccountId, courierAccountId, sellerPartyId } of SIDES)
      for (const id of [buyerAccountId, courierAccountId, sellerPartyId])
        expect([id, await kept(id)]).toEqual([id, [{ untilMs: null }]]);
  });
  it('ends three years after the last thing that was done, also where a collection was called off', async () => {
    const nowMs = world.clock.now();
    await change(world, 'Shipment', 'shipment-a', { state: 'delivered', deliveredAtMs: nowMs - DAY_MS });
    await change(world, 'Collection', 'collection-a', { state: 'called-off', createdAtMs: nowMs });
    const [{ untilMs }] = await kept(buyer.id);
    expect(Number(untilMs)).toBeGreaterThan(nowMs + YEARS_MS - 1);
    await change(world, 'Handover', 'handover-a', {
      sellerAccountId: 'acc-a',
      carrierAccountId: 'acc-b',
      openedAtMs: nowMs,
    });
    for (const id of ['acc-a', 'acc-b']) expect(await kept(id)).toEqual([{ untilMs: expect.any(String) }]);
    expect(await kept('acc-c')).toEqual([]);
  });
});
