import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { CARRIER, openTrust, SELLER, SHOP, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const MESSAGES = '{ messages { edges { node { id kind title orderId readAt } } } unreadMessageCount }';
const SUBSCRIBE = `mutation($kinds: [MessageKind!]!) { subscribeMessages(input: { kinds: $kinds }) { ... on MessagesSubscribed { kinds } ... on SubscribeMessagesRefused { code } } }`;

describe('messages', () => {
  let room: TrustRoom;
  let buyer: Actor;
  let seller: Actor;
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
    seller = await room.owner('seller', SELLER);
    const parts = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((part) => [part, '说明文字说明']));
    await room.graph<any>(
      staff('operator-admin'),
      `mutation($input: PublishNoticeInput!) { publishNotice(input: $input) { __typename } }`,
      { input: { requestId: 'n', parts } },
    );
  });
  afterEach(() => room.close());
  const paid = () =>
    room.tell('orders', 'orders.order-paid.v1', {
      orderId: 'O1',
      orderNumber: 'NO1',
      checkoutId: 'C1',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      shopId: SHOP,
      totalFen: 100,
      confirmDueAtMs: 0,
    });
  const delivered = () =>
    room.tell('logistics', 'logistics.shipment-delivered.v1', {
      shipmentId: 'S1',
      orderId: 'O1',
      afterSaleId: null,
      carrierPartyId: 'C',
      courierAccountId: 'A',
      atMs: room.clock.now(),
      inTime: true,
      lots: [],
    });
  const agree = (granted: boolean) =>
    room.graph<any>(
      buyer,
      `mutation($g: Boolean!) { setConsent(input: { purpose: "service-messages", granted: $g, noticeVersion: 1 }) { __typename } }`,
      { g: granted },
    );

  it('tells the seller, and nobody else, until when to sign for goods that came back [8.4.2.bj]', async () => {
    await paid();
    const back = { orderId: 'O1', sellerPartyId: SELLER, units: 2, signByMs: Date.parse('2026-11-28T02:00:00Z') };
    for (const afterSaleId of [null, 'R1'])
      await room.tell('logistics', 'logistics.goods-offered-back.v1', { ...back, afterSaleId });
    const TEXTS = '{ messages(first: 10) { edges { node { kind body } } } }';
    const told = async (who: typeof seller) =>
      (await room.graph<any>(who, TEXTS)).messages.edges
        .filter(({ node }: any) => node.kind === 'GOODS_TO_SIGN')
        .map(({ node }: any) => node.body);
    expect((await told(seller)).toSorted()).toEqual([
      expect.stringMatching(/^订单NO1买家没收的2件货送回来了。.*2026-11-28.*前没签，就记成没有人接手$/),
      expect.stringMatching(/^订单NO1买家退的2件货送回来了。/),
    ]);
    expect(await told(buyer)).toEqual([]);
  });

  it('tells the buyer alone that a parcel stands at a station, until when, and the code [8.1.2.as]', async () => {
    await paid();
    const arrived = (shipmentId: string) =>
      room.tell('logistics', 'logistics.shipment-at-station.v1', {
        shipmentId,
        orderId: 'O1',
        buyerAccountId: buyer.id,
        stationPartyId: 'STATION',
        stationName: '辉煌村服务站',
        fetchByMs: Date.parse('2026-11-28T02:00:00Z'),
        atMs: room.clock.now(),
      });
    // Of what was fetched before it is told, nothing is to be told.
    for (const id of ['S1', 'fetched']) await arrived(id);
    const TEXTS = '{ messages(first: 10) { edges { node { kind body } } } }';
    expect((await room.graph<any>(buyer, TEXTS)).messages.edges).toEqual([
      {
        node: {
          kind: 'PARCEL_AT_STATION',
          body: expect.stringMatching(/^订单NO1到了辉煌村服务站，取货码123456，2026-11-28.*前去取，过时退回商家$/),
        },
      },
    ]);
    expect((await room.graph<any>(seller, TEXTS)).messages.edges.map(({ node }: any) => node.kind)).toEqual([
      'ORDER_PAID',
    ]);
  });

  it('tells seller and buyer what happened to an order, each their own', async () => {
    await paid();
    await delivered();
    expect((await room.graph<any>(seller, MESSAGES)).messages.edges).toMatchObject([
      { node: { kind: 'ORDER_PAID', orderId: 'O1' } },
    ]);
    const mine = await room.graph<any>(buyer, MESSAGES);
    expect(mine).toMatchObject({ unreadMessageCount: 1, messages: { edges: [{ node: { kind: 'ORDER_DELIVERED' } }] } });
    const read = `mutation($ids: [ID!]!) { readMessages(input: { ids: $ids }) { ... on MessagesRead { count } } }`;
    const ids = [mine.messages.edges[0].node.id];
    expect((await room.graph<any>(seller, read, { ids })).readMessages.count).toBe(0);
    expect((await room.graph<any>(buyer, read, { ids })).readMessages.count).toBe(1);
    expect((await room.graph<any>(buyer, MESSAGES)).unreadMessageCount).toBe(0);
  });

  it.each([
    [
      'by the buyer, after payment',
      'buyer',
      true,
      '订单NO1由您申请，已取消，货款原路退回',
      ['订单NO1由买家申请，已取消'],
    ],
    ['by the seller', 'seller', true, '订单NO1由网商取消，已取消，货款原路退回', ['订单NO1由您申请，已取消']],
    [
      'by the buyer, before the money was known: no seller ever heard of it',
      'paid-after-cancel',
      true,
      '订单NO1在您取消之后才收到货款，已取消，货款原路退回',
      [],
    ],
    ['by a recall', 'recalled', true, '订单NO1的货被召回，已取消，货款原路退回', []],
    ['by time', 'unpaid', false, '订单NO1超时未付款，已取消', []],
  ])(
    'says to each, from where they stand, that an order was cancelled %s',
    async (_how, reason, wasPaid, toBuyer, toSeller) => {
      await room.tell('orders', 'orders.order-cancelled.v1', {
        orderId: 'O1',
        orderNumber: 'NO1',
        buyerAccountId: buyer.id,
        partyId: SELLER,
        shopId: SHOP,
        reason,
        wasPaid,
      });
      const bodies = async (actor: Actor) =>
        (await room.graph<any>(actor, '{ messages { edges { node { body } } } }')).messages.edges.map(
          ({ node }: any) => node.body,
        );
      expect([await bodies(buyer), await bodies(seller)]).toEqual([[toBuyer], toSeller]);
    },
  );

  it('tells who must be trained of a session, and who has a seat that it is not held, once [6.2.b]', async () => {
    const session = {
      sessionId: 's1',
      to: 'planned',
      topic: '明码标价与商品宣传',
      place: '镇政府三楼',
      startsAtMs: Date.parse('2026-12-05T01:00:00Z'),
      accountIds: [seller.id],
    };
    for (const id of ['E1', 'E1']) await room.tell('sellers', 'sellers.session-moved.v1', session, id);
    await room.tell('sellers', 'sellers.session-moved.v1', { ...session, to: 'cancelled' }, 'E2');
    const { messages } = await room.graph<any>(seller, '{ messages { edges { node { kind title body } } } }');
    expect(messages.edges.map(({ node }: any) => node).toReversed()).toEqual([
      {
        kind: 'TRAINING',
        title: '有一节课您要上',
        body: '“明码标价与商品宣传”，2026-12-05 09:00，镇政府三楼。您今年的培训快到期或还没做，请到“培训和考试”里报名，上完课再考',
      },
      {
        kind: 'TRAINING',
        title: '报了名的课不上了',
        body: '“明码标价与商品宣传”，2026-12-05 09:00，镇政府三楼，这节课取消了。请到“培训和考试”里看别的课',
      },
    ]);
  });

  it('tells the owner which paper ends, until when, and what to do, once [6.4]', async () => {
    const event = { partyId: SELLER, accountId: seller.id, documentTitle: '食品经营许可证', validUntil: '2026-12-19' };
    await room.tell('sellers', 'sellers.paper-expiring.v1', event, 'E1');
    await room.tell('sellers', 'sellers.paper-expiring.v1', event, 'E1');
    const { messages } = await room.graph<any>(seller, '{ messages { edges { node { kind title body } } } }');
    expect(messages.edges).toEqual([
      {
        node: {
          kind: 'PAPER_EXPIRING',
          title: '证照快到期',
          body: '食品经营许可证有效期到2026-12-19。请在到期前上传新证照并提交审核，过期会影响正常经营',
        },
      },
    ]);
    expect((await room.graph<any>(buyer, MESSAGES)).unreadMessageCount).toBe(0);
  });

  it('tells a grower of a price to agree to, their cooperative of the answer, each once', async () => {
    const event = { shareId: 'S', lotId: 'L', lotCode: 'L1', partyId: SELLER, accountId: buyer.id, answerDueAtMs: 0 };
    for (const id of ['E1', 'E1'])
      await room.tell('catalog', 'catalog.pool-moved.v1', { ...event, state: 'offered' }, id);
    await room.tell('catalog', 'catalog.pool-moved.v1', { ...event, state: 'offered', accountId: null }, 'E2');
    await room.tell('catalog', 'catalog.pool-moved.v1', { ...event, state: 'declined' }, 'E3');
    const told = async (as: typeof buyer) =>
      (await room.graph<any>(as, '{ messages { edges { node { kind body } } } }')).messages.edges.map(
        ({ node }: any) => [node.kind, node.body],
      );
    expect(await told(buyer)).toEqual([
      ['POOL_OFFERED', '您的采收拼进了批次L1，请在1970-01-01 08:00前打开“我的卖粮账”看斤两和价钱'],
    ]);
    expect(await told(seller)).toEqual([['POOL_ANSWERED', '批次L1：种植户不同意，请再和他说价']]);
  });

  it('tells at once who has goods of a recalled lot what to do: the buyer, the seller, the carrier and its courier [7.3.6.a-c]', async () => {
    const carrier = await room.owner('carrier', CARRIER, 'carrier');
    const courier = (await room.signIn('courier')).actor;
    const read = async (actor: Actor) =>
      (await room.graph<any>(actor, '{ messages { edges { node { kind title body orderId } } } }')).messages.edges.map(
        ({ node }: any) => node,
      );
    const stop = {
      orderId: 'O1',
      orderNumber: 'NO1',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      lotId: 'L',
      lotCode: 'L1',
      goods: '五常蓝莓',
      cause: 'recalled',
      atMs: 0,
    };
    await room.tell('catalog', 'catalog.lot-blocked.v1', {
      lotId: 'L',
      lotCode: 'L1',
      skuId: 'S',
      partyId: SELLER,
      cause: 'recalled',
      reason: '召回',
      recallId: 'R',
    });
    await room.tell('orders', 'orders.order-stopped.v1', { ...stop, isDelivered: false });
    await room.tell('orders', 'orders.order-stopped.v1', {
      ...stop,
      orderId: 'O2',
      orderNumber: 'NO2',
      isDelivered: true,
    });
    const parcel = {
      shipmentId: 'P1',
      orderId: 'O1',
      orderNumber: 'NO1',
      trackingNumber: 'HT1',
      sellerPartyId: SELLER,
      carrierPartyId: CARRIER,
      courierAccountId: courier.id,
      holder: 'carrier',
      lotCode: 'L1',
      cause: 'recalled',
      atMs: 0,
    };
    await room.tell('logistics', 'logistics.shipment-stopped.v1', parcel);
    const told = async () =>
      (await room.events())
        .filter(({ type }) => type === 'trust.recall-told.v1')
        .map(({ payload: { orderId, by } }) => `${orderId} ${by}`);
    expect(await told()).toEqual(['O1 message', 'O2 message']);
    const mine = await read(buyer);
    expect(mine).toMatchObject([
      { kind: 'GOODS_STOPPED', orderId: 'O2' },
      { kind: 'GOODS_STOPPED', orderId: 'O1' },
    ]);
    expect(mine[0].body).toMatch(/五常蓝莓.*批次L1已召回.*请不要食用.*12315/);
    expect(mine[0].body).not.toContain('停止配送');
    expect(mine[1].body).toMatch(/已停止配送.*请不要食用/);
    expect(await read(seller)).toMatchObject([
      { kind: 'PARCEL_STOPPED', body: expect.stringContaining('退给您') },
      { kind: 'LOT_BLOCKED', title: '您的批次被召回', body: expect.stringContaining('单独封存') },
    ]);
    for (const actor of [carrier, courier])
      expect(await read(actor)).toMatchObject([
        { kind: 'PARCEL_STOPPED', orderId: 'O1', body: expect.stringMatching(/HT1.*批次L1已召回.*不要再送/) },
      ]);
    await room.tell('orders', 'orders.order-stopped.v1', { ...stop, cause: 'short-measure', isDelivered: true });
    expect((await read(buyer))[0].body).not.toContain('食用');
  });

  it('tells staff and seller of a recall of thousands once, and again when all is found [7.3.6.a-c]', async () => {
    const admin = (await room.signIn('admin')).actor;
    await room.subgraph.orm.em
      .fork()
      .execute(
        "insert into `GrantRow` (id, accountId, role, partyId, rights, active, factAtMs) values ('GRANT0ADMIN000000000000000', ?, 'operator-admin', '', null, 1, 1)",
        [admin.id],
      );
    const called = (more: object) =>
      room.tell('catalog', 'catalog.recall-called.v1', {
        recall: {
          caseId: 'R',
          rootLotId: 'L',
          rootLotCode: 'L1',
          goods: '五常大米',
          level: 'one',
          hazard: 'residue',
          caller: 'operator',
          orderNumber: null,
          atMs: 1,
        },
        isFirst: true,
        isWhole: false,
        lotsFound: 4000,
        sellers: [{ partyId: SELLER, lots: 12, lotCode: 'L7' }],
        ...more,
      });
    const bodies = async (actor: Actor): Promise<string[]> =>
      (await room.graph<any>(actor, '{ messages { edges { node { kind body } } } }')).messages.edges
        .filter(({ node }: any) => node.kind === 'LOT_BLOCKED')
        .map(({ node }: any) => node.body);
    await called({});
    await called({ isFirst: false, lotsFound: 5000, sellers: [] });
    expect(await bodies(admin)).toEqual(['召回“五常大米”批次L1，涉及4,000个批次，都已停售；还在找用它们做的']);
    expect(await bodies(seller)).toEqual([expect.stringMatching(/^批次L7等12个已召回：.*单独封存.*销毁后/)]);
    await called({ isFirst: false, isWhole: true, lotsFound: 5300, sellers: [] });
    expect((await bodies(admin))[0]).toBe('召回“五常大米”批次L1，涉及5,300个批次，都已停售');
    expect([(await bodies(admin)).length, (await bodies(seller)).length]).toEqual([2, 1]);
  });

  it('bears a delivery that is heard of before the payment', async () => {
    await delivered();
    expect((await room.graph<any>(buyer, MESSAGES)).unreadMessageCount).toBe(0);
    await paid();
    expect((await room.graph<any>(seller, MESSAGES)).unreadMessageCount).toBe(1);
    expect(await room.count('TradeMilestone')).toBe(1);
  });

  it('sends by WeChat only what was agreed to and subscribed, once per tap [10.3.a]', async () => {
    expect((await room.graph<any>(buyer, SUBSCRIBE, { kinds: ['ORDER_DELIVERED'] })).subscribeMessages).toEqual({
      code: 'CONSENT_MISSING',
    });
    const templates = async () =>
      (
        await room.graph<any>(
          buyer,
          '{ messageTemplates(kinds: [ORDER_DELIVERED, ORDER_SHIPPED, PARTNER_GRANT]) { kind templateId } }',
        )
      ).messageTemplates;
    expect(await templates()).toEqual([]);
    await agree(true);
    expect(await templates()).toEqual([{ kind: 'ORDER_DELIVERED', templateId: 'DELIVERED' }]);
    expect((await room.graph<any>(buyer, SUBSCRIBE, { kinds: ['PARTNER_GRANT'] })).subscribeMessages).toEqual({
      code: 'INVALID_INPUT',
    });
    await room.graph<any>(buyer, SUBSCRIBE, { kinds: ['ORDER_DELIVERED'] });
    await paid();
    await delivered();
    await delivered();
    await room.subgraph.runOnce();
    expect(room.wechat.sent).toMatchObject([
      { openid: 'buyer', kind: 'order-delivered', page: 'pages/order/index?id=O1' },
    ]);
    await room.subgraph.runOnce();
    expect(room.wechat.sent).toHaveLength(1);
  });

  it('does not send once consent is withdrawn, and tries again while WeChat is away', async () => {
    await agree(true);
    await room.graph<any>(buyer, SUBSCRIBE, { kinds: ['ORDER_DELIVERED'] });
    await room.graph<any>(buyer, SUBSCRIBE, { kinds: ['ORDER_DELIVERED'] });
    await paid();
    room.wechat.sends = 'down';
    await delivered();
    await room.subgraph.runOnce();
    expect(room.wechat.sent).toHaveLength(0);
    room.wechat.sends = 'sent';
    room.clock.advance(HOUR_MS);
    await room.subgraph.runOnce();
    expect(room.wechat.sent).toHaveLength(1);
    await delivered();
    await agree(false);
    await room.subgraph.runOnce();
    expect(room.wechat.sent).toHaveLength(1);
  });
});
