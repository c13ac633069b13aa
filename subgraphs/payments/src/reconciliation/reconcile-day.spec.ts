import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkoutOf, finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

describe('reconcileDay', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('reconciles a day number by number and opens a case for each difference [9.2.cp]', async () => {
    await room.paid();
    const RECONCILE = `mutation { reconcileDay(input: { date: "2026-11-25" }) { ... on Reconciliation { state ourPaidFen theirPaidFen openCaseCount } ... on ReconcileDayRefused { code clause } } }`;
    expect((await room.graph<any>(finance, RECONCILE)).reconcileDay).toMatchObject({
      code: 'BILL_NOT_READY',
      clause: '9.2.cp',
    });
    room.clock.set('2026-11-26T03:00:00Z');
    expect((await room.graph<any>(finance, RECONCILE)).reconcileDay).toEqual({
      state: 'MATCHED',
      ourPaidFen: 10000,
      theirPaidFen: 10000,
      openCaseCount: 0,
    });
    room.channel.addToBill({ outTradeNo: 'Ostranger', orderFen: 700 });
    expect((await room.graph<any>(finance, RECONCILE)).reconcileDay).toMatchObject({
      state: 'DIFFERENT',
      openCaseCount: 1,
    });
    expect(
      (
        await room.graph<any>(
          finance,
          '{ reconciliationCases(state: OPEN, date: "2026-11-25") { edges { node { kind reference stateLabel } } } }',
        )
      ).reconciliationCases.edges,
    ).toEqual([{ node: { kind: 'PAYMENT_MISSING_HERE', reference: 'Ostranger', stateLabel: '待处理' } }]);
    await room.graph<any>(finance, RECONCILE);
    expect(await room.rows('ReconciliationCase')).toHaveLength(1);
  });

  it('closes a difference that is gone when its day is reconciled again, and opens it when it is back [9.2.cp]', async () => {
    await room.paid();
    room.clock.set('2026-11-26T03:00:00Z');
    const reconcile = async () => {
      const mutation =
        'mutation { reconcileDay(input: { date: "2026-11-25" }) { ... on Reconciliation { state openCaseCount } } }';
      return (await room.graph<any>(finance, mutation)).reconcileDay;
    };
    const cases = async () =>
      (await room.rows('ReconciliationCase')).map(({ state, note, settledAtMs }) => [state, note, settledAtMs]);
    const download = room.channel.downloadTradeBill.bind(room.channel);
    const empty = async (date: string) => ({ ok: true as const, value: { date, rows: [] } });

    room.channel.downloadTradeBill = empty;
    expect(await reconcile()).toEqual({ state: 'DIFFERENT', openCaseCount: 2 });
    room.channel.downloadTradeBill = download;
    expect(await reconcile()).toEqual({ state: 'MATCHED', openCaseCount: 0 });
    const cleared = ['cleared', '重新对账后双方一致，系统办结', room.clock.now()];
    expect(await cases()).toEqual([cleared, cleared]);

    room.channel.downloadTradeBill = empty;
    room.clock.advance(1000);
    expect(await reconcile()).toEqual({ state: 'DIFFERENT', openCaseCount: 2 });
    expect(await cases()).toEqual([
      ['open', null, null],
      ['open', null, null],
    ]);
  });

  it('leaves a difference that somebody has begun on or settled as it is, though it is gone [9.2.cp]', async () => {
    await room.paid();
    room.clock.set('2026-11-26T03:00:00Z');
    const RECONCILE = 'mutation { reconcileDay(input: { date: "2026-11-25" }) { __typename } }';
    const download = room.channel.downloadTradeBill.bind(room.channel);
    room.channel.downloadTradeBill = async (date) => ({ ok: true, value: { date, rows: [] } });
    await room.graph<any>(finance, RECONCILE);
    const [first, second] = await room.rows('ReconciliationCase');
    await room.graph<any>(
      finance,
      'mutation($i: SettleReconciliationCaseInput!) { settleReconciliationCase(input: $i) { __typename } }',
      { i: { caseId: first.id, note: '查过了' } },
    );
    await room.subgraph.orm.em
      .fork()
      .execute(`update ReconciliationCase set state = 'proposed' where id = '${second.id}'`);
    room.channel.downloadTradeBill = download;
    await room.graph<any>(finance, RECONCILE);
    const states = new Map((await room.rows('ReconciliationCase')).map(({ id, state }) => [id, state]));
    expect([states.get(first.id), states.get(second.id)]).toEqual(['settled', 'proposed']);
  });

  it('takes as ours of a day what was paid and given back on it, and neither what is under way nor another day’s', async () => {
    await room.paid();
    room.checkouts.set('c2', checkoutOf([{ orderId: 'o3', partyId: 'party-1', totalFen: 700 }]));
    await room.start('c2');
    await room.refundDue('k1', 1000);
    await room.turn(3);
    room.channel.fail('refund');
    await room.refundDue('k2', 500);
    await room.turn(1);
    room.channel.fail(null);
    const day = async (date: string) => {
      const query =
        'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { ... on Reconciliation { ourPaidFen ourRefundedFen } } }';
      return (await room.graph<any>(finance, query, { i: { date } })).reconcileDay;
    };
    room.clock.set('2026-11-28T03:00:00Z');
    expect(await day('2026-11-24')).toEqual({ ourPaidFen: 0, ourRefundedFen: 0 });
    expect(await day('2026-11-25')).toEqual({ ourPaidFen: 10000, ourRefundedFen: 1000 });
    expect(await day('2026-11-26')).toEqual({ ourPaidFen: 0, ourRefundedFen: 0 });
  });
});
