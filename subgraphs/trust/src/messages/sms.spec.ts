import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

const PHONE = '13904510001';

describe('a recall by SMS [7.3.6.a-c]', () => {
  let room: TrustRoom;
  let buyer: Actor;
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
  });
  afterEach(() => room.close());

  const bindPhone = () =>
    room.graph<any>(buyer, `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }`, {
      c: `phone-${PHONE}`,
    });
  const stop = (more: object = {}) =>
    room.tell('orders', 'orders.order-stopped.v1', {
      orderId: 'O1',
      orderNumber: 'NO1',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      lotId: 'L',
      lotCode: 'L1',
      goods: '五常大米（稻花香2号）家庭装特别长的名字再长一些',
      cause: 'recalled',
      isDelivered: true,
      atMs: 0,
      ...more,
    });
  const turn = () => room.subgraph.runOnce();
  const states = async () =>
    (await room.subgraph.orm.em.fork().execute('select state, attempts from `MessageSms`')) as object[];
  const told = async () =>
    (await room.events()).filter(({ type, payload }) => type === 'trust.recall-told.v1' && payload['by'] === 'sms')
      .length;

  const failed = async () =>
    (await room.events()).flatMap(({ type, payload }) =>
      type === 'trust.recall-sms-failed.v1' ? [payload['orderId']] : [],
    );

  it('goes to whoever bought it, once, whatever messages they want', async () => {
    await bindPhone();
    await stop();
    await turn();
    await turn();
    expect(room.sms.sent.filter(({ template }) => template === 'recall')).toEqual([
      { phone: PHONE, template: 'recall', params: { goods: '五常大米（稻花香2号）家庭装特别长的名字', lot: 'L1' } },
    ]);
    expect([await states(), await told()]).toEqual([[{ state: 'sent', attempts: 1 }], 1]);
  });

  it('is sent again where nobody knows whether it went out, and not where the provider refuses it', async () => {
    await bindPhone();
    room.sms.answer = { ok: false, outcome: 'unknown', code: 'TIMEOUT', message: '' };
    await stop();
    await turn();
    expect([await states(), await told()]).toEqual([[{ state: 'waiting', attempts: 1 }], 0]);
    room.sms.answer = { ok: true, id: 'sms' };
    room.clock.advance(HOUR_MS);
    await turn();
    expect([await states(), await told()]).toEqual([[{ state: 'sent', attempts: 2 }], 1]);
    room.sms.answer = { ok: false, outcome: 'refused', code: 'PHONE_INVALID', message: '' };
    await stop({ orderId: 'O2' });
    await turn();
    expect(await states()).toContainEqual({ state: 'failed', attempts: 1 });
    expect(await failed()).toEqual(['O2']);
  });

  it('ends where there is no account any more, and does not wait for one', async () => {
    await stop({ buyerAccountId: '01ACCOUNT000THAT0IS0NOT000' });
    await turn();
    expect([await states(), await failed()]).toEqual([[{ state: 'no-number', attempts: 1 }], ['O1']]);
  });

  const affected = (more: object = {}, id?: string) =>
    room.tell(
      'orders',
      'orders.buyer-affected.v1',
      {
        tellingId: 'TELLING0000000000000000001',
        buyerAccountId: buyer.id,
        partyId: SELLER,
        orders: 3,
        orderId: 'O1',
        orderNumber: 'NO1',
        goods: '大米',
        lots: 12,
        lotCode: 'L1',
        delivered: 2,
        ...more,
      },
      id,
    );
  const heard = async () =>
    (await room.events()).flatMap(({ type, payload }) =>
      type === 'trust.buyer-told.v1' ? [`${String(payload['tellingId'])} ${String(payload['by'])}`] : [],
    );

  it('tells by one of all that was found of theirs, and again of what is found later', async () => {
    await bindPhone();
    await affected({}, 'event-1');
    await affected({}, 'event-1');
    await turn();
    await turn();
    const texts = () => room.sms.sent.filter(({ template }) => template === 'recall').map(({ params }) => params);
    expect(texts()).toEqual([{ goods: '大米', lot: 'L1等12个' }]);
    expect(await heard()).toEqual(['TELLING0000000000000000001 message', 'TELLING0000000000000000001 sms']);
    const { messages } = await room.graph<any>(buyer, '{ messages { edges { node { body orderId page } } } }');
    expect(messages.edges).toEqual([
      {
        node: {
          body: expect.stringMatching(
            /^订单NO1等3单的“大米”等货，批次L1等12个已召回。还没送到的已停止配送；.*请不要食用.*12315/,
          ),
          orderId: null,
          page: 'pages/recalls/index',
        },
      },
    ]);
    await affected({ tellingId: 'TELLING0000000000000000002', orders: 1, lots: 1, delivered: 1 });
    await turn();
    expect(texts().slice(1)).toEqual([{ goods: '大米', lot: 'L1' }]);
    expect(await heard()).toEqual(['TELLING0000000000000000002 message', 'TELLING0000000000000000002 sms']);
  });

  it('says of all that was told together that no SMS gets there', async () => {
    await affected();
    await turn();
    expect(await heard()).toEqual(['TELLING0000000000000000001 message', 'TELLING0000000000000000001 no-sms']);
    expect(await states()).toEqual([{ state: 'no-number', attempts: 1 }]);
  });

  it('leaves whoever has no number to the telephone, and says nothing of lots that are only blocked', async () => {
    await stop();
    await stop({ orderId: 'O2', cause: 'short-measure' });
    await turn();
    expect(await states()).toEqual([{ state: 'no-number', attempts: 1 }]);
    const sent = await room.events();
    expect(sent.filter(({ payload }) => payload['by'] === 'sms')).toEqual([]);
    expect(sent).toContainEqual({
      type: 'trust.recall-sms-failed.v1',
      payload: { orderId: 'O1', lotId: 'L', atMs: room.clock.now() },
    });
  });
});
