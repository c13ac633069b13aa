import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { plant } from '@heitu/kit/serving/any-row';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import { SILENCE_MS } from './complaints/complaint.policy.ts';
import { ownConductFigures } from './conduct/own-figures.ts';
import type { TrustContext } from './context.ts';
import { persons } from './persons.ts';
import { CARRIER, NOW, openTrust, SELLER, staff, type TrustRoom } from './testing/trust-room.fixture.ts';

const NOW_MS = Date.parse(NOW);
const ours = account('acc-a', { role: 'consumer' });
const theirs = account('acc-b', { role: 'consumer' });
const stranger = account('acc-c', { role: 'consumer' });
const seller = account('seller', { role: 'seller-owner', partyId: SELLER });
const otherSeller = account('seller-2', { role: 'seller-owner', partyId: 'PARTY2' });
const clerk = account('clerk', { role: 'seller-staff', partyId: SELLER, rights: ['orders'] });
const carrier = account('carrier', { role: 'carrier-manager', partyId: CARRIER });
const program = (id: string, ...partyIds: string[]): Actor => ({
  kind: 'client',
  id,
  grants: partyIds.map((partyId) => ({
    role: 'partner',
    partyId,
    rights: ['analysis', 'customer-relations', 'payment', 'program'],
  })),
});

/** Two people and two parties, and the same of each: `…-a` is ours, `…-b` theirs. */
async function fill(room: TrustRoom) {
  const put = (table: string, row: object) => plant(room, table, row);
  const { vault } = room.subgraph.contextFor(systemActor('test'), 'test');
  for (const [key, partyId, carrierId] of [
    ['a', SELLER, CARRIER],
    ['b', 'PARTY2', 'CARRIER2'],
  ] as const) {
    const accountId = `acc-${key}`;
    const own = (name: string, row: object = {}) => ({ id: `${name}-${key}`, accountId, ...row });
    const sealed = await vault.seal(accountId, key);
    await put('Address', own('address', { nameSealed: sealed, phoneSealed: sealed, detailSealed: sealed }));
    await put('Account', { id: accountId, state: 'active', createdAtMs: NOW_MS });
    await put('Session', {
      id: `session-${key}`,
      holderId: accountId,
      channel: 'wechat',
      expiresAtMs: NOW_MS + DAY_MS,
    });
    for (const table of ['UsedPassword', 'PhoneCode', 'SignInChallenge', 'MessageSubscription', 'MessageIntent'])
      await put(table, own(table.toLowerCase()));
    await put('Message', own('message', { kind: 'measure-taken', title: key, createdAtMs: NOW_MS }));
    await put('NoticeAcceptance', own('acceptance', { version: 3, atMs: NOW_MS }));
    await put('DocumentComment', own('said', { documentId: 'draft', atMs: NOW_MS }));
    await put('ConsentReceipt', own('receipt', { purpose: 'x', granted: 1, atMs: NOW_MS }));
    await put('Consent', own('consent', { purpose: 'portrait', granted: 1, noticeVersion: 3, atMs: NOW_MS }));
    await put('DataRequest', own('request', { kind: 'export', state: 'done', requestedAtMs: NOW_MS }));
    await put('KnownParty', { partyId, name: key, kind: 'seller', inGoodStanding: 1 });
    const complaint = {
      textSealed: sealed,
      kind: 'price',
      channel: 'online',
      wanted: 'answer',
      answerDueAtMs: NOW_MS,
      settleDueAtMs: NOW_MS,
    };
    await put('Complaint', own('filed', { ...complaint, state: 'filed', answererPartyId: carrierId, partyId }));
    await put(
      'Complaint',
      own('liable', { ...complaint, state: 'decided', answererPartyId: '', liablePartyId: partyId }),
    );
    for (const state of ['shown', 'held', 'withdrawn'])
      await put('Review', own(state, { state, partyId, orderId: `${state}-${key}`, stars: 5, createdAtMs: NOW_MS }));
    await put('ApiClient', { id: `client-${key}`, name: key, active: 1, partyId });
    await put('PartnerGrant', { id: `grant-${key}`, clientId: `client-${key}`, partyId, scope: 'payment', active: 1 });
    const endpoint = { clientId: `client-${key}`, eventTypes: '[]', createdAtMs: NOW_MS };
    await put('WebhookEndpoint', { id: `hook-${key}`, state: 'active', ...endpoint });
    await put('WebhookEndpoint', { id: `ended-${key}`, state: 'ended', ...endpoint });
    const delivery = { endpointId: `hook-${key}`, type: 'order.paid', payload: '{}', state: 'delivered' };
    await put('WebhookDelivery', { id: `delivery-${key}`, ...delivery, createdAtMs: NOW_MS });
    const trade = {
      orderId: `order-${key}`,
      partyId,
      buyerAccountId: accountId,
      totalFen: 100,
      paidAtMs: NOW_MS - DAY_MS,
    };
    await put('TradeMilestone', { ...trade, changedAtMs: NOW_MS - DAY_MS });
    await put('OversightRequest', own('oversight', { askedAtMs: NOW_MS, dueAtMs: NOW_MS, from: 'regulator' }));
  }
}

