import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { TINY_PHOTO } from '@heitu/kit/serving/testing';
import {
  buyer,
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  rival,
  seller,
  takeOver,
  type World,
} from '../test-world.fixture.ts';
import { CODE_ATTEMPTS_MAX, CODE_SLOT_MS } from './delivery.policy.ts';

type Task = { shipmentId: string } | { collectionId: string };

describe("the courier's code at the door", () => {
  let world: World;
  let tasks: Record<'a delivery' | 'a collection', Task>;
  beforeEach(async () => {
    world = await openWorld();
    const base = await fileCarrier(world);
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    const agreedAt = new Date(world.clock.now() + 60 * MINUTE_MS).toISOString();
    await world.act(courier, 'callAhead', { shipmentId, agreedAt, place: '小区门口' });
    await world.receive('orders', 'orders.collection-due.v1', {
      afterSaleId: 'as-1',
      orderId: 'order-1',
      kind: 'return',
      buyerAccountId: buyer.id,
      partyId: 'seller-1',
      carrierPartyId: CARRIER,
      refundFen: 5000,
      lines: [{ skuId: 'sku-1', title: '五常蓝莓', units: 1, accessories: '' }],
    });
    const { id: collectionId } = await world.rows.selectFrom('Collection').select('id').executeTakeFirstOrThrow();
    await world.act(manager, 'assignCollection', { collectionId, courierId: base.courierId });
    await world.act(courier, 'appointCollection', { collectionId, agreedAt, place: '家里' });
    tasks = { 'a delivery': { shipmentId }, 'a collection': { collectionId } };
  });
  afterEach(() => world.close());

  const kindOf = (task: Task) => ('shipmentId' in task ? 'shipment' : 'collection');
  const idOf = (task: Task): string => Object.values(task)[0]!;
  const shown = async (task: Task): Promise<string | null> => {
    const { courierCode } = await world.ask(
      courier,
      'query($s: ID, $c: ID) { courierCode(shipmentId: $s, collectionId: $c) { code } }',
      { s: 'shipmentId' in task ? task.shipmentId : null, c: 'collectionId' in task ? task.collectionId : null },
    );
    return courierCode?.code ?? null;
  };
  const actionsOf = async (task: Task, actor: typeof buyer): Promise<string[]> =>
    (
      await world.ask(actor, `query($id: ID!) { found: ${kindOf(task)}(id: $id) { availableActions } }`, {
        id: idOf(task),
      })
    ).found.availableActions;
  const lockOf = async (task: Task): Promise<string | null> =>
    (await world.ask(buyer, `query($id: ID!) { found: ${kindOf(task)}(id: $id) { identityLock } }`, { id: idOf(task) }))
      .found.identityLock;
  const check = (task: Task, code: string) => world.act(buyer, 'checkCourierCode', { ...task, code });
  const rowOf = (task: Task) =>
    world.rows
      .selectFrom('shipmentId' in task ? 'Shipment' : 'Collection')
      .select(['identityCheckedAtMs', 'codeAttempts', 'codeRound'])
      .where('id', '=', idOf(task))
      .executeTakeFirstOrThrow();
  const other = (code: string | null): string => (code === '000000' ? '000001' : '000000');

  it.each(['a delivery', 'a collection'] as const)(
    'of %s is locked after five wrong ones, however many come at once; the right one is then refused too, and says what to do [8.5.4.2.cc]',
    async (which) => {
      const task = tasks[which];
      const right = (await shown(task))!;
      const answers = await Promise.all(Array.from({ length: 12 }, () => check(task, other(right))));
      // The fifth says already that it was the last.
      expect(new Set(answers.map(({ code }) => code))).toContain('TOO_MANY_ATTEMPTS');
      expect(answers.filter(({ code }) => code === 'CODE_WRONG').length).toBeLessThan(CODE_ATTEMPTS_MAX);
      expect((await rowOf(task)).codeAttempts).toBe(CODE_ATTEMPTS_MAX);
      expect(await check(task, right)).toMatchObject({
        code: 'TOO_MANY_ATTEMPTS',
        clause: '8.5.4.2.cc',
        message:
          '身份码输错了5次，已锁定。请先不要开门收货，打电话给配送单位核实；核实后由配送单位换发新的身份码，再核对一次',
      });
      world.clock.advance(60 * MINUTE_MS);
      expect(await check(task, right)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
      expect(await rowOf(task)).toEqual({ identityCheckedAtMs: null, codeAttempts: CODE_ATTEMPTS_MAX, codeRound: 0 });
      expect(await shown(task)).toBeNull();
      expect(await lockOf(task)).toMatch(/^身份码输错了5次，已锁定。/);
      expect(
        [await actionsOf(task, buyer), await actionsOf(task, courier)]
          .flat()
          .filter((action) => action.endsWith('-identity')),
      ).toEqual([]);
    },
  );

  it.each(['a delivery', 'a collection'] as const)(
    "of %s is unlocked by the carrier's desk alone, with new codes: those of before are good no longer [8.5.4.2.cc]",
    async (which) => {
      const task = tasks[which];
      expect(await world.act(manager, 'renewCourierCode', task)).toMatchObject({ code: 'WRONG_STATE' });
      const before = (await shown(task))!;
      for (let i = 1; i <= CODE_ATTEMPTS_MAX; i++)
        expect(await check(task, other(before))).toMatchObject({
          code: i < CODE_ATTEMPTS_MAX ? 'CODE_WRONG' : 'TOO_MANY_ATTEMPTS',
        });
      expect(await actionsOf(task, manager)).toContain('RENEW_COURIER_CODE');
      for (const actor of [courier, buyer, seller])
        await expect(world.act(actor, 'renewCourierCode', task)).rejects.toThrow('FORBIDDEN');
      expect(await world.act(rival, 'renewCourierCode', task)).toMatchObject({ code: 'NOT_FOUND' });
      expect((await rowOf(task)).codeAttempts).toBe(CODE_ATTEMPTS_MAX);
      const answers = await Promise.all([1, 2, 3].map(() => world.act(manager, 'renewCourierCode', task)));
      expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
        'CourierCodeRenewed',
        'WRONG_STATE',
        'WRONG_STATE',
      ]);
      expect(await actionsOf(task, manager)).not.toContain('RENEW_COURIER_CODE');
      expect(await lockOf(task)).toBeNull();
      expect(await check(task, before)).toMatchObject({ code: 'CODE_WRONG' });
      const fresh = (await shown(task))!;
      expect(fresh).not.toBe(before);
      world.clock.advance(CODE_SLOT_MS);
      expect(await check(task, fresh)).toMatchObject({ __typename: 'CourierIdentity' });
      expect(await rowOf(task)).toMatchObject({
        codeAttempts: 0,
        codeRound: 1,
        identityCheckedAtMs: world.clock.now(),
      });
    },
  );

  it('is shown and typed on two phones without a network, and vouches for the parcel when it arrives [8.5.4.2.cc]', async () => {
    const task = tasks['a delivery'];
    const asked = 'query($s: ID) { courierCode(shipmentId: $s) { code ahead } }';
    const { courierCode } = await world.ask(courier, asked, { s: idOf(task) });
    const heardAt = new Date(world.clock.now()).toISOString();
    world.clock.advance(10 * CODE_SLOT_MS);
    expect((await shown(task))!).toBe(courierCode.ahead[9]);
    const at = new Date(world.clock.now()).toISOString();
    const done = { at, heardAt, heardPhoneAt: heardAt };
    const signed = { signer: 'RECIPIENT', signerName: '王小明', signature: '墨', photo: TINY_PHOTO };
    world.clock.advance(CODE_SLOT_MS / 2);
    expect(await world.act(courier, 'signAtDoor', { ...task, ...signed })).toMatchObject({ __typename: 'Shipment' });
    world.clock.advance(60 * MINUTE_MS);
    const proof = async () =>
      (
        await world.ask(buyer, 'query($s: ID!) { shipment(id: $s) { doorSignature { isVerified } } }', {
          s: idOf(task),
        })
      ).shipment.doorSignature.isVerified;
    const late = (code: string) => world.act(buyer, 'checkCourierCode', { ...task, code, done });
    expect(await late(other(courierCode.ahead[9]))).toMatchObject({ code: 'WRONG_STATE' });
    expect(await world.act(buyer, 'checkCourierCode', { ...task, code: courierCode.ahead[9] })).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await proof()).toBe(false);
    expect(await late(courierCode.ahead[9])).toMatchObject({ __typename: 'CourierIdentity' });
    expect(await proof()).toBe(true);
  });
});
