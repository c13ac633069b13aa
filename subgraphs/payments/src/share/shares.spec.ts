import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import {
  contractIdOf,
  contractOf,
  finance,
  MERCHANT,
  MERCHANTS,
  OPEN,
  openPayments,
  requestId,
} from '../payments.fixture.ts';
import type { PaymentsRoom } from '../payments.fixture.ts';

const [CARRIER, STATION] = ['party-carrier', 'party-3'];
const ACCOUNTS = { [CARRIER]: '1900000201', [STATION]: '1900000202' };
const FREIGHT_FEN = 400;
const COMMISSION_FEN = 165;

/** Order o1 of party-1 for 60 yuan, 5 of them for delivery: 80 percent are the carrier's, 30 per mille the station's. */
describe('shares of several receivers', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    room.channel.takeFees(60);
    for (const [partyId, subMerchantId] of Object.entries(ACCOUNTS)) await open(partyId, subMerchantId);
    await agree({ kind: 'delivery', freightSharedPercent: 80 }, CARRIER);
    await agree({ kind: 'station', commissionPermille: 30 }, STATION);
    await room.paid();
  });
  afterEach(() => room.close());

  const open = (partyId: string, subMerchantId: string) =>
    room.graph(finance, OPEN, { i: { ...MERCHANT, requestId: requestId(), partyId, subMerchantId } });
  const agree = (terms: { kind: string } & Record<string, unknown>, withPartyId: string, change: object = {}) =>
    room.receive(
      'sellers',
      'sellers.contract-signed.v1',
      contractOf('party-1', terms, { withPartyId, contractId: contractIdOf(terms.kind, withPartyId), ...change }),
    );
  const completed = (orderId: string, carrierPartyId: string | null = CARRIER, stationPartyId?: string) =>
    room.receive('orders', 'orders.order-completed.v1', {
      orderId,
      checkoutId: 'c1',
      partyId: 'party-1',
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: 6000,
      refundedFen: 0,
      deliveryFen: 500,
      ...(carrierPartyId && { carrierPartyId }),
      ...(stationPartyId && { stationPartyId }),
    });
  const shares = async () =>
    (await room.rows('ProfitShare'))
      .map(({ kind, partyId, amountFen, returningFen, state }) => [kind, partyId, amountFen, returningFen, state])
      .toSorted();
  const judged = async () =>
    (
      await room.graph<any>(
        { kind: 'peer', id: 'orders', grants: [] },
        `{ sharesJudged(fromMs: "0", toMs: "${room.clock.now() + 1}") {
          judged above { orderId kind partyId sharedFen allowedFen } } }`,
      )
    ).sharesJudged;
  const returns = async () =>
    (await room.rows('ShareReturn')).map(({ kind, amountFen, state }) => [kind, amountFen, state]).toSorted();
  /** What the ledger says is in each account, against what is. */
  const heldAlike = async () => {
    const at = room.clock.now() + DAY_MS;
    room.clock.set(new Date(at).toISOString());
    const date = new Date(at - DAY_MS).toISOString().slice(0, 10);
    await room.graph(finance, 'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { __typename } }', {
      i: { date },
    });
    for (const [partyId, merchant] of Object.entries({ ...MERCHANTS, ...ACCOUNTS }))
      expect([
        partyId,
        (await room.balanceOf(`seller:${partyId}`)) + (await room.balanceOf(`provider-frozen:${partyId}`)),
      ]).toEqual([partyId, room.channel.holdsFen(merchant)]);
    expect((await room.balanceOf('platform-commission')) + (await room.balanceOf('platform-funds'))).toBe(
      room.channel.holdsFen(null),
    );
    expect((await room.rows('ReconciliationCase')).map(({ kind, reference }) => [kind, reference])).toEqual([]);
  };

  it('go to the platform, the carrier and the station in one step, each by its contract [9.2.cn]', async () => {
    // Neither what another seller agreed, nor what held last year, nor what begins next year.
    const stationTerms = { kind: 'station', commissionPermille: 90 };
    const signed = (contractId: string, partyId: string, change: object) =>
      room.receive(
        'sellers',
        'sellers.contract-signed.v1',
        contractOf(partyId, stationTerms, { withPartyId: 'party-2', contractId, signedAtMs: 9, ...change }),
      );
    await signed('of-another', 'party-2', { withPartyId: STATION });
    await signed('of-last-year', 'party-1', { validUntilOn: '2026-06-30' });
    await signed('of-next-year', 'party-1', { validFromOn: '2027-01-01' });
    await completed('o1');
    await room.turn(4);
    expect((await room.rows('Settlement'))[0]).toMatchObject({
      state: 'settled',
      commissionFen: 60,
      sharedFen: FREIGHT_FEN + COMMISSION_FEN,
      netFen: 6000 - 60 - FREIGHT_FEN - COMMISSION_FEN,
    });
    expect(await shares()).toEqual([
      ['commission', STATION, COMMISSION_FEN, 0, 'shared'],
      ['freight', CARRIER, FREIGHT_FEN, 0, 'shared'],
      ['platform-fee', '', 60, 0, 'shared'],
    ]);
    expect(await room.balanceOf(`seller:${CARRIER}`)).toBe(FREIGHT_FEN);
    expect(await room.balanceOf(`seller:${STATION}`)).toBe(COMMISSION_FEN);
    await heldAlike();
    // What it gets, its agent sees, and nothing of what the others get; whoever has no part in it sees nothing.
    const seenBy = async (partyId: string) =>
      nodesOf(
        (
          await room.graph<any>(
            account('agent', { role: 'station-agent', partyId }),
            '{ profitShares { edges { node { amountFen } } } }',
          )
        ).profitShares,
      ).map(({ amountFen }) => amountFen);
    expect([await seenBy(STATION), await seenBy('other-station')]).toEqual([[COMMISSION_FEN], []]);
  });

  it('a station gets more of what its buyer fetched there, and of that alone, and gives it back with the money [8.1.2.as]', async () => {
    const OTHER = 'party-2';
    await agree({ kind: 'station', commissionPermille: 30, pickupPermille: 20 }, STATION, {
      contractId: 'k-here',
      signedAtMs: Date.now(),
    });
    await agree({ kind: 'station', commissionPermille: 10, pickupPermille: 20 }, OTHER);
    await completed('o1', CARRIER, STATION);
    await room.turn(4);
    // Of 55 yuan for goods: 5 percent to the station that handed it out, 1 to the other, 80 of the freight to the carrier.
    expect(await shares()).toEqual([
      ['commission', OTHER, 55, 0, 'shared'],
      ['commission', STATION, 275, 0, 'shared'],
      ['freight', CARRIER, FREIGHT_FEN, 0, 'shared'],
      ['platform-fee', '', 60, 0, 'shared'],
    ]);
    expect(await room.balanceOf(`seller:${STATION}`)).toBe(275);
    expect((await room.rows('Settlement'))[0]).toMatchObject({ netFen: 6000 - 60 - FREIGHT_FEN - 275 - 55 });
    // What the contracts give is no more than that: the station of the hand-over has more by its contract.
    expect(await judged()).toEqual({ judged: 3, above: [] });
    // The buyer sends the goods back, and gets 55 yuan; the delivery was done.
    room.channel.moveMoney(MERCHANTS['party-1'], 'top-up', 10_000);
    await room.refundDue('returned', 5500);
    await room.turn(6);
    expect(await room.balanceOf(`seller:${STATION}`)).toBe(0);
    expect(await room.balanceOf(`seller:${OTHER}`)).toBe(0);
    expect(await room.balanceOf(`seller:${CARRIER}`)).toBe(FREIGHT_FEN);
    expect(await room.balanceOf('platform-commission')).toBe(5);
    expect((await returns()).map(([kind, fen]) => [kind, fen])).toEqual([
      ['commission', 275],
      ['commission', 55],
      ['platform-fee', 55],
    ]);
    await heldAlike();
  });

  it.each([
    [
      '1000 of 60 yuan',
      1000,
      [
        ['commission', 30],
        ['platform-fee', 10],
      ],
    ],
    [
      'a fen more than the goods',
      5501,
      [
        ['commission', 165],
        ['freight', 1],
        ['platform-fee', 56],
      ],
    ],
    [
      'all of it',
      6000,
      [
        ['commission', 165],
        ['freight', 400],
        ['platform-fee', 60],
      ],
    ],
  ])('come back by what nobody is owed any more, when the buyer gets %s back later', async (_, fen, back) => {
    await completed('o1');
    await room.turn(4);
    room.channel.moveMoney(MERCHANTS['party-1'], 'top-up', 10_000);
    await room.refundDue('late', fen);
    await room.refundDue('late', fen);
    await room.turn(4);
    expect(await returns()).toEqual(back.map(([kind, amountFen]) => [kind, amountFen, 'returned']));
    await room.turn(2);
    await heldAlike();
  });

  it('come back once, however many refunds come, and never more than was shared', async () => {
    await completed('o1');
    await room.turn(4);
    for (const key of ['k1', 'k2', 'k3']) await room.refundDue(key, 2000);
    await room.turn(6);
    const sum = new Map<string, number>();
    for (const { kind, amountFen } of await room.rows('ShareReturn')) sum.set(kind, (sum.get(kind) ?? 0) + amountFen);
    expect(Object.fromEntries(sum)).toEqual({ 'platform-fee': 60, freight: 400, commission: 165 });
    expect((await room.rows('ProfitShare')).every(({ amountFen, returningFen }) => amountFen === returningFen)).toBe(
      true,
    );
    await heldAlike();
  });

  it('are asked for again under the same numbers where an answer was lost, and booked once', async () => {
    await completed('o1');
    room.channel.loseAnswers(3);
    await room.turn(8);
    await room.refundDue('late', 1000);
    room.channel.loseAnswers(4);
    await room.turn(12);
    expect(await returns()).toEqual([
      ['commission', 30, 'returned'],
      ['platform-fee', 10, 'returned'],
    ]);
    await heldAlike();
  });

  it('are held against the contracts as they are known now: what was too much comes back to the seller [9.2.cn]', async () => {
    await completed('o1');
    await room.turn(4);
    expect(await judged()).toEqual({ judged: 2, above: [] });
    // The contract of that day was changed; its copy arrived here after the money had gone.
    await agree({ kind: 'delivery', freightSharedPercent: 60 }, CARRIER, {
      contractId: 'delivery-anew',
      signedAtMs: 9e12,
    });
    const above = { orderId: 'o1', kind: 'freight', partyId: CARRIER, sharedFen: FREIGHT_FEN, allowedFen: 300 };
    expect(await judged()).toEqual({ judged: 2, above: [above] });
    await room.receive('orders', 'orders.shares-too-high.v1', { orderId: 'o1' });
    await room.turn(4);
    expect(await returns()).toEqual([['freight', 100, 'returned']]);
    expect(room.eventsOf('payments.share-returned.v1')).toMatchObject([
      { orderId: 'o1', kind: 'freight', partyId: CARRIER, amountFen: 100, isBack: true },
    ]);
    expect(await room.balanceOf(`seller:${CARRIER}`)).toBe(300);
    expect(await judged()).toEqual({ judged: 2, above: [] });
    await room.receive('orders', 'orders.shares-too-high.v1', { orderId: 'o1' });
    await room.turn(2);
    expect(await returns()).toHaveLength(1);
    await heldAlike();
  });

  it('wait for a receiver that is short, and end with the two of them after ten working days', async () => {
    await completed('o1');
    await room.turn(4);
    room.channel.moveMoney(ACCOUNTS[STATION]!, 'withdrawal', -COMMISSION_FEN);
    await room.refundDue('late', 1000);
    await room.turn(4);
    expect(await returns()).toEqual([
      ['commission', 30, 'due'],
      ['platform-fee', 10, 'returned'],
    ]);
    room.clock.advance(20 * DAY_MS);
    await room.turn(4);
    expect(await returns()).toEqual([
      ['commission', 30, 'left'],
      ['platform-fee', 10, 'returned'],
    ]);
  });

  it('are bounded by what the contract with the provider lets be shared; the rest waits for the next order', async () => {
    await agree({ kind: 'payment', sharedPercentMax: 5 }, 'provider', { signedAtMs: 2, contractId: 'pay-5' });
    await completed('o1');
    await room.turn(4);
    // 5 percent of 59.64 yuan.
    const [{ sharedFen, commissionFen }] = await room.rows('Settlement');
    expect([commissionFen, sharedFen]).toEqual([60, 298 - 60]);
    expect(await shares()).toEqual([
      ['commission', STATION, COMMISSION_FEN, 0, 'carried'],
      ['freight', CARRIER, FREIGHT_FEN - 238, 0, 'carried'],
      ['freight', CARRIER, 238, 0, 'shared'],
      ['platform-fee', '', 60, 0, 'shared'],
    ]);
    // A refund takes first what nobody has got yet.
    await room.refundDue('late', 1000);
    await room.turn(4);
    expect(await returns()).toEqual([['platform-fee', 10, 'returned']]);
    expect(await shares()).toContainEqual(['commission', STATION, COMMISSION_FEN - 30, 0, 'carried']);
    // Nobody sells for that seller again: the two parties settle it themselves.
    room.clock.advance(60 * DAY_MS);
    await room.turn(2);
    expect((await shares()).map(([, , , , state]) => state)).toEqual(['left', 'left', 'shared', 'shared']);
  });

  it('go to nobody who has no account, no contract in force, or did not bring it', async () => {
    await agree({ kind: 'station', commissionPermille: 100 }, 'party-without-account');
    await completed('o1', null);
    await room.turn(4);
    expect(await shares()).toEqual([
      ['commission', STATION, COMMISSION_FEN, 0, 'shared'],
      ['platform-fee', '', 60, 0, 'shared'],
    ]);
  });

  it('are seen by who gives and who gets them, and by who oversees money', async () => {
    await completed('o1');
    await room.turn(4);
    const seen = async (role: string, partyId?: string) =>
      (
        await room.graph<any>(
          account('somebody', { role, ...(partyId && { partyId }) }),
          '{ profitShares(sort: AMOUNT_FEN) { edges { node { kind } } } }',
        )
      ).profitShares.edges.map(({ node }: any) => node.kind);
    const all = ['PLATFORM_FEE', 'COMMISSION', 'FREIGHT'];
    expect(await seen('seller-owner', 'party-1')).toEqual(all);
    expect(await seen('carrier-manager', CARRIER)).toEqual(['FREIGHT']);
    expect(await seen('seller-owner', 'party-2')).toEqual([]);
    expect(await seen('finance')).toEqual(all);
  });

  it.each([
    ['carrier-manager', CARRIER, FREIGHT_FEN],
    ['station-agent', STATION, COMMISSION_FEN],
  ] as const)(
    'are had by who gets them: a %s sees them at the provider and takes them to the bank',
    async (role, partyId, fen) => {
      await completed('o1');
      await room.turn(4);
      await heldAlike();
      const who = account('somebody', { role, partyId });
      const ask = async () =>
        (await room.graph<any>(who, '{ holdings { partyId availableFen withdrawingFen } }')).holdings;
      expect(await ask()).toEqual([{ partyId, availableFen: fen, withdrawingFen: 0 }]);
      const document =
        'mutation($i: WithdrawMoneyInput!) { withdrawMoney(input: $i) { ... on Withdrawal { state amountFen } ... on WithdrawMoneyRefused { code } } }';
      const withdraw = async (of: string) =>
        (await room.graph<any>(who, document, { i: { requestId: requestId(), partyId: of, amountFen: fen } }))
          .withdrawMoney;
      expect(await withdraw('party-1')).toEqual({ code: 'NOT_FOUND' });
      expect(await withdraw(partyId)).toEqual({ state: 'SENT', amountFen: fen });
      expect(await ask()).toEqual([{ partyId, availableFen: 0, withdrawingFen: fen }]);
      expect(
        nodesOf((await room.graph<any>(who, '{ merchantAccounts { edges { node { partyId } } } }')).merchantAccounts),
      ).toEqual([{ partyId }]);
    },
  );
});
