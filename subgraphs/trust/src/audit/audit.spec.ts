import { verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import { openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { anchorText } from './chain.policy.ts';

const admin = staff('operator-admin');
const CHECK = '{ auditCheck { intact verifiedTo total problems { sequence kind text } } }';

describe('the audit trail', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
    for (let i = 1; i <= 5; i++) {
      await room.tell('orders', 'orders.act-recorded.v1', {
        operation: 'placeOrder',
        requestId: `r${i}`,
        actorKind: 'account',
        actorId: 'A',
        roles: ['consumer'],
        subject: [{ type: 'order', id: `O${i}`, clause: '7.5.w' }],
      });
    }
    await room.subgraph.runOnce();
  });
  afterEach(() => room.close());
  const check = async () => (await room.graph<any>(admin, CHECK)).auditCheck;

  it('keeps each act of each subgraph once, and shows it to those who supervise [11.5.dh]', async () => {
    await room.tell(
      'orders',
      'orders.act-recorded.v1',
      { operation: 'x', requestId: 'r', actorKind: 'account', actorId: 'A', roles: [], subject: [] },
      'SAMEEVENT',
    );
    await room.tell(
      'orders',
      'orders.act-recorded.v1',
      { operation: 'x', requestId: 'r', actorKind: 'account', actorId: 'A', roles: [], subject: [] },
      'SAMEEVENT',
    );
    const trail = await room.graph<any>(
      staff('regulator'),
      '{ auditTrail(first: 3) { edges { node { operation sealed subjects { thing id clause } } } pageInfo { hasNextPage } } }',
    );
    expect(trail.auditTrail.edges[0].node).toEqual({ operation: 'x', sealed: false, subjects: [] });
    expect(trail.auditTrail.pageInfo.hasNextPage).toBe(true);
    const some = async (filter: string) =>
      (
        await room.graph<any>(
          staff('regulator'),
          `{ auditTrail(${filter}) { edges { node { operation } } } platformTime }`,
        )
      ).auditTrail.edges.length;
    const now = new Date(room.clock.now() + 1000).toISOString();
    expect([
      await some('outcome: DONE, operation: "x"'),
      await some('outcome: REFUSED'),
      await some('kind: READ'),
      await some(`from: "${now}"`),
      await some(`to: "${now}", operation: "x"`),
    ]).toEqual([1, 0, 0, 0, 1]);
    expect(await room.count('AuditEntry')).toBe(6);
    expect((await room.graphWithErrors(staff('mediator'), CHECK)).errors![0]!.extensions!['code']).toBe('FORBIDDEN');
  });

  it('is closed to everybody but the administrator and the regulator, the seller whose acts stand in it included', async () => {
    const TRAIL = '{ auditTrail(first: 1) { edges { node { operation } } } }';
    const closedTo = ['consumer', 'seller-owner', 'seller-staff', 'carrier-manager', 'reviewer', 'mediator', 'finance'];
    for (const query of [TRAIL, CHECK]) {
      for (const role of closedTo) {
        const { data, errors } = await room.graphWithErrors(account('SOMEBODY', { role, partyId: SELLER }), query);
        expect([role, errors?.[0]?.extensions?.['code'], Object.values(data ?? {})]).toEqual([
          role,
          'FORBIDDEN',
          [null],
        ]);
      }
      for (const role of ['operator-admin', 'regulator'])
        expect((await room.graphWithErrors(staff(role), query)).errors).toBeUndefined();
    }
  });

  it("records its own mutations like everybody's", async () => {
    await room.signIn('alice');
    await room.subgraph.runOnce();
    const act = room.sent.find(({ event }) => event.type === 'trust.act-recorded.v1')!;
    expect(act).toMatchObject({
      consumer: 'trust',
      event: { payload: { operation: 'signInWithWechat', actorKind: 'anonymous' } },
    });
  });

  it('verifies from the first link to the last', async () => {
    expect(await check()).toEqual({ intact: true, verifiedTo: 5, total: 5, problems: [] });
  });

  it('says of each act who, what, when, from where, by which role, for whom, and why it was refused', async () => {
    await room.tell('orders', 'orders.act-recorded.v1', {
      kind: 'act',
      outcome: 'refused',
      code: 'OUT_OF_STOCK',
      clause: '7.5.w',
      operation: 'placeOrder',
      requestId: 'r',
      actorKind: 'account',
      actorId: 'B',
      roles: ['seller-staff'],
      parties: [SELLER],
      sessionId: 'S',
      from: '203.0.113.9',
      delegation: { id: 'D', delegatorId: 'F' },
      subject: [{ type: 'order', id: 'O', reason: '王小明来电' }],
    });
    const trail = await room.graph<any>(
      staff('regulator'),
      '{ auditTrail(first: 1) { edges { node { kind operation outcome code clause roles parties sessionId origin delegationId delegatorId subjects { thing id reason } reads { subjectId } } } } }',
    );
    expect(trail.auditTrail.edges[0].node).toEqual({
      kind: 'ACT',
      operation: 'placeOrder',
      outcome: 'REFUSED',
      code: 'OUT_OF_STOCK',
      clause: '7.5.w',
      roles: ['SELLER_STAFF'],
      parties: SELLER,
      sessionId: 'S',
      origin: '203.0.113.9',
      delegationId: 'D',
      delegatorId: 'F',
      subjects: [{ thing: 'order', id: 'O', reason: '王小明来电' }],
      reads: [],
    });
    const em = room.subgraph.orm.em.fork();
    expect(JSON.stringify(await em.execute('select * from AuditEntry'))).not.toMatch(/203\.0\.113|王小明/);
    expect(await check()).toMatchObject({ intact: true, problems: [] });
    // Rows of before the upgrade are under their commitments as they were written.
    await em.execute("update AuditEntry set origin = '198.51.100.7' where actorId = 'B'");
    expect(
      (await room.graph<any>(staff('regulator'), '{ auditTrail(first: 1) { edges { node { origin } } } }')).auditTrail
        .edges[0].node,
    ).toEqual({ origin: '198.51.100.7' });
    expect((await check()).intact).toBe(false);
  });

  it('publishes the signed head of each day, and with each month that is published', async () => {
    const anchors = async () =>
      nodesOf(
        (
          await room.graph<any>(
            { kind: 'anonymous', id: '', grants: [] },
            '{ auditAnchors { edges { node { date sequence hash at signature } } } }',
          )
        ).auditAnchors,
      );
    const [first] = await anchors();
    expect(first).toMatchObject({ date: '2026-11-25', sequence: 5 });
    expect(
      verify(
        null,
        Buffer.from(anchorText({ ...first, on: first.date, atMs: Date.parse(first.at) })),
        room.services.auditKeys.publicKey,
        Buffer.from(first.signature, 'base64url'),
      ),
    ).toBe(true);
    await room.subgraph.runOnce();
    expect(await anchors()).toHaveLength(1);
    room.clock.advance(DAY_MS);
    await room.tell('orders', 'orders.act-recorded.v1', {
      operation: 'x',
      requestId: 'r',
      actorKind: 'account',
      actorId: 'A',
      roles: [],
      subject: [],
    });
    await room.subgraph.runOnce();
    expect((await anchors())[0]).toMatchObject({ date: '2026-11-26', sequence: 6 });
    room.clock.set('2026-12-02T02:00:00Z');
    await room.subgraph.runOnce();
    for (const act of ['assessMonth', 'publishAssessment']) {
      await room.graph<any>(admin, `mutation { ${act}(input: { month: "2026-11" }) { __typename } }`);
      room.clock.set('2026-12-05T02:00:00Z');
      await room.subgraph.runOnce();
    }
    expect(
      (
        await room.graph<any>(
          { kind: 'anonymous', id: '', grants: [] },
          '{ assessedMonths { month auditAnchor { date } } }',
        )
      ).assessedMonths,
    ).toEqual([{ month: '2026-11', auditAnchor: { date: '2026-12-05' } }]);
  });
});

