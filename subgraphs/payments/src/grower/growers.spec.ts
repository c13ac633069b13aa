import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { toJson } from '@heitu/kit/rules/typed-json';
import { account } from '@heitu/kit/serving/testing';
import { contractOf, finance, MERCHANTS, openPayments, requestId, type PaymentsRoom } from '../payments.fixture.ts';
import { rowOf } from '../rows.fixture.ts';

const [tian, ma, liu] = ['tian', 'ma', 'liu'].map((id) => account(id, { role: 'consumer' }));
const coop = account('coop', { role: 'seller-owner', partyId: 'party-1' });
const other = account('other', { role: 'seller-owner', partyId: 'party-2' });
const COOP = MERCHANTS['party-1'];
/** 2000, 1200.5 and 800 kilograms in 400 packs, at 6.20, 6.15 and 5.80 yuan. */
const POOL = [
  { shareId: 's-tian', growerId: 'g-tian', accountId: 'tian', parts: 2_000_000, priceFen: 620 },
  { shareId: 's-ma', growerId: 'g-ma', accountId: 'ma', parts: 1_200_500, priceFen: 615 },
  { shareId: 's-liu', growerId: 'g-liu', accountId: 'liu', parts: 800_000, priceFen: 580 },
];
/** Of one pack: 31, 18.457… and 11.6 yuan. */
const ONE_PACK = { tian: 3100, ma: 1846, liu: 1160 };

