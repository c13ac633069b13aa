import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import { finance, openPayments, type PaymentsRoom } from './payments.fixture.ts';

const PARTIES = ['party-1', 'party-2'] as const;
/** The states of these tables, and as what the list of what is due shows a row that is long late in it. */
const STATES = {
  Refund: { due: 'REFUND', sent: 'REFUND', failed: 'REFUND', succeeded: null },
  Settlement: {
    due: 'SETTLEMENT_UNDER_WAY',
    sharing: 'SETTLEMENT_UNDER_WAY',
    settled: null,
    failed: 'SETTLEMENT',
  },
  ReconciliationCase: {
    open: 'RECONCILIATION',
    proposed: 'RECONCILIATION',
    'in-hand': 'RECONCILIATION',
    settled: null,
    cleared: null,
  },
  RiskHold: { held: 'RISK_HOLD', released: null, confirmed: null, dropped: null },
  // One that is being collected waits from when the provider was asked, which these were not.
  Recovery: { open: 'RECOVERY', collecting: null, recovered: null },
} as const;
const refundRow = (state: string, id = state) => ({
  id,
  refundKey: id,
  partId: id,
  orderId: id,
  partyId: 'party-1',
  outRefundNo: id,
  buyerAccountId: null,
  amountFen: 1,
  reason: '退货',
  source: 'after-sale',
  afterSaleId: null,
  state,
  providerRefundId: null,
  dueAtMs: 5,
  nextAtMs: null,
  attempts: 0,
  createdAtMs: 1,
  succeededAtMs: null,
});

