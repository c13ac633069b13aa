import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nodesOf } from '@heitu/kit/serving/testing';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { colleague, CORRECT, DECIDE, reconcileDay, SETTLE } from './cases.fixture.ts';

const SELLER = MERCHANTS['party-1'];
const DAY = '2026-11-25';
const CASES = `{ reconciliationCases { edges { node {
  id kind reference ourFen theirFen state note provenBy correctedFen availableActions
} } } }`;

/** Order o1 of party-1 was paid with 60 yuan, o2 of party-2 with 40. */
describe('a difference of a payment or a refund [9.2.cp]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
  });
  afterEach(() => room.close());

  const reconcile = (date: string) => reconcileDay(room, date);
  const cases = async (who = finance): Promise<any[]> =>
    nodesOf((await room.graph<any>(who, CASES)).reconciliationCases);
  const oneOf = async (kind: string) => (await cases()).find((row) => row.kind === kind);
  const settle = async (caseId: string) =>
    (await room.graph<any>(finance, SETTLE, { i: { caseId, note: '打电话问过' } })).settleReconciliationCase;
  const correct = async (caseId: string, who = finance) =>
    (await room.graph<any>(who, CORRECT, { i: { caseId, reason: '查过流水' } })).correctReconciliationCase;
  const decide = async (caseId: string, confirm: boolean, who = colleague) =>
    (await room.graph<any>(who, DECIDE, { i: { caseId, confirm } })).decideCaseCorrection;
  /** The provider's bill says so much of these numbers. */
  const billed = (change: (row: any) => object | null) => {
    const download = room.channel.downloadTradeBill.bind(room.channel);
    room.channel.downloadTradeBill = async (date) => {
      const bill = await download(date);
      if (!bill.ok) return bill;
      const rows = bill.value.rows.flatMap((row) => {
        const changed = change(row);
        return changed ? [{ ...row, ...changed }] : [];
      });
      return { ok: true, value: { date, rows } };
    };
    return () => (room.channel.downloadTradeBill = download);
  };
  const HELD = { buyers: -10000, 'provider-frozen:party-1': 6000, 'provider-frozen:party-2': 4000 };

  it('is closed by no words while the provider says otherwise, and by its answer when both say the same', async () => {
    billed((row) => (row.outTradeNo === 'Oo1' ? { orderFen: 5990 } : {}));
    await reconcile(DAY);
    const { id, ...open } = await oneOf('PAYMENT_AMOUNT');
    expect(open).toMatchObject({ ourFen: 6000, theirFen: 5990, provenBy: null });
    const says = (totalFen: number) => {
      const query = room.channel.queryCombined.bind(room.channel);
      room.channel.queryCombined = async (number) => {
        const answer = await query(number);
        if (!answer.ok) return answer;
        const value = answer.value.map((sub) => (sub.outTradeNo === 'Oo1' ? { ...sub, totalFen } : sub));
        return { ok: true, value };
      };
    };
    says(5990);
    expect(await settle(id)).toMatchObject({ code: 'NOT_BY_WORDS', clause: '9.2.cp' });
    room.channel.fail('queryCombined');
    expect(await settle(id)).toMatchObject({ code: 'PROVIDER_BUSY' });
    room.channel.fail(null);
    expect(await oneOf('PAYMENT_AMOUNT')).toMatchObject({ state: 'OPEN', note: null, provenBy: null });
    says(6000);
    expect(await settle(id)).toEqual({ id });
    const [part] = (await room.rows('PaymentPart')).filter(({ orderId }) => orderId === 'o1');
    expect(await oneOf('PAYMENT_AMOUNT')).toMatchObject({
      state: 'SETTLED',
      note: '打电话问过',
      provenBy: `PaymentPart:${part.id}`,
      correctedFen: null,
    });
    // Nobody paid anybody.
    expect(await room.booked()).toEqual(HELD);
  });

  it('ends with a later bill, which is named', async () => {
    const later = billed((row) => (row.outTradeNo === 'Oo1' ? null : {}));
    await reconcile(DAY);
    expect(await oneOf('PAYMENT_MISSING_AT_PROVIDER')).toMatchObject({ state: 'OPEN', ourFen: 6000, theirFen: null });
    later();
    expect(await reconcile(DAY)).toEqual({ state: 'MATCHED', openCaseCount: 0 });
    expect(await oneOf('PAYMENT_MISSING_AT_PROVIDER')).toMatchObject({
      state: 'CLEARED',
      provenBy: `Reconciliation:${DAY}`,
    });
  });

  it('above a yuan is booked out of the seller’s account when a second person confirms, once [9.2.cn]', async () => {
    billed((row) => (row.outTradeNo === 'Oo1' ? { orderFen: 5750 } : {}));
    room.channel.moveMoney(SELLER, 'other', -250, ['TOo1']);
    await reconcile(DAY);
    const { id } = await oneOf('PAYMENT_AMOUNT');
    expect((await oneOf('PAYMENT_AMOUNT')).availableActions).toEqual(['SETTLE', 'PROPOSE_CORRECTION']);
    expect(await correct(id)).toEqual({ id });
    expect(await decide(id, true, finance)).toMatchObject({ code: 'SAME_PERSON', clause: '9.2.cn' });
    expect(await room.booked()).toEqual(HELD);
    const both = await Promise.all([decide(id, true), decide(id, true)]);
    expect(both.filter((answer: any) => answer.id)).toHaveLength(1);
    const ONCE = { ...HELD, 'seller:party-1': -250, unexplained: 250 };
    expect(await room.booked()).toEqual(ONCE);
    expect(await oneOf('PAYMENT_AMOUNT')).toMatchObject({
      state: 'SETTLED',
      correctedFen: -250,
      provenBy: `LedgerTransfer:correction:${id}`,
    });
    // The statement shows the same money: it is no second difference.
    await reconcile('2026-11-26');
    await reconcile('2026-11-27');
    expect((await cases()).filter(({ kind }) => kind === 'ORDER_MONEY' || kind === 'BALANCE')).toEqual([]);
    expect(await room.booked()).toEqual(ONCE);
  });

  it('ends with the correction of its order’s money, and the other way round; the same money is booked once', async () => {
    billed((row) => (row.outTradeNo === 'Oo1' ? { orderFen: 5750 } : {}));
    room.channel.moveMoney(SELLER, 'other', -250, ['TOo1']);
    await reconcile(DAY);
    await reconcile('2026-11-26');
    const [ofTrade, ofOrder] = [await oneOf('PAYMENT_AMOUNT'), await oneOf('ORDER_MONEY')];
    expect(ofOrder).toMatchObject({ state: 'OPEN', ourFen: 6000, theirFen: 5750 });
    await correct(ofOrder.id);
    await decide(ofOrder.id, true);
    expect(await oneOf('PAYMENT_AMOUNT')).toMatchObject({
      state: 'CLEARED',
      provenBy: `LedgerTransfer:correction:${ofOrder.id}`,
    });
    // It is there again in the next bill, and nothing is left to book for it.
    await reconcile(DAY);
    expect(await correct(ofTrade.id)).toMatchObject({ code: 'STATEMENT_AGREES' });
    expect(await room.booked()).toMatchObject({ 'seller:party-1': -250, unexplained: 250 });
  });

  it('is not booked where only the bill is wrong and the money is there', async () => {
    billed((row) => (row.outTradeNo === 'Oo1' ? { orderFen: 5999 } : {}));
    await reconcile(DAY);
    const { id } = await oneOf('PAYMENT_AMOUNT');
    expect(await correct(id)).toMatchObject({ code: 'STATEMENT_AGREES', clause: '9.2.cp' });
    expect(await oneOf('PAYMENT_AMOUNT')).toMatchObject({ state: 'OPEN', note: null });
    expect(await room.booked()).toEqual(HELD);
  });

  it('of a refund that our books have and the bill has not ends when the provider says that it went', async () => {
    await room.refundDue('k1', 1000);
    await room.turn(3);
    billed((row) => (row.kind === 'refund' ? null : {}));
    await reconcile(DAY);
    const { id } = await oneOf('REFUND_MISSING_AT_PROVIDER');
    const query = room.channel.queryRefund.bind(room.channel);
    room.channel.queryRefund = async (number: string, merchant: string) => {
      const answer = await query(number, merchant);
      return answer.ok ? { ok: true, value: { ...answer.value, state: 'processing' } } : answer;
    };
    expect(await settle(id)).toMatchObject({ code: 'NOT_BY_WORDS' });
    room.channel.queryRefund = query;
    expect(await settle(id)).toEqual({ id });
    const [refund] = await room.rows('Refund');
    expect(await oneOf('REFUND_MISSING_AT_PROVIDER')).toMatchObject({
      state: 'SETTLED',
      provenBy: `Refund:${refund.id}`,
    });
    expect(await room.balanceOf('provider-frozen:party-1')).toBe(5000);
  });

  /** By the seller, in the provider's own pages: 3 yuan to the buyer of o1, or of what nobody here knows. */
  const refundedByHand = (outTradeNo = 'Oo1') => {
    room.channel.moveMoney(SELLER, 'refund', -300, ['500-1']);
    const download = room.channel.downloadTradeBill.bind(room.channel);
    room.channel.downloadTradeBill = async (date) => {
      const bill = await download(date);
      const [first] = bill.ok ? bill.value.rows : [];
      if (!bill.ok || !first || date !== DAY) return bill;
      const refund = {
        kind: 'refund',
        outTradeNo,
        outRefundNo: 'Rhand',
        refundId: '500-1',
        orderFen: 0,
      } as const;
      const row = { ...first, ...refund, refundFen: 300, refundState: 'succeeded' as const };
      return { ok: true, value: { date, rows: [...bill.value.rows, row] } };
    };
  };

  it('of a refund that somebody made at the provider is booked out of the seller’s account, by two persons', async () => {
    refundedByHand();
    await reconcile(DAY);
    const { id } = await oneOf('REFUND_MISSING_HERE');
    expect(await settle(id)).toMatchObject({ code: 'NOT_BY_WORDS' });
    expect(await correct(id)).toEqual({ id });
    expect(await decide(id, true)).toEqual({ id });
    expect(await room.booked()).toEqual({ ...HELD, 'seller:party-1': -300, unexplained: 300 });
    expect(await oneOf('REFUND_MISSING_HERE')).toMatchObject({ state: 'SETTLED', correctedFen: -300 });
    await reconcile('2026-11-26');
    await reconcile('2026-11-27');
    expect((await room.rows('AccountDay')).filter(({ differenceFen }) => differenceFen !== 0)).toEqual([]);
    expect((await cases()).filter(({ state }) => state === 'OPEN')).toEqual([]);
  });

  it('of a refund of a payment that nobody here knows is booked out of the account whose statement shows it', async () => {
    refundedByHand('Ounknown');
    await reconcile(DAY);
    const { id } = await oneOf('REFUND_MISSING_HERE');
    expect(await correct(id)).toEqual({ id });
    expect(await decide(id, true)).toEqual({ id });
    expect(await room.booked()).toEqual({ ...HELD, 'seller:party-1': -300, unexplained: 300 });
    await reconcile('2026-11-26');
    expect((await cases()).filter(({ state }) => state === 'OPEN')).toEqual([]);
  });

  it('of a refund that was found before its payment was kept hears of it with the next comparison', async () => {
    refundedByHand();
    await reconcile(DAY);
    const { em }: any = room.subgraph.contextFor(finance, 'test');
    await em.nativeUpdate('ReconciliationCase', { reference: 'Rhand' }, { outTradeNo: null });
    await reconcile(DAY);
    expect(await room.rows('ReconciliationCase')).toMatchObject([{ reference: 'Rhand', outTradeNo: 'Oo1' }]);
  });
});
