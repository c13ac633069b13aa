import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

const DAY = '2026-11-25';
const ASK = `query($p: ID) { holdings(partyId: $p) { partyId merchant availableFen heldFen paidOutFen
  groups { why fen count orders { orderId title fen heldUntilAt order { id } } }
  lastDay { date theirFen ourFen underWayFen openingFen differenceFen sinceFen } } }`;

describe("where a party's money is", () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    room.channel.takeFees(60);
    await room.paid();
  });
  afterEach(() => room.close());

  const owner = account('owner', { role: 'seller-owner', partyId: 'party-1' });
  const holdings = async (who = owner, partyId?: string) =>
    (await room.graph<any>(who, ASK, { p: partyId })).holdings as any[];
  const reconcile = async (date: string) => {
    room.clock.set(new Date(Date.parse(`${date}T03:00:00Z`) + DAY_MS).toISOString());
    const query = 'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { __typename } }';
    await room.graph(finance, query, { i: { date } });
  };
  const order = (change: object) => Object.assign(room.checkouts.get('c1')!.orders[0]!, change);

  it('is by order and reason, and adds up to what the provider holds [9.2.co]', async () => {
    await reconcile(DAY);
    const [before] = await holdings();
    expect(before).toMatchObject({
      partyId: 'party-1',
      merchant: MERCHANTS['party-1'],
      heldFen: 6000 - 36,
      availableFen: 0,
      groups: [{ why: 'ON_ITS_WAY', fen: 5964, count: 1, orders: [{ orderId: 'o1', title: '五常大米', fen: 5964 }] }],
      lastDay: { date: DAY, theirFen: 5964, ourFen: 5964, differenceFen: 0, sinceFen: 0 },
    });

    const untilMs = room.clock.now() + 7 * DAY_MS;
    order({ state: 'delivered', completeDueAtMs: String(untilMs) });
    const [window] = (await holdings())[0].groups;
    expect(window).toMatchObject({ why: 'WINDOW', orders: [{ heldUntilAt: new Date(untilMs).toISOString() }] });

    await room.completed('o1');
    expect((await holdings())[0].groups).toMatchObject([{ why: 'SETTLING', fen: 5964 }]);
    await room.turn(4);
    const [after] = await holdings();
    expect(after).toMatchObject({ groups: [], availableFen: 5904, heldFen: 5904 });
    expect(after.heldFen).toBe(room.channel.holdsFen(MERCHANTS['party-1']));
    // What is held now is the provider's line of the last day and what came since.
    expect(after.lastDay.theirFen + after.lastDay.sinceFen).toBe(after.heldFen);
  });

  it('is smaller by what its owner takes to the bank, as the statement tells', async () => {
    await room.completed('o1');
    await room.turn(4);
    await reconcile(DAY);
    room.channel.moveMoney(MERCHANTS['party-1'], 'withdrawal', -5000);
    await reconcile('2026-11-26');
    expect((await holdings())[0]).toMatchObject({
      availableFen: 904,
      paidOutFen: 5000,
      lastDay: { theirFen: 904, differenceFen: 0 },
    });
    expect(await room.rows('ReconciliationCase')).toEqual([]);
    // The bank did not take it.
    room.channel.moveMoney(MERCHANTS['party-1'], 'withdrawal', 5000);
    await reconcile('2026-11-27');
    expect((await holdings())[0]).toMatchObject({ availableFen: 5904, paidOutFen: 0 });
  });

  it("is one's own, or anybody's for who oversees money; without the right to orders no order is shown", async () => {
    const clerk = (right: string) => account('clerk', { role: 'seller-staff', partyId: 'party-1', rights: [right] });
    const parties = async (who: typeof owner, partyId?: string) =>
      (await holdings(who, partyId)).map((one) => one.partyId);
    expect(await parties(owner)).toEqual(['party-1']);
    expect(await parties(owner, 'party-2')).toEqual([]);
    expect(await parties(clerk('finance'))).toEqual(['party-1']);
    expect(await parties(clerk('orders'))).toEqual([]);
    expect(await parties(finance, 'party-2')).toEqual(['party-2']);
    const shown = async (who: typeof owner) => (await holdings(who))[0].groups[0].orders[0].order;
    expect(await shown(owner)).toEqual({ id: 'o1' });
    expect(await shown(clerk('finance'))).toBeNull();
  });
});