describe('a person', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());
  const LOOKS =
    '{ whoLookedAtMyData(first: 5) { edges { node { organisation roles reader onBehalfOf fields operation clause refused at } } pageInfo { hasNextPage } } }';
  const looks = async (actor: Actor) =>
    (await room.graph<any>(actor, LOOKS)).whoLookedAtMyData.edges.map((edge: any) => edge.node);
  const read = (sender: string, payload: object) =>
    room.tell(sender, `${sender}.act-recorded.v1`, { kind: 'read', requestId: 'r', subject: [], ...payload });

  it("sees who looked at their data, when, at what and why; not their own looks, not others' [10.4]", async () => {
    const { actor: alice } = await room.signIn('alice');
    const { actor: bob } = await room.signIn('bob');
    const owner = await room.owner('红旗', SELLER);
    const clerk = (
      await room.graph<any>(
        admin,
        `mutation { createStaffAccount(input: { requestId: "s", login: "tong", password: "mediator-secret-1", displayName: "佟言和", roles: [MEDIATOR] }) { ... on StaffAccountSaved { accountId } } }`,
      )
    ).createStaffAccount.accountId;
    await read('logistics', {
      operation: 'shipment',
      actorKind: 'account',
      actorId: owner.id,
      roles: ['consumer', 'seller-owner'],
      parties: [SELLER],
      delegation: { id: 'D', delegatorId: bob.id },
      clause: '8.5.3.bw',
      reads: [
        { subjectId: alice.id, fields: ['recipient.name', 'recipient.phone'] },
        { subjectId: bob.id, fields: ['signature'] },
      ],
    });
    await read('logistics', {
      operation: 'shipment',
      actorKind: 'account',
      actorId: alice.id,
      roles: ['consumer'],
      reads: [{ subjectId: alice.id, fields: ['recipient.name'] }],
    });
    await read('sellers', {
      operation: 'revealIdentity',
      actorKind: 'account',
      actorId: clerk,
      roles: ['mediator'],
      outcome: 'refused',
      reads: [{ subjectId: SELLER, fields: ['residentIdNumber'] }],
    });
    await read('payments', {
      operation: 'startPayment',
      actorKind: 'system',
      actorId: 'payments',
      roles: ['system'],
      reads: [{ subjectId: alice.id, fields: ['openid', 'unheard-of'] }],
    });
    const at = new Date(room.clock.now()).toISOString();
    expect(await looks(alice)).toEqual([
      {
        organisation: '平台系统',
        roles: [],
        reader: null,
        onBehalfOf: null,
        fields: ['微信标识', '其他个人信息'],
        operation: '付款、退款和结算',
        clause: null,
        refused: false,
        at,
      },
      {
        organisation: '红旗的cooperative',
        roles: ['SELLER_OWNER'],
        reader: expect.stringMatching(/^微信用户/),
        onBehalfOf: expect.stringMatching(/^微信用户/),
        fields: ['收货人信息的姓名', '收货人信息的电话'],
        operation: '查看运单',
        clause: '8.5.3.bw',
        refused: false,
        at,
      },
    ]);
    expect(await looks(bob)).toMatchObject([{ fields: ['签名'] }]);
    // What was filed for a party is its owner's to know; a name of staff is masked.
    expect(await looks(owner)).toMatchObject([
      {
        organisation: '平台运营方',
        roles: ['MEDIATOR'],
        reader: '佟**',
        fields: ['身份证号码'],
        operation: '核对经营者身份',
        refused: true,
      },
    ]);
    expect(
      (await room.graphWithErrors({ kind: 'client', id: 'C', grants: [{ role: 'partner' }] }, LOOKS)).errors,
    ).toHaveLength(1);
  });

  it('turns the pages of many looks', async () => {
    const { actor: alice } = await room.signIn('alice');
    for (let i = 0; i < 7; i++)
      await read('orders', {
        operation: 'order',
        actorKind: 'account',
        actorId: 'X',
        roles: ['reviewer'],
        reads: [{ subjectId: alice.id, fields: ['name'] }],
      });
    const page = (after: string | null) =>
      room.graph<any>(
        alice,
        'query($after: String) { whoLookedAtMyData(first: 5, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
    const first = (await page(null)).whoLookedAtMyData;
    const second = (await page(first.pageInfo.endCursor)).whoLookedAtMyData;
    expect(new Set([...first.edges, ...second.edges].map((edge: any) => edge.node.id)).size).toBe(7);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });
});