/** Order o1 of party-1 for 60 yuan: one pack of a pooled lot, for 55, and its delivery. */
describe('growers of a pooled lot', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    room.channel.takeFees(60);
    await room.receive('catalog', 'catalog.pool-agreed.v1', {
      lotId: 'lot-1',
      lotCode: 'RICE-1',
      partyId: 'party-1',
      goodsTitle: '五常大米',
      units: 400,
      shares: POOL.map((share) => ({ ...share, crop: '水稻', harvestedOn: '2026-09-28', unit: 'kg', grade: '一等' })),
    });
    await room.paid();
  });
  afterEach(() => room.close());

  const completed = (orderId = 'o1', units = 1, { quantity = 1, lineFen = 5500, deliveryFen = 500 } = {}) =>
    room.receive('orders', 'orders.order-completed.v1', {
      orderId,
      checkoutId: 'c1',
      partyId: 'party-1',
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: 6000,
      refundedFen: 0,
      deliveryFen,
      soldLots: [{ lineId: `line-${orderId}`, lotId: 'lot-1', units, quantity, lineFen }],
    });
  const refundOf = async (key: string, amountFen: number, ofLineFen = amountFen) => {
    await room.receive('orders', 'orders.refund-due.v1', {
      refundKey: key,
      orderId: 'o1',
      checkoutId: 'c1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen,
      reason: '退货',
      afterSaleId: null,
      dueAtMs: room.clock.now() + DAY_MS,
      lines: ofLineFen > 0 ? [{ lineId: 'line-o1', amountFen: ofLineFen }] : [],
    });
    await room.turn(4);
  };
  const settled = async () => {
    await completed();
    await room.turn(4);
  };
  const TAKE = `mutation($i: TakeGrowerMoneyInput!) { takeGrowerMoney(input: $i) {
    ... on GrowerTransfer { id amountFen state packageInfo } ... on TakeGrowerMoneyRefused { code } } }`;
  const take = async (as: typeof coop, partyId = 'party-1', id = requestId()) =>
    (await room.graph<any>(as, TAKE, { i: { requestId: id, partyId } })).takeGrowerMoney;
  const taken = async (as: typeof coop) => {
    const transfer = await take(as);
    if (transfer.code) return transfer;
    room.channel.confirmTransfers();
    await room.turn(2);
    return transfer;
  };
  /** By account: what is owed, shared, transferred, set off, and in which state it is. */
  const shares = async (): Promise<Record<string, unknown[]>> =>
    Object.fromEntries(
      (await room.rows('GrowerShare')).map((row) => [
        row.accountId,
        [row.amountFen, row.sharedFen, row.transferredFen, row.setOffFen - row.backFen, row.state],
      ]),
    );
  /** What the ledger says is in each account, against what is. */
  const heldAlike = async () => {
    for (const days of [1, 1]) {
      const at = room.clock.now() + days * DAY_MS;
      room.clock.set(new Date(at).toISOString());
      const date = new Date(at - DAY_MS).toISOString().slice(0, 10);
      await room.graph(finance, 'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { __typename } }', {
        i: { date },
      });
    }
    for (const [partyId, merchant] of Object.entries(MERCHANTS))
      expect([
        partyId,
        (await room.balanceOf(`seller:${partyId}`)) + (await room.balanceOf(`provider-frozen:${partyId}`)),
      ]).toEqual([partyId, room.channel.holdsFen(merchant)]);
    expect((await room.rows('ReconciliationCase')).map(({ kind, reference }) => [kind, reference])).toEqual([]);
    expect((await room.balance()).sumFen).toBe(0);
  };

  // 30 percent of 59.64 yuan are 17.89; the platform's fee of 60 fen comes first.
  const CAP = 1789 - 60;
  // In proportion to what each is owed.
  const SHARED = { tian: 877, ma: 523, liu: 329 };

  it('are shared with within the cap, in one step with the settlement; the rest is owed to the fen [9.2.cn]', async () => {
    await settled();
    expect((await room.rows('Settlement'))[0]).toMatchObject({
      state: 'settled',
      commissionFen: 60,
      sharedFen: CAP,
      netFen: 6000 - 60 - CAP,
    });
    expect(await shares()).toEqual({
      tian: [ONE_PACK.tian, SHARED.tian, 0, 0, 'open'],
      ma: [ONE_PACK.ma, SHARED.ma, 0, 0, 'open'],
      liu: [ONE_PACK.liu, SHARED.liu, 0, 0, 'open'],
    });
    expect(await room.balanceOf('growers')).toBe(CAP);
    await heldAlike();
  });

  it('take what is above the cap out of the cooperative’s account, each their own, once [9.2.cn]', async () => {
    await settled();
    room.channel.moveMoney(COOP, 'top-up', 10_000);
    const id = requestId();
    const transfer = await take(tian!, 'party-1', id);
    expect(transfer).toMatchObject({
      amountFen: ONE_PACK.tian - SHARED.tian,
      state: 'WAITING',
      packageInfo: expect.any(String),
    });
    // The same tap, and another one before it has ended.
    expect(await take(tian!, 'party-1', id)).toEqual(transfer);
    expect(await take(tian!)).toEqual({ code: 'UNDER_WAY' });
    expect(await take(tian!, 'party-2')).toEqual({ code: 'NOTHING_OPEN' });
    expect(await take(coop)).toEqual({ code: 'NOTHING_OPEN' });
    room.channel.confirmTransfers();
    await room.turn(2);
    await taken(ma!);
    await taken(liu!);
    expect(await shares()).toEqual({
      tian: [ONE_PACK.tian, SHARED.tian, ONE_PACK.tian - SHARED.tian, 0, 'paid'],
      ma: [ONE_PACK.ma, SHARED.ma, ONE_PACK.ma - SHARED.ma, 0, 'paid'],
      liu: [ONE_PACK.liu, SHARED.liu, ONE_PACK.liu - SHARED.liu, 0, 'paid'],
    });
    expect(await take(tian!)).toEqual({ code: 'NOTHING_OPEN' });
    expect(await room.balanceOf('growers')).toBe(3100 + 1846 + 1160);
    await heldAlike();
  });

  it('are owed as before where they do not take it in time, or the cooperative’s account is short', async () => {
    await settled();
    const { id, ...begun } = await take(ma!);
    expect(begun).toMatchObject({ state: 'WAITING' });
    const waiting = async (as: typeof coop) =>
      (await room.graph<any>(as, '{ myGrowerTransfers(state: WAITING) { edges { node { id } } } }')).myGrowerTransfers
        .edges;
    expect([await waiting(ma!), await waiting(liu!)]).toEqual([[{ node: { id } }], []]);
    room.channel.confirmTransfers(false);
    await room.turn(2);
    expect(await waiting(ma!)).toEqual([]);
    expect((await shares()).ma).toEqual([ONE_PACK.ma, SHARED.ma, 0, 0, 'open']);
    room.channel.moveMoney(COOP, 'withdrawal', -4000);
    expect(await take(ma!)).toMatchObject({ state: 'DUE' });
    await room.turn(4);
    expect(await take(ma!)).toEqual({ code: 'UNDER_WAY' });
    // Two days later it is over, and what was in it is owed as before.
    room.clock.advance(2 * DAY_MS);
    await room.turn(1);
    expect((await room.rows('GrowerTransfer')).map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect(await take(ma!)).toMatchObject({ state: 'DUE' });
    // Filled in time, it goes on.
    room.channel.moveMoney(COOP, 'top-up', 10_000);
    await room.turn(4);
    expect((await shares()).ma).toEqual([ONE_PACK.ma, SHARED.ma, 0, 0, 'open']);
    room.channel.confirmTransfers();
    await room.turn(4);
    expect((await shares()).ma).toEqual([ONE_PACK.ma, SHARED.ma, ONE_PACK.ma - SHARED.ma, 0, 'paid']);
    await heldAlike();
  });

  it('are asked about under the same number where an answer was lost, and paid once', async () => {
    await completed();
    room.channel.loseAnswers(3);
    await room.turn(8);
    room.channel.moveMoney(COOP, 'top-up', 10_000);
    room.channel.loseAnswers(1);
    expect(await take(liu!)).toMatchObject({ state: 'DUE' });
    await room.turn(2);
    room.channel.confirmTransfers();
    room.channel.loseAnswers(1);
    await room.turn(4);
    expect((await shares()).liu).toEqual([ONE_PACK.liu, SHARED.liu, ONE_PACK.liu - SHARED.liu, 0, 'paid']);
    expect((await room.rows('GrowerTransfer')).length).toBe(1);
    await heldAlike();
  });

  it('are owed nothing of what the buyer got back before; what another paid for takes nothing from them', async () => {
    await refundOf('half', 2750);
    // A compensation is of no line.
    await refundOf('none', 500, 0);
    // One that never arrived gave the buyer nothing back.
    const failed = { id: 'failed', refundKey: 'failed', outRefundNo: 'failed', orderId: 'o1', state: 'failed' };
    const { em }: any = room.subgraph.contextFor(finance, 'test');
    await em.insertMany('Refund', [
      rowOf('Refund', { ...failed, lines: toJson([{ lineId: 'line-o1', amountFen: 1000 }]) }),
    ]);
    await settled();
    const { tian: one, ma: two, liu: three } = await shares();
    expect([one, two, three].map((row) => row?.[0])).toEqual([1550, 923, 580]);
    await heldAlike();
  });

  it('give back what was paid too much from what is sold next, and nobody else does', async () => {
    await settled();
    room.channel.moveMoney(COOP, 'top-up', 20_000);
    await taken(tian!);
    await taken(ma!);
    await refundOf('late', 2750);
    expect(await shares()).toEqual({
      tian: [1550, SHARED.tian, ONE_PACK.tian - SHARED.tian, 0, 'over'],
      ma: [923, SHARED.ma, ONE_PACK.ma - SHARED.ma, 0, 'over'],
      liu: [580, SHARED.liu, 0, 0, 'open'],
    });
    expect(await take(tian!)).toEqual({ code: 'NOTHING_OPEN' });
    // Order o2 is another seller's; one pack more of o1's lot is sold with it all the same.
    await room.receive('orders', 'orders.order-completed.v1', {
      orderId: 'o2',
      checkoutId: 'c1',
      partyId: 'party-2',
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: 4000,
      refundedFen: 0,
      soldLots: [{ lineId: 'line-o2', lotId: 'lot-1', units: 1, quantity: 1, lineFen: 4000 }],
    });
    await room.turn(6);
    const of = async (accountId: string) =>
      (await room.rows('GrowerShare'))
        .filter((row) => row.accountId === accountId)
        .map((row) => [row.orderId, row.amountFen, row.setOffFen, row.backFen, row.state])
        .toSorted();
    expect(await of('tian')).toEqual([
      ['o1', 1550, 0, 1550, 'paid'],
      ['o2', 3100, 1550, 0, 'open'],
    ]);
    expect(await of('ma')).toEqual([
      ['o1', 923, 0, 923, 'paid'],
      ['o2', 1846, 923, 0, 'open'],
    ]);
    expect((await of('liu')).map(([, amountFen, setOffFen]) => [amountFen, setOffFen])).toEqual([
      [580, 0],
      [1160, 0],
    ]);
  });

  it('see their own statement, the cooperative its lots’, finance all of it, and nobody else any', async () => {
    await settled();
    const LIST =
      'edges { node { lotCode goodsTitle crop harvestedOn quantity unit priceFen amountFen sharedFen openFen state why party { id } } }';
    const mine = async (as: typeof coop) =>
      (await room.graph<any>(as, `{ myGrowerShares { ${LIST} } }`)).myGrowerShares.edges.map(({ node }: any) => node);
    expect(await mine(tian!)).toEqual([
      {
        lotCode: 'RICE-1',
        goodsTitle: '五常大米',
        crop: '水稻',
        harvestedOn: '2026-09-28',
        quantity: 5,
        unit: 'KG',
        priceFen: 620,
        amountFen: 3100,
        sharedFen: SHARED.tian,
        openFen: 3100 - SHARED.tian,
        state: 'OPEN',
        why: '22.23元超出微信一单能直接分的，在合作社账上，点“收款”就转',
        party: { id: 'party-1' },
      },
    ]);
    expect(await mine(coop)).toEqual([]);
    const all = async (as: typeof coop) =>
      await room.graph<any>(
        as,
        '{ growerShares(lotId: "lot-1") { edges { node { amountFen } } } pooledLotPay(lotId: "lot-1") { owedFen paidFen openFen } }',
      );
    const whole = { owedFen: 6106, paidFen: CAP, openFen: 6106 - CAP };
    for (const as of [coop, finance]) {
      const answer = await all(as);
      expect([answer.growerShares.edges.length, answer.pooledLotPay]).toEqual([3, whole]);
    }
    const others = await all(other);
    expect([others.growerShares.edges, others.pooledLotPay]).toEqual([[], null]);
    const { myGrowerAccounts } = await room.graph<any>(
      ma!,
      '{ myGrowerAccounts { party { id } owedFen paidFen openFen } }',
    );
    expect(myGrowerAccounts).toEqual([
      { party: { id: 'party-1' }, owedFen: 1846, paidFen: SHARED.ma, openFen: 1846 - SHARED.ma },
    ]);
  });

  it('wait on the cooperative’s desk, then on finance’s; what was paid too much ends after 120 working days', async () => {
    await settled();
    const due = async () =>
      (await room.graph<any>(finance, '{ paymentsDue { kind } }')).paymentsDue.filter(
        ({ kind }: any) => kind === 'GROWER_DEBT',
      ).length;
    expect(await due()).toBe(3);
    room.channel.moveMoney(COOP, 'top-up', 20_000);
    for (const grower of [tian!, ma!, liu!]) await taken(grower);
    expect(await due()).toBe(0);
    await refundOf('late', 5500);
    expect((await room.rows('GrowerShare')).map(({ state }) => state)).toEqual(['over', 'over', 'over']);
    room.clock.advance(100 * DAY_MS);
    await room.turn(1);
    expect((await room.rows('GrowerShare')).map(({ state }) => state)).toEqual(['over', 'over', 'over']);
    room.clock.advance(120 * DAY_MS);
    await room.turn(1);
    expect((await room.rows('GrowerShare')).map(({ state }) => state)).toEqual(['left', 'left', 'left']);
  });

  it('get at most what one transfer and one day let, and wait where it is too little', async () => {
    await agreeCap(0);
    await soldPacks(40);
    const amounts = [];
    for (let i = 0; i < 7; i++) amounts.push((await taken(tian!)).amountFen);
    expect(amounts).toEqual([20_000, 20_000, 20_000, 20_000, 20_000, 20_000, 4000]);
    expect((await shares()).tian).toEqual([124_000, 0, 124_000, 0, 'paid']);
    await heldAlike();
  });
  it('take in a day what the provider lets one person have, whatever others take, and the rest tomorrow', async () => {
    await agreeCap(0);
    await soldPacks(80);
    for (let i = 0; i < 10; i++) expect((await taken(tian!)).amountFen).toBe(20_000);
    expect(await take(tian!)).toEqual({ code: 'DAY_FULL' });
    expect((await taken(ma!)).amountFen).toBe(20_000);
    expect(await take(tian!, 'party-none')).toEqual({ code: 'NOT_FOUND' });
    room.clock.advance(DAY_MS);
    expect((await taken(tian!)).amountFen).toBe(20_000);
  });
  /** Of o1's pooled lot, and the cooperative can pay. */
  const soldPacks = async (units: number) => {
    await completed('o1', units, { quantity: units, lineFen: 6000, deliveryFen: 0 });
    await room.turn(4);
    room.channel.moveMoney(COOP, 'top-up', 1_000_000);
  };
  const agreeCap = (sharedPercentMax: number) =>
    room.receive(
      'sellers',
      'sellers.contract-signed.v1',
      contractOf('party-1', { kind: 'payment', sharedPercentMax }, { contractId: 'pay-0', signedAtMs: 2 }),
    );
});
