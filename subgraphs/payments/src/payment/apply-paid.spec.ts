import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { peerActor } from '@heitu/kit/rules/actor';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { buyer, finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

describe('a payment, by what the provider says of it', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('books a paid checkout once, whether the notice comes once or three times', async () => {
    await room.paid();
    expect(await room.notify()).toBe(204);
    await room.subgraph.runOnce();
    expect(room.eventsOf('payments.payment-settled.v1')).toEqual([
      expect.objectContaining({
        checkoutId: 'c1',
        orders: [
          { orderId: 'o1', paidFen: 6000 },
          { orderId: 'o2', paidFen: 4000 },
        ],
      }),
    ]);
    expect(await room.balance()).toEqual({
      sumFen: 0,
      balanced: true,
      accounts: [
        { account: 'buyers', balanceFen: -10000 },
        { account: 'provider-frozen:party-1', balanceFen: 6000 },
        { account: 'provider-frozen:party-2', balanceFen: 4000 },
      ],
    });
    expect((await room.start()).startPayment).toMatchObject({ code: 'ALREADY_PAID' });
  });

  it('tells trust, and nobody else, the numbers of what was paid', async () => {
    const TRADES =
      'query($ids: [ID!]!) { tradesOfOrders(orderIds: $ids) { orderId transactionId outTradeNo combineOutTradeNo payerAccountId title } }';
    const trades = (who = peerActor('trust')) => room.graphWithErrors(who, TRADES, { ids: ['o1', 'unknown'] });
    await room.start();
    expect((await trades()).data).toEqual({ tradesOfOrders: [] });
    room.channel.payerPays('c1');
    await room.notify();
    expect((await trades()).data).toEqual({
      tradesOfOrders: [
        {
          orderId: 'o1',
          transactionId: expect.any(String),
          outTradeNo: 'Oo1',
          combineOutTradeNo: 'Cc1',
          payerAccountId: 'buyer',
          title: '五常大米',
        },
      ],
    });
    for (const who of [buyer, finance, peerActor('orders')])
      expect((await trades(who)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('asks by itself when the notice is lost', async () => {
    await room.start();
    room.channel.payerPays('c1');
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(room.eventsOf('payments.payment-settled.v1')).toHaveLength(1);
  });

  it('refuses forged notices and those with another amount, records them, and books nothing [9.2.cm]', async () => {
    await room.start();
    expect(await room.notify('bad-signature')).toBe(401);
    expect(await room.notify('probe')).toBe(401);
    room.channel.payerPays('c1');
    room.channel.lieAboutAmount(1);
    expect(await room.notify()).toBe(404);
    expect((await room.rows('NoticeRecord')).map((row: any) => row.verdict)).toEqual([
      'bad-signature',
      'probe',
      'does-not-match',
    ]);
    expect((await room.rows('Payment'))[0].paidAtMs).toBeNull();
    expect(await room.rows('LedgerEntry')).toEqual([]);
  });

  it('closes an expired checkout at the provider first, and lets a payment that was quicker win', async () => {
    await room.start();
    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'c1' });
    room.channel.fail('closeCombined');
    await room.subgraph.runOnce();
    expect(room.eventsOf('payments.payment-closed.v1')).toEqual([]);
    room.clock.advance(MINUTE_MS);
    room.channel.fail(null);
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(room.eventsOf('payments.payment-closed.v1')).toEqual([{ checkoutId: 'c1' }]);

    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'never-started' });
    await room.subgraph.runOnce();
    expect(room.eventsOf('payments.payment-closed.v1')).toHaveLength(2);
    room.checkouts.set('never-started', room.checkouts.get('c1')!);
    expect((await room.start('never-started')).startPayment).toMatchObject({ code: 'CHECKOUT_CLOSED' });
  });
});