describe('whose rows trust shows', () => {
  let room: TrustRoom;
  beforeAll(async () => {
    room = await openTrust();
    await fill(room);
  });
  afterAll(() => room.close());

  const ask = async (actor: Actor, query: string) => (await room.graph<any>(actor, `{ it: ${query} }`)).it;
  const listed = async (actor: Actor, root: string, key = 'id') =>
    nodesOf(await ask(actor, `${root} { edges { node { ${key} } } }`))
      .map((node) => node[key])
      .sort();
  const mediator = staff('mediator');

  it('a complaint: to whoever filed it, whoever answers it, whose order it was, and who is liable', async () => {
    expect(await listed(ours, 'complaints')).toEqual(['filed-a', 'liable-a']);
    expect(await listed(theirs, 'complaints')).toEqual(['filed-b', 'liable-b']);
    expect(await listed(seller, 'complaints')).toEqual(['filed-a', 'liable-a']);
    expect(await listed(carrier, 'complaints')).toEqual(['filed-a']);
    for (const nobody of [stranger, clerk]) expect(await listed(nobody, 'complaints')).toEqual([]);
    expect(await listed(mediator, 'complaints')).toEqual(['filed-a', 'filed-b', 'liable-a', 'liable-b']);
    for (const [actor, found] of [
      [ours, true],
      [carrier, true],
      [theirs, false],
      [clerk, false],
      [mediator, true],
    ] as const)
      expect([actor.id, (await ask(actor, 'complaint(id: "filed-a") { id }')) !== null]).toEqual([actor.id, found]);
  });
  it('reviews: the shown ones of its orders to a seller, all to those who look, the held ones to those alone', async () => {
    expect(await listed(seller, 'reviews')).toEqual(['shown-a']);
    expect(await listed(otherSeller, 'reviews')).toEqual(['shown-b']);
    expect(await listed(clerk, 'reviews')).toEqual([]);
    expect(await listed(mediator, 'reviews')).toHaveLength(6);
    expect(await listed(mediator, 'heldReviews')).toEqual(['held-a', 'held-b']);
  });
  it('one’s own review, and nobody else’s', async () => {
    const mine = (actor: Actor) => ask(actor, 'myReview(orderId: "held-a") { id }');
    expect([await mine(ours), await mine(theirs)]).toEqual([{ id: 'held-a' }, null]);
  });
  it('messages, addresses, sign-ins, requests and consents: each person’s own', async () => {
    expect(await listed(ours, 'messages')).toEqual(['message-a']);
    expect(await listed(theirs, 'messages')).toEqual(['message-b']);
    expect(await ask(ours, 'unreadMessageCount')).toBe(1);
    expect(await ask(stranger, 'unreadMessageCount')).toBe(0);
    expect(await ask(ours, 'sessions { id }')).toEqual([{ id: 'session-a' }]);
    expect(await ask(ours, 'myDataRequests { id }')).toEqual([{ id: 'request-a' }]);
    expect([await ask(ours, 'myNoticeVersion'), await ask(stranger, 'myNoticeVersion')]).toEqual([3, null]);
    const addresses = {
      ours: await ask(ours, 'addresses { addressId: id }'),
      none: await ask(stranger, 'addresses { id }'),
    };
    expect(addresses).toEqual({ ours: [{ addressId: 'address-a' }], none: [] });
  });
  it('what an overseer asked: its own, all to the administrator', async () => {
    const overseer = account('acc-a', { role: 'regulator' });
    expect(await listed(overseer, 'oversightRequests')).toEqual(['oversight-a']);
    expect(await listed(staff('operator-admin'), 'oversightRequests')).toEqual(['oversight-a', 'oversight-b']);
  });

  it('what programs may read: to the party that lets them, to the program, to the administrator [11.5.de]', async () => {
    const grants = (actor: Actor) => listed(actor, 'partnerGrants', 'partyName');
    expect([await grants(seller), await grants(otherSeller)]).toEqual([['a'], ['b']]);
    expect(await grants(program('client-b', 'PARTY2'))).toEqual(['b']);
    expect(await grants(staff('operator-admin'))).toEqual(['a', 'b']);
    expect(await ask(staff('operator-admin'), 'partnerGrants { edges { node { partyName scopes } } }')).toEqual({
      edges: [{ node: { partyName: 'a', scopes: ['PAYMENT'] } }, { node: { partyName: 'b', scopes: ['PAYMENT'] } }],
    });
  });
  it('endpoints that still stand and what was sent to them: each program’s own [11.8.ed]', async () => {
    expect(await listed(program('client-a', SELLER), 'webhooks')).toEqual(['hook-a']);
    expect(await listed(staff('operator-admin'), 'webhooks')).toEqual(['hook-a', 'hook-b']);
    expect(await listed(program('client-b', 'PARTY2'), 'webhookDeliveries')).toEqual(['delivery-b']);
    expect(await listed(staff('operator-admin'), 'webhookDeliveries')).toEqual(['delivery-a', 'delivery-b']);
  });
  it('trade and customers: of the seller that let the program read them, and of no other [11.8.eg]', async () => {
    const reader = program('client-a', SELLER);
    expect(await listed(reader, `tradeChanges(partyId: "${SELLER}")`, 'orderId')).toEqual(['order-a']);
    expect(await listed(reader, 'tradeChanges(partyId: "PARTY2")', 'orderId')).toEqual([]);
    expect(await listed(reader, `customers(partyId: "${SELLER}")`, 'orders')).toEqual([1]);
    expect(await listed(reader, 'customers(partyId: "PARTY2")', 'orders')).toEqual([]);
  });

  it('gives a person a copy of their own, in nine kinds [10.4]', async () => {
    const context = room.subgraph.contextFor(systemActor('job'), 'copy') as unknown as TrustContext;
    const sizes = async (id: string) =>
      (await persons.copy(context, id)).map(({ title, rows }) => [title, rows.length]);
    const COPY = [
      ['账号', 1],
      ['登录记录', 1],
      ['收货地址', 1],
      ['看过的告知书', 1],
      ['对规则提的意见', 1],
      ['同意与撤回', 1],
      ['更正申请', 0],
      ['投诉', 2],
      ['评价', 3],
      ['站内消息', 1],
    ];
    expect(await sizes('acc-a')).toEqual(COPY);
    expect(await sizes('acc-c')).toEqual(COPY.map(([title]) => [title, 0]));
    expect(await persons.kept(context, 'acc-a')).toMatchObject([{ untilMs: null }]);
    expect(await persons.kept(context, 'acc-c')).toEqual([]);
  });
  it('counts for a month’s conduct each party’s own: reviews that are shown, answers of parties, trade of sellers [13]', async () => {
    const context = room.subgraph.contextFor(systemActor('job'), 'conduct') as unknown as TrustContext;
    await plant(room, 'TradeMilestone', { orderId: 'nobodys', partyId: null, paidAtMs: NOW_MS });
    await plant(room, 'Complaint', {
      id: 'operators',
      answererPartyId: '',
      answerDueAtMs: NOW_MS,
      answeredInTime: 1,
      state: 'settled',
    });
    const figures = await ownConductFigures(context, { fromMs: NOW_MS - 2 * DAY_MS, toMs: NOW_MS + DAY_MS });
    const of = (metric: string) =>
      figures.filter((one) => one.metric === metric).map(({ partyId, total }) => [partyId, total]);
    expect(of('reviews-good').toSorted()).toEqual([
      ['PARTY0SELLER', 1],
      ['PARTY2', 1],
    ]);
    expect(of('orders-without-upheld-complaint').toSorted()).toEqual([
      ['PARTY0SELLER', 1],
      ['PARTY2', 1],
    ]);
    expect(of('complaints-answered-in-time')).toEqual([]);
  });
});

