import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import {
  act,
  buy,
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
import { STOP_ANSWER_HOURS } from './stop-bought.policy.ts';

const agent = account('keeper', { role: 'consumer' }, { role: 'station-agent', partyId: STATION.partyId });
const villager = account('villager', { role: 'consumer' });

/** Somebody for whom a station bought writes back one word: who pays what to whom then. */
describe('one word of somebody for whom a station bought [11.5.de]', () => {
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

  interface Bought {
    checkoutId: string;
    orders: { id: string; totalFen: number }[];
    id: string;
    totalFen: number;
  }
  async function bought(): Promise<Bought> {
    const quoted = await makeQuote(room, [['rice', 2]], agent, {
      addressId: null,
      errandId: 'errand',
      stationPartyId: STATION.partyId,
    });
    const { checkoutId } = await place(room, quoted, agent);
    const { id, totalFen } = await room
      .context()
      .rows.selectFrom('Order')
      .select(['id', 'totalFen'])
      .where('checkoutId', '=', checkoutId)
      .executeTakeFirstOrThrow();
    return { checkoutId, orders: [{ id, totalFen }], id, totalFen };
  }
  const paid = async (): Promise<Bought> => {
    const one = await bought();
    await pay(room, one);
    return one;
  };
  const say = (word: 'stop' | 'give-back' | 'keep', accountId = villager.id) =>
    room.tell('trust.word-said.v1', { accountId, word, atMs: room.clock.now() });
  const answers = () => room.published('orders.word-followed.v1');
  const owed = async () =>
    (await room.published('orders.refund-due.v1')).map(({ orderId, amountFen }: any) => [orderId, amountFen]);
  const pick = (id: string) => act(room, riceSeller, 'pickOrder', { orderId: id });
  const confirm = (id: string) => act(room, riceSeller, 'confirmOrder', { orderId: id });

  it('停 ends what nobody has paid for, and money that was quicker goes back to whoever paid', async () => {
    const { checkoutId, orders, id, totalFen } = await bought();
    await say('stop');
    expect(await orderRow(room, id)).toMatchObject({ state: 'closing', cancelReason: 'buyer' });
    expect(await room.published('orders.checkout-expired.v1')).toEqual([{ checkoutId }]);
    // Nothing is asked of them: it is over.
    expect(await answers()).toEqual([]);
    await pay(room, { checkoutId, orders });
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', paidFen: totalFen, refundDueFen: totalFen });
    expect(await owed()).toEqual([[id, totalFen]]);
  });

  it('停 ends what is unpaid for good once the provider has closed it: nobody pays anybody', async () => {
    const { checkoutId, id } = await bought();
    await say('stop');
    await say('stop');
    await room.tell('payments.payment-closed.v1', { checkoutId });
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', paidFen: 0, refundDueFen: 0 });
    expect(await owed()).toEqual([]);
    expect(await room.published('orders.order-cancelled.v1')).toMatchObject([{ orderId: id, reason: 'buyer' }]);
  });

  it('停 asks about what is paid: until the answer nothing is packed, and 退 gives all back to whoever paid', async () => {
    const { id, totalFen } = await paid();
    await say('stop');
    const untilMs = room.clock.now() + STOP_ANSWER_HOURS * HOUR_MS;
    expect(await answers()).toEqual([
      { accountId: villager.id, asked: { orders: 1, paidFen: totalFen, untilMs }, sent: 0, kept: 0 },
    ]);
    // Its seller may take it on meanwhile, and may not pack it.
    await confirm(id);
    expect(await pick(id)).toMatchObject({ code: 'STOP_ASKED', clause: '11.5.de' });
    expect((await room.graph<any>(riceSeller, ASKED, { id })).order).toEqual({
      stopAnswerDueAt: new Date(untilMs).toISOString(),
      availableActions: expect.not.arrayContaining([{ action: 'PICK' }]),
    });
    // Said again, it is not asked again.
    await say('stop');
    expect(await answers()).toHaveLength(1);
    await say('give-back');
    await say('give-back');
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', refundDueFen: totalFen });
    expect(await owed()).toEqual([[id, totalFen]]);
    expect((await room.graph<any>(riceSeller, ASKED, { id })).order.stopAnswerDueAt).toBeNull();
  });

  it('要, and no answer in time, let it go on: the seller packs it, and nobody pays anything back', async () => {
    const [wanted, unanswered] = [await paid(), await paid()];
    for (const { id } of [wanted, unanswered]) await confirm(id);
    await say('stop');
    await say('keep');
    expect((await answers()).at(-1)).toEqual({ accountId: villager.id, sent: 0, kept: 2 });
    expect(await pick(wanted.id)).toMatchObject({ id: wanted.id });
    await say('stop');
    expect((await answers()).at(-1)).toMatchObject({ asked: { orders: 1 }, sent: 1 });
    room.clock.advance(STOP_ANSWER_HOURS * HOUR_MS - 1);
    expect(await pick(unanswered.id)).toMatchObject({ code: 'STOP_ASKED' });
    room.clock.advance(1);
    expect(await pick(unanswered.id)).toMatchObject({ id: unanswered.id });
    // Too late for 退, and they are told so.
    await say('give-back');
    expect((await answers()).at(-1)).toEqual({ accountId: villager.id, sent: 2, kept: 0 });
    expect(await owed()).toEqual([]);
  });

  it('touches nothing that they bought themselves, nothing of anybody else, and nothing that was placed since', async () => {
    const own = await buy(room, [['rice', 1]], villager);
    const station = await bought();
    await say('stop', 'somebody-else');
    const before = room.clock.now() - 1;
    await room.tell('trust.word-said.v1', { accountId: villager.id, word: 'stop', atMs: before });
    for (const id of [own.orders[0].id, station.id])
      expect(await orderRow(room, id)).toMatchObject({ state: 'awaiting-payment', cancelWishedAtMs: null });
  });
});

const ASKED = 'query($id: ID!) { order(id: $id) { stopAnswerDueAt availableActions { action } } }';
