import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import type { ActRecord } from '@heitu/kit/privacy/act-record';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  APPLICANT,
  approved,
  COOPERATIVE,
  eventsOf,
  LICENCE,
  openFile,
  openRoom,
  peer,
  REVIEWER,
  SHOP_TEXT,
  STRANGER,
  submitted,
  upload as uploadTo,
} from './testing.fixture.ts';
import { uscc } from './numbers.fixture.ts';

describe('whose it is', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  const upload = (actor: Actor, purpose: string) => uploadTo(room, actor, purpose);
  const read = (actor: Actor, id: string) => openFile(room, actor, id);

  it('shows a party that is not approved to its applicant and to overseers only, also through _entities', async () => {
    const { partyId } = await submitted(room);
    const query =
      'query($id: ID!, $r: [_Any!]!) { party(id: $id) { id } _entities(representations: $r) { ... on Party { id } } }';
    const variables = { id: partyId, r: [{ __typename: 'Party', id: partyId }] };
    expect(await room.graph<any>(APPLICANT, query, variables)).toMatchObject({
      party: { id: partyId },
      _entities: [{ id: partyId }],
    });
    expect(await room.graph<any>(REVIEWER, query, variables)).toMatchObject({ party: { id: partyId } });
    for (const actor of [STRANGER, ANONYMOUS])
      expect(await room.graph<any>(actor, query, variables)).toEqual({ party: null, _entities: [null] });
  });

  it('shows a supplier to whoever buys from it and to overseers only, through _entities', async () => {
    const { partyId } = await approved(room);
    const { id } = await act(room, APPLICANT, 'fileSupplier', {
      partyId,
      name: '双桥碾米厂',
      uscc: '91350100M000100Y43',
      divisionCode: '230184',
      address: '拉林镇双桥村',
      suppliesFood: true,
    });
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Supplier { id name } } }';
    const found = async (actor: Actor) =>
      (await room.graph<any>(actor, query, { r: [{ __typename: 'Supplier', id }] }))._entities;
    for (const actor of [APPLICANT, REVIEWER]) expect(await found(actor)).toEqual([{ id, name: '双桥碾米厂' }]);
    expect(await found(STRANGER)).toEqual([null]);
  });

  it('keeps what is not public of an approved party from others, and masks it for overseers', async () => {
    const { partyId } = await approved(room);
    const query =
      'query($id: ID!) { party(id: $id) { name licences { number valid } documents { id } filings { id } staff { id } contracts { id } identity { contactName contactPhone } } }';
    const own = (await room.graph<any>(APPLICANT, query, { id: partyId })).party;
    expect(own).toMatchObject({
      identity: { contactName: '田晓禾', contactPhone: '13800000001' },
      documents: [{}],
      filings: [{}],
    });
    const stranger = (await room.graph<any>(STRANGER, query, { id: partyId })).party;
    expect(stranger).toEqual({
      name: COOPERATIVE.name,
      licences: [{ number: LICENCE.number, valid: true }],
      documents: null,
      filings: null,
      staff: null,
      contracts: null,
      identity: null,
    });
    const overseer = (await room.graph<any>(REVIEWER, query, { id: partyId })).party;
    expect(overseer.identity).toEqual({ contactName: '田**', contactPhone: '138****0001' });
  });

  it('reveals an identity to a reviewer on the record, with its reason', async () => {
    const { partyId } = await submitted(room);
    expect(
      await act(room, REVIEWER, 'revealIdentity', { partyId, reason: '电话核实' }, 'contactPhone legalRepresentative'),
    ).toEqual({ contactPhone: '13800000001', legalRepresentative: '田有粮' });
    const [acted, looked] = (await eventsOf(room, 'sellers.act-recorded.v1')).slice(-2);
    expect(acted).toMatchObject({
      operation: 'revealIdentity',
      actorId: REVIEWER.id,
      subject: [{ type: 'party', id: partyId, reason: expect.stringMatching(/^sealed-own:/) }],
    });
    await room.subgraph.runOnce('relay');
    expect(
      room.sent
        .map(({ event }) => event.payload as ActRecord)
        .find(({ operation, kind }) => operation === 'revealIdentity' && kind === 'act')!.subject,
    ).toEqual([{ type: 'party', id: partyId, clause: '6.4', reason: '电话核实' }]);
    expect(looked).toMatchObject({
      kind: 'read',
      operation: 'revealIdentity',
      actorId: REVIEWER.id,
      reads: [{ subjectId: partyId, fields: ['legal-representative', 'name', 'phone'] }],
    });
  });

  it('opens an identity anew, on the record, where the same request comes again: no answer is kept of a person', async () => {
    const { partyId } = await submitted(room);
    const reveal = () =>
      act(room, REVIEWER, 'revealIdentity', { requestId: 'reveal', partyId, reason: '电话核实' }, 'contactPhone');
    expect([await reveal(), await reveal()]).toEqual([
      { contactPhone: '13800000001' },
      { contactPhone: '13800000001' },
    ]);
    const records = (await eventsOf(room, 'sellers.act-recorded.v1')).filter(
      ({ operation }) => operation === 'revealIdentity',
    );
    expect(records.map(({ kind }) => kind)).toEqual(['act', 'read', 'read']);
    expect(
      await room.subgraph.orm.em.fork().execute("select result from `RequestClaim` where `key` like '%:reveal'"),
    ).toEqual([{ result: JSON.stringify({ id: partyId }) }]);
    await room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test').vault.destroy(partyId);
    expect(await reveal()).toEqual({ contactPhone: ERASED_TEXT });
  });

  it('finds a party by exact phone or number, for overseers only', async () => {
    await submitted(room);
    const query = '{ parties(search: "13800000001") { edges { node { name } } } }';
    expect((await room.graph<any>(REVIEWER, query)).parties.edges).toHaveLength(1);
    expect((await room.graphWithErrors(STRANGER, query)).errors![0]!.extensions!['code']).toBe('FORBIDDEN');
  });

  it('finds a party by a part of its name, and sorts by the day that is wanted', async () => {
    await approved(room);
    const found = async (search: string, more = '') =>
      (
        await room.graph<any>(
          REVIEWER,
          `query($s: String) { parties(search: $s${more}) { edges { node { name } } } }`,
          { s: search },
        )
      ).parties.edges.length;
    expect([await found(COOPERATIVE.name.slice(3, 6)), await found('没有的名字'), await found('%')]).toEqual([1, 0, 1]);
    expect([await found('', ', sort: RE_REVIEW_DUE_AT'), await found('', ', kind: FARMER')]).toEqual([1, 0]);
    expect(
      (await room.graphWithErrors(REVIEWER, '{ parties(sort: NAME) { edges { node { id } } } }')).errors![0]!
        .extensions!['code'],
    ).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('answers peers only, and contacts to logistics only', async () => {
    const { partyId } = await approved(room);
    const query = (fields: string) =>
      `query($ids: [ID!]!) { partyStates(ids: $ids) { partyId inGoodStanding ${fields} } }`;
    expect(await room.graph<any>(peer('logistics'), query('contactName contactPhone'), { ids: [partyId] })).toEqual({
      partyStates: [{ partyId, inGoodStanding: true, contactName: '田晓禾', contactPhone: '13800000001' }],
    });
    // Also whoever is on file only.
    await act(room, APPLICANT, 'addStaff', { partyId, accountId: 'packer', name: '何小豆', role: 'NONE', rights: [] });
    const { partyStates } = await room.graph<any>(peer('catalog'), query('peopleIds'), { ids: [partyId] });
    expect(partyStates[0].peopleIds).toEqual([APPLICANT.id, 'packer']);
    expect((await room.graphWithErrors(peer('trust'), query('peopleIds'), { ids: [partyId] })).errors).toBeDefined();
    expect(
      (await room.graph<any>(peer('trust'), query('name address'), { ids: [partyId, 'unknown'] })).partyStates,
    ).toHaveLength(1);
    expect(
      (await room.graphWithErrors(peer('orders'), query('contactPhone'), { ids: [partyId] })).errors,
    ).toBeDefined();
    expect((await room.graphWithErrors(REVIEWER, query(''), { ids: [partyId] })).errors![0]!.extensions!['code']).toBe(
      'FORBIDDEN',
    );
  });

  it('lets staff do what their rights say, until they are removed or their account is erased', async () => {
    const { partyId } = await approved(room);
    const { id: staffId } = await act(room, APPLICANT, 'addStaff', {
      partyId,
      accountId: 'account-clerk',
      name: '何小豆',
      role: 'SELLER_STAFF',
      rights: ['ORDERS', 'SHOP', 'ORDERS'],
    });
    const changes = () => eventsOf(room, 'sellers.staff-changed.v1');
    expect(await changes()).toEqual([
      { partyId, accountId: 'account-clerk', role: 'seller-staff', rights: ['orders', 'shop'], active: true },
    ]);
    const clerk = account('account-clerk', { role: 'seller-staff', partyId, rights: ['orders', 'shop'] });
    expect(await act(room, clerk, 'openShop', { partyId, ...SHOP_TEXT }, 'onSale')).toEqual({ onSale: true });
    expect(
      await act(room, clerk, 'addStaff', {
        partyId,
        accountId: 'account-friend',
        name: '朋友',
        role: 'SELLER_STAFF',
        rights: ['FINANCE'],
      }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await act(room, clerk, 'fileSupplier', {
        partyId,
        name: '磨坊',
        uscc: LICENCE.number,
        divisionCode: '230184',
        address: '拉林镇',
      }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    const can = async (actor: Actor) =>
      (
        await room.graph<any>(actor, 'query($id: ID!) { party(id: $id) { staff { availableActions } } }', {
          id: partyId,
        })
      ).party.staff?.map(({ availableActions }: any) => availableActions);
    const keeper = account('account-clerk', { role: 'seller-staff', partyId, rights: ['staff'] });
    expect([await can(APPLICANT), await can(keeper), await can(REVIEWER)]).toEqual([[['REMOVE']], [[]], [[]]]);
    expect(await act(room, keeper, 'removeStaff', { staffId })).toMatchObject({ code: 'YOURSELF' });
    expect(await act(room, APPLICANT, 'removeStaff', { staffId }, 'isActive')).toEqual({ isActive: false });
    expect(await can(APPLICANT)).toEqual([[]]);
    expect(await act(room, APPLICANT, 'removeStaff', { staffId })).toMatchObject({ code: 'WRONG_STATE' });
    expect((await changes()).at(-1)).toMatchObject({ active: false, rights: [] });
    await act(room, APPLICANT, 'addStaff', {
      partyId,
      accountId: 'account-clerk',
      name: '何小豆',
      role: 'SELLER_STAFF',
      rights: ['LOTS'],
    });
    await room.receive('trust', 'trust.account-erased.v1', { accountId: 'account-clerk' });
    expect((await changes()).at(-1)).toMatchObject({ accountId: 'account-clerk', active: false });
    const seen = await room.graph<any>(APPLICANT, '{ myParties { staff { name isActive } } }');
    expect(seen.myParties[0].staff).toEqual([{ name: '已删除', isActive: false }]);
  });

  it('drops an unapproved application at erasure and keeps who did business', async () => {
    const { partyId } = await approved(room);
    await act(room, APPLICANT, 'registerParty', { ...COOPERATIVE, kind: 'PRODUCER', name: '田家作坊' });
    await room.receive('trust', 'trust.account-erased.v1', { accountId: APPLICANT.id });
    const { myParties } = await room.graph<any>(APPLICANT, '{ myParties { id name identity { contactPhone } } }');
    expect(myParties.find((party: any) => party.id === partyId)).toMatchObject({ name: COOPERATIVE.name });
    expect(myParties.find((party: any) => party.id !== partyId)).toMatchObject({
      name: '已删除',
      identity: { contactPhone: '已删除' },
    });
  });

  it('shows a licence to its party and to overseers', async () => {
    const { partyId } = await submitted(room);
    const [clerk, packer] = (['shop', 'orders'] as const).map((right) =>
      account(`account-${right}`, { role: 'seller-staff', partyId, rights: [right] }),
    ) as [Actor, Actor];
    const licence = await upload(APPLICANT, 'licence');
    await act(room, APPLICANT, 'addDocument', { partyId, ...LICENCE, type: 'PREMISES', fileId: licence });
    for (const [actor, status] of [
      [APPLICANT, 200],
      [clerk, 200],
      [packer, 404],
      [REVIEWER, 200],
      [STRANGER, 404],
      [ANONYMOUS, 404],
    ] as const)
      expect((await read(actor, licence)).status).toBe(status);
    const looks = (await eventsOf(room, 'sellers.act-recorded.v1')).filter((record) => record.kind === 'read');
    expect(looks.map(({ actorId, reads }) => [actorId, reads])).toEqual(
      [clerk, REVIEWER].map((reader) => [reader.id, [{ subjectId: APPLICANT.id, fields: ['file:licence'] }]]),
    );
    expect(await act(room, STRANGER, 'addDocument', { partyId, ...LICENCE, fileId: licence })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('takes a shop picture from who runs an approved party, and shows it to anybody once a shop shows it', async () => {
    const { partyId } = await submitted(room);
    expect(await upload(APPLICANT, 'shop-picture')).toBeUndefined();
    const other = await approved(room, {}, undefined, STRANGER);
    const [picture, next] = [await upload(STRANGER, 'shop-picture'), await upload(STRANGER, 'shop-picture')];
    const statuses = () =>
      Promise.all([STRANGER, APPLICANT, ANONYMOUS].map(async (actor) => (await read(actor, picture)).status));
    expect(await statuses()).toEqual([200, 404, 404]);
    expect(await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT, pictureId: picture })).toMatchObject({
      code: 'NOT_APPROVED',
    });
    const { id: shopId } = await act(room, STRANGER, 'openShop', {
      partyId: other.partyId,
      ...SHOP_TEXT,
      pictureId: picture,
    });
    expect(await statuses()).toEqual([200, 200, 200]);
    await act(room, STRANGER, 'reviseShop', { shopId, ...SHOP_TEXT, pictureId: next });
    expect(await statuses()).toEqual([200, 404, 404]);
    room.clock.advance(25 * HOUR_MS);
    await room.subgraph.runOnce('forget-files');
    expect([await statuses(), (await read(ANONYMOUS, next)).status]).toEqual([[404, 404, 404], 200]);
  });

  it('[7.4.p-q] [9.1.cj-ck] signs a payment contract only with a licensed provider in good standing', async () => {
    const { partyId } = await approved(room);
    const papers = ['BUSINESS_LICENCE', 'PAYMENT_LICENCE', 'PREMISES'].map((type) => ({
      ...LICENCE,
      type,
      validUntilOn: '2027-06-30',
    }));
    const provider = await approved(
      room,
      { kind: 'PAYMENT_PROVIDER', name: '财互通', uscc: uscc(2) },
      papers,
      STRANGER,
    );
    const contract = {
      partyId,
      withPartyId: provider.partyId,
      kind: 'PAYMENT',
      number: 'HT-1',
      validFromOn: '2026-11-01',
      validUntilOn: '2027-10-31',
    };
    expect(await act(room, APPLICANT, 'signContract', { ...contract, kind: 'DELIVERY' })).toMatchObject({
      code: 'COUNTERPARTY_WRONG',
    });
    await room.receive('trust', 'trust.measure-taken.v1', {
      measureId: 'm',
      partyId: provider.partyId,
      step: 'suspension',
      dueAtMs: null,
      reason: '核查',
    });
    expect(await act(room, APPLICANT, 'signContract', contract)).toMatchObject({
      code: 'COUNTERPARTY_NOT_QUALIFIED',
      clause: '7.4.q',
    });
    await room.receive('trust', 'trust.measure-taken.v1', {
      measureId: 'm',
      partyId: provider.partyId,
      step: 'lifted',
      dueAtMs: null,
      reason: '核查完毕',
    });
    const fileId = await upload(APPLICANT, 'licence');
    // Nobody of the provider is here: its signature is on the paper, which the platform looks at.
    expect(await act(room, APPLICANT, 'signContract', contract)).toMatchObject({
      code: 'SCAN_NEEDED',
      clause: '7.4.p',
    });
    const { id, ...filed } = await act(
      room,
      APPLICANT,
      'signContract',
      { ...contract, fileId },
      'id valid title stateLabel availableActions',
    );
    expect(filed).toEqual({
      valid: false,
      title: '网上支付服务协议',
      stateLabel: '待平台核对签字',
      availableActions: ['WITHDRAW'],
    });
    const sign = { contractId: id, decision: 'SIGN' };
    expect(await act(room, APPLICANT, 'answerContract', sign)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(room, REVIEWER, 'answerContract', sign, 'valid')).toEqual({ valid: true });
    // Its photo is for both sides, as the contract is.
    const [purse, packer] = (['finance', 'orders'] as const).map((right) =>
      account(`account-${right}`, { role: 'seller-staff', partyId, rights: [right] }),
    ) as [Actor, Actor];
    for (const [actor, status] of [
      [APPLICANT, 200],
      [STRANGER, 200],
      [purse, 200],
      [packer, 404],
      [account('account-nobody'), 404],
      [ANONYMOUS, 404],
    ] as const)
      expect((await read(actor, fileId)).status).toBe(status);
    expect(
      await act(room, APPLICANT, 'signContract', { ...contract, fileId: await upload(APPLICANT, 'licence') }),
    ).toMatchObject({ code: 'ALREADY_ON_FILE' });
  });
});
