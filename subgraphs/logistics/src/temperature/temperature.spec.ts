import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import {
  bringToDoor,
  buyer,
  courier,
  DEVICE_SECRET,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  rival,
  stranger,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';
import { logistics } from '../index.ts';
import { excursionsIn, isAlarm, minutesOf, rangeAt } from './excursion.policy.ts';

describe('what an excursion is', () => {
  const cold = { min: 0, max: 4 };
  const at = (minutes: number, temperatureCelsius: number) => ({ atMs: minutes * MINUTE_MS, temperatureCelsius });
  it('is judged by the strictest range of what is there at that moment', () => {
    const stays = [
      { fromMs: 0, toMs: 10, range: { min: -1, max: 8 } },
      { fromMs: 5, toMs: null, range: cold },
    ];
    expect([
      rangeAt(2, stays, null),
      rangeAt(7, stays, null),
      rangeAt(12, stays, null),
      rangeAt(7, [], null),
      rangeAt(7, [], cold),
    ]).toEqual([{ min: -1, max: 8 }, cold, cold, null, cold]);
  });
  it('is an alarm from ten minutes on, and ends with the first reading in range', () => {
    const curve = [at(0, 3), at(5, 6), at(10, 7), at(14, 6), at(16, 3), at(20, 9), at(25, 3)];
    const runs = excursionsIn(curve, [{ fromMs: 0, toMs: null, range: cold }], null);
    expect(runs.map((run) => [minutesOf(run), isAlarm(run), run.worstCelsius])).toEqual([
      [11, false, 7],
      [5, false, 9],
    ]);
    expect(isAlarm(excursionsIn([at(0, 6), at(10, 6)], [{ fromMs: 0, toMs: null, range: cold }], null)[0]!)).toBe(true);
  });
});

describe('readings and alarms [8.1.1.ar]', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
  });
  afterEach(() => world.close());
  const iso = (ms: number) => new Date(ms).toISOString();
  /** One reading each five minutes, the last of them now. */
  async function pushCurve(...celsius: number[]) {
    const startMs = world.clock.now();
    world.clock.advance(celsius.length * 5 * MINUTE_MS);
    return world.push(
      'SN-1',
      celsius.map((temperatureCelsius, i) => ({ at: iso(startMs + (i + 1) * 5 * MINUTE_MS), temperatureCelsius })),
    );
  }
  const alarms = async () =>
    (
      await world.ask(
        manager,
        '{ alarms { edges { node { id kind severity state stateLabel minutesOut worstCelsius limitCelsiusMax endedAt shipmentIds lotIds } } } }',
      )
    ).alarms.edges.map((edge: any) => edge.node);

  it('raises one alarm for an excursion of ten minutes, its state surviving between pushes', async () => {
    await pushCurve(5, 6);
    expect(await alarms()).toEqual([]);
    await pushCurve(7);
    expect(await alarms()).toMatchObject([
      {
        kind: 'EXCURSION',
        severity: 'MAJOR',
        state: 'RAISED',
        stateLabel: '待处理',
        minutesOut: 10,
        worstCelsius: 7,
        limitCelsiusMax: 4,
        endedAt: null,
        shipmentIds: [shipmentId],
        lotIds: ['lot-1'],
      },
    ]);
    await pushCurve(10, 3, 3);
    expect(await alarms()).toMatchObject([
      { severity: 'CRITICAL', minutesOut: 20, worstCelsius: 10, endedAt: expect.any(String) },
    ]);
    await world.subgraph.runOnce();
    expect(world.events('logistics.alarm-raised.v1')).toMatchObject([
      { severity: 'major', shipmentIds: [shipmentId], lotIds: ['lot-1'] },
    ]);
  });

  it('keeps each reading once, whatever is pushed again', async () => {
    const readings = [
      { at: iso(world.clock.now()), temperatureCelsius: 2 },
      { at: iso(world.clock.now() - MINUTE_MS), temperatureCelsius: 2 },
    ];
    expect(await world.push('SN-1', readings)).toEqual({ status: 200, body: { stored: 1, known: 1 } });
    expect(await world.push('SN-1', readings)).toEqual({ status: 200, body: { stored: 0, known: 2 } });
    await Promise.all(
      Array.from({ length: 5 }, () =>
        world.push('SN-1', [{ at: iso(world.clock.now() - 2 * MINUTE_MS), temperatureCelsius: 2 }]),
      ),
    );
    expect(await world.rows.selectFrom('Reading').selectAll().execute()).toHaveLength(3);
  });

  it('finds an excursion in readings that come late', async () => {
    const startMs = world.clock.now();
    world.clock.advance(60 * MINUTE_MS);
    await world.push('SN-1', [{ at: iso(startMs + 50 * MINUTE_MS), temperatureCelsius: 3 }]);
    await world.push(
      'SN-1',
      [20, 25, 30].map((minutes) => ({ at: iso(startMs + minutes * MINUTE_MS), temperatureCelsius: 8 })),
    );
    expect(await alarms()).toMatchObject([{ minutesOut: 30, endedAt: iso(startMs + 50 * MINUTE_MS) }]);
  });

  it.each([
    ['another secret', { secret: 'not the secret of this one' }, 401],
    ['a body that is no push', { body: '{"deviceId":"SN-1"}' }, 400],
    [
      'an impossible temperature',
      {
        body: JSON.stringify({ deviceId: 'SN-1', readings: [{ at: '2026-11-25T02:00:00Z', temperatureCelsius: 400 }] }),
      },
      422,
    ],
  ])('refuses %s and keeps nothing', async (_what, options, status) => {
    const before = await world.rows.selectFrom('Reading').selectAll().execute();
    expect((await world.push('SN-1', [{ at: iso(world.clock.now()), temperatureCelsius: 9 }], options)).status).toBe(
      status,
    );
    expect(await world.rows.selectFrom('Reading').selectAll().execute()).toEqual(before);
    expect(
      (
        await world.push('SN-unknown', [{ at: iso(world.clock.now()), temperatureCelsius: 9 }], {
          secret: DEVICE_SECRET,
        })
      ).body,
    ).toEqual({ code: 'bad-signature' });
  });

  it('is acknowledged, then resolved with an action and a decision; until then a buyer who signs says that they know', async () => {
    await pushCurve(6, 6, 6);
    const [{ id: alarmId }] = await alarms();
    await bringToDoor(world, shipmentId);
    const sign = () =>
      world.act(buyer, 'signDelivery', { shipmentId, signerName: '王', signature: '王' }, '... on Shipment { state }');
    expect(await sign()).toMatchObject({ code: 'ALARM_OPEN', clause: '8.1.1.ar' });
    const can = async (actor: typeof buyer) =>
      (
        await world.ask(actor, 'query($id: ID!) { shipment(id: $id) { alarms { availableActions } } }', {
          id: shipmentId,
        })
      ).shipment.alarms[0].availableActions;
    expect([await can(manager), await can(courier), await can(buyer)]).toEqual([['ACKNOWLEDGE'], ['ACKNOWLEDGE'], []]);
    expect(await world.act(rival, 'acknowledgeAlarm', { alarmId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.act(manager, 'resolveAlarm', { alarmId, measure: '关门', decision: 'RELEASE' })).toMatchObject({
      code: 'NOT_ACKNOWLEDGED',
    });
    await world.act(courier, 'acknowledgeAlarm', { alarmId });
    expect([await can(manager), await can(courier)]).toEqual([['RESOLVE'], []]);
    expect(await world.act(manager, 'resolveAlarm', { alarmId, measure: '关门', decision: 'RELEASE' })).toMatchObject({
      code: 'STILL_OUT',
    });
    await expect(world.act(manager, 'resolveAlarm', { alarmId, measure: '关门', decision: 'perhaps' })).rejects.toThrow(
      'AlarmDecision',
    );
    expect([await can(manager), await can(courier)]).toEqual([['RESOLVE'], []]);
    await pushCurve(3);
    expect(
      await world.act(
        manager,
        'resolveAlarm',
        { alarmId, measure: '车门未关严，已关好，货温3℃', decision: 'RELEASE' },
        '... on Alarm { state decision measure }',
      ),
    ).toMatchObject({ state: 'RESOLVED', decision: 'RELEASE' });
    expect(await world.act(manager, 'resolveAlarm', { alarmId, measure: '再来', decision: 'REJECT' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    // Resolved: nobody has to be asked.
    expect(await sign()).toMatchObject({ state: 'DELIVERED' });
  });

  it.each([
    ['raised', 0],
    ['unresolved', 30 * DAY_MS],
  ])(
    'hinders no buyer while it is %s: who knows of it takes the goods, and the breach is told',
    async (state, passedMs) => {
      await pushCurve(6, 6, 6);
      await bringToDoor(world, shipmentId);
      await world.rows
        .updateTable('Shipment')
        .set({ deliverByMs: world.clock.now() + 60 * DAY_MS })
        .execute();
      world.clock.advance(passedMs);
      await world.subgraph.runOnce();
      expect(await alarms()).toEqual(
        expect.arrayContaining([expect.objectContaining({ kind: 'EXCURSION', state: state.toUpperCase() })]),
      );
      const query = 'query($id: ID!) { shipment(id: $id) { state availableActions } }';
      const now = async () => (await world.ask(buyer, query, { id: shipmentId })).shipment;
      expect((await now()).availableActions).toEqual(expect.arrayContaining(['DELIVER', 'REFUSE']));
      const signed = { shipmentId, signerName: '王', signature: '王' };
      expect(await world.act(buyer, 'signDelivery', signed)).toMatchObject({
        code: 'ALARM_OPEN',
        details: [{ path: ['despiteAlarm'] }],
      });
      await world.subgraph.runOnce();
      expect(await now()).toMatchObject({ state: 'TAKEN_OVER' });
      expect(world.events('logistics.shipment-delivered.v1')).toEqual([]);
      await world.act(buyer, 'signDelivery', { ...signed, despiteAlarm: true });
      await world.subgraph.runOnce();
      expect(await now()).toMatchObject({ state: 'DELIVERED' });
      expect(world.events('logistics.breach-found.v1')).toMatchObject([
        { shipmentId, claim: { cause: 'temperature' } },
      ]);
    },
  );

  it('sends rejected goods back as refused', async () => {
    await pushCurve(12, 12, 12);
    const [{ id: alarmId }] = await alarms();
    await world.act(manager, 'acknowledgeAlarm', { alarmId });
    await world.act(manager, 'resolveAlarm', { alarmId, measure: '制冷机故障', decision: 'REJECT' });
    expect(
      (await world.ask(buyer, 'query($id: ID!) { shipment(id: $id) { state refusalReason } }', { id: shipmentId }))
        .shipment,
    ).toEqual({ state: 'REFUSED', refusalReason: 'TEMPERATURE' });
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-refused.v1')).toEqual([
      expect.objectContaining({ shipmentId, reason: 'temperature' }),
    ]);
  });

  it('raises one alarm for a thermometer that falls silent with cold goods aboard, and notes when it is heard again', async () => {
    world.clock.advance(50 * MINUTE_MS);
    await world.subgraph.runOnce();
    await world.subgraph.runOnce();
    expect(await alarms()).toMatchObject([
      { kind: 'SILENCE', severity: 'WARNING', endedAt: null, shipmentIds: [shipmentId] },
    ]);
    const system = { kind: 'system', id: 'test', grants: [] } as const;
    const silent = () => logistics.figures(world.subgraph.contextFor(system, 'test') as never);
    expect(await silent()).toEqual({ 'silent-devices': 1 });
    await pushCurve(3);
    expect(await alarms()).toMatchObject([{ kind: 'SILENCE', endedAt: expect.any(String) }]);
    expect(await silent()).toEqual({ 'silent-devices': 0 });
    world.clock.advance(50 * MINUTE_MS);
    await world.subgraph.runOnce();
    expect(await alarms()).toHaveLength(2);
  });

  it('draws a curve in as many points as asked, only for those whose goods or device it is', async () => {
    await pushCurve(...Array.from({ length: 60 }, (_, i) => 2 + (i % 3)));
    const curve = async (actor: typeof buyer, points: number) =>
      (
        await world.ask(
          actor,
          'query($id: ID!, $points: Int!) { readings(shipmentId: $id, points: $points) { at celsiusMin celsiusMax celsiusMean count } }',
          { id: shipmentId, points },
        )
      ).readings;
    const points = await curve(buyer, 10);
    expect(points.length).toBeLessThanOrEqual(11);
    expect(points.reduce((sum: number, point: any) => sum + point.count, 0)).toBe(61);
    expect(points[4]).toMatchObject({ celsiusMin: 2, celsiusMax: 4, celsiusMean: 3 });
    expect(await curve(stranger, 10)).toEqual([]);
    expect(
      (
        await world.graphWithErrors(buyer, 'query($id: ID!) { readings(shipmentId: $id, points: 100000) { count } }', {
          id: shipmentId,
        })
      ).errors?.[0]?.extensions?.['code'],
    ).toBe('BAD_USER_INPUT');
    const ofDevice = 'query { readings(deviceId: "SN-1", points: 5) { count } }';
    expect((await world.ask(manager, ofDevice)).readings.length).toBeGreaterThan(0);
    expect((await world.ask(rival, ofDevice)).readings).toEqual([]);
  });
});
