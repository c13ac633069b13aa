import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { plant } from '@heitu/kit/serving/any-row';
import { CARRIER, openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

describe('what becomes of a contract', () => {
  let room: TrustRoom;
  let seller: Actor;
  let carrier: Actor;
  beforeEach(async () => {
    room = await openTrust();
    [seller, carrier] = [await room.owner('seller', SELLER), await room.owner('carrier', CARRIER, 'carrier')];
  });
  afterEach(() => room.close());

  const tell = (to: string, more: object = {}) =>
    room.tell(
      'sellers',
      'sellers.contract-moved.v1',
      {
        contractId: 'K1',
        number: 'HT-1',
        title: '配送服务合同',
        partyId: SELLER,
        withPartyId: CARRIER,
        atPlatform: false,
        to,
        validUntilOn: '2027-10-31',
        atMs: 0,
        ...more,
      },
      `${to} ${JSON.stringify(more)}`,
    );
  const titles = async (actor: Actor): Promise<string[]> =>
    (await room.graph<any>(actor, '{ messages { edges { node { title } } } }')).messages.edges.map(
      ({ node }: any) => node.title,
    );

  it.each([
    ['offered', [], ['有合同等您签字']],
    ['signed', ['合同签好了'], []],
    ['declined', ['合同没有签成'], []],
    ['withdrawn', [], ['合同撤回了']],
    ['lapsed', ['合同作废了'], ['合同作废了']],
    ['expired', ['合同到期了'], ['合同到期了']],
  ])('is told where it is %s: to whoever did not do it, once', async (to, filer, other) => {
    await tell(to);
    await tell(to);
    expect([await titles(seller), await titles(carrier)]).toEqual([filer, other]);
  });
  it('is told to those who sign for the platform where the other side is the platform', async () => {
    const { actor: reviewer } = await room.signIn('reviewer');
    await plant(room, 'GrantRow', { id: 'g', accountId: reviewer.id, role: 'reviewer', partyId: '', active: true });
    await tell('offered', { atPlatform: true });
    expect([await titles(reviewer), await titles(carrier), await titles(seller)]).toEqual([['有合同等您签字'], [], []]);
  });
});
