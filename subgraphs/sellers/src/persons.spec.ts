import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { NO_TEXT } from '@heitu/kit/privacy/vault';
import { account, PICTURE, type TestSubgraph } from '@heitu/kit/serving/testing';
import type { SellersContext } from './context.ts';
import { uscc } from './numbers.fixture.ts';
import { persons } from './persons.ts';
import {
  act,
  APPLICANT,
  approved,
  COOPERATIVE,
  eventsOf,
  ID_NUMBER,
  openRoom,
  peer,
  SHOP_TEXT,
  STRANGER,
} from './testing.fixture.ts';

const COPY = 'query($s: ID!, $r: ID!, $p: String!) { sellersCopy(subjectId: $s, requestedBy: $r, purpose: $p) }';
const RETURN =
  'query($ids: [ID!]!, $r: ID!, $p: String!) { partiesForReturn(ids: $ids, requestedBy: $r, purpose: $p) { name residentIdNumber creditCode address contactName contactPhone exemptionDeclaration } }';
const PURPOSE = '本人要求复制自己的个人信息';
const FARMER = {
  kind: 'FARMER',
  name: '王秀兰',
  legalRepresentative: '王秀兰',
  contactName: '王秀兰',
  contactPhone: '13800000002',
  divisionCode: '230184',
  address: '卫国乡保家村',
  uscc: undefined,
  idNumber: ID_NUMBER,
  exemption: { reason: '个人销售自产农副产品', declaration: '本人声明所售均为自家生产的农副产品。' },
};

describe('a copy that leaves for another room', () => {
  let room: TestSubgraph;
  let partyId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ partyId } = (await approved(room, FARMER, [])) as { partyId: string });
  });
  afterEach(() => room.close());

  const copies = async (): Promise<any[]> =>
    (await eventsOf(room, 'sellers.act-recorded.v1')).filter((act: any) => act.operation === 'sellersCopy');
  const outbox = async () =>
    JSON.stringify(
      await room.subgraph.orm.em.fork().execute("select payload from `Outbox` where payload like '%sellersCopy%'"),
    );

  it('tells parties in plain for a return, each recorded with its fields, whose request it was and what for [6.1.f] [10.4]', async () => {
    const asked = { ids: [partyId], r: 'filer', p: '经营者身份信息半年报送 2026-H2' };
    expect((await room.graph<any>(peer('trust'), RETURN, asked)).partiesForReturn).toEqual([
      {
        name: '王秀兰',
        residentIdNumber: ID_NUMBER,
        creditCode: null,
        address: '卫国乡保家村',
        contactName: '王秀兰',
        contactPhone: '13800000002',
        exemptionDeclaration: FARMER.exemption.declaration,
      },
    ]);
    const [act, ...more] = (await eventsOf(room, 'sellers.act-recorded.v1')).filter(
      (one: any) => one.operation === 'partiesForReturn',
    ) as any[];
    expect(more).toEqual([]);
    expect(act).toMatchObject({
      kind: 'read',
      subject: [{ type: 'account', id: 'filer' }],
      reads: [{ subjectId: partyId, fields: expect.arrayContaining(['address', 'id-number', 'name', 'phone']) }],
    });
    await expect(room.graph(peer('orders'), RETURN, asked)).rejects.toThrow('FORBIDDEN');
    await expect(room.graph(peer('trust'), RETURN, { ...asked, p: ' ' })).rejects.toThrow();
  });

  it('is on the audit trail of its owner before the answer: the identity number among its fields, whose request it is, and what for [10.4]', async () => {
    const { sellersCopy } = await room.graph<any>(peer('trust'), COPY, {
      s: APPLICANT.id,
      r: APPLICANT.id,
      p: PURPOSE,
    });
    expect(sellersCopy).toContain(ID_NUMBER);
    // Ids and names of fields, no value; the purpose sealed on its way.
    const written = await outbox();
    for (const value of [ID_NUMBER, FARMER.contactPhone, FARMER.address, PURPOSE]) expect(written).not.toContain(value);
    const [copy, ...more] = await copies();
    expect(more).toEqual([]);
    const { openOwn } = room.subgraph.contextFor(systemActor('test'), 'test').vault;
    expect({ ...copy, subject: copy.subject.map((row: any) => ({ ...row, reason: openOwn(row.reason) })) }).toEqual({
      operation: 'sellersCopy',
      requestId: expect.any(String),
      actorKind: 'peer',
      actorId: 'trust',
      roles: [],
      kind: 'read',
      outcome: 'done',
      subject: [{ type: 'account', id: APPLICANT.id, reason: PURPOSE }],
      reads: [
        { subjectId: APPLICANT.id, fields: ['copy'] },
        {
          subjectId: partyId,
          fields: ['copy.address', 'copy.id-number', 'copy.legal-representative', 'copy.name', 'copy.phone'],
        },
      ],
    });
  });

  it('is made at the request of the person alone, for something, and for trust; else nothing is opened and nothing recorded', async () => {
    const asked = async (actor: typeof APPLICANT, s: string, r: string, p: string) =>
      (await room.graphWithErrors(actor, COPY, { s, r, p })).errors?.map(({ extensions }) => extensions!['code']);
    expect(await asked(peer('trust'), APPLICANT.id, STRANGER.id, PURPOSE)).toEqual(['BAD_USER_INPUT']);
    expect(await asked(peer('trust'), APPLICANT.id, APPLICANT.id, ' ')).toEqual(['BAD_USER_INPUT']);
    for (const actor of [peer('payments'), APPLICANT])
      expect(await asked(actor, APPLICANT.id, APPLICANT.id, PURPOSE)).toEqual(['FORBIDDEN']);
    expect(await copies()).toEqual([]);
  });
});

