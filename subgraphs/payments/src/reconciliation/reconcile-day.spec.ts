import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

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
      state: 'matched',
      ourPaidFen: 10000,
      theirPaidFen: 10000,
      openCaseCount: 0,
    });
    room.channel.addToBill({ outTradeNo: 'Ostranger', orderFen: 700 });
    expect((await room.graph<any>(finance, RECONCILE)).reconcileDay).toMatchObject({
      state: 'different',
      openCaseCount: 1,
    });
    expect(
      (
        await room.graph<any>(
          finance,
          '{ reconciliationCases(state: "open", date: "2026-11-25") { edges { node { kind reference stateLabel } } } }',
        )
      ).reconciliationCases.edges,
    ).toEqual([{ node: { kind: 'payment-missing-here', reference: 'Ostranger', stateLabel: '待处理' } }]);
    await room.graph<any>(finance, RECONCILE);
    expect(await room.rows('ReconciliationCase')).toHaveLength(1);
  });
});
