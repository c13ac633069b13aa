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
    statement.clear();
    world = await openWorld({
      seen: ({ partyId, number, amountFen }) => {
        const line = statement.get(number);
        return line?.partyId === partyId && line.amountFen === amountFen ? { number: line.line, at: line.at } : null;
      },
    });
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());
  /** What the provider's statement shows of transfers, by the number on them. */
  const statement = new Map<string, { partyId: string; amountFen: number; line: string; at: string }>();
  const transfers = (remittanceId: string, partyId: string, amountFen: number, at = '2026-11-26T04:00:00.000Z') =>
    statement.set(`K${remittanceId}`, { partyId, amountFen, line: 'F-1', at });
  const remit = (remittanceId: string, requestId: string) =>
    world.act(
      manager,
      'remitCod',
      { requestId, remittanceId },
      '... on CodRemittance { remittedAt reference transferNumber }',
    );
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
    const rows = await world.rows.selectFrom('CodRemittance').selectAll().execute();
    transfers(id, 'seller-1', rows[0].amountFen);
    await remit(id, 'remit');
    expect(await figures('8.5.3.ca')).toContainEqual({ label: '按时交回的代收款', value: 1, verdict: 'MET' });
  });

  it('that was recorded wrongly is taken back by a row of its own once its seller agrees; it can be recorded rightly', async () => {
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
    expect((await records(admin))[0].availableActions).toEqual(['DOUBT']);
    const answers = await Promise.all([reverse(manager, 'r3'), reverse(admin, 'r4')]);
    expect(answers.map(({ code }) => code ?? 'ok').sort()).toEqual(['WRONG_STATE', 'ok']);
    const agreed = { requestId: 'r5', remittanceId: id, isWrong: true };
    expect(
      await world.act(seller, 'answerCodReversal', agreed, '... on CodRemittance { reversalReason }'),
    ).toMatchObject({ reversalReason: '多写了一个零' });
    expect(await world.rows.selectFrom('CodReversal').select(['remittanceId', 'amountFen']).execute()).toEqual([
      { remittanceId: id, amountFen: 8_888_888 },
    ]);
    expect(await world.rows.selectFrom('CodRemittance').select('amountFen').execute()).toEqual([
      { amountFen: 8_888_888 },
    ]);
    expect(await remit(id, 'remit')).toMatchObject({ code: 'WRONG_STATE' });
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

  it('is paid back by a transfer that the statement shows, by nothing that somebody says [8.5.3.ca] [8.2.az]', async () => {
    const shipmentId = await parcel('1', { payment: 'cash-on-delivery' });
    const { id } = await record(shipmentId, 5000);
    const kept = async () =>
      (await world.rows.selectFrom('CodRemittance').selectAll().execute()).map((row: any) => [
        row.state,
        row.reference,
      ]);
    const refused = { code: 'NOT_SEEN', clause: '8.5.3.ca' };
    expect(await remit(id, 'r1')).toMatchObject(refused);
    // A fen less, and to somebody else: the seller has not got its 50 yuan.
    transfers(id, 'seller-1', 4999);
    expect(await remit(id, 'r2')).toMatchObject(refused);
    transfers(id, 'seller-2', 5000);
    expect(await remit(id, 'r3')).toMatchObject(refused);
    expect(await kept()).toEqual([['owed', null]]);
    expect(await world.act(rival, 'remitCod', { requestId: 'r4', remittanceId: id })).toMatchObject({
      code: 'NOT_FOUND',
    });
    // The carrier's 50 yuan are on the seller's account.
    transfers(id, 'seller-1', 5000);
    expect(await remit(id, 'r5')).toMatchObject({
      remittedAt: '2026-11-26T04:00:00.000Z',
      reference: 'F-1',
      transferNumber: `K${id}`,
    });
    expect(await kept()).toEqual([['remitted', 'F-1']]);
    expect(await remit(id, 'r6')).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('that is overdue stops new tasks of its carrier and brings a measure, once, until it is paid back [8.2.az]', async () => {
    const shipmentId = await parcel('1', { payment: 'cash-on-delivery' });
    const { id } = await record(shipmentId, 5000);
    const { dueAtMs } = await world.rows.selectFrom('CodRemittance').select('dueAtMs').executeTakeFirstOrThrow();
    const next = await makeShipment(world, '2');
    const assign = () =>
      world.act(
        manager,
        'assignShipment',
        { shipmentId: next, courierId: base.courierId, vehicleId: base.vehicleId },
        '... on Shipment { id state }',
      );
    const told = () => world.events('logistics.cash-overdue.v1');
    const request = {
      key: 'a',
      fromDivisionCode: '230184107',
      toDivisionCode: '230184100001',
      weightGrams: 2500,
      storage: 'chilled',
      categoryCodes: [],
      titles: ['蓝莓'],
    };
    const offered = async () =>
      (
        await world.ask(
          peer('orders'),
          'query($r: [DeliveryRequest!]!) { deliveryOffers(requests: $r) { available carrierPartyId } }',
          { r: [request] },
        )
      ).deliveryOffers;
    expect(await offered()).toEqual([{ available: true, carrierPartyId: 'carrier-1' }]);
    world.clock.set(new Date(Number(dueAtMs)).toISOString());
    await world.subgraph.runOnce();
    expect(told()).toEqual([]);
    world.clock.set(new Date(Number(dueAtMs) + 1).toISOString());
    await world.subgraph.runOnce();
    await world.subgraph.runOnce();
    expect(told()).toEqual([{ carrierPartyId: 'carrier-1', parcels: 1, amountFen: 5000 }]);
    expect(await assign()).toMatchObject({ code: 'CASH_OVERDUE', clause: '8.2.az' });
    expect(await offered()).toMatchObject([{ available: false }]);
    expect(await world.rows.selectFrom('Shipment').select('state').where('id', '=', next).execute()).toEqual([
      { state: 'ready' },
    ]);
    transfers(id, 'seller-1', 5000);
    await remit(id, 'r1');
    expect(await offered()).toEqual([{ available: true, carrierPartyId: 'carrier-1' }]);
    expect(await assign()).toMatchObject({ state: 'ASSIGNED' });
  });
});