describe('what is kept, copied and forgotten of one person', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  const context = () => room.subgraph.contextFor(systemActor('test'), 'test') as unknown as SellersContext;
  const CLERK = account('account-clerk');
  /** The applicant files a farmer, the stranger a cooperative; the clerk works for the cooperative and uploads a paper. */
  const world = async () => {
    const farm = await approved(room, FARMER, []);
    const { partyId } = await approved(room, {}, undefined, STRANGER);
    const post = { name: '何小豆', role: 'SELLER_STAFF', rights: ['SHOP'], post: '店长' };
    for (const accountId of [CLERK.id, 'account-other'])
      await act(room, STRANGER, 'addStaff', { partyId, accountId, ...post });
    const upload = {
      method: 'POST',
      path: '/files',
      query: { purpose: 'licence' },
      headers: {},
      body: PICTURE,
    } as const;
    await room.subgraph.edge(upload, CLERK, 'r');
    return { farm: farm.partyId, partyId };
  };
  const counts = async (id: string) =>
    Object.fromEntries((await persons.copy(context(), id)).map(({ title, rows }) => [title, rows.length]));

  it('is their own: parties that they filed, posts, introductions and papers (PIPL 45, E-Commerce Law 31)', async () => {
    const { partyId } = await world();
    const { id: shopId } = await act(room, STRANGER, 'openShop', { partyId, ...SHOP_TEXT });
    const clerk = account(CLERK.id, { role: 'seller-staff', partyId, rights: ['shop'] });
    await act(room, clerk, 'introduceGrower', { shopId, name: '小豆' });
    const none = {
      您登记的主体: 0,
      任职: 0,
      您在店里的介绍: 0,
      您的考试: 0,
      您报名的培训课: 0,
      您上传的证照: 0,
    };
    expect(await counts(APPLICANT.id)).toEqual({ ...none, 您登记的主体: 1 });
    expect(await counts(STRANGER.id)).toEqual({ ...none, 您登记的主体: 1, 您上传的证照: 1 });
    expect(await counts(CLERK.id)).toEqual({ ...none, 任职: 1, 您在店里的介绍: 1, 您上传的证照: 1 });
    expect(await counts('account-nobody')).toEqual(none);
    const kept = async (id: string) => (await persons.kept(context(), id)).length;
    expect([await kept(APPLICANT.id), await kept(CLERK.id), await kept('account-nobody')]).toEqual([1, 1, 0]);
    await room.receive('trust', 'trust.account-erased.v1', { accountId: CLERK.id });
    room.clock.advance(4 * 366 * DAY_MS);
    // Three years after the post ended nothing is kept of who only worked there.
    expect([await kept(CLERK.id), await kept(STRANGER.id), await kept('account-other')]).toEqual([0, 1, 1]);
  });

  it('an erasure ends the own posts and takes the own name, and leaves everybody else’s', async () => {
    const { partyId } = await world();
    await act(room, APPLICANT, 'registerParty', { ...COOPERATIVE, kind: 'PRODUCER', uscc: uscc(7) });
    await act(room, STRANGER, 'registerParty', { ...COOPERATIVE, kind: 'PRODUCER', uscc: uscc(8) });
    await room.receive('trust', 'trust.account-erased.v1', { accountId: CLERK.id });
    await room.receive('trust', 'trust.account-erased.v1', { accountId: APPLICANT.id });
    const { rows } = context();
    const posts = await rows.selectFrom('Staff').select(['accountId', 'isActive']).orderBy('id').execute();
    expect(posts.map(({ accountId, isActive }) => [accountId, Boolean(isActive)])).toEqual([
      [CLERK.id, false],
      ['account-other', true],
    ]);
    const asked = await rows.selectFrom('Party').select(['applicantAccountId', 'erasureAskedAtMs']).execute();
    for (const one of asked) expect(one.erasureAskedAtMs !== null).toBe(one.applicantAccountId === APPLICANT.id);
    expect((await eventsOf(room, 'sellers.staff-changed.v1')).at(-1)).toMatchObject({ partyId, active: false });
  });

  it('what is forgotten takes the suppliers of the own parties along, and no others', async () => {
    const { farm, partyId } = await world();
    const supplier = { name: '双桥碾米厂', uscc: uscc(9), divisionCode: '230184', address: '拉林镇' };
    await act(room, APPLICANT, 'fileSupplier', { partyId: farm, ...supplier });
    await act(room, STRANGER, 'fileSupplier', { partyId, ...supplier });
    await persons.forget?.(context(), APPLICANT.id);
    const { rows } = context();
    const names = await rows.selectFrom('Supplier').select(['partyId', 'name']).execute();
    expect(names.filter(({ name }) => name !== NO_TEXT).map((row) => row.partyId)).toEqual([partyId]);
    expect(await eventsOf(room, 'sellers.party-erased.v1')).toEqual([{ partyId: farm }]);
  });
});
