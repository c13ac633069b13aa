import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { finance, MERCHANTS, openPayments, requestId, type PaymentsRoom } from '../payments.fixture.ts';

const DAY = '2026-11-25';
const HOLDINGS = `query($p: ID) { holdings(partyId: $p) { availableFen withdrawingFen heldFen paidOutFen
  withdrawals { id amountFen state bank accountTail whyNot } } }`;
const WITHDRAW = `mutation($i: WithdrawMoneyInput!) { withdrawMoney(input: $i) { __typename
  ... on Withdrawal { id state amountFen } ... on WithdrawMoneyRefused { code clause details { path } } } }`;

/** Of order o1, 5904 fen are available on the account of party-1. */
describe('what a party takes to its bank', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    room.channel.takeFees(60);
    await room.paid();
    await room.completed('o1');
    await room.turn(4);
    await reconcile(DAY);
  });
  afterEach(() => room.close());

  const owner = account('owner', { role: 'seller-owner', partyId: 'party-1' });
  const MERCHANT = MERCHANTS['party-1'];
  const reconcile = async (date: string) => {
    room.clock.set(new Date(Date.parse(`${date}T03:00:00Z`) + DAY_MS).toISOString());
    const query = 'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { __typename } }';
    await room.graph(finance, query, { i: { date } });
  };
  const withdraw = async (amountFen: number, who = owner, input: object = {}) =>
    (await room.graph<any>(who, WITHDRAW, { i: { requestId: requestId(), partyId: 'party-1', amountFen, ...input } }))
      .withdrawMoney;
  const holding = async () => (await room.graph<any>(owner, HOLDINGS, {})).holdings[0];
  /** The provider is asked again. */
  const later = async (ms = HOUR_MS) => {
    room.clock.advance(ms);
    await room.turn(2);
  };

  it('leaves what is available at once, the books with the statement, and arrives when no bank sends it back [9.2.cn]', async () => {
    expect((await holding()).availableFen).toBe(5904);
    expect(await withdraw(5000)).toMatchObject({ __typename: 'Withdrawal', state: 'SENT', amountFen: 5000 });
    expect(await holding()).toMatchObject({ availableFen: 904, withdrawingFen: 5000, heldFen: 5904, paidOutFen: 0 });
    room.channel.withdrawals.end('succeeded');
    await later();
    expect(await holding()).toMatchObject({
      availableFen: 904,
      withdrawingFen: 5000,
      withdrawals: [{ state: 'PAID', bank: '工商银行', accountTail: '1234', whyNot: null }],
    });
    const [{ paidAtMs }] = await room.rows('Withdrawal');
    await reconcile('2026-11-26');
    expect(await holding()).toMatchObject({ availableFen: 904, withdrawingFen: 0, heldFen: 904, paidOutFen: 5000 });
    expect(await room.rows('ReconciliationCase')).toEqual([]);
    const arrivesAtMs = addWorkingDays(paidAtMs, 7);
    room.clock.set(new Date(arrivesAtMs - 1).toISOString());
    await room.subgraph.runOnce();
    expect((await holding()).withdrawals[0].state).toBe('PAID');
    room.clock.advance(1);
    await room.subgraph.runOnce();
    expect((await holding()).withdrawals[0].state).toBe('ARRIVED');
    expect(room.channel.withdrawals.count()).toBe(1);
    expect(room.channel.holdsFen(MERCHANT)).toBe(904);
  });

  it('is refused where there is not so much, less than a yuan, or one is under way; nothing is asked of the provider', async () => {
    expect(await withdraw(99)).toMatchObject({ code: 'TOO_LITTLE', details: [{ path: ['amountFen'] }] });
    expect(await withdraw(5905)).toMatchObject({ code: 'NOT_ENOUGH', clause: '9.2.cn' });
    expect(room.channel.withdrawals.count()).toBe(0);
    await withdraw(5000);
    expect(await withdraw(100)).toMatchObject({ code: 'UNDER_WAY' });
    room.channel.withdrawals.end('succeeded');
    await later();
    // Paid, but not in the books: it cannot be taken a second time.
    expect(await withdraw(905)).toMatchObject({ code: 'NOT_ENOUGH' });
    expect(await withdraw(904)).toMatchObject({ state: 'SENT' });
    expect(room.channel.withdrawals.count()).toBe(2);
  });

  it('of six who ask at once one is given it, and nothing is asked for twice', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => withdraw(5000)));
    expect(answers.map(({ state, code }) => state ?? code).toSorted()).toEqual([
      'SENT',
      ...Array.from({ length: 5 }, () => 'UNDER_WAY'),
    ]);
    expect(room.channel.withdrawals.count()).toBe(1);
  });

  it("is one's own, with the right to money", async () => {
    const clerk = (right: string) => account('clerk', { role: 'seller-staff', partyId: 'party-1', rights: [right] });
    const other = account('other', { role: 'seller-owner', partyId: 'party-2' });
    for (const who of [other, clerk('orders')]) expect(await withdraw(500, who)).toMatchObject({ code: 'NOT_FOUND' });
    await expect(withdraw(500, finance)).rejects.toThrow('FORBIDDEN');
    expect(await withdraw(500, clerk('finance'))).toMatchObject({ state: 'SENT' });
    expect((await room.graph<any>(other, HOLDINGS, { p: 'party-1' })).holdings).toEqual([]);
  });

  it('is asked for once under one number, whatever answers are lost, and once for one request', async () => {
    room.channel.loseAnswers(3);
    const key = requestId();
    expect(await withdraw(5000, owner, { requestId: key })).toMatchObject({ state: 'DUE' });
    expect(await withdraw(5000, owner, { requestId: key })).toMatchObject({ state: 'DUE' });
    room.channel.withdrawals.end('succeeded');
    await later();
    await later();
    expect(await holding()).toMatchObject({ withdrawals: [{ state: 'PAID', amountFen: 5000 }] });
    expect(room.channel.withdrawals.count()).toBe(1);
    expect(room.channel.holdsFen(MERCHANT)).toBe(904);
  });

  it.each([
    ['failed', 'FAILED'],
    ['returned', 'RETURNED'],
  ] as const)('what the provider says is %s is available again, and it says why', async (how, state) => {
    await withdraw(5000);
    if (how === 'returned') {
      room.channel.withdrawals.end('succeeded');
      await later();
      await reconcile('2026-11-26');
      expect((await holding()).availableFen).toBe(904);
    }
    room.channel.withdrawals.end(how);
    await later(DAY_MS / 4);
    await reconcile('2026-11-27');
    expect(await holding()).toMatchObject({
      availableFen: 5904,
      withdrawingFen: 0,
      heldFen: 5904,
      paidOutFen: 0,
      withdrawals: [{ state, whyNot: '户名不符' }],
    });
    expect(room.channel.holdsFen(MERCHANT)).toBe(5904);
    expect(await withdraw(5904)).toMatchObject({ state: 'SENT' });
  });

  it('what the provider is silent about lies with finance after three working days', async () => {
    await withdraw(5000);
    const due = async () =>
      (await room.graph<any>(finance, '{ paymentsDue { kind } }')).paymentsDue.filter(
        ({ kind }: any) => kind === 'WITHDRAWAL',
      );
    expect(await due()).toEqual([]);
    room.clock.set(new Date(addWorkingDays(room.clock.now(), 3) + 1).toISOString());
    expect(await due()).toHaveLength(1);
  });
});
