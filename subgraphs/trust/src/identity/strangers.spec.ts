import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { TrustContext } from '../context.ts';
import { codeOf, stepsOf, type StaffMember } from '../testing/authenticator.fixture.ts';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';
import {
  DEVICE_KEPT_MS,
  FAILED_SIGN_INS_MAX,
  KNOWN_DEVICES_MAX,
  SOURCE_TRIES_PER_DAY_MAX,
  STRANGERS_PACE,
  strangersTriesPerDayMax,
  type ProofKind,
} from './account.policy.ts';
import { takeTry } from './login-guard.ts';
import { strangerAt } from './try-source.ts';

const serverUrl = process.env['TEST_DATABASE_URL'];
const GIVEN = 'admin-secret-1';
const OWN = 'own-rice-field-9';
const WRONG = 'wrong-secret-1';
const [OFFICE, ELSEWHERE] = ['198.51.100.7', '203.0.113.9'];
const PASSWORD = `mutation($i: SignInWithPasswordInput!) { signInWithPassword(input: $i) { __typename ... on SignInChallenge { challenge } ... on SignInWithPasswordRefused { code message clause } } }`;
const SECOND = `mutation($i: SignInWithSecondFactorInput!) { signInWithSecondFactor(input: $i) { __typename ... on SignedIn { token deviceToken } ... on SignInWithSecondFactorRefused { code } } }`;
/** Addresses of as many networks as are wanted. */
const networkNo = (n: number): string => `100.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

async function freshDatabase(dialect: string): Promise<string | undefined> {
  if (dialect === 'SQLite') return undefined;
  if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
  const name = `strangers_${process.pid}`;
  const connection = await createConnection(serverUrl);
  await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`);
  await connection.end();
  return `${serverUrl}/${name}`;
}

