import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { SUBSCRIPTIONS_PER_RUN_MAX } from '../shipment/subscribe-express.ts';
import {
  buyer,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

describe('a leg that an outside express company carries', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());

  it('believes only signed pushes of express scans, and keeps each scan once [11.8.ee]', async () => {
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    await world.act(manager, 'setExpressNumber', { shipmentId, company: 'shunfeng', number: 'SF1234567890' });
    await world.subgraph.runOnce();
    expect(
      (
        await world.rows
          .selectFrom('Shipment')
          .select('expressSubscribedAtMs')
          .where('id', '=', shipmentId)
          .executeTakeFirst()
      ).expressSubscribedAtMs,
    ).not.toBeNull();
    const param = JSON.stringify({
      status: 'polling',
      lastResult: {
        com: 'shunfeng',
        nu: 'SF1234567890',
        state: '0',
        data: [{ ftime: '2026-11-25 11:00:00', context: '已到达哈尔滨中转场' }],
      },
    });
    const push = (salt: string) =>
      world.subgraph.edge(
        {
          method: 'POST',
          path: '/express/push',
          query: {},
          headers: {},
          body: Buffer.from(
            new URLSearchParams({
              sign: createHash('md5')
                .update(param + salt)
                .digest('hex')
                .toUpperCase(),
              param,
            }).toString(),
          ),
        },
        ANONYMOUS,
        'push',
      );
    expect((await push('forged')).status).toBe(401);
    expect((await push('salt')).status).toBe(200);
    expect((await push('salt')).status).toBe(200);
    const { shipment } = await world.ask(buyer, 'query($id: ID!) { shipment(id: $id) { track { text } } }', {
      id: shipmentId,
    });
    expect(shipment.track.filter((point: any) => point.text === '已到达哈尔滨中转场')).toHaveLength(1);
  });

  it('lets numbers that are always refused keep no other from its turn', async () => {
    const asked: string[] = [];
    const other = await openWorld({
      subscribe: async ({ number }) => (
        asked.push(number),
        number.startsWith('BAD')
          ? {
              ok: false,
              error: { outcome: 'refused', code: '700', meaning: 'other', message: '单号不对', retryable: false },
            }
          : { ok: true, value: null }
      ),
    });
    await fileCarrier(other);
    const id = await makeShipment(other, '1');
    const row = await other.rows.selectFrom('Shipment').selectAll().where('id', '=', id).executeTakeFirst();
    const numbers = [...Array.from({ length: SUBSCRIPTIONS_PER_RUN_MAX }, (_, i) => `BAD${i}`), 'SF1'];
    await other.rows
      .insertInto('Shipment')
      .values(
        numbers.map((number, i) => ({
          ...row,
          id: `s${i}`,
          orderId: `o${i}`,
          trackingNumber: `t${i}`,
          state: 'assigned',
          expressCompany: 'shunfeng',
          expressNumber: number,
        })),
      )
      .execute();
    await other.subgraph.runOnce('subscribe-express');
    expect(asked).not.toContain('SF1');
    await other.subgraph.runOnce('subscribe-express');
    expect(
      await other.rows
        .selectFrom('Shipment')
        .select('expressNumber')
        .where('expressSubscribedAtMs', 'is not', null)
        .execute(),
    ).toEqual([{ expressNumber: 'SF1' }]);
    await other.subgraph.runOnce('subscribe-express');
    expect(asked.filter((number) => number === 'BAD0')).toHaveLength(2);
    await other.close();
  });
});
