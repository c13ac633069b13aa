import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import {
  act,
  buyer,
  makeQuote,
  openOrders,
  orderRow,
  pay,
  place,
  riceSeller,
  STATION,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';

const agentOf = (id: string, partyId: string) => account(id, { role: 'consumer' }, { role: 'station-agent', partyId });
const agent = agentOf('keeper', STATION.partyId);
const villager = account('villager', { role: 'consumer' });
const MINE = '{ stationPurchases { thisMonth newest { checkoutId forWhom state totalFen } } }';

/** Somebody stands at the station and has read out the code: its agent buys, the order is theirs. */
describe('what an agent of a station buys for a villager [11.5.de]', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 20);
    room.world.errands['errand'] = {
      accountId: villager.id,
      agentAccountId: agent.id,
      name: '赵老根',
      phone: '13904510007',
      address: '辉煌村三组',
      divisionCode: STATION.divisionCode,
      stationPartyId: STATION.partyId,
      stationName: STATION.name,
    };
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const quote = (who = agent, more: object = {}) =>
    makeQuote(room, [['rice', 2]], who, {
      addressId: null,
      errandId: 'errand',
      stationPartyId: STATION.partyId,
      ...more,
    });

  it('is the villager’s order, fetched at that station, and both of them and its seller read through whom', async () => {
    const placed = await place(room, await quote(), agent);
    const { id } = await room.context().rows.selectFrom('Order').select('id').executeTakeFirstOrThrow();
    expect(await orderRow(room, id)).toMatchObject({ buyerAccountId: villager.id, boughtThrough: STATION.name });
    expect(await room.published('orders.bought-for.v1')).toMatchObject([
      {
        checkoutId: placed.checkoutId,
        orderId: id,
        errandId: 'errand',
        buyerAccountId: villager.id,
        totalFen: placed.totalFen,
      },
    ]);
    await pay(room, { checkoutId: placed.checkoutId, orders: [{ id, totalFen: placed.totalFen }] });
    const read = `{ order(id: "${id}") { boughtThrough recipient { name } pickup { name } } }`;
    for (const who of [villager, riceSeller])
      expect((await room.graph<any>(who, read)).order).toMatchObject({ boughtThrough: STATION.name });
    // The agent has the errand, and none of the villager's order.
    expect((await room.graph<any>(agent, read)).order).toBeNull();
    expect(await act(room, agent, 'cancelOrder', { requestId: 'c', orderId: id, reason: '不想要了' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await room.graph<any>(agent, MINE)).stationPurchases).toEqual({
      thisMonth: 1,
      newest: [{ checkoutId: placed.checkoutId, forWhom: '赵**', state: 'PAID', totalFen: placed.totalFen }],
    });
    const elsewhere = agentOf('other', 'another-station');
    expect((await room.graph<any>(elsewhere, MINE)).stationPurchases).toEqual({ thisMonth: 0, newest: [] });
  });

  it('needs the villager’s word, at the quote and at the order, and is nobody else’s to use', async () => {
    const other = agentOf('other', STATION.partyId);
    for (const who of [other, buyer, villager]) expect(await quote(who)).toMatchObject({ code: 'ERRAND_ENDED' });
    expect(await quote(agent, { errandId: 'no-such' })).toMatchObject({ code: 'ERRAND_ENDED' });
    const quoted = await quote();
    for (const who of [other, villager]) expect(await place(room, quoted, who)).toMatchObject({ code: 'NOT_FOUND' });
    // Ended by one word between the quote and the order.
    const errand = room.world.errands['errand']!;
    delete room.world.errands['errand'];
    expect(await place(room, quoted, agent)).toMatchObject({ code: 'ERRAND_ENDED', clause: '11.5.de' });
    expect(await room.context().rows.selectFrom('Order').select('id').execute()).toEqual([]);
    room.world.errands['errand'] = errand;
    expect(await place(room, quoted, agent)).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('that nobody pays for ends by itself, and the stock is free again', async () => {
    const { checkoutId } = await place(room, await quote(), agent);
    room.clock.advance(31 * MINUTE_MS);
    await room.subgraph.runOnce();
    await room.tell('payments.payment-closed.v1', { checkoutId });
    expect((await room.graph<any>(agent, MINE)).stationPurchases).toMatchObject({
      thisMonth: 0,
      newest: [{ checkoutId, state: 'CLOSED' }],
    });
  });
});
