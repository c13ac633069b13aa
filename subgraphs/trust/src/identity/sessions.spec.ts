import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { stepsOf, type StaffMember } from '../testing/authenticator.fixture.ts';
import { openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const GIVEN = 'admin-secret-1';
const OWN = 'own-rice-field-9';
const WECHAT = `mutation($code: String!) { signInWithWechat(input: { code: $code }) { ... on SignedIn { token account { id } } ... on SignInWithWechatRefused { code message } } }`;
const NOTICE = 'mutation($input: PublishNoticeInput!) { publishNotice(input: $input) { __typename } }';
const PARTS = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((part) => [part, '说明文字说明']));
const LIST = '{ sessions { id channel from device isCurrent } }';

describe('sessions and their owner', () => {
  let room: TrustRoom;
  let admin: StaffMember;
  beforeEach(async () => {
    room = await openTrust({ bootstrap: { login: 'admin', password: GIVEN } });
    admin = await stepsOf(room).enrol('admin', GIVEN, OWN);
  });
  afterEach(() => room.close());

  const signInFrom = async (openid: string, from: string, device: string): Promise<{ actor: Actor; token: string }> => {
    const { token } = (await room.graph<any>({ ...ANONYMOUS, from, device }, WECHAT, { code: `code-of-${openid}` }))
      .signInWithWechat;
    return { token, actor: (await room.subgraph.authenticate(token))! };
  };
  const agree = (actor: Actor, granted: boolean) =>
    room.graph(
      actor,
      'mutation($granted: Boolean!) { setConsent(input: { purpose: "device-information", granted: $granted, noticeVersion: 1 }) { __typename } }',
      { granted },
    );
  const changeState = async (actor: Actor, mutation: 'suspendAccount' | 'restoreAccount', accountId: string) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Refused`;
    return (
      await room.graph<any>(
        actor,
        `mutation($id: ID!) { ${mutation}(input: { accountId: $id, reason: "离职" }) { __typename ... on AccountStateChanged { state } ... on ${type} { code } } }`,
        { id: accountId },
      )
    )[mutation];
  };
  const entries = async (operation: string) => {
    await room.hearOwnActs();
    return room.subgraph.orm.em
      .fork()
      .execute(
        `select actorId, outcome, code, delegatorId from \`AuditEntry\` where operation = '${operation}' order by id`,
      );
  };

  it('are listed with where and by what they were opened, the newest first, to nobody else [11.5.dd]', async () => {
    await room.graph(staff('operator-admin'), NOTICE, { input: { requestId: 'n', parts: PARTS } });
    const first = await signInFrom('alice', '192.0.2.9', 'MicroMessenger/8.0 (Android)');
    await agree(first.actor, true);
    room.clock.advance(SECOND_MS);
    const phone = await signInFrom('alice', '203.0.113.9', 'MicroMessenger/8.0 (Android)');
    room.clock.advance(SECOND_MS);
    const tablet = await signInFrom('alice', '198.51.100.4', 'MicroMessenger/8.0 (iPad)');
    await signInFrom('bob', '192.0.2.1', 'x');
    expect((await room.graph<any>(phone.actor, LIST)).sessions).toEqual([
      { id: tablet.actor.sessionId, channel: 'WECHAT', from: '198.51.100.4', device: '微信 · iOS', isCurrent: false },
      { id: phone.actor.sessionId, channel: 'WECHAT', from: '203.0.113.9', device: '微信 · 安卓', isCurrent: true },
      // Nobody had said yes then.
      { id: first.actor.sessionId, channel: 'WECHAT', from: '192.0.2.9', device: null, isCurrent: false },
    ]);
    expect(JSON.stringify(await room.subgraph.orm.em.fork().execute('select * from `Session`'))).not.toMatch(
      /203\.0\.113\.9|MicroMessenger/,
    );
    // What rests on consent goes with it.
    await agree(phone.actor, false);
    const { sessions } = await room.graph<any>(phone.actor, LIST);
    expect(sessions.map(({ from, device }: any) => [from, device])).toEqual([
      ['198.51.100.4', null],
      ['203.0.113.9', null],
      ['192.0.2.9', null],
    ]);
  });

  it('end all but the one that asks', async () => {
    const [kept, ...others] = [
      await signInFrom('alice', 'a', 'a'),
      await signInFrom('alice', 'b', 'b'),
      await signInFrom('alice', 'c', 'c'),
    ] as const;
    const bob = await signInFrom('bob', 'd', 'd');
    expect(
      (await room.graph<any>(kept.actor, 'mutation { endOtherSessions { ... on OtherSessionsEnded { endedCount } } }'))
        .endOtherSessions,
    ).toEqual({ endedCount: 2 });
    for (const { token } of others) expect(await room.subgraph.authenticate(token)).toBeNull();
    for (const { token } of [kept, bob]) expect(await room.subgraph.authenticate(token)).not.toBeNull();
    expect((await room.graph<any>(kept.actor, LIST)).sessions).toHaveLength(1);
  });

  it("are the person's, not the delegate's: one who acts for another ends none by the way", async () => {
    const { actor } = await signInFrom('alice', 'a', 'a');
    const delegate: Actor = {
      ...actor,
      grants: [{ role: 'seller-staff', partyId: SELLER, rights: ['orders'] }],
      delegation: { id: 'D', delegatorId: 'F' },
    };
    expect(
      (await room.graphWithErrors(delegate, 'mutation { endOtherSessions { __typename } }')).errors![0]!.extensions![
        'code'
      ],
    ).toBe('FORBIDDEN');
  });

  it('end when an administrator suspends the person, who cannot sign in again, and whose tries are on record under their name [11.5.de]', async () => {
    const { actor, token } = await signInFrom('alice', 'a', 'a');
    expect(await changeState(admin.actor, 'suspendAccount', admin.accountId)).toEqual({
      __typename: 'SuspendAccountRefused',
      code: 'OWN_ACCOUNT',
    });
    expect(await changeState(admin.actor, 'suspendAccount', '01ARZ3NDEKTSV4RRFFQ69G5FAV')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await changeState(admin.actor, 'restoreAccount', actor.id)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await changeState(admin.actor, 'suspendAccount', actor.id)).toEqual({
      __typename: 'AccountStateChanged',
      state: 'SUSPENDED',
    });
    for (let i = 0; i < 3; i++) expect(await room.subgraph.authenticate(token)).toBeNull();
    expect((await room.graph<any>(ANONYMOUS, WECHAT, { code: 'code-of-alice' })).signInWithWechat).toEqual({
      code: 'ACCOUNT_SUSPENDED',
      message: '这个账号已被平台停用，请联系客服',
    });
    expect(await entries('authenticate')).toEqual([
      { actorId: actor.id, outcome: 'refused', code: 'ACCOUNT_SUSPENDED', delegatorId: null },
    ]);
    room.clock.advance(10 * MINUTE_MS);
    await room.subgraph.authenticate(token);
    expect(await entries('authenticate')).toHaveLength(2);
    // A token that never was one leaves nothing.
    await room.subgraph.authenticate(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`);
    expect(await entries('authenticate')).toHaveLength(2);
    expect(await changeState(admin.actor, 'restoreAccount', actor.id)).toEqual({
      __typename: 'AccountStateChanged',
      state: 'ACTIVE',
    });
    expect(await room.subgraph.authenticate(token)).toBeNull();
    expect((await signInFrom('alice', 'a', 'a')).actor.id).toBe(actor.id);
    expect(await entries('suspendAccount')).toMatchObject([
      { outcome: 'refused', code: 'OWN_ACCOUNT' },
      { outcome: 'refused', code: 'NOT_FOUND' },
      { outcome: 'done', actorId: admin.accountId },
    ]);
  });

  it('record, under both names, a try to act for somebody whose delegation has ended', async () => {
    const farmer = await room.owner('farmer', SELLER, 'farmer');
    const agent = await room.owner('keeper', 'PARTY0STATION', 'station');
    const grant = `mutation($input: GrantDelegationInput!) { grantDelegation(input: $input) { ... on DelegationSaved { delegationId } } }`;
    const { delegationId } = (
      await room.graph<any>(farmer, grant, {
        input: { requestId: 'd1', partyId: SELLER, agentAccountId: agent.id, rights: ['ORDERS'], until: '2026-12-24' },
      })
    ).grantDelegation;
    const { token, delegation } = (
      await room.graph<any>(
        agent,
        `mutation($id: ID!) { actFor(input: { delegationId: $id }) { ... on ActingFor { token delegation { id rights } } } }`,
        { id: delegationId },
      )
    ).actFor;
    expect(delegation).toEqual({ id: delegationId, rights: ['ORDERS'] });
    expect(await room.subgraph.authenticate(token)).not.toBeNull();
    await room.graph<any>(farmer, `mutation($id: ID!) { endDelegation(input: { delegationId: $id }) { __typename } }`, {
      id: delegationId,
    });
    expect(await room.subgraph.authenticate(token)).toBeNull();
    expect(await entries('authenticate')).toEqual([
      { actorId: agent.id, outcome: 'refused', code: 'DELEGATION_ENDED', delegatorId: farmer.id },
    ]);
  });

  it('show an administrator who signs in by password, and what is wrong with whom', async () => {
    await room.graph<any>(
      admin.actor,
      `mutation { createStaffAccount(input: { requestId: "s", login: "tong", password: "mediator-secret-1", displayName: "佟言和", roles: [MEDIATOR] }) { __typename } }`,
    );
    for (let i = 0; i < 5; i++) await stepsOf(room).askPassword('tong', 'wrong-secret-1');
    const ask =
      '{ staffAccounts { edges { node { login roles state secondFactorSinceAt isPasswordDue lockedUntilAt lastSeenAt } } } }';
    expect(nodesOf((await room.graph<any>(admin.actor, ask)).staffAccounts)).toEqual([
      {
        login: 'admin',
        roles: ['OPERATOR_ADMIN'],
        state: 'ACTIVE',
        secondFactorSinceAt: '2026-11-25T02:00:00.000Z',
        isPasswordDue: false,
        lockedUntilAt: null,
        lastSeenAt: '2026-11-25T02:00:00.000Z',
      },
      {
        login: 'tong',
        roles: ['MEDIATOR'],
        state: 'ACTIVE',
        secondFactorSinceAt: null,
        isPasswordDue: true,
        lockedUntilAt: '2026-11-25T02:15:00.000Z',
        lastSeenAt: null,
      },
    ]);
  });
});
