import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { rowOf } from '../rows.fixture.ts';

const RETRY =
  'mutation($id: ID!) { retryMoney(input: { id: $id }) { ... on PaymentsDone { id } ... on RetryMoneyRefused { code } } }';

describe('retryMoney', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    const { em }: any = room.subgraph.contextFor(finance, 'test');
    for (const state of ['failed', 'sent'])
      await em.insertMany('Refund', [
        rowOf('Refund', { id: `refund-${state}`, refundKey: state, outRefundNo: state, state, attempts: 9 }),
      ]);
    for (const state of ['failed', 'sent'])
      await em.insertMany('ShareReturn', [
        rowOf('ShareReturn', { id: `back-${state}`, outReturnNo: state, state, attempts: 9 }),
      ]);
    for (const state of ['failed', 'sharing'])
      await em.insertMany('Settlement', [
        rowOf('Settlement', { id: `settlement-${state}`, orderId: state, outOrderNo: state, state, attempts: 9 }),
      ]);
  });
  afterEach(() => room.close());

  const retry = async (id: string) => (await room.graph<any>(finance, RETRY, { id })).retryMoney;
  const states = async () =>
    Object.fromEntries(
      [...(await room.rows('Refund')), ...(await room.rows('Settlement')), ...(await room.rows('ShareReturn'))].map(
        ({ id, state, attempts, nextAtMs }) => [id, [state, attempts, nextAtMs]],
      ),
    );

  it('sends what failed again, asking about its old number first, and leaves everything else alone [9.2.cn]', async () => {
    const others = {
      'refund-sent': ['sent', 9, null],
      'settlement-sharing': ['sharing', 9, null],
      'back-sent': ['sent', 9, null],
    };
    const again = ['due', 1, room.clock.now()];
    expect(await retry('refund-failed')).toEqual({ id: 'refund-failed' });
    const failed = ['failed', 9, null];
    const afterOne = { ...others, 'refund-failed': again, 'settlement-failed': failed, 'back-failed': failed };
    expect(await states()).toEqual(afterOne);
    expect(await retry('settlement-failed')).toEqual({ id: 'settlement-failed' });
    expect(await retry('back-failed')).toEqual({ id: 'back-failed' });
    expect(await states()).toEqual({
      ...others,
      'refund-failed': again,
      'settlement-failed': again,
      'back-failed': again,
    });
  });

  it('refuses what is under way, what is sent again already, and what is not there', async () => {
    await retry('refund-failed');
    await retry('settlement-failed');
    await retry('back-failed');
    const before = await states();
    for (const id of [
      'refund-sent',
      'settlement-sharing',
      'back-sent',
      'refund-failed',
      'settlement-failed',
      'back-failed',
    ])
      expect(await retry(id)).toEqual({ code: 'WRONG_STATE' });
    expect(await retry('nobodys')).toEqual({ code: 'NOT_FOUND' });
    expect(await states()).toEqual(before);
  });
});
