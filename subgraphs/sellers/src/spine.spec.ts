import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, systemActor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  APPLICANT,
  approved,
  COOPERATIVE,
  CREDIT_CODE,
  eventsOf,
  ID_NUMBER,
  LICENCE,
  openRoom,
  openScans,
  peer,
  REVIEWER,
  SHOP_TEXT,
  submitted,
} from './testing.fixture.ts';
import { SHOPS_PER_PARTY_MAX } from './shop/shop.policy.ts';

const FOOD_LICENCE = {
  type: 'FOOD_BUSINESS_LICENCE',
  number: 'JY12301840000214',
  issuer: '五常市市场监督管理局',
  validFromOn: '2024-01-01',
  validUntilOn: '2026-12-19',
};

describe('from registration to a shop on sale', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  it('counts no paper that was withdrawn before the filing is handed in [6.4.a-e]', async () => {
    const { id: partyId } = await act(room, APPLICANT, 'registerParty', COOPERATIVE);
    const { id: documentId } = await act(room, APPLICANT, 'addDocument', { partyId, ...LICENCE });
    await act(room, APPLICANT, 'withdrawDocument', { documentId });
    expect(await act(room, APPLICANT, 'submitFiling', { partyId })).toMatchObject({
      code: 'DOCUMENTS_LACKING',
      details: [{ about: 'business-licence', text: '缺少营业执照（规范第7.1条a)）' }],
    });
    await act(room, APPLICANT, 'addDocument', { partyId, ...LICENCE });
    expect(await act(room, APPLICANT, 'submitFiling', { partyId }, 'state')).toEqual({ state: 'UNDER_REVIEW' });
  });

  it('[6.4] takes no silence for a yes: a filing that nobody reviews goes back after twenty working days, and is handed in again', async () => {
    const { partyId, filingId } = await submitted(room);
    const endsAtMs = addWorkingDays(room.clock.now(), 20);
    const { rows }: any = room.subgraph.contextFor(systemActor('test'), 'test');
    const first = (table: string) => rows.selectFrom(table).selectAll().executeTakeFirst();
    const states = async () => [await first('Filing'), await first('Document'), await first('Party')];
    room.clock.advance(endsAtMs - room.clock.now() - 1);
    await room.subgraph.runOnce('return-unseen-filings');
    expect(await states()).toMatchObject([{ state: 'under-review' }, { state: 'under-review' }, {}]);
    room.clock.advance(1);
    await room.subgraph.runOnce('return-unseen-filings');
    expect(await states()).toMatchObject([
      { state: 'returned', openFor: null },
      { state: 'filed' },
      { standing: 'unfiled' },
    ]);
    expect(await act(room, REVIEWER, 'decideFiling', { filingId, decision: 'APPROVE' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    const { party } = await room.graph<any>(APPLICANT, `{ party(id: "${partyId}") { filings { reason } } }`);
    expect(party.filings[0].reason).toContain('平台没有人来审核');
    expect(await act(room, APPLICANT, 'submitFiling', { partyId }, 'state')).toEqual({ state: 'UNDER_REVIEW' });
  });

  it('[6.4] [6.4.a-e] [7.1.a] files a cooperative: missing papers are named with their clauses, a reviewer approves, the others are told', async () => {
    const party = await act(
      room,
      APPLICANT,
      'registerParty',
      { ...COOPERATIVE, sellsFood: true },
      'id name kindTitle state inGoodStanding creditCode identity { contactPhone legalRepresentative }',
    );
    expect(party).toMatchObject({
      state: 'UNFILED',
      inGoodStanding: false,
      creditCode: CREDIT_CODE,
      identity: { contactPhone: '13800000001', legalRepresentative: '田有粮' },
    });
    const partyId = party.id as string;
    const papersOf = async (actor = APPLICANT) =>
      (
        await room.graph<any>(
          actor,
          'query($id: ID!) { party(id: $id) { availableActions compulsoryDocuments { type onlyForFood } documents { type state availableActions } } }',
          { id: partyId },
        )
      ).party;
    expect(await papersOf()).toEqual({
      availableActions: ['SUBMIT_FILING'],
      compulsoryDocuments: [
        { type: 'BUSINESS_LICENCE', onlyForFood: false },
        { type: 'FOOD_BUSINESS_LICENCE', onlyForFood: true },
      ],
      documents: [],
    });
    const early = await act(room, APPLICANT, 'submitFiling', { partyId });
    expect(early).toMatchObject({ code: 'DOCUMENTS_LACKING', clause: '6.4.a-e' });
    expect(early.details).toEqual([
      { path: null, about: 'business-licence', text: '缺少营业执照（规范第7.1条a)）' },
      { path: null, about: 'food-business-licence', text: '缺少食品经营许可证（规范第6.4条c)）' },
    ]);
    await act(room, APPLICANT, 'addDocument', { partyId, ...LICENCE });
    await act(room, APPLICANT, 'addDocument', { partyId, ...FOOD_LICENCE, validUntilOn: '2026-11-24' });
    expect((await act(room, APPLICANT, 'submitFiling', { partyId })).details).toEqual([
      { path: null, about: 'food-business-licence', text: '已过期：食品经营许可证（规范第6.4条c)）' },
    ]);
    expect(await act(room, APPLICANT, 'addDocument', { partyId, ...FOOD_LICENCE, number: '食证12号' })).toMatchObject({
      code: 'NUMBER_MISWRITTEN',
      details: [{ path: ['number'], text: expect.stringContaining('JY加14位数字') }],
    });
    await act(room, APPLICANT, 'addDocument', { partyId, ...FOOD_LICENCE });
    expect((await papersOf()).documents.map(({ availableActions }: any) => availableActions)).toEqual([
      ['WITHDRAW'],
      ['WITHDRAW'],
      ['WITHDRAW'],
    ]);
    const filing = await act(room, APPLICANT, 'submitFiling', { partyId }, 'id state stateLabel availableActions');
    expect(await papersOf()).toMatchObject({
      availableActions: [],
      documents: [{ state: 'UNDER_REVIEW', availableActions: [] }, { availableActions: [] }, { availableActions: [] }],
    });
    expect(await papersOf(REVIEWER)).toMatchObject({ availableActions: [], compulsoryDocuments: [{}, {}] });
    expect(filing).toMatchObject({ state: 'UNDER_REVIEW', stateLabel: '审核中', availableActions: [] });

    const waiting = await room.graph<any>(
      REVIEWER,
      '{ filings(state: UNDER_REVIEW) { edges { node { id availableActions party { name documents { type } } } } } }',
    );
    expect(waiting.filings.edges[0].node).toMatchObject({
      id: filing.id,
      availableActions: ['APPROVE', 'RETURN', 'REJECT'],
      party: { name: COOPERATIVE.name },
    });
    await openScans(room, filing.id);
    const decided = await act(
      room,
      REVIEWER,
      'decideFiling',
      { filingId: filing.id, decision: 'APPROVE' },
      'state validUntilOn party { state inGoodStanding validUntilOn reReviewDueAt }',
    );
    expect(decided).toEqual({
      state: 'APPROVED',
      validUntilOn: '2026-12-19',
      party: {
        state: 'GOOD',
        inGoodStanding: true,
        validUntilOn: '2026-12-19',
        reReviewDueAt: '2027-05-25T02:00:00.000Z',
      },
    });
    const admin = account('admin', { role: 'operator-admin' });
    expect([
      (await papersOf(REVIEWER)).availableActions,
      (await papersOf(admin)).availableActions,
      (await papersOf()).availableActions,
    ]).toEqual([['RE_REVIEW'], [], ['OPEN_SHOP']]);
    for (let shop = 1; shop <= SHOPS_PER_PARTY_MAX; shop++)
      await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT, requestId: `shop-${shop}` });
    expect((await papersOf()).availableActions).toEqual([]);
    expect(await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT, requestId: 'shop-6' })).toMatchObject({
      code: 'TOO_MANY_SHOPS',
    });
    expect(await eventsOf(room, 'sellers.filing-approved.v1')).toEqual([
      {
        filingId: filing.id,
        partyId,
        partyKind: 'cooperative',
        partyName: COOPERATIVE.name,
        accountId: APPLICANT.id,
        validUntil: '2026-12-19',
      },
    ]);
  });

  it('[7.1.a] files a farmer without licence by declaration and ID number, sealed', async () => {
    const farmer = {
      kind: 'FARMER',
      name: '王秀兰',
      legalRepresentative: '王秀兰',
      contactName: '王秀兰',
      contactPhone: '13800000002',
      divisionCode: '230184',
      address: '卫国乡保家村',
    };
    expect(await act(room, APPLICANT, 'registerParty', farmer)).toMatchObject({
      code: 'ID_NUMBER_NEEDED',
      clause: '7.1.a',
    });
    expect(await act(room, APPLICANT, 'registerParty', { ...farmer, idNumber: ID_NUMBER })).toMatchObject({
      code: 'EXEMPTION_NEEDED',
    });
    expect(await act(room, APPLICANT, 'registerParty', { ...farmer, idNumber: '110105194912310021' })).toMatchObject({
      code: 'ID_NUMBER_WRONG',
    });
    const exemption = { reason: '个人销售自产农副产品', declaration: '本人声明所售均为自家生产的农副产品。' };
    const { partyId } = await approved(room, { ...farmer, uscc: undefined, idNumber: ID_NUMBER, exemption }, []);
    const seen = await room
      .graph<any>(
        ANONYMOUS,
        'query($id: ID!) { party(id: $id) { name address creditCode state exemption { reason } identity { contactName } } publicRegister { edges { node { name creditCode licences { type } } } } }',
        { id: partyId },
      )
      .catch((error: Error) => error);
    expect(seen).toBeInstanceOf(Error);
    const open = await room.graph<any>(
      ANONYMOUS,
      'query($id: ID!) { party(id: $id) { name address creditCode state exemption { reason } } publicRegister { edges { node { name creditCode kindTitle licences { type } party { id kind } } } } }',
      { id: partyId },
    );
    expect(open.party).toEqual({
      name: '王**',
      address: null,
      creditCode: null,
      state: 'GOOD',
      exemption: { reason: exemption.reason },
    });
    expect(open.publicRegister.edges[0].node).toEqual({
      name: '王**',
      creditCode: null,
      kindTitle: '农户（免登记）',
      licences: [],
      party: { id: partyId, kind: 'FARMER' },
    });
    const row = await room.subgraph.orm.em.fork().getConnection().execute('select * from Party');
    expect(JSON.stringify(row)).not.toContain(ID_NUMBER);
    expect(JSON.stringify(row)).not.toContain('13800000002');
  });

  it('[6.4] takes a shop off sale by itself when a compulsory licence ends, and brings it back with the renewal', async () => {
    const { partyId } = await approved(room, { sellsFood: true }, [LICENCE, FOOD_LICENCE]);
    const shop = await act(
      room,
      APPLICANT,
      'openShop',
      { partyId, ...SHOP_TEXT },
      'id onSale confirmWithinText serviceHours availableActions',
    );
    expect(shop).toMatchObject({ onSale: true, availableActions: ['CLOSE'] });
    await room.subgraph.runOnce();
    const ahead = await room.graph<any>(
      APPLICANT,
      '{ myParties { reminders { text dueOn document { type } supplier { id } } } }',
    );
    expect(ahead.myParties[0].reminders).toEqual([
      {
        text: '食品经营许可证2026-12-19到期，请提前更新',
        dueOn: '2026-12-19',
        document: { type: 'FOOD_BUSINESS_LICENCE' },
        supplier: null,
      },
    ]);
    await room.subgraph.runOnce();
    expect(await eventsOf(room, 'sellers.paper-expiring.v1')).toEqual([
      { partyId, accountId: APPLICANT.id, documentTitle: '食品经营许可证', validUntil: '2026-12-19', station: null },
    ]);

    room.clock.set('2026-12-19T15:59:00Z');
    await room.subgraph.runOnce();
    expect(await onSale(room, shop.id)).toBe(true);
    room.clock.set('2026-12-19T16:00:01Z');
    await room.subgraph.runOnce();
    const off = await room.graph<any>(
      ANONYMOUS,
      'query($id: ID!) { shop(id: $id) { onSale saleReason party { inGoodStanding stateLabel } } }',
      { id: shop.id },
    );
    expect(off.shop).toEqual({
      onSale: false,
      saleReason: '必备证照已过期',
      party: { inGoodStanding: false, stateLabel: '必备证照已过期' },
    });
    expect((await eventsOf(room, 'sellers.shop-sale-changed.v1')).at(-1)).toEqual({
      shopId: shop.id,
      partyId,
      onSale: false,
      reason: '必备证照已过期',
    });
    expect((await eventsOf(room, 'sellers.party-standing-changed.v1')).at(-1)).toEqual({
      partyId,
      partyKind: 'cooperative',
      inGoodStanding: false,
      reason: '必备证照已过期',
      clause: '6.4',
    });
    expect(await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT })).toMatchObject({
      code: 'NOT_APPROVED',
      clause: '6.4',
    });

    await act(room, APPLICANT, 'addDocument', {
      partyId,
      ...FOOD_LICENCE,
      validFromOn: '2026-12-01',
      validUntilOn: '2031-11-30',
    });
    const renewal = await act(room, APPLICANT, 'submitFiling', { partyId }, 'id kind');
    expect(renewal.kind).toBe('RENEWAL');
    expect(await onSale(room, shop.id)).toBe(false);
    await openScans(room, renewal.id);
    await act(room, REVIEWER, 'decideFiling', { filingId: renewal.id, decision: 'APPROVE' });
    expect(await onSale(room, shop.id)).toBe(true);
    expect((await eventsOf(room, 'sellers.shop-sale-changed.v1')).at(-1)).toMatchObject({
      shopId: shop.id,
      onSale: true,
    });
  });

  it('[6.4] stops a party whose half-yearly re-review was missed until a reviewer confirms it', async () => {
    const { partyId } = await approved(room);
    const { id } = await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT });
    room.clock.set('2027-05-25T02:00:01Z');
    await room.subgraph.runOnce();
    expect(await onSale(room, id)).toBe(false);
    expect(
      await act(
        room,
        REVIEWER,
        'reReviewParty',
        { partyId, outcome: 'CONFIRM', reason: '实地核对，材料相符' },
        'state reReviewDueAt',
      ),
    ).toEqual({ state: 'GOOD', reReviewDueAt: '2027-11-25T02:00:01.000Z' });
    // Its data were erased meanwhile: that is said, and nothing is changed.
    const { em } = room.subgraph.contextFor(systemActor('test'), 'test');
    await room.subgraph.contextFor(systemActor('test'), 'test').vault.destroy(partyId);
    const before = await em.getConnection().execute('select * from ReReview');
    expect(
      await act(room, REVIEWER, 'reReviewParty', { partyId, outcome: 'CONFIRM', reason: '再看一次' }),
    ).toMatchObject({ code: 'ERASED', message: expect.stringContaining('依法删除') });
    expect(await em.getConnection().execute('select * from ReReview')).toEqual(before);
    expect(await onSale(room, id)).toBe(true);
  });

  it('[6.6.end] closes the shops of a suspended party at once and reopens them when it is lifted', async () => {
    const { partyId } = await approved(room);
    const { id } = await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT });
    const measure = { measureId: 'measure-1', partyId, dueAtMs: null, reason: '多次拒不履行' };
    await room.receive('trust', 'trust.measure-taken.v1', { ...measure, measureId: 'measure-0', step: 'warning' });
    expect(await onSale(room, id)).toBe(true);
    await room.receive('trust', 'trust.measure-taken.v1', { ...measure, step: 'suspension' });
    expect(await onSale(room, id)).toBe(false);
    expect(await act(room, APPLICANT, 'closeShop', { shopId: id })).toEqual({ id });
    expect(await act(room, APPLICANT, 'reopenShop', { shopId: id })).toMatchObject({ code: 'NOT_IN_GOOD_STANDING' });
    await room.receive('trust', 'trust.measure-taken.v1', { ...measure, step: 'lifted' });
    expect(await onSale(room, id)).toBe(false);
    await act(room, APPLICANT, 'reopenShop', { shopId: id });
    expect(await onSale(room, id)).toBe(true);
    const seen = await room.graph<any>(APPLICANT, '{ myParties { measuresTaken { step liftedAt } } }');
    expect(seen.myParties[0].measuresTaken.map((one: { step: string }) => one.step).toSorted()).toEqual([
      'suspension',
      'warning',
    ]);
  });

  it('keeps the code that fails its check digit for a person to verify', async () => {
    const { filingId } = await submitted(room, { uscc: '91350100M0001TGQXM' });
    await openScans(room, filingId);
    expect(await act(room, REVIEWER, 'decideFiling', { filingId, decision: 'APPROVE' })).toMatchObject({
      code: 'VERIFICATION_NEEDED',
      clause: '7.1.a',
    });
    expect(
      await act(
        room,
        REVIEWER,
        'decideFiling',
        { filingId, decision: 'APPROVE', reason: '已在公示系统查到' },
        'state reason',
      ),
    ).toEqual({ state: 'APPROVED', reason: '已在公示系统查到' });
    expect(await room.subgraph.orm.em.fork().execute('select reason from `Filing`')).toEqual([
      { reason: expect.stringMatching(/^sealed:/) },
    ]);
  });
});

async function onSale(room: TestSubgraph, id: string): Promise<boolean> {
  const { shopStates } = await room.graph<any>(
    peer('orders'),
    'query($ids: [ID!]!) { shopStates(ids: $ids) { onSale } }',
    { ids: [id] },
  );
  return shopStates[0].onSale;
}
