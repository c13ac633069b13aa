import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { buyer, openPayments, START, type PaymentsRoom } from '../payments.fixture.ts';

const standingOf = (partyId: string, inGoodStanding: boolean) => ({
  partyId,
  partyKind: partyId === 'provider' ? 'payment-provider' : 'seller',
  inGoodStanding,
  reason: '证照到期',
  clause: null,
});

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

  it.each([
    ['of a provider that may not be one', 'provider', { code: 'PROVIDER_STOPPED', clause: '9.1.cj' }],
    ['of one of its sellers', 'party-2', { code: 'SELLER_CANNOT_RECEIVE', clause: '7.4.q' }],
  ] as const)('asks at a repeated tap for the standing %s again [7.4.p-q] [9.1.cj-ck]', async (_, partyId, refused) => {
    const standing = (inGoodStanding: boolean) =>
      room.receive('sellers', 'sellers.party-standing-changed.v1', standingOf(partyId, inGoodStanding));
    const again = async () =>
      (await room.graph<any>(buyer, START, { i: { requestId: 'the-same-tap', checkoutId: 'c1' } })).startPayment;
    const placed = () => [...room.channel.placed];
    const first = await again();
    expect(first.clientParameters.package).toBe('prepay_id=wxCc1');
    const before = placed();
    await standing(false);
    expect(await again()).toMatchObject(refused);
    expect((await room.start()).startPayment).toMatchObject(refused);
    expect(placed()).toEqual(before);
    expect(await room.booked()).toEqual({});
    // The same payment, once it may be paid again: the buyer pays 60 and 40 yuan to the two sellers' accounts.
    await standing(true);
    expect((await again()).payment.id).toBe(first.payment.id);
    room.channel.payerPays('c1');
    expect(await room.notify()).toBe(204);
    expect(await room.booked()).toEqual({
      buyers: -10000,
      'provider-frozen:party-1': 6000,
      'provider-frozen:party-2': 4000,
    });
  });

  it('says at a repeated tap that it is paid, where the provider has the money already', async () => {
    await room.start();
    room.channel.payerPays('c1');
    await room.receive('sellers', 'sellers.party-standing-changed.v1', standingOf('provider', false));
    // The notice is still under way: nobody is told that nothing was taken.
    expect((await room.start()).startPayment).toMatchObject({ code: 'ALREADY_PAID' });
    expect(await room.booked()).toMatchObject({ buyers: -10000 });
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
