import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { buyer, finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

describe('where the money of a checkout is', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('tells the buyer where each fen is, at every stage, and nobody else [9.2.co]', async () => {
    const WHERE = '{ payment(checkoutId: "c1") { moneyText } }';
    const can = async (who = buyer) =>
      (await room.graph<any>(who, '{ payment(checkoutId: "c1") { availableActions } }')).payment.availableActions;
    const where = async (who = buyer) => (await room.graph<any>(who, WHERE)).payment?.moneyText;
    const ofOrder = async (orderId: string) =>
      (
        await room.graph<any>(
          buyer,
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { payment { moneyText } } } }',
          { r: [{ __typename: 'Order', id: orderId }] },
        )
      )._entities[0].payment.moneyText;
    await room.start();
    expect(await where()).toContain('还没有收到您的付款');
    expect([await can(), await can(finance)]).toEqual([['PAY'], []]);
    room.clock.advance(31 * MINUTE_MS);
    expect(await can()).toEqual([]);
    room.clock.advance(-31 * MINUTE_MS);
    room.channel.payerPays('c1');
    await room.notify();
    expect(await can()).toEqual([]);
    expect(await where()).toBe('您付的100.00元已收到：100.00元由支付机构保管，交易完成后才结算给商家。');
    expect(await ofOrder('o2')).toBe('您付的40.00元已收到：40.00元由支付机构保管，交易完成后才结算给商家。');
    room.channel.fail('refund');
    await room.receive('orders', 'orders.refund-due.v1', {
      refundKey: 'cancel:o1',
      orderId: 'o1',
      checkoutId: 'c1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen: 6000,
      reason: 'buyer',
      afterSaleId: null,
      dueAtMs: room.clock.now() + 3 * DAY_MS,
    });
    await room.subgraph.runOnce();
    expect(await where()).toMatch(
      /^您付的100\.00元已收到：40\.00元由支付机构保管，交易完成后才结算给商家；60\.00元正在原路退回，最迟2026-11-\d\d到账。$/,
    );
    room.channel.fail(null);
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    expect(await where()).toBe(
      '您付的100.00元已收到：40.00元由支付机构保管，交易完成后才结算给商家；60.00元已原路退回。',
    );
    expect(await ofOrder('o1')).toBe('您付的60.00元已收到：60.00元已原路退回。');
    expect(await where(account('stranger', { role: 'consumer' }))).toBeUndefined();
  });

  it('tells the buyer, and only the buyer, where the money is [9.2.co]', async () => {
    await room.start();
    room.channel.payerPays('c1');
    const LOOK = `mutation { lookUpPayment(input: { checkoutId: "c1" }) { ... on Payment { state stateLabel } ... on LookUpPaymentRefused { code } } }`;
    expect((await room.graph<any>(account('stranger', { role: 'consumer' }), LOOK)).lookUpPayment).toEqual({
      code: 'NOT_FOUND',
    });
    expect((await room.graph<any>(buyer, LOOK)).lookUpPayment).toEqual({
      state: 'PAID',
      stateLabel: '已付款，由支付机构保管',
    });
    expect((await room.graphWithErrors(ANONYMOUS, '{ trialBalance { sumFen } }')).errors![0]!.extensions!['code']).toBe(
      'UNAUTHENTICATED',
    );
    expect((await room.graphWithErrors(buyer, '{ trialBalance { sumFen } }')).errors![0]!.extensions!['code']).toBe(
      'FORBIDDEN',
    );
  });
});
