import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { CARRIER, openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const FIELDS = `__typename ... on Claim { id state cause rule: clause fixed finding availableActions
  shares { part partyId permille decidedPermille answer text photoIds amountFen } held { part minutesOut worstCelsius name } }`;
const LISTED = `{ claims { edges { node { ${FIELDS.replace('__typename ... on Claim {', '').slice(0, -1)} } } } }`;

/** A working day's noon, so that no weekend stands between. */
const TUESDAY = '2026-11-24T04:00:00Z';

describe('a claim on what was refused at the door', () => {
  let room: TrustRoom;
  let seller: Actor;
  let carrier: Actor;
  let stranger: Actor;
  let buyer: Actor;
  const mediator = staff('mediator');
  const finance = staff('finance');
  beforeEach(async () => {
    room = await openTrust();
    room.clock.set(TUESDAY);
    buyer = (await room.signIn('buyer')).actor;
    seller = await room.owner('seller', SELLER);
    carrier = await room.owner('carrier', CARRIER, 'carrier');
    stranger = await room.owner('stranger', 'PARTY0OTHER');
    await room.tell('orders', 'orders.order-paid.v1', {
      orderId: 'O1',
      orderNumber: 'H1',
      checkoutId: 'K1',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      shopId: 'SHOP1',
      totalFen: 6600,
      confirmDueAtMs: 0,
    });
  });
  afterEach(() => room.close());

  const act = async (actor: Actor, name: string, input: object) => {
    const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    const document = `mutation($input: ${type}Input!) { ${name}(input: $input) { ${FIELDS} ... on ${type}Refused { code clause } } }`;
    return (await room.graph<any>(actor, document, { input }))[name];
  };
  const listed = async (actor: Actor) => nodesOf((await room.graph<any>(actor, LISTED)).claims) as any[];
  const refused = (more: object = {}) =>
    room.tell('logistics', 'logistics.shipment-refused.v1', {
      shipmentId: 'P1',
      orderId: 'O1',
      carrierPartyId: CARRIER,
      reason: 'temperature',
      atMs: room.clock.now(),
      claim: {
        cause: 'temperature',
        sellerPartyId: SELLER,
        amountFen: 6600,
        held: [
          {
            part: 'carrier',
            partyId: CARRIER,
            fromMs: room.clock.now() - HOUR_MS,
            toMs: room.clock.now(),
            minutesOut: 12,
            worstCelsius: 9.5,
            isWatched: true,
          },
        ],
        shares: [
          { part: 'carrier', partyId: CARRIER, permille: 1000 },
          { part: 'seller', partyId: SELLER, permille: 0 },
        ],
        clause: '8.4.3.bo',
      },
      ...more,
    });
  const opened = async () => {
    await refused();
    const [claim] = await listed(seller);
    await room.events();
    return claim;
  };
  const decidedIn = async () =>
    (await room.events()).filter(({ type }) => type === 'trust.claim-decided.v1').map(({ payload }) => payload);
  const wholly = (agreed: boolean) => [
    { part: 'carrier', partyId: CARRIER, permille: 1000, agreed },
    { part: 'seller', partyId: SELLER, permille: 0, agreed: true },
  ];

  it('opens by itself, once, and only its parties and those who decide see it [8.5.4.3.cf] [8.4.3.bo]', async () => {
    await refused();
    await refused();
    for (const actor of [seller, carrier])
      expect(await listed(actor)).toMatchObject([
        {
          state: 'PROPOSED',
          cause: 'TEMPERATURE',
          rule: '8.4.3.bo',
          availableActions: ['ACCEPT', 'CONTEST'],
          held: [{ part: 'CARRIER', minutesOut: 12, worstCelsius: 9.5 }],
        },
      ]);
    expect((await listed(mediator)).map(({ availableActions }) => availableActions)).toEqual([[]]);
    for (const actor of [stranger, buyer]) expect(await listed(actor)).toEqual([]);
    const [{ id }] = await listed(seller);
    for (const actor of [stranger, buyer, mediator])
      expect((await room.graph<any>(actor, `query { claim(id: "${id}") { id } }`)).claim).toEqual(
        actor === mediator ? { id } : null,
      );
    expect(await act(stranger, 'acceptClaim', { claimId: id })).toEqual({
      __typename: 'AcceptClaimRefused',
      code: 'NOT_FOUND',
      clause: null,
    });
  });

  it('opens as well for what is refunded of goods that were signed for [8.4.3.bo]', async () => {
    const opened = {
      about: 'after-sale',
      aboutId: 'A1',
      shipmentId: 'P1',
      orderId: 'O1',
      orderNumber: 'H1',
      buyerAccountId: buyer.id,
      claim: {
        cause: 'temperature',
        sellerPartyId: SELLER,
        amountFen: 3300,
        held: [],
        shares: [
          { part: 'carrier', partyId: CARRIER, permille: 1000 },
          { part: 'seller', partyId: SELLER, permille: 0 },
        ],
        clause: '8.4.3.bo',
      },
    };
    await room.tell('orders', 'orders.claim-opened.v1', opened);
    await room.tell('orders', 'orders.claim-opened.v1', opened);
    const ask = '{ claims { edges { node { id about happened amountFen } } } }';
    const [claim] = nodesOf((await room.graph<any>(carrier, ask)).claims) as any[];
    expect(await room.count('Claim')).toBe(1);
    expect(claim).toMatchObject({
      about: 'AFTER_SALE',
      happened: '路上温度不合格，买家签收后要退款',
      amountFen: 3300,
    });
    await room.events();
    for (const actor of [seller, carrier]) await act(actor, 'acceptClaim', { claimId: claim.id });
    expect(await decidedIn()).toMatchObject([{ about: 'after-sale', aboutId: 'A1', shares: wholly(true) }]);
    await room.tell('orders', 'orders.claim-settled.v1', {
      shipmentId: 'P1',
      about: 'after-sale',
      aboutId: 'A1',
      orderId: 'O1',
      orderNumber: 'H1',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      how: 'no-loss',
      shares: [],
    });
    expect(await listed(seller)).toMatchObject([{ state: 'VOID' }]);
  });

  it('of a short weight the platform may find that nothing was missing [6.6.d]', async () => {
    await room.tell('orders', 'orders.claim-opened.v1', {
      about: 'weigh-in',
      aboutId: 'W1',
      shipmentId: '',
      orderId: 'O1',
      orderNumber: 'H1',
      buyerAccountId: buyer.id,
      claim: {
        cause: 'shortage',
        sellerPartyId: SELLER,
        amountFen: 580,
        held: [],
        shares: [{ part: 'seller', partyId: SELLER, permille: 1000 }],
        clause: '7.3.4.b',
      },
      weighed: {
        title: '大米',
        units: 1,
        statedGrams: 5000,
        allowedGrams: 75,
        weighedGrams: 4500,
        photoIds: ['F1'],
      },
    });
    const ask =
      '{ claims { edges { node { id rule: clause happened shipment { id } weighed { weighedGrams photoIds } } } } }';
    const [claim] = nodesOf((await room.graph<any>(seller, ask)).claims) as any[];
    expect(claim).toMatchObject({
      rule: '7.3.4.b',
      happened: '买家签收后称重，分量不够',
      shipment: null,
      weighed: { weighedGrams: 4500, photoIds: ['F1'] },
    });
    await room.events();
    await act(seller, 'contestClaim', { claimId: claim.id, text: '出库称过，附照片' });
    const decide = (permille: number) =>
      act(mediator, 'decideClaim', {
        claimId: claim.id,
        finding: '秤上还有包装袋，分量是够的',
        shares: [{ partyId: SELLER, permille }],
      });
    expect(await decide(1001)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await decide(0)).toMatchObject({ state: 'DRAFTED' });
    await act(finance, 'confirmClaim', { claimId: claim.id });
    expect(await decidedIn()).toMatchObject([
      { about: 'weigh-in', aboutId: 'W1', shares: [{ partyId: SELLER, permille: 0 }] },
    ]);
  });

  it('is not there where the reason is between buyer and seller', async () => {
    await refused({ reason: 'changed-mind', claim: undefined });
    expect(await room.count('Claim')).toBe(0);
  });

  it('is settled when both agree, and nobody answers twice [6.6.d]', async () => {
    const { id } = await opened();
    expect(await act(seller, 'acceptClaim', { claimId: id })).toMatchObject({
      state: 'PROPOSED',
      availableActions: [],
    });
    expect(await act(seller, 'acceptClaim', { claimId: id })).toMatchObject({ code: 'ALREADY_ANSWERED' });
    expect(await act(seller, 'contestClaim', { claimId: id, text: '不认' })).toMatchObject({
      code: 'ALREADY_ANSWERED',
    });
    expect(await listed(seller)).toMatchObject([{ state: 'PROPOSED' }]);
    expect(await decidedIn()).toEqual([]);
    expect(await act(carrier, 'acceptClaim', { claimId: id })).toMatchObject({ state: 'SETTLING', fixed: 'AGREED' });
    expect(await decidedIn()).toEqual([{ claimId: id, shipmentId: 'P1', orderId: 'O1', shares: wholly(true) }]);
    expect(await act(carrier, 'contestClaim', { claimId: id, text: '后悔了' })).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('silence agrees after one working day, and not a moment before [6.6.d]', async () => {
    await opened();
    room.clock.set('2026-11-25T04:00:00Z');
    await room.subgraph.runOnce();
    expect(await decidedIn()).toEqual([]);
    room.clock.advance(1);
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(await decidedIn()).toMatchObject([{ shares: wholly(true) }]);
    expect(await listed(seller)).toMatchObject([{ state: 'SETTLING', fixed: 'UNANSWERED' }]);
  });

  it('contested, a mediator decides and a second person confirms; before that nothing is decided [6.6.d]', async () => {
    const { id } = await opened();
    expect(await act(carrier, 'contestClaim', { claimId: id, text: '交货时就没冻透' })).toMatchObject({
      state: 'CONTESTED',
      shares: [{ answer: 'CONTESTED', text: '交货时就没冻透' }, { answer: null }],
    });
    // The other may still say its word.
    expect(await act(seller, 'acceptClaim', { claimId: id })).toMatchObject({ code: 'WRONG_STATE' });
    expect(await act(seller, 'contestClaim', { claimId: id, text: '出库记录是零下十九度' })).toMatchObject({
      state: 'CONTESTED',
    });
    const decide = (permille: number, more: object[] = []) => ({
      claimId: id,
      finding: '出库记录合格，车上十二分钟超温',
      shares: [{ partyId: CARRIER, permille }, { partyId: SELLER, permille: 300 }, ...more],
    });
    for (const wrong of [decide(699), decide(701), decide(400, [{ partyId: 'PARTY0OTHER', permille: 300 }])])
      expect(await act(mediator, 'decideClaim', wrong)).toMatchObject({ code: 'SHARES_NOT_WHOLE', clause: '6.6.d' });
    expect(await listed(mediator)).toMatchObject([{ state: 'CONTESTED', finding: null, availableActions: ['DECIDE'] }]);
    expect(await act(mediator, 'decideClaim', decide(700))).toMatchObject({ state: 'DRAFTED', availableActions: [] });
    expect(await act(mediator, 'confirmClaim', { claimId: id })).toMatchObject({
      code: 'SAME_PERSON',
      clause: '6.6.d',
    });
    expect(await decidedIn()).toEqual([]);
    expect((await listed(finance))[0].availableActions).toEqual(['CONFIRM', 'SEND_BACK']);
    expect(await act(finance, 'sendBackClaim', { claimId: id, note: '商家为什么担三成' })).toMatchObject({
      state: 'CONTESTED',
    });
    await act(mediator, 'decideClaim', decide(700));
    expect(await act(finance, 'confirmClaim', { claimId: id })).toMatchObject({ state: 'SETTLING', fixed: 'DECIDED' });
    expect(await decidedIn()).toMatchObject([
      {
        shares: [
          { partyId: CARRIER, permille: 700, agreed: false },
          { partyId: SELLER, permille: 300, agreed: false },
        ],
      },
    ]);
  });

  it('nobody decides about a party that they act for, or about their own order [6.6.d]', async () => {
    const { id } = await opened();
    await act(carrier, 'contestClaim', { claimId: id, text: '不认' });
    const office = ['mediator', 'finance'].map((role) => ({ role }));
    for (const judge of [seller, buyer].map((actor): Actor => ({ ...actor, grants: [...actor.grants, ...office] }))) {
      const shares = [
        { partyId: CARRIER, permille: 1000 },
        { partyId: SELLER, permille: 0 },
      ];
      expect(await act(judge, 'decideClaim', { claimId: id, finding: '都是他们的错', shares })).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect(await listed(mediator)).toMatchObject([{ state: 'CONTESTED' }]);
  });

  it('where the platform stays silent, what the records say stands: decided by nobody, or by one person alone [6.6.d]', async () => {
    const { id } = await opened();
    await act(carrier, 'contestClaim', { claimId: id, text: '不认' });
    // Two working days to decide, and one more.
    room.clock.set('2026-11-27T03:59:59Z');
    await room.subgraph.runOnce();
    expect(await listed(mediator)).toMatchObject([{ state: 'CONTESTED' }]);
    const shares = [
      { partyId: CARRIER, permille: 0 },
      { partyId: SELLER, permille: 1000 },
    ];
    await act(mediator, 'decideClaim', { claimId: id, finding: '商家全担', shares });
    // A day to confirm, and one more, over the weekend.
    room.clock.set('2026-12-01T04:00:00Z');
    await room.subgraph.runOnce();
    expect(await decidedIn()).toMatchObject([{ shares: wholly(false) }]);
    expect(await listed(seller)).toMatchObject([{ state: 'SETTLING', fixed: 'UNDECIDED' }]);
  });

  /** A complaint about the same order had been paid meanwhile: payments corrects what was told. */
  async function cutTo(carrierFen: number, sellerFen: number): Promise<void> {
    const shares = [
      { part: 'carrier', partyId: CARRIER, amountFen: carrierFen },
      { part: 'seller', partyId: SELLER, amountFen: sellerFen },
    ];
    const of = { aboutId: 'P1', orderId: 'O1', orderNumber: 'H1', buyerAccountId: buyer.id };
    await room.tell('payments', 'payments.claim-cut.v1', { ...of, shares });
    expect(await listed(carrier)).toMatchObject([
      { state: 'SETTLED', shares: [{ amountFen: carrierFen }, { amountFen: sellerFen }] },
    ]);
    const { messages } = await room.graph<any>(carrier, '{ messages(first: 1) { edges { node { body } } } }');
    expect(nodesOf(messages)).toEqual([
      { body: '订单H1拒收的货已结清（这个订单另有赔偿先付了，数额更正），您方承担40.00元' },
    ]);
  }

  it.each([
    ['paid', 'SETTLED', 6600],
    ['no-loss', 'VOID', null],
    ['lost', 'VOID', null],
  ])('ends as orders says: %s', async (how, state, amountFen) => {
    const { id } = await opened();
    if (how === 'paid') for (const actor of [seller, carrier]) await act(actor, 'acceptClaim', { claimId: id });
    const shares = [
      { part: 'carrier', partyId: CARRIER, amountFen: 6600, agreed: true },
      { part: 'seller', partyId: SELLER, amountFen: 0, agreed: true },
    ];
    await room.tell('orders', 'orders.claim-settled.v1', {
      shipmentId: 'P1',
      orderId: 'O1',
      orderNumber: 'H1',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      how,
      shares: how === 'paid' ? shares : [],
    });
    expect(await listed(seller)).toMatchObject([{ state, shares: [{ amountFen }, {}], availableActions: [] }]);
    if (how === 'paid') await cutTo(4000, 0);
    room.clock.advance(30 * 24 * 60 * MINUTE_MS);
    await room.subgraph.runOnce();
    expect(await listed(seller)).toMatchObject([{ state }]);
  });

  it('lies on the desks of those who decide [6.6.d]', async () => {
    const { id } = await opened();
    const due = async (actor: Actor) =>
      (await room.graph<any>(actor, '{ trustDue { kind id } }')).trustDue.filter((one: any) => one.id === id);
    expect(await due(mediator)).toEqual([{ kind: 'CLAIM_ANSWER', id }]);
    await act(carrier, 'contestClaim', { claimId: id, text: '不认' });
    expect(await due(mediator)).toEqual([{ kind: 'CLAIM_DECISION', id }]);
    const shares = [
      { partyId: CARRIER, permille: 1000 },
      { partyId: SELLER, permille: 0 },
    ];
    await act(mediator, 'decideClaim', { claimId: id, finding: '按温度记录', shares });
    expect(await due(finance)).toEqual([{ kind: 'CLAIM_REVIEW', id }]);
  });
});
