import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

describe('settlements', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it("shows sales by day to a seller and to staff with the right to its money, of its own party alone; everybody's to finance", async () => {
    const settled = {
      orderId: 'o1',
      commissionFen: 100,
      refundedFen: 0,
      sharedFen: 0,
      setOffFen: 0,
      feeFen: 0,
      state: 'settled',
      settledAtMs: null,
      createdAtMs: Date.parse('2026-11-24T17:00:00Z'),
    };
    const { em } = room.subgraph.contextFor(finance, 'test') as any;
    await em.insertMany('Settlement', [
      { ...settled, id: 's1', partyId: 'party-1', grossFen: 6000, netFen: 5900, outOrderNo: 'n1', partId: 'p1' },
      {
        ...settled,
        id: 's2',
        partyId: 'party-2',
        grossFen: 4000,
        netFen: 3900,
        outOrderNo: 'n2',
        partId: 'p2',
        orderId: 'o2',
      },
    ]);
    const seen = async (...grant: object[]) =>
      (
        await room.graph<any>(
          account('somebody', ...(grant as never[])),
          '{ salesByDay(fromDate: "2026-11-24", toDate: "2026-11-25") { partyId party { id } date orders grossFen netFen } }',
        )
      ).salesByDay;
    const own = {
      partyId: 'party-1',
      party: { id: 'party-1' },
      date: '2026-11-25',
      orders: 1,
      grossFen: 6000,
      netFen: 5900,
    };
    expect(await seen({ role: 'seller-owner', partyId: 'party-1' })).toEqual([own]);
    expect(await seen({ role: 'seller-staff', partyId: 'party-1', rights: ['finance'] })).toEqual([own]);
    expect(await seen({ role: 'seller-staff', partyId: 'party-1', rights: ['orders'] })).toEqual([]);
    expect((await seen({ role: 'finance' })).map((day: any) => day.partyId)).toEqual(['party-1', 'party-2']);
    await expect(seen({ role: 'consumer' })).rejects.toThrow();
    const listed = async (filter: string) =>
      (await room.graph<any>(finance, `{ settlements(${filter}) { edges { node { id } } } }`)).settlements.edges.map(
        ({ node }: any) => node.id,
      );
    expect([
      await listed('partyId: "party-1"'),
      await listed('state: FAILED'),
      await listed('state: SETTLED'),
      await listed('sort: NET_FEN, descending: true'),
    ]).toEqual([['s1'], [], ['s2', 's1'], ['s1', 's2']]);
    await expect(listed('sort: SECRET')).rejects.toThrow('does not exist in \\"SettlementSort\\" enum');
  });

  it('settles what is left after refunds, with the published fee, and stays balanced [9.2.cn]', async () => {
    await room.paid();
    await room.refundDue('k1', 1000);
    await room.completed('o1', 1000);
    await room.turn(6);
    const [settlement] = await room.rows('Settlement');
    expect(settlement).toMatchObject({
      state: 'settled',
      grossFen: 6000,
      refundedFen: 1000,
      commissionFen: 50,
      netFen: 4950,
    });
    const { accounts, sumFen } = await room.balance();
    expect(sumFen).toBe(0);
    expect(Object.fromEntries(accounts.map((row: any) => [row.account, row.balanceFen]))).toMatchObject({
      'provider-frozen:party-1': 0,
      'seller:party-1': 4950,
      'platform-commission': 50,
    });
  });

  it.each([
    [1, 5999, 59, 5940],
    [99, 5901, 59, 5842],
    [5901, 99, 0, 99],
    [5900, 100, 1, 99],
  ])('leaves the odd fen of the fee to the seller: %i fen refunded [6.5.a]', async (refundedFen, keptFen, fee, net) => {
    await room.paid();
    await room.refundDue('k1', refundedFen);
    await room.completed('o1', refundedFen);
    await room.turn(6);
    expect((await room.rows('Settlement'))[0]).toMatchObject({
      state: 'settled',
      refundedFen,
      commissionFen: fee,
      netFen: net,
    });
    expect(fee + net).toBe(keptFen);
    expect(await room.booked()).toMatchObject({ 'seller:party-1': net });
    expect(await room.balanceOf('platform-commission')).toBe(fee);
  });

  it('settles as the provider really shared, where its word about the receiver was not true, and registers anew', async () => {
    room.channel.lieAboutReceivers();
    await room.paid();
    await room.completed('o1');
    await room.turn(6);
    expect((await room.rows('Settlement'))[0]).toMatchObject({
      state: 'settled',
      grossFen: 6000,
      commissionFen: 0,
      netFen: 6000,
    });
    await room.completed('o2');
    await room.turn(6);
    expect((await room.rows('Settlement'))[1]).toMatchObject({
      state: 'settled',
      grossFen: 4000,
      commissionFen: 40,
      netFen: 3960,
    });
    expect((await room.balance()).sumFen).toBe(0);
  });

  it('books no other fee than it asked for, whatever a well signed answer says, and asks again', async () => {
    await room.paid();
    room.channel.lieAboutAmount(1);
    await room.completed('o1');
    await room.turn(4);
    expect((await room.rows('Settlement'))[0]).toMatchObject({ state: 'sharing', lastError: 'AMOUNT_DIFFERS' });
    expect(await room.balanceOf('platform-commission')).toBe(0);
    room.channel.lieAboutAmount(0);
    await room.turn(4);
    expect((await room.rows('Settlement'))[0]).toMatchObject({
      state: 'settled',
      commissionFen: 60,
      netFen: 5940,
      lastError: null,
    });
    expect(await room.balanceOf('platform-commission')).toBe(60);
  });

  it('leaves it to finance where the provider stays with another amount', async () => {
    await room.paid();
    room.channel.lieAboutAmount(1);
    await room.completed('o1');
    await room.turn(90);
    expect((await room.rows('Settlement'))[0]).toMatchObject({ state: 'failed', lastError: 'AMOUNT_DIFFERS' });
    expect(await room.balanceOf('seller:party-1')).toBe(0);
  });
});