describe('whose rows a list shows', () => {
  let room: PaymentsRoom;
  const insert = (table: string, rows: object[]): Promise<unknown> => {
    const { em }: any = room.subgraph.contextFor(finance, 'test');
    return em.insertMany(table, rows);
  };
  beforeEach(async () => {
    room = await openPayments();
    for (const [at, partyId] of PARTIES.entries())
      for (const [step, state] of Object.keys(STATES.Recovery).entries()) {
        const id = `${partyId}-${state}`;
        const row = { id, partyId, amountFen: 100, state, openedAtMs: at * 10 + step + 1 };
        await insert('Recovery', [
          {
            ...row,
            advanceId: id,
            setOffFen: 0,
            settingOffFen: 0,
            nextAtMs: null,
            recoveredAtMs: null,
            lastError: null,
          },
        ]);
        const advance = { id, complaintId: id, orderId: 'o1', partyId, refundId: id, amountFen: 100, state: 'paid' };
        await insert('Advance', [{ ...advance, createdAtMs: 1, paidAtMs: 1 }]);
      }
  });
  afterEach(() => room.close());

  const owner = account('owner', { role: 'seller-owner', partyId: 'party-1' });
  const listed = async (who: typeof finance, list: string, filter = '', field = 'id') => {
    const found = await room.graph<any>(who, `{ ${list}${filter} { edges { node { ${field} } } } }`);
    return nodesOf(found[list]).map((node: any) => node[field]);
  };

  it("recoveries: a seller's own, all to who oversees money, and what a filter asks for", async () => {
    const own = ['party-1-recovered', 'party-1-collecting', 'party-1-open'];
    const others = ['party-2-recovered', 'party-2-collecting', 'party-2-open'];
    expect(await listed(owner, 'recoveries')).toEqual(own);
    for (const role of ['finance', 'operator-admin', 'regulator', 'mediator'])
      expect(await listed(account('staff', { role }), 'recoveries')).toEqual([...others, ...own]);
    expect(await listed(owner, 'recoveries', '(partyId: "party-2")')).toEqual([]);
    expect(await listed(finance, 'recoveries', '(partyId: "party-2")')).toEqual(others);
    expect(await listed(finance, 'recoveries', '(state: OPEN)')).toEqual(['party-2-open', 'party-1-open']);
  });

  it("recoveries name their complaint, and their order to its seller's people with the right to orders, and to who oversees orders", async () => {
    // Both were paid for an order of party-1; for the second one party-2 is liable.
    const paid = PARTIES.map((partyId) => `${partyId}-open`);
    for (const id of paid) await insert('Refund', [refundRow('succeeded', id)]);
    const named = async (who: typeof finance) => {
      const fields = 'id complaint { id } order { id }';
      const found = await room.graph<any>(who, `{ recoveries(state: OPEN) { edges { node { ${fields} } } } }`);
      return nodesOf(found.recoveries).map(({ id, complaint, order }: any) => [id, complaint.id, order?.id ?? null]);
    };
    const [first, second] = paid;
    const staff = (...rights: string[]) => account('staff', { role: 'seller-staff', partyId: 'party-1', rights });
    expect(await named(owner)).toEqual([[first, first, 'o1']]);
    expect(await named(staff('finance', 'orders'))).toEqual([[first, first, 'o1']]);
    expect(await named(staff('finance'))).toEqual([[first, first, null]]);
    expect(await named(account('liable', { role: 'seller-owner', partyId: 'party-2' }))).toEqual([
      [second, second, null],
    ]);
    for (const role of ['finance', 'operator-admin', 'regulator', 'mediator'])
      expect(await named(account('office', { role }))).toEqual([
        [second, second, 'o1'],
        [first, first, 'o1'],
      ]);
  });

  it("merchant accounts: a party's own to those who keep its money, all to who oversees money", async () => {
    const seen = (who: typeof finance, filter = '') => listed(who, 'merchantAccounts', filter, 'partyId');
    expect(await seen(owner)).toEqual(['party-1']);
    expect(await seen(account('staff', { role: 'seller-staff', partyId: 'party-1', rights: ['orders'] }))).toEqual([]);
    expect((await seen(finance)).toSorted()).toEqual([...PARTIES]);
    expect(await seen(finance, '(partyId: "party-2")')).toEqual(['party-2']);
    expect(await seen(owner, '(partyId: "party-2")')).toEqual([]);
  });

  it('payments and payouts: to a program, those of the parties that let it see them, and only what is paid out', async () => {
    await room.paid();
    const settled = {
      partId: 'p',
      grossFen: 1,
      refundedFen: 0,
      commissionFen: 0,
      sharedFen: 0,
      setOffFen: 0,
      feeFen: 0,
      netFen: 1,
      nextAtMs: null,
    };
    for (const partyId of PARTIES)
      for (const state of ['settled', 'failed'])
        await insert('Settlement', [
          {
            ...settled,
            id: `${partyId}-${state}`,
            orderId: `${partyId}-${state}`,
            outOrderNo: `${partyId}-${state}`,
            partyId,
            state,
            attempts: 0,
            createdAtMs: 1,
            settledAtMs: 2,
          },
        ]);
    const program = (...rights: string[]): typeof finance => ({
      kind: 'client',
      id: 'C',
      grants: [{ role: 'partner', partyId: 'party-1', rights }],
    });
    expect(await listed(program('bank'), 'payouts')).toEqual(['party-1-settled']);
    expect(await listed(program('payment'), 'partnerPayments', '', 'orderId')).toEqual(['o1']);
    const nobodys = { ...program(), grants: [{ role: 'partner', rights: ['bank', 'payment'] }] };
    expect([await listed(nobodys, 'payouts'), await listed(nobodys, 'partnerPayments')]).toEqual([[], []]);
    expect(await listed(program('bank'), 'merchantAccounts', '', 'partyId')).toEqual(['party-1']);
  });

  it("what is due to the operator's people: what still waits for them, and nothing that is over", async () => {
    for (const state of Object.keys(STATES.Refund)) await insert('Refund', [refundRow(state)]);
    for (const state of Object.keys(STATES.Settlement))
      await insert('Settlement', [
        {
          id: state,
          orderId: state,
          partId: state,
          partyId: 'party-1',
          outOrderNo: state,
          state,
          grossFen: 1,
          refundedFen: 0,
          commissionFen: 0,
          sharedFen: 0,
          setOffFen: 0,
          feeFen: 0,
          netFen: 1,
          nextAtMs: null,
          attempts: 0,
          createdAtMs: 1,
        },
      ]);
    for (const state of Object.keys(STATES.ReconciliationCase))
      await insert('ReconciliationCase', [
        {
          id: state,
          date: '2026-11-25',
          kind: 'payment-missing-here',
          reference: state,
          state,
          openedAtMs: 1,
          ourFen: null,
          theirFen: 1,
          note: null,
          remedyId: null,
          settledAtMs: null,
        },
      ]);
    for (const state of Object.keys(STATES.RiskHold))
      await insert('RiskHold', [
        {
          id: state,
          checkoutId: state,
          buyerAccountId: 'buyer',
          orderIds: null,
          rule: 'amount-unusual',
          amountFen: 1,
          state,
          openedAtMs: 1,
          decidedAtMs: null,
        },
      ]);
    const { paymentsDue } = await room.graph<any>(finance, '{ paymentsDue { kind id } }');
    const waiting = (table: keyof typeof STATES, idsOf = (state: string) => [state]) =>
      Object.entries(STATES[table]).flatMap(([state, kind]) => (kind ? idsOf(state).map((id) => `${kind} ${id}`) : []));
    expect(paymentsDue.map(({ kind, id }: any) => `${kind} ${id}`).toSorted()).toEqual(
      [
        ...waiting('Refund'),
        ...waiting('Settlement'),
        ...waiting('ReconciliationCase'),
        ...waiting('RiskHold'),
        ...waiting('Recovery', (state) => PARTIES.map((party) => `${party}-${state}`)),
      ].toSorted(),
    );
  });
});
