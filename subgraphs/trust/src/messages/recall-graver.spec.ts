import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { SELLER, openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';

describe('a buyer who was told of a recall that is graver now [7.3.6.a-c]', () => {
  let room: TrustRoom;
  let [buyer, other]: Actor[] = [];
  beforeEach(async () => {
    room = await openTrust();
    [buyer, other] = [(await room.signIn('buyer')).actor, (await room.signIn('other')).actor];
    await room.graph(buyer, 'mutation { bindPhoneWithWechat(input: { code: "phone-13904510001" }) { __typename } }');
    // Nothing of it is a wish, and none of it waits for the morning.
    room.clock.set('2026-11-25T20:30:00Z');
  });
  afterEach(() => room.close());

  const affected = (tellingId: string, more: object = {}) => ({
    tellingId,
    buyerAccountId: buyer!.id,
    partyId: SELLER,
    orders: 2,
    orderId: 'O1',
    orderNumber: 'NO1',
    goods: '五常大米',
    lots: 1,
    lotCode: 'L1',
    delivered: 2,
    ...more,
  });
  const GRAVER = { graver: { level: 'one', hazard: 'allergen' } };
  const tell = async (tellingId: string, more: object = {}) => {
    for (let i = 0; i < 2; i += 1)
      await room.tell('orders', 'orders.buyer-affected.v1', affected(tellingId, more), `event ${tellingId}`);
    await room.subgraph.runOnce();
  };
  const read = async (who: Actor | undefined) =>
    (await room.graph<any>(who!, '{ messages { edges { node { kind title body page } } } }')).messages.edges.map(
      ({ node }: any) => node,
    );

  it('has a message and an SMS with the new level, once, beside those of before', async () => {
    await tell('T1');
    await tell('T2', GRAVER);
    expect((await read(buyer)).map(({ kind, title }: any) => [kind, title]).sort()).toEqual([
      ['GOODS_STOPPED', '您买的货被召回'],
      ['RECALL_GRAVER', '召回升级：现在是一级召回'],
    ]);
    const graver = (await read(buyer)).find(({ kind }: any) => kind === 'RECALL_GRAVER');
    expect(graver.page).toBe('pages/recalls/index');
    expect(graver.body).toMatch(/订单NO1等2单.*批次L1的召回升为一级召回.*吃了可能伤人.*再点一次“我看到了”.*请不要食用/);
    expect(room.sms.sent).toMatchObject([
      { template: 'recall', params: { goods: '五常大米', lot: 'L1' } },
      { phone: '13904510001', template: 'recall-graver', params: { goods: '五常大米', lot: 'L1', level: '一级召回' } },
    ]);
    const told = (await room.events()).filter(({ type }) => type === 'trust.buyer-told.v1');
    expect(told.map(({ payload: { tellingId, by } }) => `${tellingId} ${by}`).sort()).toEqual([
      'T1 message',
      'T1 sms',
      'T2 message',
      'T2 sms',
    ]);
    expect(await read(other)).toEqual([]);
  });
});
