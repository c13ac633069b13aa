import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, rolesOf } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const WECHAT = `mutation($code: String!) { signInWithWechat(input: { code: $code }) { __typename ... on SignedIn { token account { id displayName roles } } ... on SignInWithWechatRefused { code message clause } } }`;
const PASSWORD = `mutation($login: String!, $password: String!) { signInWithPassword(input: { login: $login, password: $password }) { __typename ... on SignInWithPasswordRefused { code } } }`;
const STAFF = `mutation($input: CreateStaffAccountInput!) { createStaffAccount(input: $input) { __typename ... on StaffAccountSaved { accountId } ... on CreateStaffAccountRefused { code details { path about } } } }`;

describe('signing in', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust({ bootstrap: { login: 'admin', password: 'admin-secret-1' } });
  });
  afterEach(() => room.close());

  it('makes an account at the first WeChat sign-in and finds it at the next [11.5.dd]', async () => {
    const first = await room.graph<any>(ANONYMOUS, WECHAT, { code: 'code-of-alice' });
    expect(first.signInWithWechat.account).toMatchObject({
      roles: ['CONSUMER'],
      displayName: expect.stringMatching(/^微信用户/),
    });
    const again = await room.graph<any>(ANONYMOUS, WECHAT, { code: 'code-of-alice' });
    expect(again.signInWithWechat.account.id).toBe(first.signInWithWechat.account.id);
    expect(again.signInWithWechat.token).not.toBe(first.signInWithWechat.token);
  });

  it('makes one account when a person signs in twice at the same moment', async () => {
    const before = await room.count('Account');
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => room.graph<any>(ANONYMOUS, WECHAT, { code: 'code-of-bob' })),
    );
    expect(new Set(answers.map((answer) => answer.signInWithWechat.account.id)).size).toBe(1);
    expect(await room.count('Account')).toBe(before + 1);
  });

  it('keeps neither openid nor token in the clear', async () => {
    const { token } = await room.signIn('openid-secret-123');
    const rows = JSON.stringify(
      await room.subgraph.orm.em
        .fork()
        .execute('select a.*, s.* from `Account` a join `Session` s on s.holderId = a.id'),
    );
    expect(rows).not.toContain('openid-secret-123');
    expect(rows).not.toContain(token.split('.')[2]);
  });

  it('refuses a wrong code and an unreachable WeChat, and leaves no account', async () => {
    const before = await room.count('Account');
    expect((await room.graph<any>(ANONYMOUS, WECHAT, { code: 'forged' })).signInWithWechat).toMatchObject({
      code: 'CODE_REFUSED',
      clause: '11.5.dd',
    });
    expect((await room.graph<any>(ANONYMOUS, WECHAT, { code: 'down' })).signInWithWechat).toMatchObject({
      code: 'WECHAT_UNREACHABLE',
    });
    expect((await room.graph<any>(ANONYMOUS, WECHAT, { code: 'x'.repeat(10_000) })).signInWithWechat).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await room.count('Account')).toBe(before);
    expect(await room.count('Session')).toBe(0);
  });

  it('lets an administrator make staff accounts with strong passwords and free names only', async () => {
    const admin = staff('operator-admin');
    const input = {
      requestId: 'r1',
      login: 'mediator1',
      password: 'mediator-secret-1',
      displayName: '佟言和',
      roles: ['MEDIATOR'],
    };
    const made = await room.graph<any>(admin, STAFF, { input });
    expect(await room.graph<any>(admin, STAFF, { input })).toEqual(made);
    expect(
      (await room.graph<any>(admin, STAFF, { input: { ...input, requestId: 'r2' } })).createStaffAccount.code,
    ).toBe('LOGIN_TAKEN');
    expect(
      (await room.graph<any>(admin, STAFF, { input: { ...input, requestId: 'r3', login: 'other', password: 'short' } }))
        .createStaffAccount.code,
    ).toBe('PASSWORD_WEAK');
    expect(
      (
        await room.graph<any>(admin, STAFF, {
          input: { ...input, requestId: 'r6', login: 'tongyanhe', password: 'tongyanhe2026' },
        })
      ).createStaffAccount.code,
    ).toBe('PASSWORD_COMMON');
    expect(
      (
        await room.graph<any>(admin, STAFF, {
          input: { ...input, requestId: 'r4', login: 'other', roles: ['SELLER_OWNER'] },
        })
      ).createStaffAccount,
    ).toMatchObject({ code: 'INVALID_INPUT', details: [{ path: ['roles', '0'] }] });
    const denied = await room.graphWithErrors(staff('mediator'), STAFF, {
      input: { ...input, requestId: 'r5', login: 'other' },
    });
    expect(denied.errors![0]!.extensions!['code']).toBe('FORBIDDEN');
    expect(
      (await room.graph<any>(ANONYMOUS, PASSWORD, { login: 'other', password: input.password })).signInWithPassword
        .code,
    ).toBe('SIGN_IN_REFUSED');
  });

  it('never lets the last administrator go', async () => {
    const [{ id }] = (await room.subgraph.orm.em
      .fork()
      .execute('select id from `Account` where login is not null')) as [{ id: string }];
    const set = `mutation($id: ID!, $active: Boolean!) { setStaffRole(input: { accountId: $id, role: OPERATOR_ADMIN, active: $active }) { __typename ... on SetStaffRoleRefused { code } } }`;
    expect((await room.graph<any>(staff('operator-admin'), set, { id, active: false })).setStaffRole.code).toBe(
      'LAST_ADMIN',
    );
    expect(
      await room.subgraph.orm.em.fork().execute(`select active from \`GrantRow\` where accountId = '${id}'`),
    ).toEqual([{ active: 1 }]);
  });

  it('makes no credentials for a party that nobody has filed', async () => {
    const made = await room.graph<any>(
      staff('operator-admin'),
      `mutation { createApiClient(input: { name: "县供销社", partyId: "P-nobody" }) { ... on CreateApiClientRefused { code } } }`,
    );
    expect(made.createApiClient.code).toBe('PARTY_UNKNOWN');
    expect(await room.count('ApiClient')).toBe(0);
  });

  it('signs in a partner program by client credentials and nothing else', async () => {
    await room.owner('openid-P9', 'P9', 'service-provider');
    const made = await room.graph<any>(
      staff('operator-admin'),
      `mutation { createApiClient(input: { name: "县供销社", partyId: "P9" }) { ... on ApiClientCreated { clientId secret } } }`,
    );
    const { clientId, secret } = made.createApiClient;
    const signIn = `mutation($id: String!, $secret: String!) { signInAsClient(input: { clientId: $id, secret: $secret }) { ... on SignedIn { token account { id } } ... on SignInAsClientRefused { code } } }`;
    const { token, account } = (await room.graph<any>(ANONYMOUS, signIn, { id: clientId, secret })).signInAsClient;
    expect(account).toBeNull();
    expect(await room.subgraph.authenticate(token)).toMatchObject({
      kind: 'client',
      id: clientId,
      grants: [{ role: 'partner', partyId: 'P9' }],
    });
    expect((await room.graph<any>(ANONYMOUS, signIn, { id: clientId, secret: 'guess' })).signInAsClient.code).toBe(
      'SIGN_IN_REFUSED',
    );
  });
});

