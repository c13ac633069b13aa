import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { PaymentsContext } from '../context.ts';
import { finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import type { ChannelError, ShareReceiverStanding, ShareStanding } from '../wechatpay/payment-channel.ts';
import { settleOrders } from './settle-orders.ts';

const FEE_FEN = 60;
/** The provider keeps what nobody has shared for so long. */
const RELEASED_MS = Date.parse('2026-11-25T02:00:00Z') + 180 * DAY_MS;
const receiver = (result: ShareReceiverStanding['result'], more: Partial<ShareReceiverStanding> = {}) => ({
  account: '1900000001',
  amountFen: FEE_FEN,
  result,
  failReason: null,
  ...more,
});
const says = (state: ShareStanding['state'], ...receivers: ShareReceiverStanding[]) => ({
  ok: true as const,
  value: { outOrderNo: 'So1', shareId: 's', state, receivers },
});
const refuses = (more: Partial<ChannelError>) => ({
  ok: false as const,
  error: {
    outcome: 'refused',
    code: 'X',
    meaning: 'other',
    message: '',
    status: 400,
    retryable: false,
    ...more,
  } as const,
});

/** Order o1 for 60 yuan has ended; what the job asks of the provider is written down in the order of its asking. */
describe('the job that settles orders', () => {
  let room: PaymentsRoom;
  let calls: [string, unknown][];
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
    calls = [];
    const { channel } = room;
    for (const name of ['registerReceiver', 'shareProfit', 'queryShare', 'finishShare'] as const) {
      const real = channel[name].bind(channel) as (asked: unknown) => Promise<unknown>;
      Object.assign(channel, { [name]: (asked: unknown) => (calls.push([name, asked]), real(asked)) });
    }
  });
  afterEach(() => room.close());

  const asked = () => calls.splice(0).map(([name]) => name);
  const job = () => settleOrders(room.subgraph.contextFor(systemActor('job'), 'job') as unknown as PaymentsContext);
  const settlement = async () => (await room.rows('Settlement'))[0];
  const set = (changes: object) => {
    const { em }: any = room.subgraph.contextFor(finance, 'test');
    return em.nativeUpdate('Settlement', { orderId: 'o1' }, changes);
  };
  const answers = (call: 'shareProfit' | 'queryShare', answer: object) =>
    Object.assign(room.channel, { [call]: async () => (calls.push([call, null]), answer) });
  /** The share of o1's fee is with the provider. */
  const shared = async () => {
    await room.completed('o1');
    await job();
    room.clock.advance(MINUTE_MS);
    calls.length = 0;
  };

  it('asks the provider for nothing while nothing is to be settled, and registers the platform one time for all', async () => {
    await job();
    expect(asked()).toEqual([]);
    for (const orderId of ['o1', 'o2']) {
      await room.completed(orderId);
      await job();
      room.clock.advance(MINUTE_MS);
      await job();
    }
    expect(asked()).toEqual(['registerReceiver', 'shareProfit', 'queryShare', 'shareProfit', 'queryShare']);
    expect((await room.rows('Settlement')).map(({ state, netFen }) => [state, netFen])).toEqual([
      ['settled', 5940],
      ['settled', 3960],
    ]);
  });

  it('shares nothing before the provider has taken the platform as a receiver', async () => {
    room.channel.fail('registerReceiver');
    await room.completed('o1');
    await room.turn(3);
    expect(new Set(asked())).toEqual(new Set(['registerReceiver']));
    expect(await settlement()).toMatchObject({ state: 'due', attempts: 0 });
    room.channel.fail(null);
    await room.turn(3);
    expect(await settlement()).toMatchObject({ state: 'settled', commissionFen: FEE_FEN });
  });

  it('writes the fee down before it asks for it, and asks for what is left to be released with it [6.5.a]', async () => {
    let written: unknown;
    const share = room.channel.shareProfit.bind(room.channel);
    room.channel.shareProfit = async (order) => ((written = (await settlement()).commissionFen), share(order));
    await room.completed('o1');
    await job();
    expect(written).toBe(FEE_FEN);
    const [, [, order]] = calls as [unknown, [string, object]];
    expect(order).toMatchObject({
      merchant: '1900000101',
      outOrderNo: 'So1',
      receivers: [{ account: '1900000001', amountFen: FEE_FEN }],
      finish: true,
    });
    expect(await settlement()).toMatchObject({ state: 'sharing', attempts: 1, settledAtMs: null });
  });

  it('only releases an order of which the fee is less than a fen', async () => {
    await room.refundDue('k1', 5901);
    await room.turn(2);
    calls.length = 0;
    await shared();
    expect(await settlement()).toMatchObject({ state: 'sharing', lastError: null });
    await job();
    expect(await settlement()).toMatchObject({ state: 'settled', commissionFen: 0, netFen: 99 });
    await room.completed('o2');
    await job();
    expect(calls.map(([name]) => name)).toEqual(['queryShare', 'shareProfit']);
  });

  it('asks nothing about an order that was given back whole: it ends with nothing', async () => {
    await room.refundDue('k1', 6000);
    await room.turn(2);
    await room.completed('o1');
    await job();
    expect(asked()).toEqual(['registerReceiver']);
    expect(await settlement()).toMatchObject({ state: 'settled', refundedFen: 6000, commissionFen: 0, netFen: 0 });
    expect(await room.booked()).toEqual({ buyers: -4000, 'provider-frozen:party-2': 4000 });
  });

  it.each([
    ['the answer is lost', { outcome: 'unknown', code: 'TIMEOUT', status: null }, 'due'],
    ['the provider is busy', { retryable: true, status: 503 }, 'due'],
    ['its money is not there yet', { meaning: 'not-ready' }, 'due'],
    ['it says no for good', {}, 'failed'],
  ] as const)('a share that is not taken: %s', async (_, why, state) => {
    answers('shareProfit', refuses(why));
    await room.completed('o1');
    await job();
    const isLater = state === 'due';
    expect(await settlement()).toMatchObject({ state, lastError: 'code' in why ? why.code : 'X' });
    if (isLater) expect((await settlement()).nextAtMs).toBeLessThan(RELEASED_MS);
    else expect((await settlement()).nextAtMs).toBe(RELEASED_MS);
    expect(await room.booked()).toMatchObject({ 'provider-frozen:party-1': 6000 });
  });

  it.each([
    ['works on it', says('processing'), 'sharing', null],
    ['works on it, and has paid the fee already', says('processing', receiver('succeeded')), 'sharing', null],
    ['has ended it, and the fee is on its way', says('finished', receiver('pending')), 'sharing', null],
    ['has ended it with the fee', says('finished', receiver('succeeded')), 'settled', FEE_FEN],
    ['has ended it without', says('finished', receiver('closed', { failReason: 'NO_RELATION' })), 'settled', 0],
    ['does not answer', refuses({ outcome: 'unknown', code: 'TIMEOUT' }), 'sharing', null],
    ['refuses to answer', refuses({ code: 'NO_AUTH' }), 'sharing', null],
    ['has closed it', says('closed'), 'failed', null],
    [
      'has closed it, for a long reason',
      says('closed', receiver('closed', { failReason: 'R'.repeat(300) })),
      'failed',
      null,
    ],
  ] as const)('a share that the provider has: it %s', async (_, standing, state, feeFen) => {
    await shared();
    answers('queryShare', standing);
    await job();
    expect(asked()).toEqual(['queryShare']);
    const row = await settlement();
    expect(row.state).toBe(state);
    if (state === 'failed') expect(row.nextAtMs).toBe(RELEASED_MS);
    else expect(row.nextAtMs === null).toBe(state === 'settled');
    const why = !standing.ok
      ? standing.error.code
      : (standing.value.receivers[0]?.failReason?.slice(0, 200) ?? 'closed');
    if (state === 'failed' || !standing.ok) expect(row.lastError).toBe(why);
    const booked = await room.booked();
    if (feeFen === null) expect(booked).toMatchObject({ 'provider-frozen:party-1': 6000 });
    else expect(booked).toMatchObject({ 'seller:party-1': 6000 - feeFen });
    expect(booked['platform-commission'] ?? 0).toBe(feeFen ?? 0);
  });

  it('ends where nobody sends a failed one again: the provider releases it, the seller has all, the platform no fee', async () => {
    answers('shareProfit', refuses({}));
    await room.completed('o1');
    await job();
    room.clock.set(new Date(RELEASED_MS - 1).toISOString());
    await job();
    expect(await settlement()).toMatchObject({ state: 'failed' });
    room.clock.advance(1);
    await Promise.all([job(), job()]);
    expect(await settlement()).toMatchObject({ state: 'settled', commissionFen: 0, netFen: 6000, nextAtMs: null });
    expect(await room.booked()).toMatchObject({ 'seller:party-1': 6000, 'provider-frozen:party-2': 4000 });
    expect((await room.booked())['platform-commission'] ?? 0).toBe(0);
  });

  it('is settled with the fee that was asked for, where some of it goes back to the buyer meanwhile', async () => {
    await shared();
    await room.refundDue('k1', 1000);
    await room.turn(3);
    expect(await settlement()).toMatchObject({ state: 'settled', refundedFen: 1000, commissionFen: 60, netFen: 4940 });
  });

  it.each([
    [29, 'sharing'],
    [30, 'failed'],
  ])('asks again about a wrong amount for thirty answers: after %i it is %s', async (attempts, state) => {
    await shared();
    await set({ attempts });
    room.channel.lieAboutAmount(1);
    await job();
    expect(await settlement()).toMatchObject({ state, lastError: 'AMOUNT_DIFFERS' });
  });

  it('asks nothing of the provider where another replica has settled it meanwhile', async () => {
    const register = room.channel.registerReceiver.bind(room.channel);
    room.channel.registerReceiver = async (who) => {
      await set({ state: 'settled', nextAtMs: null });
      return register(who);
    };
    await room.completed('o1');
    await job();
    expect(asked()).toEqual(['registerReceiver']);
    expect(await settlement()).toMatchObject({ state: 'settled', commissionFen: 0, attempts: 0 });
  });

  it('is not failed by a refusal of what another replica has asked for otherwise: what the provider has counts', async () => {
    const share = room.channel.shareProfit.bind(room.channel);
    room.channel.shareProfit = async (order) => {
      // The other one has set something off meanwhile.
      await share({ ...order, receivers: order.receivers.map((one) => ({ ...one, amountFen: one.amountFen + 100 })) });
      await set({ setOffFen: 100 });
      return refuses({ code: 'INVALID_REQUEST' });
    };
    await room.completed('o1');
    await job();
    expect(await settlement()).toMatchObject({ state: 'due', lastError: 'INVALID_REQUEST' });
    room.clock.advance(MINUTE_MS);
    await job();
    expect(await settlement()).toMatchObject({ state: 'settled', commissionFen: FEE_FEN, setOffFen: 100 });
    expect(await room.booked()).toMatchObject({
      'platform-commission': FEE_FEN,
      'seller:party-1': 6000 - FEE_FEN - 100,
    });
  });

  it('books once where two replicas take in the same answer', async () => {
    await shared();
    const query = room.channel.queryShare.bind(room.channel);
    let isFirst = true;
    room.channel.queryShare = async (which) => {
      const answer = await query(which);
      if (isFirst) {
        isFirst = false;
        await job();
      }
      return answer;
    };
    await job();
    expect(asked()).toEqual(['queryShare', 'queryShare']);
    expect(await room.booked()).toMatchObject({ 'seller:party-1': 5940, 'platform-commission': 60 });
  });

  it('asks ever more seldom while the provider is silent, at least every two minutes', async () => {
    room.channel.fail('queryShare');
    await room.completed('o1');
    const gaps: number[] = [];
    for (let i = 0; i < 9; i++) {
      await job();
      const gapMs = (await settlement()).nextAtMs - room.clock.now();
      gaps.push(gapMs / SECOND_MS);
      room.clock.advance(gapMs - 1);
      calls.length = 0;
      await job();
      expect(asked()).toEqual([]);
      room.clock.advance(1);
    }
    expect(gaps).toEqual([3, 6, 12, 24, 48, 96, 120, 120, 120]);
  });
});

describe('an order whose end comes here', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('is shared two minutes after its payment at the earliest: before that the provider refuses [9.2.cn]', async () => {
    await room.paid();
    room.clock.advance(-MINUTE_MS);
    await room.completed('o1');
    const [{ nextAtMs, createdAtMs }] = (await room.rows('Settlement')) as [{ nextAtMs: number; createdAtMs: number }];
    expect(nextAtMs - createdAtMs).toBe(MINUTE_MS);
  });

  it('is not settled before its payment is known, and once however often its end is told', async () => {
    await room.start();
    await expect(room.completed('o1')).rejects.toThrow('not known as paid');
    await expect(room.completed('nobodys')).rejects.toThrow('not known as paid');
    expect(await room.rows('Settlement')).toEqual([]);
    room.channel.payerPays('c1');
    await room.notify();
    await room.completed('o1');
    await room.completed('o1');
    expect(await room.rows('Settlement')).toMatchObject([{ orderId: 'o1', partyId: 'party-1', grossFen: 6000 }]);
  });
});
