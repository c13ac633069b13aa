import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

const STATION = 'PARTY0STATION';
const GRANT = `mutation($input: GrantDelegationInput!) { grantDelegation(input: $input) { __typename } }`;

describe('an order that its seller has not looked at', () => {
  let room: TrustRoom;
  let farmer: Actor;
  let agent: Actor;
  beforeEach(async () => {
    room = await openTrust();
    farmer = await room.owner('farmer', SELLER, 'farmer');
    agent = await room.owner('keeper', STATION, 'station');
    await bindPhone(farmer, '13904510001');
    await bindPhone(agent, '13904510002');
  });
  afterEach(() => room.close());

  const bindPhone = (actor: Actor, phone: string) =>
    room.graph<any>(actor, `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }`, {
      c: `phone-${phone}`,
    });
  const letHelp = (rights: string[]) =>
    room.graph<any>(farmer, GRANT, {
      input: { requestId: 'd', partyId: SELLER, agentAccountId: agent.id, rights, until: '2026-12-24' },
    });
  const order = {
    orderId: 'O1',
    orderNumber: 'NO1',
    partyId: SELLER,
    confirmDueAtMs: Date.parse('2026-11-26T02:00:00Z'),
  };
  const dueSoon = (isUnseen: boolean) =>
    room.tell(
      'orders',
      'orders.confirmation-due-soon.v1',
      { ...order, shopId: 'S', ...(isUnseen && { isUnseen }) },
      'E',
    );
  const texts = () =>
    room.sms.sent
      .filter(({ template }) => template === 'order-unseen')
      .map(({ phone, params }) => [phone, params['what']]);
  const titles = async (who: Actor) =>
    (await room.graph<any>(who, '{ messages { edges { node { kind title page } } } }')).messages.edges
      .map(({ node }: any) => node)
      .filter(({ kind }: any) => kind === 'ORDER_UNSEEN');

  it('comes to them by SMS', async () => {
    await room.tell('orders', 'orders.order-unseen.v1', order, 'E');
    await room.tell('orders', 'orders.order-unseen.v1', order, 'E');
    await room.subgraph.runOnce();
    expect(texts()).toEqual([['13904510001', '有新订单还没看']]);
    expect(await titles(farmer)).toMatchObject([{ page: 'seller/pages/order/index?id=O1' }]);
    expect(await titles(agent)).toEqual([]);
  });

  it('comes before it lapses to the station that handles their orders, once', async () => {
    await letHelp(['ORDERS']);
    for (const again of [true, true]) await dueSoon(again);
    await room.subgraph.runOnce();
    expect(texts()).toEqual([
      ['13904510001', '订单快到确认时限'],
      ['13904510002', '有订单商家一直没看'],
    ]);
    expect(await titles(agent)).toMatchObject([{ page: 'seller/pages/station/index' }]);
  });

  it.each([
    ['that may not handle orders', ['PRODUCTS'], true],
    ['where it was seen', ['ORDERS'], false],
  ])('does not come to a station %s', async (_which, rights, isUnseen) => {
    await letHelp(rights);
    await dueSoon(isUnseen);
    await room.subgraph.runOnce();
    expect(texts().filter(([phone]) => phone === '13904510002')).toEqual([]);
    expect(await titles(agent)).toEqual([]);
  });
});
