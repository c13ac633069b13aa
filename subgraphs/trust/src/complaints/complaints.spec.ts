import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { COMPLAINT_KINDS, OPEN_COMPLAINTS_MAX } from './complaint.policy.ts';
import { CARRIER, openTrust, orderFact, SELLER, SHOP, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const FIELDS = `__typename ... on Complaint { id number state stateText answererKind answererPartyId answeredInTime compensationFen remedy text escalatedBy availableActions { action label } steps { action byRole } }`;
const run = (name: string, input: string) =>
  `mutation($input: ${input}!) { ${name}(input: $input) { ${FIELDS} ... on ${name[0]!.toUpperCase()}${name.slice(1)}Refused { code message clause details { at } } } }`;
const FILE = run('fileComplaint', 'FileComplaintInput');
const ANSWER = run('answerComplaint', 'AnswerComplaintInput');
const ACCEPT = run('acceptAnswer', 'AcceptAnswerInput');
const ESCALATE = run('escalateComplaint', 'EscalateComplaintInput');
const DECIDE = run('decideComplaint', 'DecideComplaintInput');
const RESPOND = run('respondToDecision', 'RespondToDecisionInput');
const ADVANCE = run('advanceCompensation', 'AdvanceCompensationInput');

describe('complaints', () => {
  let room: TrustRoom;
  let buyer: Actor;
  let seller: Actor;
  let carrier: Actor;
  const mediator = staff('mediator');
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
    seller = await room.owner('seller', SELLER);
    carrier = await room.owner('carrier', CARRIER, 'carrier');
    room.orders.set('O1', orderFact('O1', buyer.id, { carrierPartyId: CARRIER }));
  });
  afterEach(() => room.close());
  const file = async (more: object = {}, actor = buyer) =>
    (
      await room.graph<any>(actor, FILE, {
        input: {
          requestId: `r${Math.random()}`,
          orderId: 'O1',
          kind: 'quality',
          text: '大米里有虫',
          wanted: 'compensation',
          amountFen: 2000,
          ...more,
        },
      })
    ).fileComplaint;
  /** What the buyer is offered a button for. */
  const mayDo = async (id: string): Promise<string[]> =>
    (
      await room.graph<any>(buyer, 'query($id: ID!) { complaint(id: $id) { availableActions { action } } }', { id })
    ).complaint.availableActions.map(({ action }: any) => action);
  const step = async (actor: Actor, document: string, input: object) =>
    Object.values(await room.graph<any>(actor, document, { input }))[0] as any;

  it('is answered within one working day and accepted: the compensation is due from the seller [7.3.8.o][7.3.8.n]', async () => {
    const { id, ...filed } = await file();
    expect(filed).toMatchObject({
      state: 'filed',
      answererKind: 'seller',
      answererPartyId: SELLER,
      text: '大米里有虫',
    });
    await room.events();
    room.clock.advance(20 * HOUR_MS);
    expect(await mayDo(id)).toEqual([]);
    expect(
      await step(seller, ANSWER, { complaintId: id, text: '同意赔偿', remedy: 'compensation', accept: true }),
    ).toMatchObject({ state: 'answered', answeredInTime: true });
    expect(await mayDo(id)).toEqual(['take-compensation', 'escalate']);
    expect(await step(buyer, ACCEPT, { complaintId: id })).toMatchObject({
      state: 'compensating',
      compensationFen: 2000,
    });
    expect(await room.events()).toEqual([
      {
        type: 'trust.compensation-due.v1',
        payload: expect.objectContaining({
          complaintId: id,
          orderId: 'O1',
          partyId: SELLER,
          buyerAccountId: buyer.id,
          amountFen: 2000,
        }),
      },
    ]);
    await room.tell('payments', 'payments.refund-completed.v1', {
      refundId: 'F1',
      refundKey: `complaint:${id}`,
      orderId: 'O1',
      afterSaleId: null,
      amountFen: 2000,
      atMs: room.clock.now(),
      inTime: true,
    });
    const { complaint } = await room.graph<any>(
      buyer,
      `query($id: ID!) { complaint(id: $id) { state remedy steps { action } } }`,
      { id },
    );
    expect(complaint).toMatchObject({
      state: 'settled',
      remedy: 'compensation',
      steps: [{ action: 'file' }, { action: 'answer' }, { action: 'take-compensation' }, { action: 'record-payment' }],
    });
  });

  it('escalates by itself past one working day, weekend not counted [6.6.c][7.3.8.o]', async () => {
    room.clock.set('2026-11-27T08:00:00Z');
    const { id } = await file();
    room.clock.set('2026-11-30T07:59:00Z');
    expect(await step(buyer, ESCALATE, { complaintId: id })).toMatchObject({
      code: 'NOT_YET_OVERDUE',
      clause: '7.3.8.o',
    });
    await room.subgraph.runOnce();
    expect(
      (await room.graph<any>(buyer, `query($id: ID!) { complaint(id: $id) { state } }`, { id })).complaint.state,
    ).toBe('filed');
    room.clock.set('2026-11-30T08:00:01Z');
    expect(await mayDo(id)).toEqual(['escalate-overdue']);
    await room.subgraph.runOnce();
    expect(
      (
        await room.graph<any>(buyer, `query($id: ID!) { complaint(id: $id) { state escalatedBy answeredInTime } }`, {
          id,
        })
      ).complaint,
    ).toEqual({ state: 'escalated', escalatedBy: 'system', answeredInTime: false });
    expect(
      await step(seller, ANSWER, { complaintId: id, text: '来晚了', remedy: 'answer', accept: true }),
    ).toMatchObject({ code: 'WRONG_STATE' });
    const messages = await room.graph<any>(buyer, '{ messages { edges { node { kind } } } }');
    expect(messages.messages.edges[0].node.kind).toBe('complaint-escalated');
  });

  it('goes from refusal to advance, recovery and a warning [6.6.d][6.6.end]', async () => {
    const { id } = await file();
    await step(seller, ANSWER, { complaintId: id, text: '不是我们的问题', remedy: 'answer', accept: false });
    expect(await mayDo(id)).toEqual(['accept-answer', 'escalate']);
    expect(await step(buyer, ESCALATE, { complaintId: id })).toMatchObject({
      state: 'escalated',
      escalatedBy: 'consumer',
    });
    expect(
      await step(mediator, DECIDE, {
        complaintId: id,
        liableParty: 'seller',
        finding: '检验不合格',
        compensationFen: 12_800,
        clause: '7.3.7.k',
      }),
    ).toMatchObject({ state: 'decided', compensationFen: 12_800 });
    expect(await step(mediator, ADVANCE, { complaintId: id })).toMatchObject({ code: 'WRONG_STATE' });
    await room.events();
    expect(await step(seller, RESPOND, { complaintId: id, accept: false })).toMatchObject({ state: 'refused' });
    expect(await room.events()).toEqual([]);
    expect(await step(mediator, ADVANCE, { complaintId: id })).toMatchObject({ state: 'advancing' });
    expect(await room.events()).toEqual([
      {
        type: 'trust.advance-due.v1',
        payload: expect.objectContaining({ complaintId: id, amountFen: 12_800, partyId: SELLER }),
      },
    ]);
    const paid = {
      advanceId: 'A1',
      recoveryId: 'R1',
      complaintId: id,
      orderId: 'O1',
      partyId: SELLER,
      amountFen: 12_800,
    };
    await room.tell('payments', 'payments.advance-paid.v1', paid, 'EVENT1');
    await room.tell('payments', 'payments.advance-paid.v1', paid, 'EVENT2');
    expect(
      (await room.graph<any>(buyer, `query($id: ID!) { complaint(id: $id) { state recoveryId advancedFen } }`, { id }))
        .complaint,
    ).toEqual({ state: 'advanced', recoveryId: 'R1', advancedFen: 12_800 });
    const { measures } = await room.graph<any>(
      seller,
      `query($p: ID) { measures(partyId: $p) { edges { node { step clause state } } } }`,
      { p: SELLER },
    );
    expect(nodesOf(measures)).toEqual([{ step: 'warning', clause: '6.6.end', state: 'in-force' }]);
    expect(await room.events()).toEqual([
      { type: 'trust.measure-taken.v1', payload: expect.objectContaining({ partyId: SELLER, step: 'warning' }) },
    ]);
  });

  it.each([
    ['agrees', true, 'settled'],
    ['refuses', false, 'advanced'],
  ] as const)(
    'a carrier that %s is owed by, not the seller: told so, and warned only where it refused [6.6.d][6.6.end]',
    async (_how, accept, state) => {
      const { id, number } = await file({ kind: 'delivery' });
      await step(carrier, ANSWER, { complaintId: id, text: '路上堵车', remedy: 'answer', accept: false });
      await step(buyer, ESCALATE, { complaintId: id });
      await step(mediator, DECIDE, {
        complaintId: id,
        liableParty: 'carrier',
        finding: '迟到两天',
        compensationFen: 1000,
      });
      await room.events();
      await step(carrier, RESPOND, { complaintId: id, accept });
      if (!accept) await step(mediator, ADVANCE, { complaintId: id });
      expect(await room.events()).toEqual([
        {
          type: accept ? 'trust.compensation-due.v1' : 'trust.advance-due.v1',
          payload: expect.objectContaining({ complaintId: id, partyId: CARRIER, amountFen: 1000 }),
        },
      ]);
      const paid = {
        advanceId: 'A1',
        recoveryId: 'R1',
        complaintId: id,
        orderId: 'O1',
        partyId: CARRIER,
        amountFen: 1000,
      };
      await room.tell('payments', 'payments.advance-paid.v1', paid, 'EVENT1');
      await room.tell('payments', 'payments.advance-paid.v1', paid, 'EVENT2');
      expect(
        (
          await room.graph<any>(
            buyer,
            'query($id: ID!) { complaint(id: $id) { state recoveryId advancedFen remedy } }',
            { id },
          )
        ).complaint,
      ).toEqual({ state, recoveryId: 'R1', advancedFen: 1000, remedy: 'compensation' });
      const measuresOf = async (actor: Actor, party: string) =>
        nodesOf(
          (
            await room.graph<any>(actor, 'query($p: ID) { measures(partyId: $p) { edges { node { step } } } }', {
              p: party,
            })
          ).measures,
        );
      expect([await measuresOf(carrier, CARRIER), await measuresOf(seller, SELLER)]).toEqual([
        accept ? [] : [{ step: 'warning' }],
        [],
      ]);
      const bodies = async (actor: Actor): Promise<string[]> =>
        nodesOf((await room.graph<any>(actor, '{ messages { edges { node { body } } } }')).messages).map(
          ({ body }) => body,
        );
      const owed = `投诉${number}由您方承担的赔偿10.00元，平台已先付给消费者，会向您方追偿`;
      expect((await bodies(carrier)).filter((body) => body === owed)).toHaveLength(1);
      expect((await bodies(buyer)).filter((body) => body === `投诉${number}由平台先行赔付，请查收`)).toHaveLength(1);
      expect((await bodies(seller)).filter((body) => body.includes('承担') || body.includes('追偿'))).toEqual([]);
    },
  );

  it('takes a compensation that cannot be paid back to the mediator, who decides anew [6.6.d]', async () => {
    const { id } = await file();
    await step(seller, ANSWER, { complaintId: id, text: '同意赔偿', remedy: 'compensation', accept: true });
    await step(buyer, ACCEPT, { complaintId: id });
    const failed = { complaintId: id, orderId: 'O1', amountFen: 2000 };
    await room.tell('payments', 'payments.compensation-failed.v1', failed, 'EVENT1');
    await room.tell('payments', 'payments.compensation-failed.v1', failed, 'EVENT2');
    expect(
      (await room.graph<any>(buyer, `query($id: ID!) { complaint(id: $id) { state compensationFen } }`, { id }))
        .complaint,
    ).toEqual({ state: 'escalated', compensationFen: null });
    await room.events();
    expect(
      await step(mediator, DECIDE, {
        complaintId: id,
        liableParty: 'seller',
        finding: '余额内赔偿',
        compensationFen: 500,
      }),
    ).toMatchObject({ state: 'decided' });
    await step(seller, RESPOND, { complaintId: id, accept: true });
    expect(await room.events()).toEqual([
      { type: 'trust.compensation-due.v1', payload: expect.objectContaining({ complaintId: id, amountFen: 500 }) },
    ]);
  });

  it('asks the carrier to answer for the delivery, and takes silence after a decision as a refusal [8.5.3.bz]', async () => {
    const { id, ...filed } = await file({ kind: 'delivery', wanted: 'answer', amountFen: undefined });
    expect(filed).toMatchObject({ answererKind: 'carrier', answererPartyId: CARRIER });
    expect(
      await step(seller, ANSWER, { complaintId: id, text: '不归我管', remedy: 'answer', accept: true }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    await step(carrier, ANSWER, { complaintId: id, text: '车坏了', remedy: 'answer', accept: false });
    await step(buyer, ESCALATE, { complaintId: id });
    await step(mediator, DECIDE, {
      complaintId: id,
      liableParty: 'carrier',
      finding: '迟到两天',
      compensationFen: 500,
    });
    room.clock.advance(10 * DAY_MS);
    await room.subgraph.runOnce();
    expect(
      (await room.graph<any>(carrier, `query($id: ID!) { complaint(id: $id) { state liablePartyId } }`, { id }))
        .complaint,
    ).toEqual({ state: 'refused', liablePartyId: CARRIER });
  });

  it("tells carriers' and payments' rooms which orders have a case, and nobody else [6.6.d]", async () => {
    const ASK = 'query($ids: [ID!]!) { ordersWithComplaint(orderIds: $ids) }';
    const ask = async (name: string, ids: string[]) =>
      (await room.graph<any>({ kind: 'peer', id: name, grants: [] }, ASK, { ids })).ordersWithComplaint;
    expect(await ask('logistics', ['O1', 'O2'])).toEqual([]);
    await file();
    await file({ requestId: 'the-same-order-again' });
    expect(await ask('payments', ['O1', 'O2'])).toEqual(['O1']);
    for (const actor of [mediator, buyer]) await expect(room.graph<any>(actor, ASK, { ids: ['O1'] })).rejects.toThrow();
  });

  it('lets only those it concerns see it, records their look, and shows each what they can do [10.4]', async () => {
    const { id } = await file();
    const stranger = (await room.signIn('stranger')).actor;
    const otherSeller = await room.owner('other', 'PARTY0OTHER');
    const see = `query($id: ID!) { complaint(id: $id) { text availableActions { action } } }`;
    expect((await room.graph<any>(stranger, see, { id })).complaint).toBeNull();
    expect((await room.graph<any>(otherSeller, see, { id })).complaint).toBeNull();
    expect(
      await step(otherSeller, ANSWER, { complaintId: id, text: '抢答', remedy: 'answer', accept: true }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(await step(stranger, ESCALATE, { complaintId: id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      (
        await room.graph<any>(
          stranger,
          `query($r: [_Any!]!) { _entities(representations: $r) { ... on Complaint { text } } }`,
          { r: [{ __typename: 'Complaint', id }] },
        )
      )._entities,
    ).toEqual([null]);
    expect((await room.graph<any>(seller, see, { id })).complaint).toEqual({
      text: '大米里有虫',
      availableActions: [{ action: 'answer' }],
    });
    await room.hearOwnActs();
    expect(
      (await room.graph<any>(buyer, '{ whoLookedAtMyData { edges { node { fields roles } } } }')).whoLookedAtMyData
        .edges,
    ).toEqual([{ node: { fields: ['投诉内容'], roles: ['网商负责人'] } }]);
    const clerk = {
      ...seller,
      id: 'CLERK',
      grants: [{ role: 'consumer' }, { role: 'seller-staff', partyId: SELLER, rights: ['orders'] }],
    };
    expect((await room.graph<any>(clerk, see, { id })).complaint).toBeNull();
  });

  it('offers a mediator to answer only what the operator is asked, and tells what is due, the soonest first', async () => {
    const { id: first } = await file();
    room.clock.advance(HOUR_MS);
    const { id: second } = await file({
      orderId: undefined,
      kind: 'suggestion',
      wanted: 'answer',
      amountFen: undefined,
    });
    const page = await room.graph<any>(
      mediator,
      'query($sort: String, $descending: Boolean) { complaints(sort: $sort, descending: $descending) { edges { node { id availableActions { action } } } } trustDue { kind id overdue clause } }',
      { sort: 'filedAt', descending: false },
    );
    expect(page.complaints.edges.map(({ node }: any) => node)).toEqual([
      { id: first, availableActions: [] },
      { id: second, availableActions: [{ action: 'answer' }] },
    ]);
    expect(page.trustDue).toEqual(
      [first, second].map((id) => ({ kind: 'complaint-answer', id, overdue: false, clause: '7.3.8.o' })),
    );
    room.clock.advance(4 * DAY_MS);
    const later = await room.graph<any>(
      mediator,
      '{ complaints(first: 1) { edges { node { id } cursor } } trustDue { id overdue } }',
    );
    expect(later.complaints.edges[0].node.id).toBe(second);
    expect(later.trustDue).toEqual([first, second].map((id) => ({ id, overdue: true })));
    const next = await room.graph<any>(
      mediator,
      'query($after: String!) { complaints(first: 1, after: $after) { edges { node { id } } pageInfo { hasNextPage } } }',
      { after: later.complaints.edges[0].cursor },
    );
    expect(next.complaints).toEqual({ edges: [{ node: { id: first } }], pageInfo: { hasNextPage: false } });
    await expect(room.graph<any>(mediator, '{ complaints(sort: "text") { edges { cursor } } }')).rejects.toThrow(
      '只能按 filedAt、settleDueAt、state 排序',
    );
  });

  it('refuses bad input and changes nothing', async () => {
    const before = await room.count('Complaint');
    const stranger = (await room.signIn('stranger')).actor;
    for (const [more, code] of [
      [{ orderId: 'unknown' }, 'NOT_FOUND'],
      [{ kind: 'nonsense' }, 'INVALID_INPUT'],
      [{ text: '' }, 'INVALID_INPUT'],
      [{ text: '长'.repeat(10_000) }, 'INVALID_INPUT'],
      [{ text: 'a\u0000b' }, 'INVALID_INPUT'],
      [{ amountFen: -1 }, 'INVALID_INPUT'],
      [{ amountFen: 0 }, 'INVALID_INPUT'],
      [{ amountFen: 2 ** 53 - 1 }, 'INVALID_INPUT'],
      [{ amountFen: 200_000_000 }, 'AMOUNT_TOO_LARGE'],
      [{ channel: 'phone' }, 'PHONE_BY_STAFF_ONLY'],
      [{ wanted: 'everything' }, 'INVALID_INPUT'],
      [{ orderId: "1' or '1'='1" }, 'INVALID_INPUT'],
      [{ requestId: '' }, 'INVALID_INPUT'],
    ] as const)
      expect(await file(more)).toMatchObject({ code });
    expect(await file({}, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    room.down.add('orders');
    expect(await file()).toMatchObject({ code: 'PEERS_UNREACHABLE' });
    expect(
      (
        await room.graphWithErrors(buyer, FILE, {
          input: {
            requestId: 'r',
            orderId: 'O1',
            kind: 'quality',
            text: '小数',
            wanted: 'compensation',
            amountFen: 1.5,
          },
        })
      ).errors,
    ).toBeDefined();
    expect(await room.count('Complaint')).toBe(before);
    expect(await room.events()).toEqual([]);
  });

  it('keeps HTML and emoji as they were written, and one open complaint per order and kind', async () => {
    const text = `<script>alert(1)</script>🐛'; drop table Complaint; --`;
    expect(await file({ text })).toMatchObject({ text });
    expect(await file()).toMatchObject({ code: 'ALREADY_OPEN' });
    expect(await file({ kind: 'price' })).toMatchObject({ state: 'filed' });
  });

  it('answers the same for a request sent twice, and refuses the id for another', async () => {
    const first = await file({ requestId: 'same' });
    expect(await file({ requestId: 'same' })).toEqual(first);
    expect(await file({ requestId: 'same', text: '另一件事' })).toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await room.count('Complaint')).toBe(1);
  });

  it('takes one of two answers that arrive together', async () => {
    const { id } = await file();
    const answers = await Promise.all(
      ['甲', '乙'].map((text) =>
        step(seller, ANSWER, { complaintId: id, text: `${text}答复`, remedy: 'answer', accept: true }),
      ),
    );
    expect(answers.map((answer) => answer.code ?? answer.state).sort()).toEqual(['WRONG_STATE', 'answered']);
  });

  it('takes a suggestion without an order, which the operator answers [6.6]', async () => {
    const { id, ...filed } = await file({
      orderId: undefined,
      kind: 'suggestion',
      wanted: 'answer',
      amountFen: undefined,
    });
    expect(filed).toMatchObject({ answererKind: 'operator', answererPartyId: '' });
    expect(
      await step(mediator, ANSWER, { complaintId: id, text: '已采纳', remedy: 'answer', accept: true }),
    ).toMatchObject({ state: 'answered' });
    expect(await step(buyer, ACCEPT, { complaintId: id })).toMatchObject({ state: 'settled', remedy: 'answer' });
  });

  it('lets staff enter what came by phone for the buyer of the order [6.6.b]', async () => {
    const phoned = await file({ channel: 'phone' }, mediator);
    expect(phoned).toMatchObject({ state: 'filed' });
    expect((await room.graph<any>(buyer, '{ complaints { edges { node { id channel } } } }')).complaints.edges).toEqual(
      [{ node: { id: phoned.id, channel: 'phone' } }],
    );
  });
});

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
  const REVIEW = `mutation($input: ReviewOrderInput!) { reviewOrder(input: $input) { __typename ... on Review { id stars text state author } ... on ReviewOrderRefused { code details { at } } } }`;
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
      state: 'shown',
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
    expect(await review()).toMatchObject({ code: 'TEXT_REFUSED', details: [{ at: 'text' }] });
    expect(await room.count('Review')).toBe(0);
    expect(await room.count('CreditTally')).toBe(0);
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
        shipment: null,
      });
    expect(await offered()).toEqual([['complain'], ['complain'], []]);
    await room.tell('logistics', 'logistics.shipment-delivered.v1', {
      shipmentId: 'S1',
      orderId: 'O1',
      carrierPartyId: CARRIER,
      afterSaleId: null,
      atMs: room.clock.now(),
      inTime: true,
    });
    expect(await offered()).toEqual([['review', 'complain'], ['complain'], []]);
    for (const actor of [(await room.signIn('stranger')).actor, await room.owner('seller', SELLER), staff('mediator')])
      expect(await offered(actor)).toEqual([[], [], []]);
    await review();
    expect(await offered()).toEqual([['read-review', 'complain'], ['complain'], []]);
    const file = (orderId: string, kind: string) =>
      room.graph<any>(
        buyer,
        'mutation($input: FileComplaintInput!) { fileComplaint(input: $input) { ... on Complaint { id } ... on FileComplaintRefused { code } } }',
        { input: { requestId: `r${Math.random()}`, orderId, kind, text: '不对', wanted: 'answer' } },
      );
    for (const kind of COMPLAINT_KINDS) await file('O2', kind);
    expect(await offered()).toEqual([['read-review', 'complain'], [], []]);
    expect((await file('O2', 'price')).fileComplaint).toEqual({ code: 'ALREADY_OPEN' });
    for (let i = 3; i <= OPEN_COMPLAINTS_MAX - COMPLAINT_KINDS.length + 2; i += 1) {
      room.orders.set(`O${i}`, orderFact(`O${i}`, buyer.id));
      await file(`O${i}`, 'price');
    }
    expect(await offered()).toEqual([['read-review'], [], []]);
    expect((await file('O1', 'price')).fileComplaint).toEqual({ code: 'TOO_MANY_OPEN' });
  });

  it('is held while WeChat cannot be asked, and counts when a person has let it through', async () => {
    room.wechat.opinion = 'down';
    const { id, state } = await review();
    expect(state).toBe('held');
    expect(await product()).toMatchObject({ rating: { average: null, count: 0 }, reviews: { edges: [] } });
    const moderate = `mutation($id: ID!, $show: Boolean!) { moderateReview(input: { reviewId: $id, show: $show, reason: "人工复查" }) { __typename ... on Review { state } ... on ModerateReviewRefused { code } } }`;
    expect((await room.graphWithErrors(buyer, moderate, { id, show: true })).errors).toHaveLength(1);
    const reviewer = staff('reviewer');
    expect([await mayDo(reviewer), await mayDo(staff('regulator'))]).toEqual([['show', 'hide'], []]);
    expect((await room.graph<any>(reviewer, moderate, { id, show: true })).moderateReview.state).toBe('shown');
    expect((await room.graph<any>(reviewer, moderate, { id, show: true })).moderateReview.code).toBe('WRONG_STATE');
    expect(await mayDo(reviewer)).toEqual(['hide']);
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
    expect([await mayDo(seller), await mayDo(staff('mediator'))]).toEqual([['reply'], ['hide']]);
    await reply('打电话给我 19900000000');
    expect([await mayDo(seller), await mayDo(staff('mediator')), await mayDo(staff('regulator'))]).toEqual([
      [],
      ['hide', 'withdraw-reply'],
      [],
    ]);
    const list = async (more: string) =>
      (
        await room.graph<any>(staff('regulator'), `{ reviews(${more}) { edges { node { id reply state } } } }`)
      ).reviews.edges.map(({ node }: any) => node.reply);
    expect([
      await list('replied: true'),
      await list('replied: false'),
      await list(`partyId: "${SELLER}", state: "shown"`),
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