describe('what one person’s end takes with it [10.4]', () => {
  let room: TrustRoom;
  beforeAll(async () => {
    room = await openTrust();
    await fill(room);
  });
  afterAll(() => room.close());

  const left = async (table: string) =>
    (await room.subgraph.orm.em.fork().execute(`select accountId from \`${table}\``)).map(({ accountId }) => accountId);
  const GONE = [
    'Address',
    'MessageIntent',
    'MessageSubscription',
    'Message',
    'PhoneCode',
    'SignInChallenge',
    'UsedPassword',
  ];
  it('is their own, and nothing of another’s', async () => {
    const ERASE = 'mutation($input: EraseAccountInput!) { eraseAccount(input: $input) { __typename } }';
    expect(await room.graph(ours, ERASE, { input: { requestId: 'e1' } })).toEqual({
      eraseAccount: { __typename: 'AccountErased' },
    });
    for (const table of GONE) expect([table, await left(table)]).toEqual([table, ['acc-b']]);
    const consents = await room.subgraph.orm.em
      .fork()
      .execute('select accountId, granted from `Consent` order by accountId');
    expect(consents.map(({ accountId, granted }) => [accountId, Number(granted)])).toEqual([
      ['acc-a', 0],
      ['acc-b', 1],
    ]);
  });
  it('when no law keeps it any longer, the words of their reviews', async () => {
    const context = room.subgraph.contextFor(systemActor('job'), 'forget') as unknown as TrustContext;
    await persons.forget?.(context, 'acc-a');
    const reviews = await context.rows.selectFrom('Review').select(['accountId', 'text']).execute();
    const texts = Map.groupBy(reviews, ({ accountId }) => accountId);
    expect(texts.get('acc-a')?.map(({ text }) => text)).not.toEqual(texts.get('acc-b')?.map(({ text }) => text));
  });
});

