import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { BINDS_AT_ONCE_MS } from '@heitu/standard';
import { openTrust, orderFact, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { PURPOSES } from './purposes.policy.ts';

const PARTS = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((part) => [part, `第${part}部分的说明文字`]));
const PUBLISH = `mutation($input: PublishNoticeInput!) { publishNotice(input: $input) { ... on NoticeAccepted { version } ... on PublishNoticeRefused { code details { path about } } } }`;
const SAVE = `mutation($input: SaveAddressInput!) { saveAddress(input: $input) { __typename ... on Address { id name phone detail maskedName maskedPhone divisionCode isDefault } ... on SaveAddressRefused { code details { path about } } } }`;
const HOME = { name: '王小明', phone: '13800001234', divisionCode: '230184', detail: '五常镇幸福小区3号楼2单元501' };

describe('privacy', () => {
  let room: TrustRoom;
  let alice: Actor;
  beforeEach(async () => {
    room = await openTrust();
    alice = (await room.signIn('alice')).actor;
    await room.graph<any>(staff('operator-admin'), PUBLISH, { input: { requestId: 'n1', parts: PARTS } });
  });
  afterEach(() => room.close());
  const save = async (more: object = {}, actor = alice) =>
    (await room.graph<any>(actor, SAVE, { input: { ...HOME, ...more } })).saveAddress;
  const consent = async (purpose: string, granted: boolean, noticeVersion = 1) =>
    (
      await room.graph<any>(
        alice,
        `mutation($input: SetConsentInput!) { setConsent(input: $input) { ... on ConsentSet { granted } ... on SetConsentRefused { code clause } } }`,
        { input: { purpose, granted, noticeVersion } },
      )
    ).setConsent;
  const asked = async (...purposes: string[]) =>
    (
      await room.graph<any>(
        { kind: 'peer', id: 'orders', grants: [] },
        `query($a: ID!, $p: [String!]!) { consentStates(accountId: $a, purposes: $p) { purpose granted } }`,
        { a: alice.id, p: purposes },
      )
    ).consentStates;

  it('publishes the notice with all six parts or not at all, and keeps who accepted which version [10.2.a-f]', async () => {
    const { f: _missing, ...five } = PARTS;
    expect(
      (await room.graphWithErrors(staff('operator-admin'), PUBLISH, { input: { requestId: 'n2', parts: five } }))
        .errors,
    ).toBeDefined();
    expect(
      (
        await room.graph<any>(staff('operator-admin'), PUBLISH, {
          input: { requestId: 'n2', parts: { ...PARTS, f: '' } },
        })
      ).publishNotice,
    ).toMatchObject({ code: 'INVALID_INPUT', details: [{ path: ['parts', 'f'] }] });
    const notice = (
      await room.graph<any>(
        { kind: 'anonymous', id: '', grants: [] },
        '{ currentNotice { version parts { part title } } }',
      )
    ).currentNotice;
    expect(notice).toMatchObject({
      version: 1,
      parts: [{ part: 'a' }, { part: 'b' }, { part: 'c' }, { part: 'd' }, { part: 'e' }, { part: 'f' }],
    });
    const accept = `mutation($v: Int!) { acceptNotice(input: { version: $v }) { ... on NoticeAccepted { version } ... on AcceptNoticeRefused { code } } }`;
    const can = async (who: Actor) =>
      (await room.graph<any>(who, '{ currentNotice { availableActions } }')).currentNotice.availableActions;
    expect([await can(alice), await can({ kind: 'anonymous', id: '', grants: [] })]).toEqual([['ACCEPT'], []]);
    expect((await room.graph<any>(alice, accept, { v: 2 })).acceptNotice).toEqual({ code: 'NOTICE_CHANGED' });
    expect((await room.graph<any>(alice, accept, { v: 1 })).acceptNotice).toEqual({ version: 1 });
    await room.graph<any>(alice, accept, { v: 1 });
    expect(await room.count('NoticeAcceptance')).toBe(1);
    expect(await can(alice)).toEqual([]);
    expect((await room.graph<any>(alice, '{ myNoticeVersion }')).myNoticeVersion).toBe(1);
  });

  it('binds seven days after it was published, and people can accept it ahead [10.2.a-f]', async () => {
    const publish = (requestId: string, more: object = {}) =>
      room.graph<any>(staff('operator-admin'), PUBLISH, { input: { requestId, parts: PARTS, ...more } });
    const versions = async () => {
      const { currentNotice, nextNotice } = await room.graph<any>(
        alice,
        '{ currentNotice { version } nextNotice { version effectiveAt availableActions } }',
      );
      return [currentNotice.version, nextNotice];
    };
    await publish('n2');
    // 25 November, ten o'clock in China: seven whole days are over at the beginning of 3 December.
    expect(await versions()).toEqual([
      1,
      { version: 2, effectiveAt: '2026-12-02T16:00:00.000Z', availableActions: ['ACCEPT'] },
    ]);
    room.clock.set('2026-12-02T15:59:59Z');
    expect((await versions())[0]).toBe(1);
    room.clock.set('2026-12-02T16:00:00Z');
    expect(await versions()).toEqual([2, null]);
    await publish('n3', { atOnceBecause: '《个人信息保护法》第十七条' });
    expect((await versions())[0]).toBe(2);
    room.clock.advance(BINDS_AT_ONCE_MS);
    expect(await versions()).toEqual([3, null]);
  });

  it('asks first for every purpose that needs consent; withdrawal counts at once [10.3.a-b]', async () => {
    expect(await asked('portrait', 'order-delivery', 'nonsense')).toEqual([
      { purpose: 'portrait', granted: false },
      { purpose: 'order-delivery', granted: true },
      { purpose: 'nonsense', granted: false },
    ]);
    expect(await consent('portrait', true)).toEqual({ granted: true });
    expect(await asked('portrait')).toEqual([{ purpose: 'portrait', granted: true }]);
    expect(await consent('portrait', false)).toEqual({ granted: false });
    expect(await asked('portrait')).toEqual([{ purpose: 'portrait', granted: false }]);
    expect(await room.count('ConsentReceipt')).toBe(2);
    const told = (await room.events()).filter(({ type }) => type === 'trust.consent-changed.v1');
    expect(told.map(({ payload }) => payload)).toEqual(
      [true, false].map((granted) => ({ accountId: alice.id, purpose: 'portrait', granted })),
    );
    expect(await consent('order-delivery', false)).toMatchObject({ code: 'NOT_A_CHOICE', clause: '10.3.b' });
    expect(await consent('nonsense', true)).toMatchObject({ code: 'PURPOSE_UNKNOWN' });
    expect(await consent('portrait', true, 7)).toMatchObject({ code: 'NOTICE_CHANGED' });
    expect(await room.count('ConsentReceipt')).toBe(2);
    const { myConsents } = await room.graph<any>(
      alice,
      '{ myConsents { deviation purposes { purpose mode granted } } }',
    );
    expect(myConsents.purposes).toHaveLength(PURPOSES.length);
    expect(myConsents.deviation).toContain('不同意即不收集');
  });

  it("keeps addresses sealed, shows them to their owner and, for the owner's own quote, to orders; who asks for another's is recorded [10.4]", async () => {
    const saved = await save();
    expect(saved).toMatchObject({ ...HOME, maskedName: '王**', maskedPhone: '138****1234', isDefault: true });
    const stored = JSON.stringify(await room.subgraph.orm.em.fork().execute('select * from `Address`'));
    for (const secret of [HOME.name, HOME.phone, HOME.detail]) expect(stored).not.toContain(secret);
    const bob = (await room.signIn('bob')).actor;
    expect((await room.graph<any>(bob, '{ addresses { id } }')).addresses).toEqual([]);
    expect(
      (
        await room.graph<any>(
          bob,
          `query($r: [_Any!]!) { _entities(representations: $r) { ... on Address { phone } } }`,
          { r: [{ __typename: 'Address', id: saved.id }] },
        )
      )._entities,
    ).toEqual([null]);
    const ask = `query($a: ID!, $i: ID!) { addressForOrder(accountId: $a, addressId: $i) { name phone address divisionCode } }`;
    const orders: Actor = { kind: 'peer', id: 'orders', grants: [] };
    expect((await room.graph<any>(orders, ask, { a: alice.id, i: saved.id })).addressForOrder).toEqual({
      name: HOME.name,
      phone: HOME.phone,
      address: HOME.detail,
      divisionCode: '230184',
    });
    expect((await room.graph<any>(orders, ask, { a: bob.id, i: saved.id })).addressForOrder).toBeNull();
    expect((await room.graph<any>(orders, ask, { a: alice.id, i: 'unknown' })).addressForOrder).toBeNull();
    expect(
      (
        await room.graph<any>(alice, '{ whoLookedAtMyData { edges { node { fields refused } } } }')
      ).whoLookedAtMyData.edges.map((edge: any) => edge.node),
    ).toEqual([{ fields: ['姓名', '电话', '地址'], refused: true }]);
    for (const caller of [alice, { kind: 'peer', id: 'catalog', grants: [] } as const, staff('operator-admin')])
      expect((await room.graphWithErrors(caller, ask, { a: alice.id, i: saved.id })).errors).toHaveLength(1);
  });

  it("refuses wrong addresses, others' and the twenty-first, and keeps one default", async () => {
    for (const more of [
      { phone: '123' },
      { phone: '' },
      { name: '名'.repeat(10_000) },
      { name: '' },
      { divisionCode: 'x' },
      { detail: 'a' },
    ])
      expect(await save(more)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await room.count('Address')).toBe(0);
    const first = await save({ name: `🙂<b>O'Brien</b>` });
    expect(first.name).toBe(`🙂<b>O'Brien</b>`);
    const bob = (await room.signIn('bob')).actor;
    expect(await save({ id: first.id, name: '改名' }, bob)).toMatchObject({ code: 'NOT_FOUND' });
    for (let i = 1; i < 20; i++) await save({ isDefault: true });
    expect(await save()).toMatchObject({ code: 'TOO_MANY_ADDRESSES' });
    expect(await room.count('Address')).toBe(20);
    const { addresses } = await room.graph<any>(alice, '{ addresses { isDefault } }');
    expect(addresses.filter((row: any) => row.isDefault)).toHaveLength(1);
    const remove = `mutation($id: ID!) { deleteAddress(input: { id: $id }) { __typename ... on DeleteAddressRefused { code } } }`;
    expect((await room.graph<any>(bob, remove, { id: first.id })).deleteAddress.code).toBe('NOT_FOUND');
    expect((await room.graph<any>(alice, remove, { id: first.id })).deleteAddress.__typename).toBe('AddressDeleted');
    expect(await room.count('Address')).toBe(19);
  });

  it('gives the person a copy of what all six keep, for programs and for people, and records that it did [10.4]', async () => {
    await save({ name: `🙂<b>O'Brien</b>` });
    await consent('portrait', true);
    room.copies['orders'] = [{ title: '订单', rows: [{ 订单号: 'NO-1', 合计元: '128.00', 取消说明: null }] }];
    const ask = async () =>
      (
        await room.graph<any>(
          alice,
          'mutation { exportMyData { ... on DataExported { content page } ... on ExportMyDataRefused { code } } }',
        )
      ).exportMyData;
    await room.graph(
      { kind: 'anonymous', id: '', grants: [], from: '203.0.113.9', device: 'MicroMessenger/8.0' },
      'mutation { signInWithWechat(input: { code: "code-of-alice" }) { __typename } }',
    );
    const { content, page } = await ask();
    const copy = JSON.parse(content);
    expect(Object.keys(copy)).toEqual([
      'accountId',
      'madeAt',
      'trust',
      'sellers',
      'catalog',
      'orders',
      'logistics',
      'payments',
    ]);
    const section = (title: string) => copy.trust.find((one: any) => one.title === title).rows;
    expect(section('账号')).toMatchObject([{ 编号: alice.id, 微信标识: 'alice' }]);
    expect(section('登录记录')).toMatchObject([
      { 网络地址: '203.0.113.9', 设备: null, 退出时间: null },
      { 网络地址: null, 设备: null },
    ]);
    expect(section('收货地址')).toEqual([
      { 收货人: `🙂<b>O'Brien</b>`, 电话: HOME.phone, 地址: HOME.detail, 区划代码: '230184' },
    ]);
    expect(section('同意与撤回')).toMatchObject([{ 选择: '同意' }]);
    expect(copy.orders[0].rows[0]['订单号']).toBe('NO-1');
    expect(page).toContain('>NO-1</td>');
    expect(page).toContain('🙂&lt;b&gt;O&#39;Brien&lt;/b&gt;');
    expect(page).not.toMatch(/<script|<img|https?:|<b>/);
    expect((await room.graph<any>(alice, '{ myDataRequests { kind state stateLabel } }')).myDataRequests).toEqual([
      { kind: 'EXPORT', state: 'DONE', stateLabel: '已办结' },
    ]);
    room.down.add('payments');
    expect(await ask()).toEqual({ code: 'SUBGRAPH_SILENT' });
  });

  it('erases the person at once, says what the law keeps and until when, then destroys the key [10.4]', async () => {
    await save();
    room.orders.set('O1', orderFact('O1', alice.id));
    const file = `mutation { fileComplaint(input: { requestId: "c1", orderId: "O1", kind: QUALITY, text: "有虫", wanted: ANSWER }) { ... on Complaint { id } } }`;
    const { id } = (await room.graph<any>(alice, file)).fileComplaint;
    const { token } = await room.signIn('alice');
    const orderKept = {
      what: '订单、收货人和售后记录',
      why: '电子商务法第三十一条',
      untilMs: String(room.clock.now() + 900 * DAY_MS),
    };
    room.kept['orders'] = [orderKept];
    const erase = async () =>
      (
        await room.graph<any>(
          alice,
          `mutation { eraseAccount(input: { requestId: "e1" }) { ... on AccountErased { holdUntilAt kept { what why untilAt } } ... on EraseAccountRefused { code } } }`,
        )
      ).eraseAccount;
    room.down.add('orders');
    expect(await erase()).toEqual({ code: 'SUBGRAPH_SILENT' });
    expect(await room.count('Address')).toBe(1);
    room.down.clear();
    const wanted = [
      { what: '投诉和处理记录', untilAt: null },
      { what: orderKept.what, untilAt: new Date(Number(orderKept.untilMs)).toISOString() },
    ];
    expect((await room.graph<any>(alice, '{ whatErasureKeeps { what untilAt } }')).whatErasureKeeps).toEqual(wanted);
    await room.events();
    expect(await erase()).toMatchObject({ holdUntilAt: null, kept: wanted });
    expect(await room.subgraph.authenticate(token)).toBeNull();
    expect(await room.count('Address')).toBe(0);
    expect(await room.events()).toEqual([{ type: 'trust.account-erased.v1', payload: { accountId: alice.id } }]);
    expect((await room.signIn('alice')).actor.id).not.toBe(alice.id);
    const read = async () =>
      (await room.graph<any>(staff('mediator'), `query($id: ID!) { complaint(id: $id) { text } }`, { id })).complaint
        .text;
    const requests = async () =>
      (await room.graph<any>(alice, '{ myDataRequests { state holdUntilAt } }')).myDataRequests;
    // Nobody answers, nobody goes on: it closes by itself, and three years run from there.
    for (
      let days = 0;
      days < 60 &&
      (await room.subgraph.orm.em.fork().execute('select closedAtMs from `Complaint`'))[0]!['closedAtMs'] === null;
      days++
    ) {
      room.clock.advance(DAY_MS);
      await room.subgraph.runOnce();
      if (days === 3)
        await room.graph<any>(
          staff('mediator'),
          `mutation($id: ID!) { decideComplaint(input: { complaintId: $id, liableParty: NONE, finding: "查无此事", compensationFen: 0 }) { __typename } }`,
          { id },
        );
    }
    const closedAtMs = (await room.subgraph.orm.em.fork().execute('select closedAtMs from `Complaint`'))[0]![
      'closedAtMs'
    ];
    expect(closedAtMs).not.toBeNull();
    room.clock.advance(2 * DAY_MS);
    await room.subgraph.runOnce();
    expect(await read()).toBe('有虫');
    const untilMs = Number(closedAtMs) + 1096 * DAY_MS;
    expect(await requests()).toEqual([{ state: 'HELD', holdUntilAt: new Date(untilMs).toISOString() }]);
    room.kept['orders'] = [];
    room.clock.advance(untilMs - room.clock.now() - DAY_MS);
    await room.subgraph.runOnce();
    expect(await read()).toBe('有虫');
    room.clock.advance(DAY_MS);
    await room.subgraph.runOnce();
    expect(await read()).toBe('已依法删除');
    expect(await requests()).toEqual([{ state: 'DONE', holdUntilAt: expect.any(String) }]);
  });

  it('does not erase somebody who still acts for a seller', async () => {
    const owner = await room.owner('owner', SELLER);
    expect(
      (
        await room.graph<any>(
          owner,
          `mutation { eraseAccount(input: { requestId: "e1" }) { ... on EraseAccountRefused { code } } }`,
        )
      ).eraseAccount,
    ).toEqual({ code: 'ERASURE_NEEDS_WORK_ENDED' });
    expect((await room.graph<any>(owner, '{ me { id } }')).me.id).toBe(owner.id);
  });
});
