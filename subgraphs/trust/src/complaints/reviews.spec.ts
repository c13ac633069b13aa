import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { PICTURE } from '@heitu/kit/serving/testing';
import { ComplaintKinds } from '../enums.ts';
import { OPEN_COMPLAINTS_MAX } from './complaint.policy.ts';
import { CARRIER, openTrust, orderFact, SELLER, SHOP, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

describe('reviews', () => {
  let room: TrustRoom;
  let buyer: Actor;
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
    room.orders.set('O1', orderFact('O1', buyer.id));
    room.orders.set('O2', orderFact('O2', buyer.id, { deliveredAtMs: null, state: 'shipped' }));
  });
  afterEach(() => room.close());
  const REVIEW = `mutation($input: ReviewOrderInput!) { reviewOrder(input: $input) { __typename ... on Review { id stars text state author } ... on ReviewOrderRefused { code details { path about } } } }`;
  const review = async (more: object = {}, actor = buyer) =>
    (
      await room.graph<any>(actor, REVIEW, {
        input: { requestId: `r${Math.random()}`, orderId: 'O1', stars: 5, text: '米很香', ...more },
      })
    ).reviewOrder;
  const product = (id = 'PRODUCT1') =>
    room
      .graph<any>(
        buyer,
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on Product { rating { average count } reviews { edges { node { text author } } } } } }`,
        { r: [{ __typename: 'Product', id }] },
      )
      .then((data) => data._entities[0]);
  const mayDo = async (actor: Actor): Promise<string[]> =>
    (await room.graph<any>(actor, '{ reviews { edges { node { availableActions } } } }')).reviews.edges[0].node
      .availableActions;

  it('counts once for the product, the shop and the seller', async () => {
    expect(await review()).toMatchObject({
      __typename: 'Review',
      stars: 5,
      state: 'SHOWN',
      author: expect.stringMatching(/^微信用户/),
    });
    expect(await review()).toMatchObject({ code: 'ALREADY_REVIEWED' });
    expect(await product()).toMatchObject({
      rating: { average: 5, count: 1 },
      reviews: { edges: [{ node: { text: '米很香' } }] },
    });
    await room.tell('sellers', 'sellers.shop-sale-changed.v1', {
      shopId: SHOP,
      partyId: SELLER,
      onSale: true,
      reason: '',
    });
    const credit = await room.graph<any>(
      buyer,
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Shop { credit { reviewCount averageStars } } } }`,
      { r: [{ __typename: 'Shop', id: SHOP }] },
    );
    expect(credit._entities[0].credit).toEqual({ reviewCount: 1, averageStars: 5 });
  });

  it('is refused before delivery, by strangers and for risky words, and nothing is kept [6.5.b]', async () => {
    expect(await review({ orderId: 'O2' })).toMatchObject({ code: 'NOT_DELIVERED' });
    expect(await review({}, (await room.signIn('stranger')).actor)).toMatchObject({ code: 'NOT_FOUND' });
    for (const stars of [0, 6, -1]) expect(await review({ stars })).toMatchObject({ code: 'INVALID_INPUT' });
    room.wechat.opinion = 'risky';
    expect(await review()).toMatchObject({ code: 'TEXT_REFUSED', details: [{ path: ['text'] }] });
    expect(await room.count('Review')).toBe(0);
    expect(await room.count('CreditTally')).toBe(0);
  });

  it('waits with its photos until a person has looked, and shows them to everybody only while it is shown [6.5.b]', async () => {
    const [stranger, mediator] = [(await room.signIn('stranger')).actor, staff('mediator')];
    const edge = (method: 'GET' | 'POST', path: string, actor: Actor, body = Buffer.alloc(0)) =>
      room.subgraph.edge({ method, path, query: { purpose: 'review-photo' }, headers: {}, body }, actor, 'r');
    const upload = async (actor: Actor): Promise<string> =>
      JSON.parse(String((await edge('POST', '/files', actor, PICTURE)).body)).id;
    const photo = await upload(buyer);
    expect(await review({ photoIds: [photo, await upload(stranger)] })).toMatchObject({ code: 'PHOTO_UNKNOWN' });
    expect(await review({ photoIds: Array.from({ length: 7 }, () => photo) })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await room.count('Review')).toBe(0);
    const { id, state } = await review({ photoIds: [photo] });
    expect(state).toBe('HELD');
    const seen = async () =>
      Promise.all(
        [buyer, mediator, stranger, ANONYMOUS].map(async (who) => (await edge('GET', `/files/${photo}`, who)).status),
      );
    expect(await seen()).toEqual([200, 200, 404, 404]);
    const moderate = (show: boolean) =>
      room.graph<any>(
        mediator,
        'mutation($input: ModerateReviewInput!) { moderateReview(input: $input) { __typename } }',
        { input: { reviewId: id, show, reason: '照片看过了' } },
      );
    await moderate(true);
    expect(await seen()).toEqual([200, 200, 200, 200]);
    const { _entities } = await room.graph<any>(
      ANONYMOUS,
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Product { reviews { edges { node { photoIds } } } } } }',
      { r: [{ __typename: 'Product', id: 'PRODUCT1' }] },
    );
    expect(_entities[0].reviews.edges).toEqual([{ node: { photoIds: [photo] } }]);
    await moderate(false);
    expect(await seen()).toEqual([200, 200, 404, 404]);
  });

  it('and complaints are offered to the buyer alone, as far as they would be taken', async () => {
    const asked = ['O1', 'O2', 'O3'];
    const offered = async (actor = buyer, ids = asked): Promise<string[][]> =>
      (
        await room.graph<any>(
          actor,
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { feedbackActions { action } } } }',
          { r: ids.map((id) => ({ __typename: 'Order', id })) },
        )
      )._entities.map(({ feedbackActions }: any) => feedbackActions.map(({ action }: any) => action));
    expect(await offered()).toEqual([[], [], []]);
    for (const orderId of ['O1', 'O2'])
      await room.tell('orders', 'orders.order-paid.v1', {
        checkoutId: 'CH1',
        orderId,
        orderNumber: orderId,
        buyerAccountId: buyer.id,
        partyId: SELLER,
        shopId: SHOP,
        totalFen: 100,
        confirmDueAtMs: room.clock.now() + 86_400_000,
      });
    expect(await offered()).toEqual([['COMPLAIN'], ['COMPLAIN'], []]);
    await room.tell('logistics', 'logistics.shipment-delivered.v1', {
      shipmentId: 'S1',
      orderId: 'O1',
      carrierPartyId: CARRIER,
      courierAccountId: 'A',
      afterSaleId: null,
      atMs: room.clock.now(),
      inTime: true,
      lots: [],
    });
    expect(await offered()).toEqual([['REVIEW', 'COMPLAIN'], ['COMPLAIN'], []]);
    for (const actor of [(await room.signIn('stranger')).actor, await room.owner('seller', SELLER), staff('mediator')])
      expect(await offered(actor)).toEqual([[], [], []]);
    await review();
    expect(await offered()).toEqual([['READ_REVIEW', 'COMPLAIN'], ['COMPLAIN'], []]);
    const file = (orderId: string, kind: string) =>
      room.graph<any>(
        buyer,
        'mutation($input: FileComplaintInput!) { fileComplaint(input: $input) { ... on Complaint { id } ... on FileComplaintRefused { code } } }',
        { input: { requestId: `r${Math.random()}`, orderId, kind, text: '不对', wanted: 'ANSWER' } },
      );
    const kinds = Object.keys(ComplaintKinds);
    for (const kind of kinds) await file('O2', kind);
    expect(await offered()).toEqual([['READ_REVIEW', 'COMPLAIN'], [], []]);
    expect((await file('O2', 'PRICE')).fileComplaint).toEqual({ code: 'ALREADY_OPEN' });
    for (let i = 3; i <= OPEN_COMPLAINTS_MAX - kinds.length + 2; i += 1) {
      room.orders.set(`O${i}`, orderFact(`O${i}`, buyer.id));
      await file(`O${i}`, 'PRICE');
    }
    expect(await offered()).toEqual([['READ_REVIEW'], [], []]);
    expect((await file('O1', 'PRICE')).fileComplaint).toEqual({ code: 'TOO_MANY_OPEN' });
  });

  it('is held while WeChat cannot be asked, and counts when a person has let it through', async () => {
    room.wechat.opinion = 'down';
    const { id, state } = await review();
    expect(state).toBe('HELD');
    expect(await product()).toMatchObject({ rating: { average: null, count: 0 }, reviews: { edges: [] } });
    const moderate = `mutation($id: ID!, $show: Boolean!) { moderateReview(input: { reviewId: $id, show: $show, reason: "人工复查" }) { __typename ... on Review { state } ... on ModerateReviewRefused { code } } }`;
    expect((await room.graphWithErrors(buyer, moderate, { id, show: true })).errors).toHaveLength(1);
    const reviewer = staff('reviewer');
    expect([await mayDo(reviewer), await mayDo(staff('regulator'))]).toEqual([['SHOW', 'HIDE'], []]);
    expect((await room.graph<any>(reviewer, moderate, { id, show: true })).moderateReview.state).toBe('SHOWN');
    expect((await room.graph<any>(reviewer, moderate, { id, show: true })).moderateReview.code).toBe('WRONG_STATE');
    expect(await mayDo(reviewer)).toEqual(['HIDE']);
    expect((await product()).rating).toEqual({ average: 5, count: 1 });
    await room.graph<any>(reviewer, moderate, { id, show: false });
    expect((await product()).rating).toEqual({ average: null, count: 0 });
    // Taken down before it was ever shown, it takes nothing away.
    room.orders.set('O2', orderFact('O2', buyer.id));
    const { id: other } = await review({ orderId: 'O2' });
    for (const show of [false, true, true]) await room.graph<any>(reviewer, moderate, { id: other, show });
    expect((await product()).rating).toEqual({ average: 5, count: 1 });
  });

  it('and its reply are read by those who look after them; a reply is taken down with a reason, and may be written again', async () => {
    const { id } = await review();
    const seller = await room.owner('seller', SELLER);
    const reply = (text: string) =>
      room.graph<any>(
        seller,
        'mutation($input: ReplyToReviewInput!) { replyToReview(input: $input) { ... on Review { reply } ... on Refusal { message } } }',
        { input: { reviewId: id, text } },
      );
    expect([await mayDo(seller), await mayDo(staff('mediator'))]).toEqual([['REPLY'], ['HIDE']]);
    await reply('打电话给我 19900000000');
    expect([await mayDo(seller), await mayDo(staff('mediator')), await mayDo(staff('regulator'))]).toEqual([
      [],
      ['HIDE', 'WITHDRAW_REPLY'],
      [],
    ]);
    const list = async (more: string) =>
      (
        await room.graph<any>(staff('regulator'), `{ reviews(${more}) { edges { node { id reply state } } } }`)
      ).reviews.edges.map(({ node }: any) => node.reply);
    expect([
      await list('replied: true'),
      await list('replied: false'),
      await list(`partyId: "${SELLER}", state: SHOWN`),
      await list('partyId: "OTHER"'),
    ]).toEqual([['打电话给我 19900000000'], [], ['打电话给我 19900000000'], []]);
    const own = async (who: Actor) =>
      (await room.graph<any>(who, `{ reviews { edges { node { products { id } } } } }`)).reviews.edges.map(
        ({ node }: any) => node.products,
      );
    expect([await own(seller), await own(await room.owner('other', 'PARTY0OTHER'))]).toEqual([
      [[{ id: 'PRODUCT1' }]],
      [],
    ]);
    const withdraw =
      'mutation($id: ID!) { withdrawReply(input: { reviewId: $id, reason: "写了电话" }) { ... on Review { reply } ... on WithdrawReplyRefused { code } } }';
    for (const actor of [buyer, seller, staff('regulator')])
      expect((await room.graphWithErrors(actor, withdraw, { id })).errors![0]!.extensions!['code']).toBe('FORBIDDEN');
    expect(await list('replied: true')).toHaveLength(1);
    expect((await room.graph<any>(staff('mediator'), withdraw, { id })).withdrawReply).toEqual({ reply: null });
    expect((await room.graph<any>(staff('mediator'), withdraw, { id })).withdrawReply).toEqual({ code: 'WRONG_STATE' });
    expect((await reply('谢谢惠顾')).replyToReview).toEqual({ reply: '谢谢惠顾' });
  });
});
