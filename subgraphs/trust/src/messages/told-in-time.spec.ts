import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { openTrust, SELLER, SHOP, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const PHONE = '13904510001';
/** 10:00 and 22:00 in China. */
const [BY_DAY, AT_NIGHT] = ['2026-11-25T02:00:00Z', '2026-11-25T14:00:00Z'];
const CHOOSE = `mutation($w: MessageWay!, $q: Boolean!) { chooseMessageWay(input: { way: $w, isQuietAtNight: $q }) {
  ... on MessageWish { way isQuietAtNight urgentKinds } ... on ChooseMessageWayRefused { code } } }`;
const SUBSCRIBE = 'mutation { subscribeMessages(input: { kinds: [ORDER_PAID] }) { __typename } }';

describe('a seller who does not open the app', () => {
  let room: TrustRoom;
  let seller: Actor;
  afterEach(() => room.close());
  const open = async (at: string) => {
    room = await openTrust({ at });
    seller = await room.owner('seller', SELLER);
    await bindPhone(seller, PHONE);
  };
  const bindPhone = (actor: Actor, phone: string) =>
    room.graph<any>(actor, `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }`, {
      c: `phone-${phone}`,
    });
  const paid = (orderId: string) =>
    room.tell('orders', 'orders.order-paid.v1', {
      orderId,
      orderNumber: `N${orderId}`,
      checkoutId: 'C1',
      buyerAccountId: 'BUYER',
      partyId: SELLER,
      shopId: SHOP,
      totalFen: 12_800,
      confirmDueAtMs: room.clock.now() + DAY_MS,
    });
  const subscribe = async () => {
    const at = room.clock.now();
    await room.subgraph.orm.em
      .fork()
      .execute(
        `insert into Consent (id, accountId, purpose, granted, noticeVersion, atMs) values ('C', ?, 'service-messages', 1, 1, ?)`,
        [seller.id, at],
      );
    expect((await room.graph<any>(seller, SUBSCRIBE)).subscribeMessages.__typename).toBe('MessagesSubscribed');
  };
  const choose = (way: string, isQuietAtNight: boolean) =>
    room.graph<any>(seller, CHOOSE, { w: way, q: isQuietAtNight });
  const turn = () => room.subgraph.runOnce();
  const texts = () => room.sms.sent.map(({ phone, template, params }) => [phone, template, params]);
  const states = async () =>
    (await room.subgraph.orm.em.fork().execute('select state, costFen from `MessageSms` order by id')) as object[];

  describe('by day', () => {
    beforeEach(() => open(BY_DAY));

    it('gets an SMS of a new order at once, and no WeChat without a tap', async () => {
      await paid('O1');
      await turn();
      await turn();
      expect(texts()).toEqual([[PHONE, 'order-new', { what: '有新订单' }]]);
      expect(room.wechat.sent).toEqual([]);
      expect(await states()).toEqual([{ state: 'sent', costFen: 5 }]);
    });

    it('who subscribed is told by WeChat, which opens the order to sell, and by no SMS beside it', async () => {
      await subscribe();
      await paid('O1');
      await turn();
      expect(room.wechat.sent).toMatchObject([{ kind: 'order-paid', page: 'seller/pages/order/index?id=O1' }]);
      expect(texts()).toEqual([]);
      // One tap was one message: the next goes by SMS.
      await paid('O2');
      await turn();
      expect(texts()).toHaveLength(1);
    });

    it('whom WeChat refuses to reach gets the SMS after all, once', async () => {
      await subscribe();
      room.wechat.sends = 'refused';
      await paid('O1');
      await turn();
      await turn();
      expect(texts()).toEqual([[PHONE, 'order-new', { what: '有新订单' }]]);
    });

    it('one SMS waits for what comes together', async () => {
      room.sms.answer = { ok: false, outcome: 'unknown', code: 'TIMEOUT', message: '' };
      await paid('O1');
      await turn();
      await paid('O2');
      room.sms.answer = { ok: true, id: 'sms' };
      room.clock.advance(HOUR_MS);
      await turn();
      await turn();
      // What may have gone out the first time has its price.
      expect(await states()).toEqual([{ state: 'sent', costFen: 10 }]);
      await paid('O3');
      await turn();
      expect(await states()).toHaveLength(2);
    });

    it('is told as chosen: by no SMS, or by nothing; what a law has told comes in any case', async () => {
      expect(await choose('WECHAT', true)).toEqual({
        chooseMessageWay: { way: 'WECHAT', isQuietAtNight: true, urgentKinds: expect.arrayContaining(['ORDER_PAID']) },
      });
      await paid('O1');
      await choose('NONE', true);
      await paid('O2');
      await turn();
      expect(texts()).toEqual([]);
      await room.tell('orders', 'orders.order-stopped.v1', {
        orderId: 'O3',
        orderNumber: 'N3',
        buyerAccountId: seller.id,
        partyId: SELLER,
        lotId: 'L',
        lotCode: 'L1',
        goods: '大米',
        cause: 'recalled',
        isDelivered: true,
        atMs: 0,
      });
      await turn();
      expect(texts()).toEqual([[PHONE, 'recall', { goods: '大米', lot: 'L1' }]]);
    });

    it('who chooses otherwise while an SMS waits is not sent it', async () => {
      room.sms.answer = { ok: false, outcome: 'unknown', code: 'TIMEOUT', message: '' };
      await paid('O1');
      await turn();
      await choose('NONE', true);
      room.clock.advance(HOUR_MS);
      await turn();
      expect(await states()).toEqual([{ state: 'dropped', costFen: 5 }]);
    });

    it('without a number there is nothing to send, and the office sees it', async () => {
      const other = await room.owner('other', 'PARTY0OTHER');
      await room.tell('orders', 'orders.order-paid.v1', {
        orderId: 'O9',
        orderNumber: 'N9',
        checkoutId: 'C9',
        buyerAccountId: 'BUYER',
        partyId: 'PARTY0OTHER',
        shopId: 'SHOP9',
        totalFen: 1,
        confirmDueAtMs: room.clock.now() + DAY_MS,
      });
      await paid('O1');
      await turn();
      const ask =
        '{ messageCosts(month: "2026-11") { party { id } smsSent smsUnsent wechatSent wechatUnsent costFen } }';
      const none = { wechatSent: 0, wechatUnsent: 0 };
      expect(await room.graph<any>(staff('operator-admin'), ask)).toEqual({
        messageCosts: [
          { party: { id: SELLER }, smsSent: 1, smsUnsent: 0, costFen: 5, ...none },
          { party: { id: 'PARTY0OTHER' }, smsSent: 0, smsUnsent: 1, costFen: 0, ...none },
        ],
      });
      await expect(room.graph<any>(other, ask)).rejects.toThrow();
    });
  });

  describe('at night', () => {
    beforeEach(() => open(AT_NIGHT));

    it('is not woken for an order: at seven in the morning it comes', async () => {
      await paid('O1');
      await turn();
      room.clock.advance(9 * HOUR_MS - 1);
      await turn();
      expect(texts()).toEqual([]);
      room.clock.advance(1);
      await turn();
      expect(texts()).toHaveLength(1);
    });

    it('is woken where they want it, and for what the morning is too late', async () => {
      await room.tell('catalog', 'catalog.lot-blocked.v1', {
        lotId: 'L',
        lotCode: 'L1',
        skuId: 'S',
        partyId: SELLER,
        cause: 'recalled',
        reason: '召回',
        recallId: 'R',
      });
      await turn();
      expect(texts()).toEqual([[PHONE, 'lot-stopped', { what: '您的批次被召回' }]]);
      await choose('BOTH', false);
      await paid('O1');
      await turn();
      expect(texts()).toHaveLength(2);
    });
  });
});
