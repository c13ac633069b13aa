import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { CARRIER, openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

const LAPSES = Date.parse('2026-12-09T01:00:00Z');
const PAGE = 'seller/pages/debts/index';

describe('who is asked about money, and told what came of it [6.6.d, 8.5.3.ca]', () => {
  let room: TrustRoom;
  let [seller, carrier, finance, buyer]: Actor[] = [];
  beforeEach(async () => {
    room = await openTrust();
    [seller, carrier] = [await room.owner('seller', SELLER), await room.owner('manager', CARRIER, 'carrier')];
    [finance, buyer] = [(await room.signIn('finance')).actor, (await room.signIn('buyer')).actor];
    await room.subgraph.orm.em
      .fork()
      .getConnection()
      .execute(
        `insert into GrantRow (id, accountId, role, partyId, active, factAtMs) values ('G', '${finance.id}', 'finance', '', 1, 1)`,
      );
    for (const [actor, phone] of [
      [seller, '13904510001'],
      [carrier, '13904510002'],
    ] as const)
      await room.graph(actor!, 'mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }', {
        c: `phone-${phone}`,
      });
  });
  afterEach(() => room.close());

  /** Each is delivered twice, as the relay may. */
  const ended = async (what: string, how = 'given-up', more = {}) => {
    const end = {
      recoveryId: 'R',
      creditorPartyId: SELLER,
      debtorPartyId: CARRIER,
      what,
      how,
      leftFen: 650,
      lapsesAtMs: LAPSES,
      ...more,
    };
    for (let i = 0; i < 2; i += 1)
      await room.tell('payments', 'payments.recovery-end-moved.v1', end, `${what} ${how} ${JSON.stringify(more)}`);
  };
  const said = async (what: string) => {
    const cash = {
      carrierPartyId: CARRIER,
      sellerPartyId: SELLER,
      what,
      parcels: 2,
      amountFen: 8000,
      answerDueAtMs: LAPSES,
      lapsesAtMs: LAPSES,
    };
    for (let i = 0; i < 2; i += 1) await room.tell('logistics', 'logistics.said-cash-moved.v1', cash, what);
  };
  const read = async (actor: Actor | undefined): Promise<any[]> =>
    (await room.graph<any>(actor!, '{ messages { edges { node { kind title body page } } } }')).messages.edges.map(
      ({ node }: any) => node,
    );
  const titles = async (actor: Actor | undefined) => (await read(actor)).map(({ title }) => title);
  /** Of the three parties, and of somebody else. */
  const heard = async () => ({
    seller: await titles(seller),
    carrier: await titles(carrier),
    finance: await titles(finance),
    buyer: await titles(buyer),
  });
  const NOBODY = { seller: [], carrier: [], finance: [], buyer: [] };

  it('asks whoever is owed it, once, with until when and what silence does, and by SMS in the morning', async () => {
    await ended('asked');
    expect(await heard()).toEqual({ ...NOBODY, seller: ['有一笔欠您的钱，要您答复'] });
    const [{ body, page, kind }] = await read(seller);
    expect({ kind, page }).toEqual({ kind: 'MONEY_ASKED', page: PAGE });
    expect(body).toMatch(/欠您6\.50元，平台财务说追不回来，不再追了。是不是这样，2026-12-09 09:00前/);
    expect(body).toMatch(/您不答复就接着追，钱还是您的$/);
    await room.subgraph.runOnce();
    expect(room.sms.sent).toMatchObject([
      { phone: '13904510001', template: 'money-asked', params: { what: '有一笔欠您的钱，要您答复' } },
    ]);
  });

  it.each([
    ['due-soon', 'given-up', {}, { seller: ['欠您的钱还没答复，快到时间了'] }],
    ['agreed', 'given-up', {}, { finance: ['债主同意了结'] }],
    ['refused', 'given-up', {}, { finance: ['债主不同意了结'] }],
    ['lapsed', 'given-up', { wasAgreed: false }, { seller: ['那笔钱没有了结，接着追'], finance: ['提的了结过期了'] }],
    ['ended', 'platform-pays', {}, { seller: ['一笔欠您的钱了结了'], carrier: ['一笔您欠的钱了结了'] }],
    // A buyer who got the same money twice is no party.
    ['ended', 'received', { debtorPartyId: '' }, { seller: ['一笔欠您的钱了结了'] }],
  ])('of a debt: %s %s is heard by those whom it is about, once', async (what, how, more, expected) => {
    await ended(what, how, more);
    expect(await heard()).toEqual({ ...NOBODY, ...expected });
  });

  it('says whether it lapsed since the seller was silent, or the platform', async () => {
    await ended('lapsed', 'given-up', { wasAgreed: false });
    await ended('lapsed', 'given-up', { wasAgreed: true });
    const bodies = (await read(seller)).map(({ body }) => body).sort();
    expect(bodies).toEqual([
      expect.stringMatching(/您没有答复，不算了结，接着追$/),
      expect.stringMatching(/您答复了，平台没有在期限内确认，不算了结，接着追$/),
    ]);
  });

  it('of what a deposit has paid a seller: both hear it once, with what is left and what is to be done', async () => {
    const ids = { recoveryId: 'R', orderId: 'O1', creditorPartyId: SELLER, debtorPartyId: CARRIER };
    const paid = { ...ids, amountFen: 600, leftFen: 400, heldFen: 1400, requiredFen: 2000, fillUpDueAtMs: LAPSES };
    for (let i = 0; i < 2; i += 1) await room.tell('payments', 'payments.deposit-paid-seller.v1', paid, 'P');
    expect(await heard()).toEqual({ ...NOBODY, seller: ['一笔赔款到账了'], carrier: ['您的保证金付了一笔赔款'] });
    const [[ofSeller], [ofCarrier]] = [await read(seller), await read(carrier)];
    for (const { kind, page } of [ofSeller, ofCarrier])
      expect({ kind, page }).toEqual({ kind: 'DEPOSIT_PAID', page: PAGE });
    expect(ofSeller.body).toMatch(/该赔您的，6\.00元从它的保证金付到您账上了，还欠您4\.00元，接着追/);
    expect(ofCarrier.body).toMatch(
      /6\.00元从您的保证金付给了它，还欠4\.00元.*还剩14\.00元，合同约定20\.00元，请在2026-12-09 09:00前补足/,
    );
    // What is covered still asks for nothing.
    const covered = { ...paid, recoveryId: 'R2', leftFen: 0, fillUpDueAtMs: null };
    await room.tell('payments', 'payments.deposit-paid-seller.v1', covered, 'P2');
    const bodies = (await read(carrier)).map(({ body }) => body);
    expect(bodies).toContainEqual(expect.stringMatching(/这笔欠款清了。保证金还剩14\.00元，不用补/));
  });

  it.each([
    ['said', { seller: ['配送说货款打到您银行卡了'] }],
    ['due-soon', { seller: ['货款到没到，您还没答复'] }],
    ['accepted', { carrier: ['商家说货款收到了'] }],
    ['contested', { carrier: ['商家说没收到货款'], finance: ['商家说没收到货款'] }],
    ['found', { seller: ['平台查到货款到了'], carrier: ['平台查到货款到了'] }],
    ['missed', { seller: ['平台没查到那笔货款'], carrier: ['平台没查到那笔货款'] }],
    ['lapses-soon', { carrier: ['说打过的货款快过期了'], finance: ['说打过的货款快过期了'] }],
    ['lapsed', { seller: ['那笔货款还是欠您的'], carrier: ['说打过的货款不算数了'] }],
    ['doubted', { seller: ['配送说代收的货款登记错了'] }],
    ['doubt-due-soon', { seller: ['货款登记错没错，您还没答复'] }],
    ['agreed-wrong', { carrier: ['商家同意登记错了'] }],
    ['denied-wrong', { carrier: ['商家说没登记错'], finance: ['商家说货款没登记错'] }],
    ['found-wrong', { seller: ['平台查到货款登记错了'], carrier: ['平台查到货款登记错了'] }],
    ['upheld', { seller: ['平台查到货款没登记错'], carrier: ['平台查到货款没登记错'] }],
    ['doubt-lapses-soon', { carrier: ['说登记错的货款快过期了'], finance: ['说登记错的货款快过期了'] }],
    ['doubt-lapsed', { seller: ['货款照原来的算'], carrier: ['货款照原来的算'] }],
  ])('of cash of the door: %s is heard by those whom it is about, once', async (what, expected) => {
    await said(what);
    expect(await heard()).toEqual({ ...NOBODY, ...expected });
    await room.subgraph.runOnce();
    // What asks for a word goes by SMS where WeChat does not reach them; an answer waits until they look.
    const asks = ['said', 'due-soon', 'doubted', 'doubt-due-soon'].includes(what);
    expect(room.sms.sent.map(({ phone }) => phone)).toEqual(asks ? ['13904510001'] : []);
  });

  it('says how much of how many parcels, and opens the page where it is answered or seen', async () => {
    await said('said');
    await said('contested');
    expect(await read(seller)).toMatchObject([{ page: PAGE, body: expect.stringContaining('2件货款，一共80.00元') }]);
    expect(await read(carrier)).toMatchObject([{ page: 'carrier/pages/money/index' }]);
    expect(await read(finance)).toMatchObject([{ page: null }]);
  });
});
