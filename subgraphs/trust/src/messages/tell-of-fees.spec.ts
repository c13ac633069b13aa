import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

const BEFORE = '平台服务费为成交额的1%';
const AFTER = '平台服务费为成交额的1.2%';

describe("the platform's fee [6.5.a]", () => {
  let room: TrustRoom;
  let owner: Actor;
  let buyer: Actor;
  beforeEach(async () => {
    room = await openTrust();
    owner = await room.owner('seller', SELLER);
    buyer = (await room.signIn('buyer')).actor;
  });
  afterEach(() => room.close());

  const tell = (state: string, isDearer = true) => {
    const told = { feeId: 'f1', state, before: BEFORE, after: AFTER, isDearer, bindsAtMs: 1_796_000_000_000 };
    return room.tell('payments', 'payments.platform-fee-changed.v1', told, `${state} ${isDearer}`);
  };
  const read = async (actor: Actor): Promise<[string, string][]> =>
    (await room.graph<any>(actor, '{ messages { edges { node { title body } } } }')).messages.edges.map(
      ({ node }: any) => [node.title, node.body],
    );

  it('is told to sellers beforehand where it is dearer, once, and to nobody else', async () => {
    await tell('announced');
    await tell('announced');
    expect(await read(owner)).toEqual([
      [
        '平台服务费要涨',
        `现在：${BEFORE}。2026-11-30 08:53起付款的订单：${AFTER}。在这以前付款的、合同里另有约定的，不变`,
      ],
    ]);
    expect(await read(buyer)).toEqual([]);
  });

  it.each([
    ['held', true, []],
    ['bound', true, []],
    ['bound', false, [['平台服务费变了', `从现在起付款的订单：${AFTER}`]]],
    ['refused', true, [['平台服务费不涨了', BEFORE]]],
    ['lapsed', true, [['平台服务费不涨了', BEFORE]]],
    ['withdrawn', true, [['平台服务费不涨了', BEFORE]]],
  ])('says what came of it: %s, dearer %s', async (state, isDearer, said) => {
    await tell(state, isDearer);
    expect(await read(owner)).toEqual(said);
  });
});
