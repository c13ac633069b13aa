import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { codeOf, secretIn, stepsOf, type StaffMember } from '../testing/authenticator.fixture.ts';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { judgePassword, PASSWORD_ROTATION, PASSWORDS_REMEMBERED, passwordDueAtMs } from './password.policy.ts';

const GIVEN = 'admin-secret-1';
const OWN = 'own-rice-field-9';

describe('the rules of passwords', () => {
  it.each([
    'password123',
    '1234567890a',
    'qwertyuiop1',
    '1qaz2wsx3edc',
    'woaini1314520',
    'Passw0rd2026',
    'wuchang2026',
    'ningan2026',
    '牡丹江1234567',
    'aaaaaaaaaa1',
    'zhangwei2026',
  ])('refuses %s, which is guessed soon', async (password) => {
    expect(await judgePassword(password, ['zhangwei', '张伟'], [])).toMatchObject({
      code: 'PASSWORD_COMMON',
      clause: '11.5.dd',
    });
  });
  it.each([
    ['short1', 'PASSWORD_WEAK'],
    ['only-letters-here', 'PASSWORD_WEAK'],
    ['20261125093011', 'PASSWORD_WEAK'],
    ['own-rice-field-9', undefined],
    ['稻花香里说丰年2026', undefined],
  ])('judges %s', async (password, code) => {
    expect((await judgePassword(password, [], []))?.code).toBe(code);
  });
  it('lets passwords of those who handle payments fall due after ninety days, of others not, and one set by somebody else at once [7.4.s]', () => {
    expect(PASSWORD_ROTATION).toEqual({ clause: '7.4.s', everyMs: 90 * DAY_MS, roles: ['finance', 'operator-admin'] });
    expect(passwordDueAtMs(1000, ['reviewer', 'finance'])).toBe(1000 + 90 * DAY_MS);
    expect(passwordDueAtMs(1000, ['reviewer'])).toBeNull();
    expect(passwordDueAtMs(null, ['reviewer'])).toBe(0);
  });
});

describe('changing the password', () => {
  let room: TrustRoom;
  let steps: ReturnType<typeof stepsOf>;
  let admin: StaffMember;
  beforeEach(async () => {
    room = await openTrust({ bootstrap: { login: 'admin', password: GIVEN } });
    steps = stepsOf(room);
    admin = await steps.enrol('admin', GIVEN, OWN);
  });
  afterEach(() => room.close());

  const change = async (currentPassword: string, newPassword: string, actor = admin.actor) =>
    (
      await room.graph<any>(
        actor,
        `mutation($c: String!, $n: String!) { changePassword(input: { currentPassword: $c, newPassword: $n }) { __typename ... on PasswordChanged { endedCount } ... on ChangePasswordRefused { code clause } } }`,
        { c: currentPassword, n: newPassword },
      )
    ).changePassword;

  it('asks for one of the own at the first sign-in, which the one who set it does not know', async () => {
    await room.graph<any>(
      staff('operator-admin'),
      `mutation { createStaffAccount(input: { requestId: "s", login: "tong", password: "mediator-secret-1", displayName: "佟言和", roles: [MEDIATOR] }) { __typename } }`,
    );
    const asked = await steps.askPassword('tong', 'mediator-secret-1');
    expect(asked.isPasswordDue).toBe(true);
    const secret = secretIn(asked.otpauthUri);
    expect(await steps.second(asked.challenge, codeOf(room, secret))).toMatchObject({
      code: 'PASSWORD_DUE',
      clause: '7.4.s',
    });
    for (const [password, code] of [
      ['mediator-secret-1', 'PASSWORD_USED'],
      ['short1', 'PASSWORD_WEAK'],
      ['password123', 'PASSWORD_COMMON'],
    ])
      expect(await steps.second(asked.challenge, codeOf(room, secret), password)).toMatchObject({ code });
    expect(await room.count('Session')).toBe(1);
    expect(await steps.second(asked.challenge, codeOf(room, secret), 'nobody-knows-this-7')).toMatchObject({
      __typename: 'SignedIn',
    });
    expect(await steps.askPassword('tong', 'mediator-secret-1')).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect((await steps.askPassword('tong', 'nobody-knows-this-7')).isPasswordDue).toBe(false);
  });

  it('needs the old one and ends every other session', async () => {
    const other = await steps.signIn(admin);
    expect(await change('not-the-password-1', 'a-new-harvest-2')).toMatchObject({ code: 'CURRENT_PASSWORD_WRONG' });
    expect(await change(OWN, OWN)).toMatchObject({ code: 'PASSWORD_USED', clause: '7.4.s' });
    expect(await room.subgraph.authenticate(other.token)).not.toBeNull();
    expect(await change(OWN, 'a-new-harvest-2')).toEqual({ __typename: 'PasswordChanged', endedCount: 1 });
    expect(await room.subgraph.authenticate(other.token)).toBeNull();
    expect(await room.subgraph.authenticate(admin.token)).not.toBeNull();
    expect(await steps.askPassword('admin', OWN)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  it('lets one of two changes made at once be the one', async () => {
    const answers = await Promise.all([change(OWN, 'a-new-harvest-2'), change(OWN, 'a-new-harvest-3')]);
    expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
      'CURRENT_PASSWORD_WRONG',
      'PasswordChanged',
    ]);
  });

  it('counts a wrong old one like a failed sign-in', async () => {
    for (let i = 0; i < 5; i++)
      expect(await change('not-the-password-1', 'a-new-harvest-2')).toMatchObject({ code: 'CURRENT_PASSWORD_WRONG' });
    expect(await change(OWN, 'a-new-harvest-2')).toMatchObject({ code: 'LOCKED' });
    room.clock.advance(15 * MINUTE_MS);
    expect(await change(OWN, 'a-new-harvest-2')).toMatchObject({ __typename: 'PasswordChanged' });
  });

  it('takes none of the last five again, and the one before them [7.4.s]', async () => {
    const passwords = [OWN, ...Array.from({ length: PASSWORDS_REMEMBERED }, (_, i) => `a-new-harvest-${i}x`)];
    for (const [i, next] of passwords.slice(1).entries()) {
      room.clock.advance(SECOND_MS);
      expect(await change(passwords[i]!, next)).toMatchObject({ __typename: 'PasswordChanged' });
    }
    const current = passwords.at(-1)!;
    for (const former of passwords.slice(1))
      expect(await change(current, former)).toMatchObject({ code: 'PASSWORD_USED' });
    expect(await change(current, OWN)).toMatchObject({ __typename: 'PasswordChanged' });
  });

  it('lets a password that fell due only be changed [7.4.s]', async () => {
    room.clock.advance(90 * DAY_MS - MINUTE_MS);
    expect((await steps.askPassword('admin', OWN)).isPasswordDue).toBe(false);
    room.clock.advance(MINUTE_MS);
    const asked = await steps.askPassword('admin', OWN);
    expect(asked).toMatchObject({ isPasswordDue: true, otpauthUri: null });
    expect(await steps.second(asked.challenge, codeOf(room, admin.secret))).toMatchObject({ code: 'PASSWORD_DUE' });
    expect(await steps.second(asked.challenge, codeOf(room, admin.secret), 'a-new-harvest-2')).toMatchObject({
      __typename: 'SignedIn',
    });
  });

  it('is not there for one who signs in by WeChat', async () => {
    const { actor } = await room.signIn('alice');
    expect(await change(OWN, 'a-new-harvest-2', actor)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
