import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import {
  bringToDoor,
  buyer,
  CARRIER,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  SELLER,
  takeOver,
  type World,
} from '../test-world.fixture.ts';

describe('what was signed for although it had been warm', () => {
  let world: World;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    const base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
  });
  afterEach(() => world.close());

  const curve = (...celsius: number[]) => {
    const startMs = world.clock.now();
    world.clock.advance(celsius.length * 5 * MINUTE_MS);
    return celsius.map((temperatureCelsius, i) => ({
      at: new Date(startMs + (i + 1) * 5 * MINUTE_MS).toISOString(),
      temperatureCelsius,
    }));
  };
  /** The carrier says that the goods have not suffered, and lets them go on. */
  async function release(): Promise<void> {
    const { alarms } = await world.ask(manager, '{ alarms { edges { node { id } } } }');
    const alarmId = alarms.edges[0].node.id;
    await world.act(manager, 'acknowledgeAlarm', { alarmId });
    await world.act(manager, 'resolveAlarm', { alarmId, measure: '冷机修好了', decision: 'RELEASE' });
  }
  async function sign(): Promise<void> {
    await bringToDoor(world, shipmentId);
    await world.act(buyer, 'signDelivery', { shipmentId, signerName: '王', signature: '王' });
    await world.subgraph.runOnce();
  }
  const found = () => world.events('logistics.breach-found.v1');

  it("the carrier's word that all was well ends nothing: who had it is told to orders [8.4.3.bo]", async () => {
    await world.push('SN-1', curve(3, 9, 9, 9, 3));
    await release();
    await sign();
    expect(found()).toMatchObject([
      {
        shipmentId,
        orderId: 'order-1',
        claim: {
          cause: 'temperature',
          clause: '8.4.3.bo',
          held: [{ part: 'carrier', partyId: CARRIER, minutesOut: 15, worstCelsius: 9 }],
          shares: [
            { part: 'carrier', partyId: CARRIER, permille: 1000 },
            { part: 'seller', partyId: SELLER, permille: 0 },
          ],
        },
      },
    ]);
  });

  it('an open door is no breach, and neither is a cold way', async () => {
    await world.push('SN-1', curve(3, 9, 3, 3));
    await sign();
    expect(found()).toEqual([]);
  });

  it('readings that come late say it as well; for what was warm after it was signed for nobody answers', async () => {
    const late = curve(3, 9, 9, 9, 3);
    await sign();
    expect(found()).toEqual([]);
    await world.push('SN-1', late);
    await world.subgraph.runOnce();
    expect(found()).toMatchObject([{ shipmentId, claim: { held: [{ minutesOut: 15 }] } }]);
    await world.push('SN-1', curve(12, 12, 12));
    await world.subgraph.runOnce();
    expect(found()).toHaveLength(1);
  });
});
