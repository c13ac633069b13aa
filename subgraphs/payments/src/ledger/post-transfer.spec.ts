import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ok } from '@heitu/kit/rules/outcome';
import { finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { accountsOf } from './account.ts';
import { postTransfer, type Leg } from './post-transfer.ts';

describe('a transfer in the books', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  const post = (key: string, legs: Leg[]) => {
    const context: any = room.subgraph.contextFor(finance, 'test');
    return context.transaction(async (tx: any) => {
      postTransfer(context, tx, { key, kind: 'test', orderId: 'o1', legs });
      return ok(null);
    });
  };

  it('books each leg from one account to the other, and nothing where nothing moves', async () => {
    await post('t1', [
      { from: 'a', to: 'b', amountFen: 1 },
      { from: 'a', to: 'c', amountFen: 0 },
    ]);
    expect(
      (await room.rows('LedgerEntry')).map(({ account, amountFen }) => `${account} ${amountFen}`).toSorted(),
    ).toEqual(['a -1', 'b 1']);
    expect(await room.rows('LedgerTransfer')).toMatchObject([{ key: 't1', kind: 'test', orderId: 'o1' }]);
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])(
    'books nothing of a transfer with %p fen in it',
    async (amountFen) => {
      const legs = [
        { from: 'a', to: 'b', amountFen: 5 },
        { from: 'a', to: 'b', amountFen },
      ];
      await expect(post('t1', legs)).rejects.toThrow('is no amount');
      expect(await room.rows('LedgerTransfer')).toEqual([]);
      expect(await room.rows('LedgerEntry')).toEqual([]);
    },
  );

  it('books a key once', async () => {
    await post('t1', [{ from: 'a', to: 'b', amountFen: 1 }]);
    await expect(post('t1', [{ from: 'a', to: 'b', amountFen: 1 }])).rejects.toThrow();
    expect(await room.rows('LedgerEntry')).toHaveLength(2);
  });

  it("lists a party's accounts alone where one is asked for", async () => {
    await post('t1', [
      { from: 'provider-frozen:party-1', to: 'seller:party-1', amountFen: 3 },
      { from: 'claimed-from:party-1', to: 'platform-claims', amountFen: 2 },
      { from: 'provider-frozen:party-2', to: 'buyers', amountFen: 1 },
    ]);
    const seen = async (filter: string) =>
      (
        await room.graph<any>(finance, `{ ledgerBalances(${filter}) { edges { node { account balanceFen } } } }`)
      ).ledgerBalances.edges.map(({ node }: any) => `${node.account} ${node.balanceFen}`);
    expect(accountsOf('party-1')).toEqual([
      'provider-frozen:party-1',
      'seller:party-1',
      'deposit:party-1',
      'claimed-from:party-1',
      'owed-to:party-1',
      'bank:party-1',
    ]);
    expect(await seen('partyId: "party-1"')).toEqual([
      'claimed-from:party-1 -2',
      'provider-frozen:party-1 -3',
      'seller:party-1 3',
    ]);
    expect(await seen('first: 50')).toHaveLength(6);
  });
});
