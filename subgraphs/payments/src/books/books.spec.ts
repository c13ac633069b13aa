import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

const SELLER = MERCHANTS['party-1'];
const [DAY, NEXT] = ['2026-11-25', '2026-11-26'];

describe('the books of a day', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    room.channel.takeFees(60);
  });
  afterEach(() => room.close());

  const reconcile = async (date: string) => {
    const at = Date.parse(`${date}T03:00:00Z`) + DAY_MS;
    if (room.clock.now() < at) room.clock.set(new Date(at).toISOString());
    const query =
      'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { ... on Reconciliation { state openCaseCount } ... on ReconcileDayRefused { code } } }';
    return (await room.graph<any>(finance, query, { i: { date } })).reconcileDay;
  };
  const MATCHED = { state: 'MATCHED', openCaseCount: 0 };
  const account = async (merchant: string, date: string) =>
    (await room.rows('AccountDay')).find((row) => row.merchant === merchant && row.date === date);
  const cases = async () =>
    (await room.rows('ReconciliationCase')).map(({ date, kind, state, ourFen, theirFen }) => ({
      date,
      kind,
      state,
      ourFen,
      theirFen,
    }));
  /** What the ledger says is in each account, against what is. */
  const heldAlike = async () => {
    for (const [partyId, merchant] of Object.entries(MERCHANTS))
      expect([
        partyId,
        (await room.balanceOf(`seller:${partyId}`)) + (await room.balanceOf(`provider-frozen:${partyId}`)),
      ]).toEqual([partyId, room.channel.holdsFen(merchant)]);
    expect((await room.balanceOf('platform-commission')) + (await room.balanceOf('platform-funds'))).toBe(
      room.channel.holdsFen(null),
    );
  };

  it('have the fees that the provider took and gave back, each once, and end at what it holds [9.2.cn] [9.2.cp]', async () => {
    await room.paid();
    expect(await reconcile(DAY)).toEqual(MATCHED);
    // 0.6 percent of 60 and of 40 yuan.
    expect(await room.balanceOf('provider-fees')).toBe(36 + 24);
    expect(await room.balanceOf('provider-frozen:party-1')).toBe(6000 - 36);
    await heldAlike();
    await reconcile(DAY);
    expect(await room.balanceOf('provider-fees')).toBe(60);
    expect(await account(SELLER, DAY)).toMatchObject({ theirFen: 5964, ourFen: 5964, differenceFen: 0 });

    await room.refundDue('k1', 1000);
    await room.turn(3);
    expect(await reconcile(NEXT)).toEqual(MATCHED);
    expect(await room.balanceOf('provider-fees')).toBe(54);
    await heldAlike();
  });

  it('release what is left after the fee when an order is settled, whichever comes first [9.2.co]', async () => {
    await room.paid();
    await room.completed('o2');
    await room.turn(4);
    // Settled before the statement: the fee comes from the seller.
    expect(await room.balanceOf('seller:party-2')).toBe(4000 - 40);
    expect(await reconcile(DAY)).toEqual(MATCHED);
    await room.completed('o1');
    await room.turn(4);
    expect(await reconcile(NEXT)).toEqual(MATCHED);
    expect(await room.booked()).toMatchObject({ 'seller:party-1': 6000 - 60 - 36, 'seller:party-2': 4000 - 40 - 24 });
    expect(await room.balanceOf('provider-frozen:party-1')).toBe(0);
    expect(await room.balanceOf('provider-frozen:party-2')).toBe(0);
    expect((await room.rows('Settlement')).map(({ orderId, feeFen, netFen }) => [orderId, feeFen, netFen])).toEqual(
      expect.arrayContaining([
        ['o1', 36, 6000 - 60 - 36],
        ['o2', 0, 4000 - 40],
      ]),
    );
    await heldAlike();
  });

  it('leave all to the seller that the provider released after 180 days, and stay equal to it [9.2.cn]', async () => {
    await room.paid();
    await reconcile(DAY);
    room.clock.set(new Date(Date.parse('2026-11-25T02:00:00Z') + 180 * DAY_MS).toISOString());
    await room.completed('o1');
    await room.turn(8);
    expect(
      (await room.rows('Settlement')).map(({ state, commissionFen, netFen }) => [state, commissionFen, netFen]),
    ).toEqual([['settled', 0, 6000 - 36]]);
    expect(await room.balanceOf('provider-frozen:party-1')).toBe(0);
    expect((await room.rows('AccountDay')).filter(({ differenceFen }) => differenceFen !== 0)).toEqual([]);
    expect(await cases()).toEqual([]);
    await heldAlike();
  });

  it('give back the whole fee of what was refunded whole, though it comes after the settlement', async () => {
    await room.paid();
    await reconcile(DAY);
    await room.refundDue('k1', 6000);
    await room.turn(3);
    await room.completed('o1', 6000);
    await room.turn(3);
    expect(await room.balanceOf('provider-frozen:party-1')).toBe(0);
    expect(await reconcile(NEXT)).toEqual(MATCHED);
    expect(await room.balanceOf('seller:party-1')).toBe(0);
    await heldAlike();
  });

  it('show a fen that is missing in the balance of an account, on its day and on no other [9.2.cp]', async () => {
    await room.paid();
    await reconcile(DAY);
    room.channel.misstate(SELLER, -1);
    expect(await reconcile(NEXT)).toEqual({ state: 'DIFFERENT', openCaseCount: 1 });
    expect(await cases()).toEqual([{ date: NEXT, kind: 'balance', state: 'open', ourFen: 5964, theirFen: 5963 }]);
    expect(await reconcile('2026-11-27')).toEqual(MATCHED);
    // It is found on another day: that day differs by the fen that came back.
    room.channel.misstate(SELLER, 0);
    expect(await reconcile('2026-11-28')).toEqual({ state: 'DIFFERENT', openCaseCount: 1 });
  });

  it('show an order of which the statement tells less than was booked, a day later, and take it back [9.2.cp]', async () => {
    await room.paid();
    // In the balance as well: whoever compares balances alone sees nothing.
    room.channel.moveMoney(SELLER, 'other', -1, ['TOo1']);
    expect(await reconcile(DAY)).toEqual(MATCHED);
    expect(await account(SELLER, DAY)).toMatchObject({ underWayFen: -1, differenceFen: 0 });
    expect(await reconcile(NEXT)).toEqual({ state: 'DIFFERENT', openCaseCount: 1 });
    expect(await cases()).toEqual([{ date: NEXT, kind: 'order-money', state: 'open', ourFen: 5964, theirFen: 5963 }]);
    room.channel.moveMoney(SELLER, 'other', 1, ['TOo1']);
    await reconcile('2026-11-27');
    expect(await cases()).toMatchObject([{ date: NEXT, kind: 'order-money', state: 'cleared' }]);
  });

  it('show a line that belongs to nothing here at once, and book what a party put into its account [9.2.cp]', async () => {
    await room.paid();
    room.channel.moveMoney(SELLER, 'other', -250, ['X1']);
    room.channel.moveMoney(SELLER, 'top-up', 700);
    expect(await reconcile(DAY)).toEqual({ state: 'DIFFERENT', openCaseCount: 1 });
    expect(await cases()).toEqual([{ date: DAY, kind: 'line-unknown', state: 'open', ourFen: null, theirFen: -250 }]);
    expect(await room.booked()).toMatchObject({ 'bank:party-1': -700, 'seller:party-1': 700 });
  });

  it('are not closed while the provider is silent about one account, and ask it alone again [9.2.cp]', async () => {
    await room.paid();
    room.clock.set('2026-11-26T03:00:00Z');
    const download = room.channel.downloadFundFlow.bind(room.channel);
    const asked: (string | null)[] = [];
    room.channel.downloadFundFlow = (date, merchant) => {
      asked.push(merchant);
      if (merchant === MERCHANTS['party-2']) room.channel.fail('downloadFundFlow');
      return download(date, merchant);
    };
    await room.subgraph.runOnce();
    expect(asked).toEqual([null, SELLER, MERCHANTS['party-2']]);
    expect((await room.rows('Reconciliation')).map(({ state }) => state)).toEqual(['due']);
    room.channel.fail(null);
    room.channel.downloadFundFlow = (date, merchant) => {
      asked.push(merchant);
      return download(date, merchant);
    };
    await room.turn(2);
    expect(asked.slice(3)).toEqual([MERCHANTS['party-2']]);
    expect((await room.rows('Reconciliation')).map(({ state }) => state)).toEqual(['matched']);
  });

  it('are closed in their order: whoever closes a day by hand has those before it, that the job has not seen [9.2.cp]', async () => {
    await room.paid();
    await reconcile(DAY);
    await room.refundDue('k1', 1000);
    await room.turn(3);
    // The job slept: nobody has entered the day of the refund.
    expect(await reconcile('2026-11-27')).toEqual(MATCHED);
    expect(await account(SELLER, NEXT)).toMatchObject({ theirFen: 4970, ourFen: 4970, differenceFen: 0 });
    await room.turn(2);
    expect((await room.rows('Reconciliation')).map(({ date, state }) => `${date} ${state}`).sort()).toEqual(
      [DAY, NEXT, '2026-11-27'].map((date) => `${date} matched`),
    );
    await heldAlike();
  });

  it('are closed in their order: a day waits for the statement of one before it that is not there yet [9.2.cp]', async () => {
    await room.paid();
    await reconcile(DAY);
    await room.refundDue('k1', 1000);
    await room.turn(3);
    const download = room.channel.downloadFundFlow.bind(room.channel);
    room.channel.downloadFundFlow = (date, merchant) => {
      room.channel.fail(date === NEXT && merchant === SELLER ? 'downloadFundFlow' : null);
      return download(date, merchant);
    };
    const days = async () =>
      (await room.rows('AccountDay'))
        .filter(({ merchant }) => merchant === SELLER)
        .map(({ date, differenceFen }) => `${date} ${differenceFen}`)
        .toSorted();
    const third = '2026-11-27';
    room.clock.set('2026-11-28T03:00:00Z');
    // Asked about the second day in vain, the job comes to the third while the second waits to be asked about again.
    await room.turn(3);
    expect(await reconcile(third)).toEqual({ code: 'PROVIDER_BUSY' });
    expect(await days()).toEqual([`${DAY} 0`]);
    room.channel.downloadFundFlow = download;
    room.channel.fail(null);
    expect(await reconcile(third)).toEqual(MATCHED);
    expect(await days()).toEqual([`${DAY} 0`, `${NEXT} 0`, `${third} 0`]);
    expect(await reconcile(NEXT)).toEqual(MATCHED);
    expect(await cases()).toEqual([]);
    await heldAlike();
  });

  it('do not wait for a day of which the provider tells no more [9.2.cp]', async () => {
    await room.paid();
    await reconcile(DAY);
    const download = room.channel.downloadFundFlow.bind(room.channel);
    room.channel.downloadFundFlow = (date, merchant) => {
      room.channel.fail(date === NEXT ? 'downloadFundFlow' : null);
      return download(date, merchant);
    };
    room.clock.set('2026-11-27T03:00:00Z');
    await room.turn(1);
    room.clock.advance(89 * DAY_MS);
    expect(await reconcile('2026-12-10')).toEqual({ code: 'PROVIDER_BUSY' });
    room.clock.advance(2 * DAY_MS);
    expect(await reconcile('2026-12-10')).toEqual(MATCHED);
    expect((await room.rows('Reconciliation')).find(({ date }) => date === NEXT)).toMatchObject({ state: 'due' });
  });

  it('begin with what was there before the provider’s first statement, and hold to it from then on', async () => {
    await room.paid();
    // The provider tells no more of the day on which it was paid.
    room.clock.advance(100 * DAY_MS);
    expect(await reconcile('2027-03-05')).toEqual(MATCHED);
    expect(await account(SELLER, '2027-03-05')).toMatchObject({
      theirFen: 5964,
      ourFen: 6000,
      openingFen: -36,
      differenceFen: 0,
    });
    await room.refundDue('k1', 1000);
    await room.turn(3);
    expect(await reconcile('2027-03-06')).toEqual(MATCHED);
    expect(await account(SELLER, '2027-03-06')).toMatchObject({ theirFen: 4970, ourFen: 5006, differenceFen: 0 });
  });

  it('tell logistics by which line an amount came to a party under a number, and of nothing else [8.5.3.ca]', async () => {
    await room.paid();
    const sinceMs = room.clock.now();
    room.channel.moveMoney(SELLER, 'top-up', 5000, ['K-cash-1']);
    const ask = async (partyId: string, number: string, amountFen: number, sinceMs: number) =>
      (
        await room.graph<any>(
          { kind: 'peer', id: 'logistics', grants: [] },
          `query($p: ID!, $n: String!, $f: SafeInt!, $s: String!) {
            transferSeen(partyId: $p, number: $n, amountFen: $f, sinceMs: $s) { number at }
          }`,
          { p: partyId, n: number, f: amountFen, s: String(sinceMs) },
        )
      ).transferSeen;
    // What the provider has not stated yet is not there.
    expect(await ask('party-1', 'K-cash-1', 5000, sinceMs)).toBeNull();
    await reconcile(DAY);
    const line = (await room.rows('FundLine')).find(({ amountFen }) => amountFen === 5000);
    expect(await ask('party-1', 'K-cash-1', 5000, sinceMs)).toEqual({
      number: line.number,
      at: new Date(line.atMs).toISOString(),
    });
    expect(await ask('party-1', 'K-cash-1', 4999, sinceMs)).toBeNull();
    expect(await ask('party-1', 'K-cash-2', 5000, sinceMs)).toBeNull();
    expect(await ask('party-2', 'K-cash-1', 5000, sinceMs)).toBeNull();
    expect(await ask('party-1', 'K-cash-1', 5000, line.atMs + 1)).toBeNull();
    await expect(
      room.graph(
        finance,
        '{ transferSeen(partyId: "party-1", number: "K-cash-1", amountFen: 5000, sinceMs: "0") { number } }',
      ),
    ).rejects.toThrow();
  });
});
