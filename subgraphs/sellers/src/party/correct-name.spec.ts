import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { sellers } from '../index.ts';
import { act, APPLICANT, approved, eventsOf, ID_NUMBER, peer, SHOP_TEXT } from '../testing.fixture.ts';
import { uscc } from '../numbers.fixture.ts';

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
const BUYER = account('account-buyer');
const NAMES = 'query($id: ID!) { correctedNames(partyId: $id) { name former } }';

describe('a name that was put right (PIPL 46) [10.4]', () => {
  let room: TestSubgraph;
  let partyId: string;
  /** What trust says it should be now. */
  let granted: string | null;
  beforeEach(async () => {
    granted = '黄秀蓝';
    room = await testSubgraph(sellers, {
      at: '2026-11-25T02:00:00Z',
      peers: {
        trust: (document, { ids }) =>
          document.includes('correctedName')
            ? { correctedName: granted }
            : { accountBriefs: ((ids ?? []) as string[]).map((accountId) => ({ accountId, active: true })) },
      },
    });
    ({ partyId } = (await approved(room, FARMER, [])) as { partyId: string });
  });
  afterEach(() => room.close());

  const tellOf = (correctionId: string, id?: string) =>
    room.receive('trust', 'trust.correction-granted.v1', { correctionId, partyId }, id);
  const execute = (sql: string): Promise<any[]> => room.subgraph.orm.em.fork().execute(sql);
  const vault = () => room.subgraph.contextFor({ kind: 'system', id: 'spec', grants: [] }, 'spec').vault;
  const names = async () => (await room.graph<any>(peer('payments'), NAMES, { id: partyId })).correctedNames;
  const filed = async () => {
    const [row] = await execute('select * from `Party` where `fullName` is not null');
    return {
      name: row.name,
      full: await vault().openTextUnrecorded(partyId, row.fullName),
      contact: await vault().openUnrecorded(partyId, row.contactNameSealed),
      head: await vault().openUnrecorded(partyId, row.legalRepresentativeSealed),
    };
  };
  const RIGHT = { name: '黄**', full: '黄秀蓝', contact: '黄秀蓝', head: '黄秀蓝' };

  it('is put right in the filing, where its contact and head read as it did, and once, however often it is told', async () => {
    expect(await names()).toEqual({ name: '王秀兰', former: [] });
    await tellOf('c1', 'e1');
    await tellOf('c1', 'e1');
    await tellOf('c1', 'e2');
    expect(await filed()).toEqual(RIGHT);
    expect(await names()).toEqual({ name: '黄秀蓝', former: ['王秀兰'] });
    const told = await eventsOf(room, 'sellers.party-renamed.v1');
    expect(told).toEqual([{ partyId, partyKind: 'farmer', partyName: '黄**', accountId: APPLICANT.id, suppliers: [] }]);
    const stored = JSON.stringify([
      await execute('select * from `FormerName`'),
      await execute('select payload from `Outbox`'),
    ]);
    for (const name of ['王秀兰', '黄秀蓝']) expect(stored).not.toContain(name);
    expect(
      (await room.graphWithErrors(peer('orders'), NAMES, { id: partyId })).data?.['correctedNames'] ?? null,
    ).toBeNull();
  });

  it('leaves whom one calls where that is somebody else, and a party that nobody granted anything', async () => {
    granted = null;
    await tellOf('c0');
    expect((await filed()).full).toBe('王秀兰');
    granted = '黄秀蓝';
    const input = {
      partyId,
      contactName: '李代办',
      contactPhone: '13800000009',
      divisionCode: '230184',
      address: '村部',
    };
    expect(await act(room, APPLICANT, 'reviseContact', input)).toMatchObject({ id: partyId });
    await tellOf('c1');
    expect(await filed()).toEqual({ ...RIGHT, contact: '李代办' });
  });

  it('is right after several, in whatever order they are told of, and back again', async () => {
    granted = '黄秀蓝';
    await tellOf('c1', 'first');
    // Trust answers with the newest, whichever is told of.
    granted = '黄秀岚';
    await tellOf('c2', 'second');
    await tellOf('c1', 'late');
    expect(await names()).toEqual({ name: '黄秀岚', former: ['王秀兰', '黄秀蓝'] });
    granted = '王秀兰';
    await tellOf('c3', 'third');
    expect(await names()).toEqual({ name: '王秀兰', former: ['黄秀蓝', '黄秀岚'] });
  });

  it('reaches whoever has them on file as a supplier, their posts and what they show of themselves', async () => {
    const seller = (await approved(
      room,
      { kind: 'SELLER', name: '收粮公司', uscc: uscc(3), contactPhone: '13800000007' },
      undefined,
      BUYER,
    )) as { partyId: string };
    const filing = { divisionCode: '230184', address: '保家村', idNumber: ID_NUMBER };
    const supplier = await act(room, BUYER, 'fileSupplier', {
      ...filing,
      partyId: seller.partyId,
      // As the seller wrote it down.
      name: '王秀莲',
      contactName: '王秀兰',
      contactPhone: '13800000002',
    });
    expect(
      await act(room, BUYER, 'addStaff', {
        partyId: seller.partyId,
        accountId: APPLICANT.id,
        name: '王秀兰',
        role: 'SELLER_STAFF',
        rights: [],
      }),
    ).toMatchObject({ id: expect.any(String) });
    const shop = await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT });
    expect(
      await act(room, APPLICANT, 'introduceGrower', { shopId: shop.id, name: '王秀兰', story: '种稻二十二年。' }),
    ).toMatchObject({ id: expect.any(String) });
    await tellOf('c1');
    const [post] = await execute('select * from `Staff`');
    const [grower] = await execute('select * from `Grower`');
    const [known] = await execute('select * from `Supplier`');
    expect([
      await vault().openUnrecorded(APPLICANT.id, post.nameSealed),
      await vault().openTextUnrecorded(APPLICANT.id, grower.name),
      await vault().openTextUnrecorded(supplier.id, known.name),
      await vault().openUnrecorded(supplier.id, known.contactNameSealed),
    ]).toEqual(['黄秀蓝', '黄秀蓝', '黄秀蓝', '黄秀蓝']);
    const [told] = await eventsOf(room, 'sellers.party-renamed.v1');
    expect(told).toMatchObject({ suppliers: [{ supplierId: supplier.id, sellerPartyId: seller.partyId }] });
  });

  it('under which somebody works is theirs at each post, and at nobody else’s', async () => {
    const post = { partyId, role: 'SELLER_STAFF', rights: [] };
    await act(room, APPLICANT, 'addStaff', { ...post, accountId: 'account-packer', name: '李小霞' });
    await act(room, APPLICANT, 'addStaff', { ...post, accountId: 'account-other', name: '李小霞' });
    granted = '李晓霞';
    for (const id of ['e1', 'e1', 'e2'])
      await room.receive(
        'trust',
        'trust.staff-name-corrected.v1',
        { correctionId: 'c1', accountId: 'account-packer' },
        id,
      );
    const posts = await execute('select * from `Staff` order by `accountId`');
    expect(
      await Promise.all(posts.map(({ accountId, nameSealed }) => vault().openUnrecorded(accountId, nameSealed))),
    ).toEqual(['李小霞', '李晓霞']);
  });
});
