import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { codeOf, secretIn, stepsOf, type StaffMember } from '../testing/authenticator.fixture.ts';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { stepOf } from './second-factor.policy.ts';

const GIVEN = 'admin-secret-1';
const OWN = 'own-rice-field-9';
const STEP_MS = 30 * SECOND_MS;

describe('codes of an authenticator app', () => {
  // RFC 6238, appendix B, of the eight digits the last six: the secret is "12345678901234567890".
  const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of the RFC, at second %d', (atSecond, code) => {
    const nowMs = atSecond * SECOND_MS;
    const step = Math.floor(atSecond / 30);
    expect([-STEP_MS, 0, STEP_MS].map((off) => stepOf(SECRET, code, nowMs + off))).toEqual([step, step, step]);
    expect([-2 * STEP_MS, 2 * STEP_MS].map((off) => stepOf(SECRET, code, nowMs + off))).toEqual([null, null]);
  });
});

describe('the second factor', () => {
  let room: TrustRoom;
  let steps: ReturnType<typeof stepsOf>;
  let admin: StaffMember;
  beforeEach(async () => {
    room = await openTrust({ bootstrap: { login: 'admin', password: GIVEN } });
    steps = stepsOf(room);
    admin = await steps.enrol('admin', GIVEN, OWN);
  });
  afterEach(() => room.close());

  const challenge = async (): Promise<string> => (await steps.askPassword('admin', admin.password)).challenge;
  const wrongCode = (): string => (codeOf(room, admin.secret) === '000000' ? '000001' : '000000');

  it('is enrolled at the first sign-in, with ten recovery codes; afterwards no password alone opens a session [11.5.dd]', async () => {
    expect(admin.actor.grants).toContainEqual({ role: 'operator-admin' });
    expect(new Set(admin.recoveryCodes).size).toBe(10);
    const asked = await steps.askPassword('admin', OWN);
    expect(asked).toEqual({
      __typename: 'SignInChallenge',
      challenge: expect.stringMatching(/^hc\./),
      otpauthUri: null,
      isPasswordDue: false,
      expiresAt: expect.any(String),
    });
    for (const token of [asked.challenge, asked.challenge.replace('hc.', 'hs.')])
      expect(await room.subgraph.authenticate(token)).toBeNull();
    expect(await steps.signIn(admin)).toMatchObject({
      __typename: 'SignedIn',
      recoveryCodes: null,
      account: { id: admin.accountId, roles: ['CONSUMER', 'OPERATOR_ADMIN'] },
    });
  });

  it('keeps neither secret nor codes in the clear', async () => {
    const rows = JSON.stringify(
      await Promise.all(
        ['SecondFactor', 'RecoveryCode', 'SignInChallenge', 'Outbox', 'RequestClaim'].map((table) =>
          room.subgraph.orm.em.fork().execute(`select * from \`${table}\``),
        ),
      ),
    );
    for (const planted of [admin.secret, ...admin.recoveryCodes, admin.token.split('.')[2]!])
      expect(rows).not.toContain(planted);
  });

  it('takes each code once, also from calls made at once', async () => {
    room.clock.advance(STEP_MS);
    const [first, second] = [await challenge(), await challenge()];
    const code = codeOf(room, admin.secret);
    const answers = await Promise.all(
      [first, second].flatMap((one) => [steps.second(one, code), steps.second(one, code)]),
    );
    expect(answers.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1);
    room.clock.advance(16 * MINUTE_MS);
    expect(await steps.signIn(admin)).toMatchObject({ __typename: 'SignedIn' });
    // The phone was half a minute ahead: the code that it showed before is not taken afterwards.
    room.clock.advance(STEP_MS);
    const [before, ahead] = [codeOf(room, admin.secret), codeOf(room, admin.secret, STEP_MS)];
    expect(await steps.second(await challenge(), ahead)).toMatchObject({ __typename: 'SignedIn' });
    expect(await steps.second(await challenge(), before)).toMatchObject({ code: 'CODE_REFUSED', clause: '11.5.dd' });
  });

  it('takes each recovery code once, as people type them, and says that it was used', async () => {
    const [first, second] = admin.recoveryCodes as [string, string];
    const one = await challenge();
    const two = await challenge();
    const answers = await Promise.all([
      steps.second(one, first.toLowerCase()),
      steps.second(two, first.replaceAll('-', ' ')),
    ]);
    expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual(['CODE_REFUSED', 'SignedIn']);
    expect(await steps.second(await challenge(), second)).toMatchObject({ __typename: 'SignedIn' });
    expect(
      (await room.graph<any>(admin.actor, '{ messages(first: 5) { edges { node { title body } } } }')).messages.edges[0]
        .node,
    ).toMatchObject({ title: '用恢复码登录了一次', body: expect.stringContaining('还剩8个') });
    expect((await room.graph<any>(admin.actor, '{ me { recoveryCodesLeft } }')).me).toEqual({ recoveryCodesLeft: 8 });
    expect((await room.graph<any>((await room.signIn('alice')).actor, '{ me { recoveryCodesLeft } }')).me).toEqual({
      recoveryCodesLeft: null,
    });
  });

  it('gives a challenge five tries and five minutes, once', async () => {
    room.clock.advance(STEP_MS);
    const late = await challenge();
    room.clock.advance(5 * MINUTE_MS);
    expect(await steps.second(late, codeOf(room, admin.secret))).toMatchObject({ code: 'CHALLENGE_ENDED' });
    const used = await challenge();
    expect(await steps.second(used, codeOf(room, admin.secret))).toMatchObject({ __typename: 'SignedIn' });
    room.clock.advance(STEP_MS);
    expect(await steps.second(used, codeOf(room, admin.secret))).toMatchObject({ code: 'CHALLENGE_ENDED' });
    for (const forged of ['', 'hc', used.slice(0, -1), admin.token, `hc.${used.split('.')[1]}.${'A'.repeat(43)}`])
      expect((await steps.second(forged, '123456')).__typename).toBe('SignInWithSecondFactorRefused');
  });

  it('forgets half-done sign-ins and failures after a day', async () => {
    await challenge();
    for (let i = 0; i < 5; i++) await steps.askPassword('nobody', 'wrong-secret-1');
    for (let i = 0; i < 4; i++) await steps.askPassword('admin', 'wrong-secret-1');
    await room.subgraph.runOnce('forget-challenges');
    expect([await room.count('SignInChallenge'), await room.count('LoginGuard'), await room.count('TryGuard')]).toEqual(
      [2, 2, 2],
    );
    room.clock.advance(24 * 60 * MINUTE_MS + 5 * MINUTE_MS + 1);
    await room.subgraph.runOnce('forget-challenges');
    expect([await room.count('SignInChallenge'), await room.count('LoginGuard'), await room.count('TryGuard')]).toEqual(
      [0, 0, 0],
    );
    expect(await steps.askPassword('admin', 'wrong-secret-1')).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect(await steps.signIn(admin)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('changes to another phone only with the password, and the old app holds until the new one is proven', async () => {
    const change = async (password: string) =>
      (
        await room.graph<any>(
          admin.actor,
          `mutation($p: String!) { changeSecondFactor(input: { password: $p }) { ... on SignInChallenge { challenge otpauthUri } ... on ChangeSecondFactorRefused { code } } }`,
          { p: password },
        )
      ).changeSecondFactor;
    room.clock.advance(STEP_MS);
    expect(await change('not-the-password-1')).toEqual({ code: 'CURRENT_PASSWORD_WRONG' });
    const offered = await change(OWN);
    expect(await steps.signIn(admin)).toMatchObject({ __typename: 'SignedIn' });
    const fresh = secretIn(offered.otpauthUri);
    room.clock.advance(STEP_MS);
    expect(await steps.second(offered.challenge, codeOf(room, admin.secret))).toMatchObject({ code: 'CODE_REFUSED' });
    const done = await steps.second(offered.challenge, codeOf(room, fresh));
    expect(done.recoveryCodes).toHaveLength(10);
    expect(await room.subgraph.authenticate(admin.token)).toBeNull();
    expect(await steps.signIn(admin)).toMatchObject({ code: 'CODE_REFUSED' });
    expect(await steps.second(await challenge(), admin.recoveryCodes[0]!)).toMatchObject({ code: 'CODE_REFUSED' });
    expect(await steps.signIn({ ...admin, secret: fresh })).toMatchObject({ __typename: 'SignedIn' });
  });

  it('is reset by another administrator only, who says why; every session ends and the next sign-in enrols', async () => {
    const reset = async (actor: StaffMember['actor'], accountId: string) =>
      room.graphWithErrors(
        actor,
        `mutation($id: ID!) { resetSecondFactor(input: { accountId: $id, reason: "本人到场，核对了工作证" }) { __typename ... on ResetSecondFactorRefused { code clause } } }`,
        { id: accountId },
      );
    expect((await reset(admin.actor, admin.accountId)).data!['resetSecondFactor']).toMatchObject({
      code: 'OWN_ACCOUNT',
    });
    expect((await reset(staff('mediator'), admin.accountId)).errors![0]!.extensions!['code']).toBe('FORBIDDEN');
    expect(
      (await reset(staff('operator-admin'), '01ARZ3NDEKTSV4RRFFQ69G5FAV')).data!['resetSecondFactor'],
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(await room.subgraph.authenticate(admin.token)).not.toBeNull();
    const halfDone = await challenge();
    expect((await reset(staff('operator-admin'), admin.accountId)).data!['resetSecondFactor']).toEqual({
      __typename: 'SecondFactorReset',
    });
    expect(await room.subgraph.authenticate(admin.token)).toBeNull();
    room.clock.advance(STEP_MS);
    expect(await steps.second(halfDone, codeOf(room, admin.secret))).toMatchObject({ code: 'CHALLENGE_ENDED' });
    const asked = await steps.askPassword('admin', OWN);
    expect(secretIn(asked.otpauthUri)).not.toBe(admin.secret);
    expect(await steps.second(asked.challenge, codeOf(room, secretIn(asked.otpauthUri)))).toMatchObject({
      __typename: 'SignedIn',
    });
    await room.hearOwnActs();
    const { auditTrail } = await room.graph<any>(
      staff('operator-admin'),
      '{ auditTrail(operation: "resetSecondFactor") { edges { node { actorId outcome subjects { reason } } } } }',
    );
    expect(
      auditTrail.edges.map(({ node }: any) => node).filter(({ outcome }: any) => outcome === 'DONE'),
    ).toMatchObject([{ actorId: 'STAFF-operator-admin', subjects: [{ reason: expect.stringContaining('本人到场') }] }]);
    expect(JSON.stringify(await room.subgraph.orm.em.fork().execute('select subject from `AuditEntry`'))).not.toContain(
      '本人到场',
    );
  });

  it('lets one of two enrol who know the same password', async () => {
    await room.graph<any>(
      staff('operator-admin'),
      `mutation($id: ID!) { resetSecondFactor(input: { accountId: $id, reason: "手机丢失" }) { __typename } }`,
      { id: admin.accountId },
    );
    const asked = [await steps.askPassword('admin', OWN), await steps.askPassword('admin', OWN)];
    const answers = await Promise.all(
      asked.map((one) => steps.second(one.challenge, codeOf(room, secretIn(one.otpauthUri)))),
    );
    expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual(['CODE_REFUSED', 'SignedIn']);
    expect(await room.count('SecondFactor')).toBe(1);
  });

  it('locks the place after five wrong codes over however many challenges, tells the owner, and ends by time [11.5.dd]', async () => {
    room.clock.advance(STEP_MS);
    for (let i = 0; i < 4; i++)
      expect(await steps.second(await challenge(), wrongCode())).toMatchObject({ code: 'CODE_REFUSED' });
    expect(await steps.second(await challenge(), 'ABCD-EFGH-IJKL-MNOP')).toMatchObject({ code: 'CODE_REFUSED' });
    expect(await steps.askPassword('admin', OWN)).toMatchObject({ code: 'LOCKED' });
    expect(
      (await room.graph<any>(admin.actor, '{ messages(first: 5) { edges { node { title } } } }')).messages.edges,
    ).toEqual([{ node: { title: '有人多次试您的登录名' } }]);
    room.clock.advance(15 * MINUTE_MS);
    expect(await steps.signIn(admin)).toMatchObject({ __typename: 'SignedIn' });
  });
});
