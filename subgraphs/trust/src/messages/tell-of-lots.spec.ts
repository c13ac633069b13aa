import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

/** The seller of a lot hears of what is decided over it, once; nobody else does. */
describe('a lot that cannot be sold [7.3.6.a-c]', () => {
  let room: TrustRoom;
  let [buyer, seller]: Actor[] = [];
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
    seller = await room.owner('seller', SELLER);
  });
  afterEach(() => room.close());

  const MESSAGES = '{ messages { edges { node { kind title body } } } }';
  const told = async (type: string, event: object) => {
    for (const id of ['E1', 'E1']) await room.tell('catalog', type, { lotId: 'L', lotCode: 'L1', ...event }, id);
    const read = async (who: Actor | undefined) =>
      (await room.graph<any>(who!, MESSAGES)).messages.edges.map(({ node }: any) => node);
    expect(await read(buyer)).toEqual([]);
    return read(seller);
  };

  it('for a paper that came back [7.3.2.a-f]', async () => {
    const event = { paperId: 'P', paper: 'inspection', partyId: SELLER, atMs: 0, isUnseen: false };
    expect(await told('catalog.paper-returned.v1', event)).toEqual([
      {
        kind: 'PAPER_RETURNED',
        title: '有材料退回了',
        body: '批次L1的检验报告退回了。请打开这批货看原因，重交一次；核验通过前不能卖',
      },
    ]);
  });

  it('for a limit that was wrong: why it is looked at again, and by when', async () => {
    const reason = '限量改正后重新比过，铅0.08mg/kg（标准≤0.1）合格';
    expect(await told('catalog.lot-reopened.v1', { partyId: SELLER, reason, dueAtMs: 0 })).toEqual([
      {
        kind: 'LOT_REOPENED',
        title: '停售的批次重新看',
        body: `批次L1：${reason}。审核员1970-01-01 08:00前定能不能接着卖，定下来以前先别卖`,
      },
    ]);
  });
});
