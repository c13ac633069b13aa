import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { nodesOf } from '@heitu/kit/serving/testing';
import {
  admin,
  buyer,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  peer,
  rival,
  seller,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

describe('cash at the door', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());
  const parcel = async (key: string, change: object = {}): Promise<string> => {
    const shipmentId = await makeShipment(world, key, change);
    await takeOver(world, base, shipmentId);
    return shipmentId;
  };
  const record = (shipmentId: string, amountFen: number, requestId = `cod-${shipmentId}-${amountFen}`) =>
    world.act(
      courier,
      'recordCodCollected',
      { requestId, shipmentId, amountFen },
      '... on CodRemittance { id amountFen availableActions }',
    );
  const can = async (id: string) =>
    (await world.ask(courier, 'query($id: ID!) { shipment(id: $id) { availableActions } }', { id })).shipment
      .availableActions;
  const records = async (actor: Actor, onlyOpen = false) =>
    nodesOf(
      (
        await world.ask(
          actor,
          `{ codRemittances(onlyOpen: ${onlyOpen}) { edges { node { id amountFen reversedAt reversalReason availableActions } } } }`,
        )
      ).codRemittances,
    );
  const figures = async (clause: string) =>
    (
      await world.ask(
        peer('trust'),
        `{ logisticsEvidence(fromMs: "0", toMs: "${world.clock.now() + 1}") { clause figures { label value verdict } } }`,
      )
    ).logisticsEvidence.find((row: any) => row.clause === clause)?.figures ?? [];

  it('is recorded for no parcel that was paid before, offered to nobody, and counted nowhere [8.5.3.ca] [8.2.az]', async () => {
    const shipmentId = await parcel('1');
    expect(await can(shipmentId)).not.toContain('RECORD_COD');
    expect(await record(shipmentId, 8_888_888)).toMatchObject({ code: 'NOT_CASH_ON_DELIVERY', clause: '8.5.3.ca' });
    expect(await world.rows.selectFrom('CodRemittance').selectAll().execute()).toEqual([]);
    // What was recorded before this was refused proves nothing.
    await world.rows
      .insertInto('CodRemittance')
      .values({
        id: 'old',
        shipmentId,
        carrierPartyId: 'carrier-1',
        sellerPartyId: 'seller-1',
        amountFen: 8_888_888,
        collectedAtMs: world.clock.now(),
        dueAtMs: world.clock.now(),
        remittedAtMs: world.clock.now(),
        reference: 'x',
      })
      .execute();
    for (const clause of ['8.2.az', '8.5.3.ca'])
      expect((await figures(clause)).map(({ verdict }: any) => verdict)).toEqual(['NOT_APPLICABLE']);
  });

  it('is recorded once where the order is so paid, and paid back as before', async () => {
    const shipmentId = await parcel('1', { payment: 'cash-on-delivery' });
    expect(await can(shipmentId)).toContain('RECORD_COD');
    const answers = await Promise.all(
      Array.from({ length: 3 }, (_, i) => record(shipmentId, 5000 + i).catch(() => ({ code: 'ALREADY_COLLECTED' }))),
    );
    expect(answers.filter((answer) => answer.id)).toHaveLength(1);
    expect(await world.rows.selectFrom('CodRemittance').selectAll().execute()).toHaveLength(1);
    expect(await can(shipmentId)).not.toContain('RECORD_COD');
    const [{ id }] = await records(manager);
    await world.act(manager, 'remitCod', { requestId: 'remit', remittanceId: id, reference: 'T1' });
    expect(await figures('8.5.3.ca')).toContainEqual({ label: '按时交回的代收款', value: 1, verdict: 'MET' });
  });

  it('that was recorded wrongly is taken back by a row of its own, once, with a reason; the sums follow and it can be recorded rightly', async () => {
    const shipmentId = await parcel('1', { payment: 'cash-on-delivery' });
    const { id } = await record(shipmentId, 8_888_888);
    const reverse = (actor: Actor, requestId: string, more: object = {}) =>
      world.act(
        actor,
        'reverseCod',
        { requestId, remittanceId: id, reason: '多写了一个零', ...more },
        '... on CodRemittance { id amountFen reversalReason availableActions }',
      );
    for (const stranger of [rival]) expect(await reverse(stranger, 'r0')).toMatchObject({ code: 'NOT_FOUND' });
    await expect(reverse(courier, 'r1')).rejects.toThrow();
    expect(await reverse(manager, 'r2', { reason: '' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await world.rows.selectFrom('CodReversal').selectAll().execute()).toEqual([]);
    expect((await records(admin))[0].availableActions).toEqual(['REVERSE']);
    const answers = await Promise.all([reverse(manager, 'r3'), reverse(admin, 'r4')]);
    expect(answers.map(({ code, reversalReason }) => code ?? reversalReason).sort()).toEqual([
      'ALREADY_REVERSED',
      '多写了一个零',
    ]);
    expect(await world.rows.selectFrom('CodReversal').select(['remittanceId', 'amountFen']).execute()).toEqual([
      { remittanceId: id, amountFen: 8_888_888 },
    ]);
    expect(await world.rows.selectFrom('CodRemittance').select('amountFen').execute()).toEqual([
      { amountFen: 8_888_888 },
    ]);
    expect(
      await world.act(manager, 'remitCod', { requestId: 'remit', remittanceId: id, reference: 'T1' }),
    ).toMatchObject({ code: 'WRONG_STATE' });
    expect(await records(manager, true)).toEqual([]);
    expect((await figures('8.5.3.ca')).map(({ verdict }: any) => verdict)).toEqual(['NOT_APPLICABLE']);
    expect(
      (await world.ask(admin, '{ logisticsDue { kind } }')).logisticsDue.filter(({ kind }: any) => kind === 'COD'),
    ).toEqual([]);
    expect(await record(shipmentId, 5000)).toMatchObject({ amountFen: 5000, availableActions: [] });
    expect((await records(seller, true)).map(({ amountFen }) => amountFen)).toEqual([5000]);
    expect(await world.act(buyer, 'signDelivery', { shipmentId, signerName: '王', signature: '王' })).toMatchObject({
      code: 'STEP_MISSING',
    });
    await world.subgraph.runOnce();
    expect(
      world
        .events('logistics.act-recorded.v1')
        .filter((act) => act.operation === 'reverseCod' && act.outcome === 'done'),
    ).toMatchObject([{ subject: [{ type: 'cod-remittance', id }] }]);
  });
});
