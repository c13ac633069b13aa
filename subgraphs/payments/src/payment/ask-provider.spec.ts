import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { checkoutOf, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

/** Checkout c1 is paid, c2 waits for its payment. */
describe('the jobs that ask the provider about payments', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    room.checkouts.set('c2', checkoutOf([{ orderId: 'o3', partyId: 'party-1', totalFen: 700 }]));
    await room.paid();
    await room.start('c2');
  });
  afterEach(() => room.close());

  it('an open payment is only asked about; one that is to be closed is asked about one time a turn', async () => {
    const asked: string[] = [];
    const { channel } = room;
    for (const call of ['queryCombined', 'closeCombined'] as const) {
      const real = channel[call].bind(channel) as (...asked: unknown[]) => Promise<unknown>;
      Object.assign(channel, {
        [call]: (...about: unknown[]) => (asked.push(`${call} ${about[0]}`), real(...about)),
      });
    }
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce('close-payments');
    expect(asked).toEqual([]);
    await room.subgraph.runOnce();
    expect(asked).toEqual(['queryCombined Cc2']);
    expect((await room.rows('Payment')).map(({ state, asked: times }) => [state, times])).toEqual([
      ['paid', 0],
      ['created', 1],
    ]);
    asked.length = 0;
    channel.fail('closeCombined');
    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'c2' });
    await room.subgraph.runOnce();
    expect(asked).toEqual(['queryCombined Cc2', 'closeCombined Cc2']);
    expect((await room.rows('Payment')).map(({ state, asked: times }) => [state, times])).toEqual([
      ['paid', 0],
      ['closing', 1],
    ]);
  });

  it('whose end came with the answer is asked about no more', async () => {
    room.channel.payerPays('c2');
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    expect((await room.rows('Payment')).map(({ state, askDueAtMs }) => [state, askDueAtMs])).toEqual([
      ['paid', null],
      ['paid', null],
    ]);
  });
});
