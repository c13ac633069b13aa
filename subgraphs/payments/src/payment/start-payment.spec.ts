import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { buyer, openPayments, START, type PaymentsRoom } from '../payments.fixture.ts';

describe('startPayment', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('places a checkout once however often it is started, also at the same moment [9.2.cn]', async () => {
    const answers = await Promise.all([room.start(), room.start(), room.start()]);
    expect(new Set(answers.map((answer) => answer.startPayment.payment.id)).size).toBe(1);
    expect(await room.rows('Payment')).toHaveLength(1);
    expect(await room.rows('PaymentPart')).toHaveLength(2);
    expect(new Set(room.channel.placed).size).toBe(1);
  });

  it("refuses what is not the payer's, closed, paid, or for a seller that cannot receive", async () => {
    for (const requestId of ['', 'a\u0000b', 'x'.repeat(10_000)])
      expect((await room.graph<any>(buyer, START, { i: { requestId, checkoutId: 'c1' } })).startPayment).toMatchObject({
        code: 'INVALID_INPUT',
      });
    expect((await room.start('c1', account('stranger', { role: 'consumer' }))).startPayment).toMatchObject({
      code: 'NOT_FOUND',
    });
    const checkout = room.checkouts.get('c1')!;
    checkout.state = 'closing';
    expect((await room.start()).startPayment).toMatchObject({ code: 'CHECKOUT_CLOSED' });
    checkout.state = 'open';
    room.clock.advance(31 * MINUTE_MS);
    expect((await room.start()).startPayment).toMatchObject({ code: 'CHECKOUT_CLOSED' });
    room.clock.advance(-31 * MINUTE_MS);
    checkout.orders[1]!['partyId'] = 'party-unknown';
    expect((await room.start()).startPayment).toMatchObject({ code: 'SELLER_CANNOT_RECEIVE', clause: '7.4.q' });
    expect(await room.rows('Payment')).toHaveLength(0);
    expect(room.channel.placed).toEqual([]);
  });

  it('keeps a payment that the provider did not take, and places it when it is asked again', async () => {
    room.channel.fail('placeCombined');
    expect((await room.start()).startPayment).toMatchObject({ code: 'PROVIDER_BUSY' });
    expect((await room.rows('Payment')).map((row: any) => row.state)).toEqual(['created']);
    room.channel.fail(null);
    expect((await room.start()).startPayment.clientParameters.package).toBe('prepay_id=wxCc1');
    expect(await room.rows('Payment')).toHaveLength(1);
  });

  it("remembers the provider's number soon after the answer, for a second tap; one that comes sooner gets the same from the provider", async () => {
    const first = await room.start();
    expect((await room.start()).startPayment.clientParameters).toEqual(first.startPayment.clientParameters);
    for (const until = Date.now() + 5000; Date.now() < until && (await room.rows('Payment'))[0].state === 'created';)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await room.rows('Payment'))[0]).toMatchObject({ state: 'prepared', prepayId: 'wxCc1' });
    room.channel.fail('placeCombined');
    expect((await room.start()).startPayment.clientParameters).toEqual(first.startPayment.clientParameters);
    expect(new Set(room.channel.placed)).toEqual(new Set(['Cc1']));
  });
});
