import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { makeQuote, openOrders, place, type Room } from '../orders.fixture.ts';

describe('an offer', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
  });
  afterEach(() => room.close());

  it('holds no longer than until another agreement begins to bind, however soon that is [10.5.cu]', async () => {
    const holdsMs = 5 * MINUTE_MS;
    room.world.owed = { ...room.world.owed, nextBindsAt: new Date(room.clock.now() + holdsMs).toISOString() };
    const [inTime, late] = [await makeQuote(room, [['rice', 1]]), await makeQuote(room, [['rice', 2]])];
    room.clock.advance(holdsMs - 1);
    expect(await place(room, inTime)).toMatchObject({ orders: [expect.anything()] });
    room.clock.advance(1);
    expect(await place(room, late)).toMatchObject({ code: 'QUOTE_EXPIRED', clause: '7.3.5.b' });
  });
});