describe('what time does to complaints [6.6.c] [7.3.8.m]', () => {
  let room: TrustRoom;
  beforeAll(async () => {
    room = await openTrust();
  });
  afterAll(() => room.close());

  it('takes each that is due, and none that has a moment left or stands elsewhere', async () => {
    const complaint = (id: string, state: string, row: object) => ({
      id,
      state,
      number: id,
      kind: 'price',
      accountId: 'acc-a',
      answererPartyId: SELLER,
      answerDueAtMs: NOW_MS + DAY_MS,
      settleDueAtMs: NOW_MS + DAY_MS,
      remedy: 'answer',
      ...row,
    });
    const SILENT = { answeredAtMs: NOW_MS - SILENCE_MS };
    await plant(
      room,
      'Complaint',
      complaint('late', 'filed', { answerDueAtMs: NOW_MS - 1 }),
      complaint('in-time', 'filed', { answerDueAtMs: NOW_MS }),
      complaint('silent', 'answered', { answeredAtMs: NOW_MS - SILENCE_MS - 1 }),
      complaint('waiting', 'answered', SILENT),
      complaint('unresponsive', 'decided', { responseDueAtMs: NOW_MS - 1 }),
      complaint('thinking', 'decided', { responseDueAtMs: NOW_MS }),
      // Everything of it is late, and none of it counts any more.
      complaint('over', 'settled', { answerDueAtMs: 1, answeredAtMs: 1, responseDueAtMs: 1 }),
    );
    await room.subgraph.runOnce('sweep-complaints');
    const { rows } = room.subgraph.contextFor(systemActor('test'), 'test') as unknown as TrustContext;
    const found = await rows.selectFrom('Complaint').select(['id', 'state']).execute();
    expect(Object.fromEntries(found.map(({ id, state }) => [id, state]))).toEqual({
      late: 'escalated',
      'in-time': 'filed',
      silent: 'settled',
      waiting: 'answered',
      unresponsive: 'refused',
      thinking: 'decided',
      over: 'settled',
    });
  });
});
