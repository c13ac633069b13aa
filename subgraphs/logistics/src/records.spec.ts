import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor } from '@heitu/kit/rules/actor';
import { apiName } from '@heitu/kit/rules/enums';
import { CHECKLISTS, CLAUSES } from '@heitu/standard';
import { evidence } from './evidence/evidence.ts';
import { logistics } from './index.ts';
import { buildSubgraph } from '@heitu/kit/serving/subgraph';
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
  seller,
  SELLER,
  takeOver,
  type Base,
  type World,
} from './test-world.fixture.ts';

/** A checklist as it was found: all so, but these. */
const found = (list: keyof typeof CHECKLISTS, ...failed: string[]) =>
  CHECKLISTS[list].map((item) => ({ item: apiName(item), passed: !failed.includes(item) }));

describe('records of carriage', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld({
      seen: () => ({ number: 'F-1', at: '2026-11-26T04:00:00.000Z' }),
      orders: () => [
        { orderId: 'order-1', partyId: SELLER, lines: [{ skuId: 'sku-1', quantity: 2 }] },
        { orderId: 'order-2', partyId: SELLER, lines: [{ skuId: 'sku-1', quantity: 3 }] },
      ],
    });
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());
  const period = () => ({
    from: new Date(world.clock.now() - 86_400_000).toISOString(),
    to: new Date(world.clock.now() + 86_400_000).toISOString(),
  });

  it('guards every field, and answers for every clause it owns, and for its part of three that it does not', async () => {
    expect(buildSubgraph(logistics).permissionRows.filter((row) => row.rule === 'nobody')).toEqual([]);
    expect(Object.keys(evidence).sort()).toEqual(
      CLAUSES.filter((clause) => clause.owner === 'logistics')
        .map((clause): string => clause.id)
        .concat('6.5.c', '7.6.x-z', '10.5.cu')
        .sort(),
    );
  });

  it("compares the documents of a pair item by item with the seller's orders [8.4.2.bl]", async () => {
    for (const key of ['1', '2']) await takeOver(world, base, await makeShipment(world, key));
    const answer = await world.act(
      manager,
      'reconcileHandovers',
      { carrierPartyId: CARRIER, sellerPartyId: SELLER, ...period() },
      '... on HandoverReconciliation { documents matched mismatches { id kind text availableActions } }',
    );
    expect(answer).toMatchObject({
      documents: 2,
      matched: 1,
      mismatches: [{ kind: 'UNITS', text: expect.stringContaining('交接2件，商家3件'), availableActions: ['RESOLVE'] }],
    });
    const open = async () =>
      (await world.ask(manager, '{ handoverReconciliations(onlyOpen: true) { edges { node { matched } } } }'))
        .handoverReconciliations.edges;
    expect(await open()).toEqual([{ node: { matched: 1 } }]);
    expect(
      (await world.ask(seller, '{ handoverReconciliations { edges { node { mismatches { availableActions } } } } }'))
        .handoverReconciliations.edges,
    ).toEqual([{ node: { mismatches: [{ availableActions: [] }] } }]);
    const resolved = await world.act(
      manager,
      'resolveMismatch',
      { mismatchId: answer.mismatches[0].id, resolution: '商家补发一件' },
      '... on HandoverReconciliation { mismatches { resolution availableActions } }',
    );
    expect(resolved.mismatches).toEqual([{ resolution: '商家补发一件', availableActions: [] }]);
    expect(await open()).toEqual([]);
  });

  it("takes a carrier's service hours only from five days of eight hours on, and records checks of punctuality [8.5.1.bq-br] [8.2.ax]", async () => {
    const hours = (daysPerWeek: number, hoursPerDay: number) =>
      world.act(manager, 'setCarrierService', { carrierPartyId: CARRIER, daysPerWeek, hoursPerDay });
    expect(await hours(4, 8)).toMatchObject({ code: 'SERVICE_TOO_SHORT', clause: '8.5.1.br' });
    expect(await hours(5, 7)).toMatchObject({ code: 'SERVICE_TOO_SHORT' });
    expect(await hours(5, 8)).not.toHaveProperty('code');
    expect(
      await world.act(
        manager,
        'setCarrierService',
        { carrierPartyId: CARRIER, daysPerWeek: 6, hoursPerDay: 9, licensedModes: ['LIVE_ANIMALS'] },
        '... on Carrier { serviceDaysPerWeek licensedModes }',
      ),
    ).toMatchObject({ serviceDaysPerWeek: 6, licensedModes: ['LIVE_ANIMALS'] });
    const plan = await world.act(
      admin,
      'planCheck',
      { requestId: 'p2', carrierPartyId: CARRIER, form: 'SPOT', topic: 'ON_TIME', plannedOn: '2026-11-26' },
      '... on SupervisionCheck { id topic }',
    );
    expect(plan.topic).toBe('ON_TIME');
    await world.act(admin, 'recordCheck', { checkId: plan.id, items: found('on-time'), finding: '按时送达' });
  });

  it('follows cash at the door until it is paid back [8.2.az] [8.5.3.ca]', async () => {
    const shipmentId = await makeShipment(world, '1', { payment: 'cash-on-delivery' });
    await takeOver(world, base, shipmentId);
    const cod = await world.act(
      courier,
      'recordCodCollected',
      { requestId: 'cod', shipmentId, amountFen: 5600 },
      '... on CodRemittance { id dueAt }',
    );
    expect(
      await world.act(courier, 'recordCodCollected', { requestId: 'cod2', shipmentId, amountFen: 5600 }),
    ).toMatchObject({ code: 'ALREADY_COLLECTED' });
    expect(cod.dueAt).toBe('2026-11-30T02:00:00.000Z');
    const open = async () =>
      (await world.ask(manager, '{ codRemittances(onlyOpen: true) { edges { node { id } } } }')).codRemittances.edges;
    expect(await open()).toEqual([{ node: { id: cod.id } }]);
    const can = async (actor: typeof manager) =>
      (await world.ask(actor, '{ codRemittances { edges { node { availableActions } } } }')).codRemittances.edges.map(
        ({ node }: any) => node.availableActions,
      );
    expect([await can(manager), await can(courier), await can(seller)]).toEqual([
      [['REMIT', 'SAY', 'DOUBT']],
      [[]],
      [[]],
    ]);
    expect(
      await world.act(
        manager,
        'remitCod',
        { requestId: 'm', remittanceId: cod.id },
        '... on CodRemittance { remittedAt }',
      ),
    ).toMatchObject({ remittedAt: expect.any(String) });
    expect(await world.act(manager, 'remitCod', { requestId: 'm2', remittanceId: cod.id })).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await open()).toEqual([]);
    expect(await can(manager)).toEqual([['DOUBT']]);
  });

  it('settles contents that are short though the packaging is intact [8.5.4.3.cg]', async () => {
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    await bringToDoor(world, shipmentId);
    const found = await world.act(
      buyer,
      'openContentsCase',
      { requestId: 'x', shipmentId, kind: 'SHORT', outerIntact: true, note: '少一盒' },
      '... on ContentsCase { id state }',
    );
    const canSettle = async (actor: typeof manager) =>
      (await world.ask(actor, '{ contentsCases { edges { node { availableActions } } } }')).contentsCases.edges[0].node
        .availableActions;
    expect([await canSettle(manager), await canSettle(seller), await canSettle(buyer)]).toEqual([['SETTLE'], [], []]);
    const cases = async (which: string) =>
      (await world.ask(manager, `{ contentsCases(${which}) { edges { node { id } } } }`)).contentsCases.edges;
    expect([await cases('onlyOpen: true'), await cases('shipmentId: "another"')]).toEqual([
      [{ node: { id: found.id } }],
      [],
    ]);
    expect(
      await world.act(
        manager,
        'settleContentsCase',
        {
          caseId: found.id,
          consignorContactedAt: new Date(world.clock.now()).toISOString(),
          settlement: '合作社补发一盒',
        },
        '... on ContentsCase { state }',
      ),
    ).toMatchObject({ state: 'SETTLED' });
    expect(await canSettle(manager)).toEqual([]);
    expect([await cases('onlyOpen: true'), await cases(`shipmentId: "${shipmentId}"`)]).toEqual([
      [],
      [{ node: { id: found.id } }],
    ]);
  });

  it('checks the load, keeps the stays in store, and reports [8.4.3.bm-bn] [8.7.end] [8.1.1.ah-aq] [8.5.3.bu-bv]', async () => {
    expect(
      await world.act(courier, 'checkLoad', {
        vehicleId: base.vehicleId,
        secured: true,
        segregated: true,
        clean: false,
        lawful: true,
      }),
    ).toMatchObject({ code: 'POINT_FAILED', details: [{ path: ['clean'] }] });
    await world.act(courier, 'checkLoad', {
      vehicleId: base.vehicleId,
      secured: true,
      segregated: true,
      clean: true,
      lawful: true,
      temperatureCelsius: 3,
    });
    const { courierRules } = await world.ask(courier, '{ courierRules { version } }');
    const can = async (actor: typeof courier) =>
      (await world.ask(actor, '{ carriers { couriers { availableActions } } }')).carriers[0].couriers[0]
        .availableActions;
    const own = async () =>
      (await world.ask(courier, '{ courierPosts { availableActions } }')).courierPosts[0].availableActions;
    expect([await own(), await can(manager), await can(admin)]).toEqual([['ACCEPT_RULES'], ['END'], []]);
    expect(
      await world.act(
        courier,
        'acceptCourierRules',
        { carrierPartyId: CARRIER, version: courierRules.version },
        '... on Courier { rulesVersion }',
      ),
    ).toMatchObject({ rulesVersion: courierRules.version });
    expect(await own()).toEqual([]);
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    const of = async (actor: typeof courier) => {
      const { shipment } = await world.ask(
        actor,
        'query($id: ID!) { shipment(id: $id) { storedIn { facilityName } availableActions } }',
        { id: shipmentId },
      );
      return {
        in: shipment.storedIn?.facilityName ?? null,
        can: ['STORE', 'RELEASE_FROM_STORAGE', 'SET_EXPRESS_NUMBER'].filter((action) =>
          shipment.availableActions.includes(action),
        ),
      };
    };
    expect([await of(courier), await of(manager), await of(buyer)]).toEqual([
      { in: null, can: ['STORE'] },
      { in: null, can: ['STORE', 'SET_EXPRESS_NUMBER'] },
      { in: null, can: [] },
    ]);
    await world.act(courier, 'storeShipment', { shipmentId, facilityId: base.facilityId });
    expect([await of(courier), await of(buyer)]).toEqual([
      { in: '一号预冷库', can: ['RELEASE_FROM_STORAGE'] },
      { in: '一号预冷库', can: [] },
    ]);
    expect(await world.act(courier, 'storeShipment', { shipmentId, facilityId: base.facilityId })).toMatchObject({
      code: 'ALREADY_STORED',
    });
    // Who works for the same carrier but has not this parcel in hand, finds no such parcel.
    const colleague: Actor = { ...courier, id: 'colleague' };
    expect(await world.act(colleague, 'storeShipment', { shipmentId, facilityId: base.facilityId })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await world.act(colleague, 'releaseFromStorage', { shipmentId })).toMatchObject({ code: 'NOT_FOUND' });
    // The list is of the carrier's desk and of the overseers; the figure of the clause opens its rows.
    const STAYS =
      'query($id: ID, $open: Boolean! = false) { storageStays(id: $id, onlyOpen: $open) { edges { node { id facilityName leftAt shipment { id } carrier { id } availableActions } } } }';
    const staysFor = async (actor: Actor, more: Record<string, unknown> = {}) =>
      (await world.ask(actor, STAYS, more)).storageStays.edges.map(({ node }: any) => node);
    const [stay] = await staysFor(manager);
    expect(stay).toMatchObject({
      shipment: { id: shipmentId },
      carrier: { id: CARRIER },
      availableActions: ['RELEASE'],
    });
    expect(await staysFor(admin, { id: stay.id, open: true })).toEqual([{ ...stay, availableActions: [] }]);
    expect(await staysFor(admin, { id: 'another' })).toEqual([]);
    expect(await staysFor({ ...manager, grants: [{ role: 'carrier-manager', partyId: 'another' }] })).toEqual([]);
    await world.act(courier, 'releaseFromStorage', { shipmentId });
    expect(await staysFor(manager, { open: true })).toEqual([]);
    expect(await staysFor(manager)).toEqual([{ ...stay, leftAt: expect.any(String), availableActions: [] }]);
    await bringToDoor(world, shipmentId);
    await world.act(buyer, 'signDelivery', { shipmentId, signerName: '王', signature: '王' });
    const report = await world.ask(
      manager,
      'query($id: ID!, $from: DateTime!, $to: DateTime!) { carrierReport(carrierPartyId: $id, from: $from, to: $to) { ready takenOver delivered deliveredInTime refused deliveryFen alarms } }',
      { id: CARRIER, ...period() },
    );
    expect(report.carrierReport).toEqual({
      ready: 1,
      takenOver: 1,
      delivered: 1,
      deliveredInTime: 1,
      refused: 0,
      deliveryFen: 600,
      alarms: 0,
    });
    const { logisticsConduct } = await world.ask(
      peer('trust'),
      'query($f: String!, $t: String!) { logisticsConduct(fromMs: $f, toMs: $t) { partyId metric good total } }',
      { f: '0', t: String(world.clock.now() + 1) },
    );
    expect(logisticsConduct).toEqual(
      expect.arrayContaining([
        { partyId: CARRIER, metric: 'deliveries-in-time', good: 1, total: 1 },
        { partyId: CARRIER, metric: 'handovers-complete', good: 1, total: 1 },
      ]),
    );
    const { logisticsEvidence } = await world.ask(
      peer('trust'),
      'query($f: String!, $t: String!) { logisticsEvidence(fromMs: $f, toMs: $t) { clause figures { label value unit verdict } } }',
      { f: '0', t: String(world.clock.now() + 1) },
    );
    const figures = new Map<string, any[]>(logisticsEvidence.map((row: any) => [row.clause, row.figures]));
    expect(figures.get('8.5.4.2.cb-ce')).toEqual(
      [
        ['提前电话约好时间和地点', 1],
        ['核对配送员身份码', 1],
        ['打开外包装', 1],
        ['双方当面查看货物', 1],
        ['消费者签字', 1],
      ].map(([label, value]) => ({ label, value, unit: '单', verdict: 'MET' })),
    );
    for (const clause of [
      '8.1.af',
      '8.1.1.ah-aq',
      '8.1.1.ar',
      '8.4.1',
      '8.4.2.bg',
      '8.4.2.bh-bi',
      '8.4.2.bj-bk',
      '8.4.3.bm-bn',
      '8.4.3.bo-bp',
      '8.5.1.bq-br',
      '8.5.1.bs',
      '8.5.3.bu-bv',
      '8.5.3.by',
      '8.5.4.1',
      '8.7',
      '8.7.end',
      '11.8.ee',
    ]) {
      expect([clause, figures.get(clause)!.length > 0]).toEqual([clause, true]);
    }
    expect(figures.get('8.5.4.3.cf')!.map(({ verdict }) => verdict)).toEqual(['FEW', 'FEW']);
  });
});
