import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { PICTURE } from '@heitu/kit/serving/testing';
import { ACCEPT, ANSWER, ESCALATE, FILE, openComplaints, type ComplaintsRoom } from '../testing/complaints.fixture.ts';
import { CARRIER, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

describe('complaints', () => {
  let room: TrustRoom;
  let buyer: Actor;
  let seller: Actor;
  let file: ComplaintsRoom['file'];
  let step: ComplaintsRoom['step'];
  const mediator = staff('mediator');
  beforeEach(async () => {
    ({ room, buyer, seller, file, step } = await openComplaints());
  });
  afterEach(() => room.close());

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

  it("keeps the consumer's photos for those whom the complaint concerns; a photo of another's is none [10.4]", async () => {
    const stranger = (await room.signIn('stranger')).actor;
    const edge = (method: 'GET' | 'POST', path: string, actor: Actor, body = Buffer.alloc(0)) =>
      room.subgraph.edge({ method, path, query: { purpose: 'complaint-photo' }, headers: {}, body }, actor, 'r');
    const upload = async (actor: Actor): Promise<string> =>
      JSON.parse(String((await edge('POST', '/files', actor, PICTURE)).body)).id;
    const photo = await upload(buyer);
    expect(await file({ photoIds: [photo, await upload(stranger)] })).toMatchObject({ code: 'PHOTO_UNKNOWN' });
    expect(await file({ photoIds: Array.from({ length: 7 }, () => photo) })).toMatchObject({ code: 'INVALID_INPUT' });
    const { id } = await file({ photoIds: [photo] });
    const { complaint } = await room.graph<any>(buyer, 'query($id: ID!) { complaint(id: $id) { photoIds } }', { id });
    expect(complaint.photoIds).toEqual([photo]);
    const otherSeller = await room.owner('other', 'PARTY0OTHER');
    const readers = [buyer, seller, mediator, stranger, otherSeller];
    expect(
      await Promise.all(readers.map(async (actor) => (await edge('GET', `/files/${photo}`, actor)).status)),
    ).toEqual([200, 200, 200, 404, 404]);
  });

  it('shows whoever decides what the records say of the goods, and the buyer nothing of it [8.4.3.bo]', async () => {
    const { id } = await file();
    const see = `query($id: ID!) { complaint(id: $id) { claims { cause held { minutesOut } shares { partyId permille } } } }`;
    const known = async (actor: Actor) => (await room.graph<any>(actor, see, { id })).complaint.claims;
    expect(await known(mediator)).toEqual([]);
    const shares = [
      { part: 'carrier', partyId: CARRIER, permille: 1000 },
      { part: 'seller', partyId: SELLER, permille: 0 },
    ];
    const [toMs, held] = [room.clock.now(), { part: 'carrier', partyId: CARRIER, minutesOut: 12, worstCelsius: 9 }];
    await room.tell('orders', 'orders.claim-opened.v1', {
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
        held: [{ ...held, fromMs: toMs - HOUR_MS, toMs, isWatched: true }],
        shares,
        clause: '8.4.3.bo',
      },
    });
    const claim = { cause: 'TEMPERATURE', held: [{ minutesOut: 12 }] };
    const borne = shares.map(({ partyId, permille }) => ({ partyId, permille }));
    expect(await known(mediator)).toEqual([{ ...claim, shares: expect.arrayContaining(borne) }]);
    expect(await known(buyer)).toEqual([]);
  });

  it('waits for the consumer for seven days once it is answered', async () => {
    const { id } = await file();
    const waiting = async (actor: Actor) =>
      (
        await room.graph<any>(actor, '{ complaints(state: ANSWERED) { edges { node { id dueAt } } } }')
      ).complaints.edges.map(({ node }: any) => node);
    expect(await waiting(buyer)).toEqual([]);
    await step(seller, ANSWER, { complaintId: id, text: '补您一份', remedy: 'ANSWER', accept: true });
    expect(await waiting(buyer)).toEqual([{ id, dueAt: new Date(room.clock.now() + 7 * DAY_MS).toISOString() }]);
    await step(buyer, ACCEPT, { complaintId: id });
    expect(await waiting(buyer)).toEqual([]);
  });

  it('lets only those it concerns see it, records their look, and shows each what they can do [10.4]', async () => {
    const { id } = await file();
    const stranger = (await room.signIn('stranger')).actor;
    const otherSeller = await room.owner('other', 'PARTY0OTHER');
    const see = `query($id: ID!) { complaint(id: $id) { text order { id } availableActions { action } } }`;
    expect((await room.graph<any>(stranger, see, { id })).complaint).toBeNull();
    expect((await room.graph<any>(otherSeller, see, { id })).complaint).toBeNull();
    expect(
      await step(otherSeller, ANSWER, { complaintId: id, text: '抢答', remedy: 'ANSWER', accept: true }),
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
      order: { id: 'O1' },
      availableActions: [{ action: 'ANSWER' }],
    });
    await room.hearOwnActs();
    expect(
      (await room.graph<any>(buyer, '{ whoLookedAtMyData { edges { node { fields roles } } } }')).whoLookedAtMyData
        .edges,
    ).toEqual([{ node: { fields: ['投诉内容'], roles: ['SELLER_OWNER'] } }]);
    const clerk = (...rights: string[]) => ({
      ...seller,
      id: 'CLERK',
      grants: [{ role: 'consumer' }, { role: 'seller-staff', partyId: SELLER, rights }],
    });
    expect((await room.graph<any>(clerk('orders'), see, { id })).complaint).toBeNull();
    // The right to complaints is none to their orders.
    const orderOf = async (who: Actor) => (await room.graph<any>(who, see, { id })).complaint.order;
    expect(
      await Promise.all([clerk('complaints'), clerk('complaints', 'orders'), mediator, buyer].map(orderOf)),
    ).toEqual([null, { id: 'O1' }, { id: 'O1' }, { id: 'O1' }]);
  });

  it('offers a mediator to answer only what the operator is asked, and tells what is due, the soonest first', async () => {
    const { id: first } = await file();
    room.clock.advance(HOUR_MS);
    const { id: second } = await file({
      orderId: undefined,
      kind: 'SUGGESTION',
      wanted: 'ANSWER',
      amountFen: undefined,
    });
    const page = await room.graph<any>(
      mediator,
      'query($sort: ComplaintSort, $descending: Boolean) { complaints(sort: $sort, descending: $descending) { edges { node { id availableActions { action } } } } trustDue { kind id overdue clause } }',
      { sort: 'FILED_AT', descending: false },
    );
    expect(page.complaints.edges.map(({ node }: any) => node)).toEqual([
      { id: first, availableActions: [] },
      { id: second, availableActions: [{ action: 'ANSWER' }] },
    ]);
    expect(page.trustDue).toEqual(
      [first, second].map((id) => ({ kind: 'COMPLAINT_ANSWER', id, overdue: false, clause: '7.3.8.o' })),
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
      'Enum \\"ComplaintSort\\" cannot represent non-enum value',
    );
  });

  it('refuses bad input and changes nothing', async () => {
    const before = await room.count('Complaint');
    const stranger = (await room.signIn('stranger')).actor;
    for (const [more, code] of [
      [{ orderId: 'unknown' }, 'NOT_FOUND'],
      [{ text: '' }, 'INVALID_INPUT'],
      [{ text: '长'.repeat(10_000) }, 'INVALID_INPUT'],
      [{ text: 'a\u0000b' }, 'INVALID_INPUT'],
      [{ amountFen: -1 }, 'INVALID_INPUT'],
      [{ amountFen: 0 }, 'INVALID_INPUT'],
      [{ amountFen: 2 ** 53 - 1 }, 'INVALID_INPUT'],
      [{ amountFen: 200_000_000 }, 'AMOUNT_TOO_LARGE'],
      [{ channel: 'PHONE' }, 'PHONE_BY_STAFF_ONLY'],
      [{ orderId: "1' or '1'='1" }, 'INVALID_INPUT'],
      [{ requestId: '' }, 'INVALID_INPUT'],
    ] as const)
      expect(await file(more)).toMatchObject({ code });
    await expect(file({ kind: 'nonsense' })).rejects.toThrow('does not exist in \\"ComplaintKind\\" enum');
    await expect(file({ wanted: 'everything' })).rejects.toThrow('does not exist in \\"ComplaintRemedy\\" enum');
    expect(await file({}, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    room.down.add('orders');
    expect(await file()).toMatchObject({ code: 'PEERS_UNREACHABLE' });
    expect(
      (
        await room.graphWithErrors(buyer, FILE, {
          input: {
            requestId: 'r',
            orderId: 'O1',
            kind: 'QUALITY',
            text: '小数',
            wanted: 'COMPENSATION',
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
    expect(await file({ kind: 'PRICE' })).toMatchObject({ state: 'FILED' });
  });

  it('answers the same for a request sent twice, and refuses the id for another', async () => {
    const first = await file({ requestId: 'same' });
    expect(await file({ requestId: 'same' })).toEqual(first);
    expect(await file({ requestId: 'same', text: '另一件事' })).toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await room.count('Complaint')).toBe(1);
  });

  it('gives an answer once that is sent twice, though no request id is asked for, and refuses the id for another', async () => {
    const { id } = await file();
    const answer = { requestId: 'same', complaintId: id, text: '同意赔偿', remedy: 'COMPENSATION', accept: true };
    const first = await step(seller, ANSWER, answer);
    expect(first).toMatchObject({ state: 'ANSWERED' });
    expect(await step(seller, ANSWER, answer)).toEqual(first);
    expect(await room.count('ComplaintStep')).toBe(2);
    expect(await step(seller, ANSWER, { ...answer, text: '另一个答复' })).toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await step(seller, ANSWER, { ...answer, requestId: 'other' })).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('takes one of two answers that arrive together', async () => {
    const { id } = await file();
    const answers = await Promise.all(
      ['甲', '乙'].map((text) =>
        step(seller, ANSWER, { complaintId: id, text: `${text}答复`, remedy: 'ANSWER', accept: true }),
      ),
    );
    expect(answers.map((answer) => answer.code ?? answer.state).sort()).toEqual(['ANSWERED', 'WRONG_STATE']);
  });

  it('takes a suggestion without an order, which the operator answers [6.6]', async () => {
    const { id, ...filed } = await file({
      orderId: undefined,
      kind: 'SUGGESTION',
      wanted: 'ANSWER',
      amountFen: undefined,
    });
    expect(filed).toMatchObject({ answererKind: 'OPERATOR', answererPartyId: '' });
    expect(
      await step(mediator, ANSWER, { complaintId: id, text: '已采纳', remedy: 'ANSWER', accept: true }),
    ).toMatchObject({ state: 'ANSWERED' });
    expect(await step(buyer, ACCEPT, { complaintId: id })).toMatchObject({ state: 'SETTLED', remedy: 'ANSWER' });
  });

  it('lets staff enter what came by phone for the buyer of the order [6.6.b]', async () => {
    const phoned = await file({ channel: 'PHONE' }, mediator);
    expect(phoned).toMatchObject({ state: 'FILED' });
    expect((await room.graph<any>(buyer, '{ complaints { edges { node { id channel } } } }')).complaints.edges).toEqual(
      [{ node: { id: phoned.id, channel: 'PHONE' } }],
    );
  });

  it("keeps a call without an order as its caller's: staff answer it, and cannot accept for them [6.6.b]", async () => {
    const call = { channel: 'PHONE', orderId: null, kind: 'SERVICE', amountFen: null };
    expect(await file(call, mediator)).toMatchObject({ code: 'CALLER_NEEDED' });
    const { id } = await file({ ...call, caller: { name: '赵大娘', phone: '0451-5550001' } }, mediator);
    const asked = 'query($id: ID!) { complaint(id: $id) { caller { name phone } availableActions { action } } }';
    expect((await room.graph<any>(mediator, asked, { id })).complaint).toEqual({
      caller: { name: '赵大娘', phone: '0451-5550001' },
      availableActions: [{ action: 'ANSWER' }],
    });
    await step(mediator, ANSWER, { complaintId: id, text: '已回电说明', remedy: 'ANSWER', accept: true });
    expect(await step(mediator, ACCEPT, { complaintId: id })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