describe.each(['SQLite', 'MariaDB'])('a stranger who tries a name, on %s', (dialect) => {
  let room: TrustRoom;
  let admin: StaffMember;
  beforeAll(async () => {
    room = await openTrust({ url: await freshDatabase(dialect), bootstrap: { login: 'admin', password: GIVEN } });
    admin = await stepsOf(room).enrol('admin', GIVEN, OWN);
  });
  // What one test has tried counts no longer in the next.
  beforeEach(async () => {
    room.clock.advance(2 * DAY_MS);
    const em = room.subgraph.orm.em.fork();
    for (const table of ['TryGuard', 'LoginGuard', 'KnownDevice', 'Message'])
      await em.execute(`delete from \`${table}\``);
    admin = { ...admin, actor: { ...admin.actor, from: OFFICE } };
  });
  afterAll(() => room.close());

  const ask = async (from: string, password: string, deviceTokens?: string[], login = 'admin') =>
    (await room.graph<any>({ ...ANONYMOUS, from }, PASSWORD, { i: { login, password, deviceTokens } }))
      .signInWithPassword;
  const prove = async (from: string, challenge: string, code: string) =>
    (await room.graph<any>({ ...ANONYMOUS, from }, SECOND, { i: { challenge, code } })).signInWithSecondFactor;
  async function signIn(from: string, deviceTokens?: string[]) {
    room.clock.advance(30 * SECOND_MS);
    const asked = await ask(from, OWN, deviceTokens);
    return asked.challenge ? prove(from, asked.challenge, codeOf(room, admin.secret)) : asked;
  }
  const guess = async (from: string, times: number, deviceTokens?: string[]): Promise<string[]> => {
    const answers = [];
    for (let i = 0; i < times; i++) answers.push((await ask(from, WRONG, deviceTokens)).code);
    return answers;
  };
  /** Takes tries at a name, each from a network of its own, without judging anything; how many were granted. */
  async function takeFrom(login: string, proof: ProofKind, times: number, first = 0): Promise<number> {
    let granted = 0;
    for (let n = first; n < first + times; n++) {
      const context = room.subgraph.contextFor(
        { ...ANONYMOUS, from: networkNo(n) },
        'signInWithPassword',
      ) as unknown as TrustContext;
      if ((await takeTry(context, strangerAt(context, login, null), proof)) === 'granted') granted += 1;
    }
    return granted;
  }
  const messages = async (): Promise<{ title: string; body: string }[]> =>
    (
      await room.graph<any>(admin.actor, '{ messages(first: 100) { edges { node { title body } } } }')
    ).messages.edges.map(({ node }: any) => node);
  const told = async () => (await messages()).filter(({ title }) => title === '有人多次试您的登录名');
  const rows = async (sql: string): Promise<any[]> => room.subgraph.orm.em.fork().execute(sql);

  it('locks his own network after five, and nobody else: the official signs in from the office [11.5.dd]', async () => {
    for (let round = 0; round < 3; round++) {
      expect(await guess(ELSEWHERE, 6)).toEqual([...Array(FAILED_SIGN_INS_MAX).fill('SIGN_IN_REFUSED'), 'LOCKED']);
      expect(await signIn(OFFICE)).toMatchObject({ __typename: 'SignedIn' });
      expect(await ask(ELSEWHERE, OWN)).toMatchObject({
        code: 'LOCKED',
        message: '从这里试错的次数太多，请15分钟后再试；在您登录过的其他设备或网络上不受影响',
        clause: '11.5.dd',
      });
      room.clock.advance(15 * MINUTE_MS);
    }
  });

  it('is one network with all of his /64, and not with his neighbour', async () => {
    expect((await guess('2400:3200:1:2::1', 3)).concat(await guess('2400:3200:1:2:ffff::9', 3))).toEqual([
      ...Array(FAILED_SIGN_INS_MAX).fill('SIGN_IN_REFUSED'),
      'LOCKED',
    ]);
    expect(await ask('2400:3200:1:3::1', WRONG)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  it('in the same network does not stop a device where the official signed in before; five wrong ones there stop that device alone [11.5.dd]', async () => {
    const { deviceToken } = await signIn(OFFICE);
    expect(deviceToken).toMatch(/^hd\./);
    await guess(OFFICE, 8);
    expect(await signIn(OFFICE)).toMatchObject({ code: 'LOCKED' });
    // It keeps its token: none is given again.
    expect(await signIn(OFFICE, [deviceToken])).toMatchObject({ __typename: 'SignedIn', deviceToken: null });
    expect(await guess(OFFICE, 6, [deviceToken])).toEqual([
      ...Array(FAILED_SIGN_INS_MAX).fill('SIGN_IN_REFUSED'),
      'LOCKED',
    ]);
    expect(await ask(ELSEWHERE, OWN, [deviceToken])).toMatchObject({ code: 'LOCKED' });
    expect(await signIn(ELSEWHERE)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('tells a device by a keyed hash, for its account alone, not for ever, and by nothing that was forged', async () => {
    const { deviceToken } = await signIn(OFFICE);
    const [, id, secret] = deviceToken.split('.') as [string, string, string];
    expect(JSON.stringify(await rows('select * from `KnownDevice`'))).not.toContain(secret);
    await guess(OFFICE, 5);
    for (const forged of [`hd.${id}.${'A'.repeat(43)}`, deviceToken.replace('hd.', 'hs.'), 'hd', admin.token])
      expect(await ask(OFFICE, OWN, [forged])).toMatchObject({ code: 'LOCKED' });
    await rows("update `KnownDevice` set accountId = 'SOMEBODY-ELSE'");
    expect(await ask(OFFICE, OWN, [deviceToken])).toMatchObject({ code: 'LOCKED' });
    await rows(
      `update \`KnownDevice\` set accountId = '${admin.accountId}', seenAtMs = ${room.clock.now() - DEVICE_KEPT_MS}`,
    );
    expect(await ask(OFFICE, OWN, [deviceToken])).toMatchObject({ code: 'LOCKED' });
    await room.subgraph.runOnce('forget-challenges');
    expect(await room.count('KnownDevice')).toBe(0);
  });

  it('forgets devices when the owner ends the other sessions, but for the one that asks; and keeps ten', async () => {
    const first = await signIn(OFFICE);
    for (let i = 0; i < KNOWN_DEVICES_MAX; i++) expect((await signIn(OFFICE)).deviceToken).not.toBeNull();
    expect(await room.count('KnownDevice')).toBe(KNOWN_DEVICES_MAX);
    expect(await rows(`select id from \`KnownDevice\` where id = '${first.deviceToken.split('.')[1]}'`)).toEqual([]);
    const last = await signIn(OFFICE);
    await room.graph((await room.subgraph.authenticate(last.token))!, 'mutation { endOtherSessions { __typename } }');
    expect(await rows('select id from `KnownDevice`')).toEqual([{ id: last.deviceToken.split('.')[1] }]);
  });

  it('slows strangers from everywhere, without touching known devices, and says so alike for names that nobody has', async () => {
    const { deviceToken } = await signIn(OFFICE);
    const { burst, everyMs } = STRANGERS_PACE.password;
    for (const login of ['admin', 'nobody']) {
      expect(await takeFrom(login, 'password', burst - 1)).toBe(burst - 1);
      expect(await ask(networkNo(burst - 1), WRONG, undefined, login)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
      expect(await ask(networkNo(burst), WRONG, undefined, login)).toMatchObject({
        code: 'SLOWED',
        clause: '11.5.dd',
        message: expect.stringContaining('登录过的设备'),
      });
    }
    expect(await ask(networkNo(burst), OWN)).toMatchObject({ code: 'SLOWED' });
    expect(await signIn(OFFICE, [deviceToken])).toMatchObject({ __typename: 'SignedIn' });
    // What was not judged is not counted against the network; and a place comes free each minute.
    room.clock.advance(everyMs);
    expect(await signIn(networkNo(burst))).toMatchObject({ __typename: 'SignedIn' });
  });

  it('has no more tries in a day from any number of networks than the policy says, password and code alike [11.5.dd]', async () => {
    const everyMs = 5 * MINUTE_MS;
    for (const [proof, boundMax] of [
      ['password', 1470],
      ['code', 106],
    ] as const) {
      expect(strangersTriesPerDayMax(STRANGERS_PACE[proof])).toBe(boundMax);
      let granted = 0;
      let n = 0;
      for (let passedMs = 0; passedMs < DAY_MS; passedMs += everyMs, room.clock.advance(everyMs)) {
        // As many as there is room for, and one that there is not.
        for (let taken = 1; taken === 1; granted += taken) taken = await takeFrom('admin', proof, 1, n++);
      }
      expect(granted).toBeLessThanOrEqual(boundMax);
      expect(granted).toBeGreaterThan(boundMax / 2);
    }
    expect(SOURCE_TRIES_PER_DAY_MAX).toBe(480);
    await rows('delete from `TryGuard`');
  });

  it('who has the password and no code is slowed sooner, and stops no known device', async () => {
    const { deviceToken } = await signIn(OFFICE);
    const wrongCode = () => (codeOf(room, admin.secret) === '000000' ? '000001' : '000000');
    const { burst } = STRANGERS_PACE.code;
    expect(await takeFrom('admin', 'code', burst - 2)).toBe(burst - 2);
    const codes: string[] = [];
    for (let i = burst; i < burst + 3; i++)
      codes.push((await prove(networkNo(i), (await ask(networkNo(i), OWN)).challenge, wrongCode())).code);
    expect(codes).toEqual(['CODE_REFUSED', 'CODE_REFUSED', 'SLOWED']);
    expect(await signIn(OFFICE, [deviceToken])).toMatchObject({ __typename: 'SignedIn' });
  });

  it('is told of to the owner once: how many tries, from which network, masked; and again after a day [11.5.dd]', async () => {
    await guess(ELSEWHERE, FAILED_SIGN_INS_MAX - 1);
    expect(await told()).toEqual([]);
    await Promise.all(Array.from({ length: 10 }, (_, i) => ask(networkNo(i), WRONG)));
    await guess(ELSEWHERE, 3);
    const [first, ...more] = await told();
    expect(more).toEqual([]);
    expect(first!.body).toMatch(/^有\d+次登录没有通过验证，最近一次来自100\.0\.0\.\*。/);
    expect(JSON.stringify(await rows('select * from `LoginGuard`'))).not.toContain('203.0.113');
    await room.subgraph.runOnce('tell-wrong-tries');
    expect(await told()).toHaveLength(1);
    room.clock.advance(DAY_MS);
    await room.subgraph.runOnce('tell-wrong-tries');
    await room.subgraph.runOnce('tell-wrong-tries');
    const all = (await told()).map(({ body }) => body);
    expect(all).toHaveLength(2);
    expect(all).toContainEqual(expect.stringContaining('最近一次来自203.0.113.*'));
    expect(all.reduce((sum, body) => sum + Number(/\d+/.exec(body)![0]), 0)).toBe(FAILED_SIGN_INS_MAX - 1 + 10 + 3);
  });
});
