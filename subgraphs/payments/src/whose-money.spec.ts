import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { peerActor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import { buyer, checkoutOf, finance, openPayments, type PaymentsRoom } from './payments.fixture.ts';
import { isPaidHere, paidHereByNumber } from './reconciliation/paid-here.ts';
import { rowOf } from './rows.fixture.ts';

/** Two checkouts: c1 of `buyer` (o1 of party-1, o2 of party-2), paid; c2 of `other` (o3 of party-1), not paid. */
describe('whose money an answer tells of', () => {
  let room: PaymentsRoom;
  const other = account('other', { role: 'consumer' });
  beforeEach(async () => {
    room = await openPayments();
    const orders = [{ orderId: 'o3', partyId: 'party-1', totalFen: 700 }];
    room.checkouts.set('c2', checkoutOf(orders, { buyerAccountId: 'other' }));
    await room.paid();
    await room.start('c2', other);
  });
  afterEach(() => room.close());

  const owner = account('owner', { role: 'seller-owner', partyId: 'party-1' });
  const clerk = (right: string) => account('clerk', { role: 'seller-staff', partyId: 'party-1', rights: [right] });
  const insert = (table: string, rows: object[]): Promise<unknown> => {
    const { em }: any = room.subgraph.contextFor(finance, 'test');
    return em.insertMany(table, rows);
  };
  const entities = async (who: typeof finance, representations: object[], fields: string) => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`;
    return (await room.graph<any>(who, query, { r: representations }))._entities;
  };

  it("an order's payment and refunds: to its buyer, to its own seller's people for orders, and to who oversees money", async () => {
    for (const [orderId, partyId, buyerAccountId] of [
      ['o1', 'party-1', 'buyer'],
      ['o2', 'party-2', 'buyer'],
      ['o3', 'party-1', 'other'],
    ]) {
      const own = { id: `r-${orderId}`, refundKey: orderId, outRefundNo: orderId, orderId, partyId, buyerAccountId };
      await insert('Refund', [rowOf('Refund', own)]);
    }
    const orders = ['o1', 'o2', 'o3'];
    const seen = async (who: typeof finance) => {
      const keys = orders.map((id) => ({ __typename: 'Order', id }));
      const found = await entities(who, keys, '... on Order { payment { totalFen } refunds { id } }');
      expect(found.map(({ refunds }: any) => refunds.map(({ id }: any) => id))).toEqual(
        found.map(({ payment }: any, at: number) => (payment ? [`r-${orders[at]}`] : [])),
      );
      return orders.filter((_, at) => found[at].payment !== null);
    };
    expect(await seen(buyer)).toEqual(['o1', 'o2']);
    expect(await seen(other)).toEqual(['o3']);
    expect(await seen(owner)).toEqual(['o1', 'o3']);
    expect(await seen(clerk('orders'))).toEqual(['o1', 'o3']);
    expect(await seen(clerk('finance'))).toEqual([]);
    for (const role of ['finance', 'operator-admin', 'regulator'])
      expect(await seen(account('office', { role }))).toEqual(orders);
  });

  it('a payment by its id: to its buyer, and to who oversees money', async () => {
    const payments = await room.rows('Payment');
    const seen = async (who: typeof finance) =>
      (
        await entities(
          who,
          payments.map(({ id }) => ({ __typename: 'Payment', id })),
          '... on Payment { totalFen }',
        )
      ).map((one: any) => one?.totalFen ?? null);
    expect(payments.map(({ checkoutId }) => checkoutId)).toEqual(['c1', 'c2']);
    expect([await seen(buyer), await seen(other), await seen(owner), await seen(finance)]).toEqual([
      [10000, null],
      [null, 700],
      [null, null],
      [10000, 700],
    ]);
  });

  it("settlements: a party's own to those who keep its money, everybody's to who oversees it", async () => {
    await room.completed('o1');
    await room.completed('o2');
    const seen = async (who: typeof finance) =>
      nodesOf((await room.graph<any>(who, '{ settlements(sort: NET_FEN) { edges { node { orderId } } } }')).settlements)
        .map(({ orderId }) => orderId)
        .sort();
    expect(await seen(owner)).toEqual(['o1']);
    expect(await seen(account('two', { role: 'seller-owner', partyId: 'party-2' }))).toEqual(['o2']);
    expect([await seen(clerk('finance')), await seen(clerk('orders'))]).toEqual([['o1'], []]);
    expect(await seen(finance)).toEqual(['o1', 'o2']);
  });

  it('money counts as settled when its own part is settled, and not while that is under way [9.2.co]', async () => {
    const where = async () => (await room.graph<any>(buyer, '{ payment(checkoutId: "c1") { moneyText } }')).payment;
    await room.completed('o1');
    expect(await where()).toEqual({
      moneyText: '您付的100.00元已收到：100.00元由支付机构保管，交易完成后才结算给商家。',
    });
    await room.turn(3);
    expect((await where()).moneyText).toContain('40.00元由支付机构保管');
    expect((await where()).moneyText).toContain('60.00元');
  });

  it("a person's copy holds the own payments and refunds, and no one else's (PIPL 45)", async () => {
    for (const [orderId, buyerAccountId] of [
      ['o1', 'buyer'],
      ['o3', 'other'],
    ]) {
      const [part] = (await room.rows('PaymentPart')).filter((row) => row.orderId === orderId);
      const own = { id: orderId, refundKey: orderId, outRefundNo: `R-${orderId}`, orderId, partId: part.id };
      await insert('Refund', [rowOf('Refund', { ...own, buyerAccountId })]);
    }
    const copy = async (subjectId: string) => {
      const query = 'query($id: ID!) { paymentsCopy(subjectId: $id, requestedBy: $id, purpose: "copy") }';
      return JSON.parse((await room.graph<any>(peerActor('trust'), query, { id: subjectId })).paymentsCopy);
    };
    const noInvoices = [
      { title: '发票抬头', rows: [] },
      { title: '发票', rows: [] },
    ];
    const paidAt = '2026-11-25 10:00';
    expect(await copy('buyer')).toEqual([
      { title: '付款', rows: [{ 支付单号: 'Cc1', 金额元: '100.00', 付款时间: expect.stringContaining(paidAt) }] },
      { title: '退款', rows: [{ 退款单号: 'R-o1', 金额元: '10.00', 到账时间: null }] },
      ...noInvoices,
    ]);
    expect(await copy('other')).toEqual([
      { title: '付款', rows: [{ 支付单号: 'Cc2', 金额元: '7.00', 付款时间: null }] },
      { title: '退款', rows: [{ 退款单号: 'R-o3', 金额元: '10.00', 到账时间: null }] },
      ...noInvoices,
    ]);
    expect(await copy('nobody')).toEqual([{ title: '付款', rows: [] }, { title: '退款', rows: [] }, ...noInvoices]);
  });

  it('what is kept of whoever asks for erasure goes by the own payments and settlements (E-Commerce Law 31)', async () => {
    const kept = async (subjectId: string) => {
      const query = 'query($id: ID!) { paymentsKept(subjectId: $id) { untilMs } }';
      return (await room.graph<any>(peerActor('trust'), query, { id: subjectId })).paymentsKept.map(
        ({ untilMs }: any) => untilMs && new Date(Number(untilMs)).toISOString().slice(0, 10),
      );
    };
    expect([await kept('buyer'), await kept('other'), await kept('party-1'), await kept('party-2')]).toEqual([
      // Paid: three years. Not paid yet: open.
      ['2029-11-25'],
      [null],
      [],
      [],
    ]);
    await room.completed('o1');
    expect([await kept('party-1'), await kept('party-2')]).toEqual([[null], []]);
    room.clock.advance(DAY_MS);
    await room.turn(3);
    expect([await kept('party-1'), await kept('party-2')]).toEqual([['2029-11-26'], []]);
  });

  it('a party that lost its standing takes no payment, and no other party is touched [7.4.q]', async () => {
    const standing = async () =>
      Object.fromEntries((await room.rows('MerchantAccount')).map((row) => [row.partyId, Boolean(row.inGoodStanding)]));
    const changed = (partyId: string, inGoodStanding: boolean) =>
      room.receive('sellers', 'sellers.party-standing-changed.v1', {
        partyId,
        partyKind: 'seller',
        inGoodStanding,
        reason: '证照到期',
        clause: null,
      });
    const filed = (partyId: string) =>
      room.receive('sellers', 'sellers.filing-approved.v1', {
        filingId: 'f',
        partyId,
        partyKind: 'seller',
        partyName: '某店',
        accountId: 'owner',
        validUntil: null,
      });
    await changed('party-1', false);
    expect(await standing()).toEqual({ 'party-1': false, 'party-2': true });
    await changed('party-2', false);
    await changed('party-1', true);
    expect(await standing()).toEqual({ 'party-1': true, 'party-2': false });
    await changed('party-1', false);
    await filed('party-2');
    expect(await standing()).toEqual({ 'party-1': false, 'party-2': true });
  });

  it('money is here when it was paid here: a part that waits for its payment is not', async () => {
    const context = room.subgraph.contextFor(finance, 'test') as any;
    expect(await paidHereByNumber(context, ['Oo1', 'Oo3', 'Onobodys'])).toEqual([true, false, false]);
    expect([await isPaidHere(context, 'Oo2'), await isPaidHere(context, 'Oo3')]).toEqual([true, false]);
  });
});