describe('sessions and roles', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());

  it('ends a session at once, and only by its owner', async () => {
    const mine = await room.signIn('alice');
    const other = await room.signIn('bob');
    const end = `mutation($id: ID!) { endSession(input: { sessionId: $id }) { __typename ... on EndSessionRefused { code } } }`;
    expect((await room.graph<any>(other.actor, end, { id: mine.actor.sessionId })).endSession.code).toBe('NOT_FOUND');
    expect(await room.subgraph.authenticate(mine.token)).not.toBeNull();
    expect((await room.graph<any>(mine.actor, '{ sessions { id isCurrent } }')).sessions).toEqual([
      { id: mine.actor.sessionId, isCurrent: true },
    ]);
    await room.graph<any>(mine.actor, 'mutation { signOut { __typename } }');
    expect(await room.subgraph.authenticate(mine.token)).toBeNull();
  });

  it('ends a session that is not used for thirty days, and moves the end on while it is', async () => {
    const { token } = await room.signIn('alice');
    room.clock.advance(20 * DAY_MS);
    expect(await room.subgraph.authenticate(token)).not.toBeNull();
    room.clock.advance(20 * DAY_MS);
    expect(await room.subgraph.authenticate(token)).not.toBeNull();
    room.clock.advance(31 * DAY_MS);
    expect(await room.subgraph.authenticate(token)).toBeNull();
  });

  it('refuses every kind of wrong token', async () => {
    const { token, actor } = await room.signIn('alice');
    const stranger = await room.signIn('bob');
    for (const wrong of [
      '',
      'hs',
      token.slice(0, -1),
      `${token}x`,
      `hs.${actor.sessionId}.${stranger.token.split('.')[2]}`,
      "hs.' or 1=1 --.x",
      '🙂'.repeat(100),
    ])
      expect(await room.subgraph.authenticate(wrong)).toBeNull();
  });

  it('gives roles by events and takes them at the next authentication; an older fact that comes late changes nothing [5.3.e-i]', async () => {
    const { actor, token } = await room.signIn('alice');
    const staffEvent = (active: boolean, rights: string[]) => ({
      partyId: SELLER,
      accountId: actor.id,
      role: 'seller-staff',
      rights,
      active,
    });
    const deliver = (atMs: number, payload: object, id: string) =>
      room.subgraph.receive(
        [{ id, type: 'sellers.staff-changed.v1', aggregateType: 'party', aggregateId: SELLER, atMs, payload }],
        { kind: 'peer', id: 'sellers', grants: [] },
      );
    await deliver(1000, staffEvent(true, ['orders']), 'E1');
    expect((await room.subgraph.authenticate(token))!.grants).toEqual([
      { role: 'consumer' },
      { role: 'seller-staff', partyId: SELLER, rights: ['orders'] },
    ]);
    await deliver(3000, staffEvent(false, []), 'E3');
    await deliver(2000, staffEvent(true, ['orders', 'finance']), 'E2');
    expect(rolesOf((await room.subgraph.authenticate(token))!)).toEqual(['consumer']);
  });

  it('makes the applicant of an approved filing its owner', async () => {
    expect((await room.owner('coop', SELLER)).grants).toContainEqual({ role: 'seller-owner', partyId: SELLER });
    expect((await room.owner('truck', 'P2', 'carrier')).grants).toContainEqual({
      role: 'carrier-manager',
      partyId: 'P2',
    });
    expect(rolesOf(await room.owner('bank', 'P3', 'payment-provider'))).toEqual(['consumer']);
  });

  it('tells payments the openid for the payment of its owner, which is no look of another; tells nobody else [10.4]', async () => {
    const { actor } = await room.signIn('alice');
    const ask = `query($id: ID!) { payerOf(accountId: $id) { accountId openid } }`;
    expect(
      (await room.graph<any>({ kind: 'peer', id: 'payments', grants: [] }, ask, { id: actor.id })).payerOf,
    ).toEqual({ accountId: actor.id, openid: 'alice' });
    for (const caller of [
      { kind: 'peer', id: 'orders', grants: [] } as const,
      actor,
      ANONYMOUS,
      staff('operator-admin'),
    ])
      expect((await room.graphWithErrors(caller, ask, { id: actor.id })).errors).toHaveLength(1);
    expect(
      (
        await room.graph<any>(
          actor,
          '{ whoLookedAtMyData { edges { node { organisation fields operation refused } } } }',
        )
      ).whoLookedAtMyData.edges,
    ).toEqual([]);
  });
});
