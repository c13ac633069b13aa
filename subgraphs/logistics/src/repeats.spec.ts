import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  buyer,
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  takeOver,
  type Base,
  type World,
} from './test-world.fixture.ts';

/** These mutations took no request id before the builder gave one to each. */
describe('a request that is sent again', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());

  it('gives out nothing more, answers as before, and is refused for another carrier', async () => {
    const assign = (requestId: string, carrierPartyId = CARRIER) =>
      world.act(
        manager,
        'assignReadyShipments',
        { requestId, carrierPartyId },
        '... on ReadyShipmentsAssigned { assigned left { message } }',
      );
    const states = async () =>
      (await world.rows.selectFrom('Shipment').select('state').orderBy('id').execute()).map((row: any) => row.state);
    await makeShipment(world, '1');
    const first = await assign('r1');
    expect(first).toMatchObject({ assigned: 1, left: [] });
    await makeShipment(world, '2');
    expect(await assign('r1')).toEqual(first);
    expect(await states()).toEqual(['assigned', 'ready']);
    expect(await assign('r1', 'carrier-2')).toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await assign('r2')).toMatchObject({ assigned: 1 });
    expect(await states()).toEqual(['assigned', 'assigned']);
  });

  it("is no further try of a courier's code, but a new one is", async () => {
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    const { courierCode } = await world.ask(courier, 'query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
      id: shipmentId,
    });
    const check = (requestId: string, code: string) =>
      world.act(
        buyer,
        'checkCourierCode',
        { shipmentId, code, requestId },
        '... on CourierIdentity { courierName carrierName checkedAt }',
      );
    const tries = async () =>
      (await world.rows.selectFrom('Shipment').select('codeAttempts').executeTakeFirstOrThrow()).codeAttempts;
    const wrong = courierCode.code === '000000' ? '000001' : '000000';
    const first = await check('r1', courierCode.code);
    expect(first).toMatchObject({ courierName: '冯送暖', carrierName: '北达冷链' });
    expect(await check('r2', wrong)).toMatchObject({ code: 'CODE_WRONG' });
    world.clock.advance(3_600_000);
    expect([await check('r1', courierCode.code), await tries()]).toEqual([first, 1]);
    for (let i = 3; i <= 6; i++) await check(`r${i}`, wrong);
    // Nor does it open what wrong ones have locked.
    expect([await check('r1', courierCode.code), await tries()]).toEqual([first, 5]);
    expect(JSON.stringify(await world.rows.selectFrom('RequestClaim').selectAll().execute())).not.toContain('冯送暖');
  });
});
