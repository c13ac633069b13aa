import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { ANONYMOUS } from '@heitu/kit/actor';
import { MINUTE_MS } from '@heitu/kit/clock';
import { codeOf, secretIn, stepsOf, type StaffMember } from '../testing/authenticator.fixture.ts';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { passwordMatches } from './login-guard.ts';

const serverUrl = process.env['TEST_DATABASE_URL'];
const FRESH: Readonly<Record<string, () => Promise<string | undefined>>> = {
  SQLite: async () => undefined,
  async MariaDB() {
    if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const name = `sign_in_${process.pid}`;
    const connection = await createConnection(serverUrl);
    await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`);
    await connection.end();
    return `${serverUrl}/${name}`;
  },
};
const GIVEN = 'admin-secret-1';
const OWN = 'own-rice-field-9';
const WRONG = 'wrong-secret-1';
const WECHAT = `mutation($code: String!) { signInWithWechat(input: { code: $code }) { __typename ... on SignedIn { account { id } } ... on SignInWithWechatRefused { code } } }`;
const times = <T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, i) => work(i)));
const outcomes = (answers: { __typename: string; code?: string }[]): Record<string, number> => Object.fromEntries(Object.entries(Object.groupBy(answers, ({ __typename, code }) => code ?? __typename)).map(([outcome, all]) => [outcome, all!.length]));

describe.each(Object.keys(FRESH))('signing in, many at once, on %s', (dialect) => {
  let room: TrustRoom;
  let steps: ReturnType<typeof stepsOf>;
  let admin: StaffMember;
  beforeAll(async () => {
    room = await openTrust({ url: await FRESH[dialect]!(), bootstrap: { login: 'admin', password: GIVEN } });
    steps = stepsOf(room);
    admin = await steps.enrol('admin', GIVEN, OWN);
  }, 60_000);
  // A lock of one test is over in the next.
  afterEach(() => room.clock.advance(16 * MINUTE_MS));
  afterAll(() => room.close());

  const lockMessages = async (): Promise<number> => (await room.graph<any>(admin.actor, '{ messages(first: 100) { edges { node { title } } } }')).messages.edges.filter(({ node }: any) => node.title === '有人多次试您的登录名').length;

  it('makes one account of two with one openid, however many first sign-ins there are [11.5.dd]', async () => {
    const before = await room.count('Account');
    const answers = await times(8, async () => (await room.graph<any>(ANONYMOUS, WECHAT, { code: `code-of-twin-${dialect}` })).signInWithWechat);
    expect(new Set(answers.map(({ account }) => account.id)).size).toBe(1);
    expect(await room.count('Account')).toBe(before + 1);
  });

  it.each([['known', 'admin'], ['unknown', 'nobody']])('judges five passwords of a %s name and locks it, whatever the number of calls', async (_what, login) => {
    const messages = await lockMessages();
    const before = await room.count('SignInAttempt');
    expect(outcomes(await times(20, () => steps.askPassword(login, WRONG)))).toEqual({ SIGN_IN_REFUSED: 5, LOCKED: 15 });
    expect(await room.count('SignInAttempt')).toBe(before + 20);
    expect(await steps.askPassword(login, OWN)).toMatchObject({ code: 'LOCKED', message: '从这里试错的次数太多，请15分钟后再试；在您登录过的其他设备或网络上不受影响', clause: '11.5.dd' });
    expect(await lockMessages()).toBe(messages + (login === 'admin' ? 1 : 0));
    room.clock.advance(15 * MINUTE_MS - 1);
    expect(await steps.askPassword(login, WRONG)).toMatchObject({ code: 'LOCKED' });
    room.clock.advance(1);
    expect(await steps.askPassword(login, WRONG)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect((await steps.askPassword('admin', OWN)).__typename).toBe('SignInChallenge');
  });

  it('answers an unknown name and a wrong password alike, after the same work', async () => {
    expect(await steps.askPassword('nobody', WRONG)).toEqual(await steps.askPassword('admin', WRONG));
    const hash = ((await room.subgraph.orm.em.fork().execute("select passwordHash from `Account` where login is not null")) as [{ passwordHash: string }])[0].passwordHash;
    const medianOf = async (passwordHash: string | null): Promise<number> => {
      const taken: number[] = [];
      for (let i = 0; i < 9; i++) {
        const began = process.cpuUsage();
        expect(await passwordMatches(passwordHash, WRONG)).toBe(false);
        const { user, system } = process.cpuUsage(began);
        taken.push(user + system);
      }
      return taken.sort((a, b) => a - b)[4]!;
    };
    const ratio = (await medianOf(null)) / (await medianOf(hash));
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  it('shares the five tries among password, code and recovery code', async () => {
    await steps.signIn(admin);
    room.clock.advance(MINUTE_MS);
    const asked = await times(3, () => steps.askPassword('admin', OWN));
    const wrongCode = codeOf(room, admin.secret) === '000000' ? '000001' : '000000';
    const answers = await Promise.all([
      ...asked.flatMap(({ challenge }) => [steps.second(challenge, wrongCode), steps.second(challenge, 'ABCD-EFGH-IJKL-MNOP'), steps.second(challenge, wrongCode)]),
      ...Array.from({ length: 6 }, () => steps.askPassword('admin', WRONG)),
    ]);
    const { LOCKED, ...judged } = outcomes(answers);
    expect(Object.values(judged).reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(LOCKED).toBe(10);
    expect(await steps.second(asked[0]!.challenge, codeOf(room, admin.secret))).toMatchObject({ code: 'LOCKED' });
  });

  it('opens one session by one code, and by one recovery code', async () => {
    for (const proof of [() => codeOf(room, admin.secret), () => admin.recoveryCodes[0]!]) {
      // Of four at once some are wrong, and counted after the right one has cleared the count, or before: each round begins at none.
      await steps.signIn(admin);
      room.clock.advance(MINUTE_MS);
      const asked = await times(4, () => steps.askPassword('admin', OWN));
      const before = await room.count('Session');
      expect(outcomes(await Promise.all(asked.map(({ challenge }) => steps.second(challenge, proof()))))).toMatchObject({ SignedIn: 1 });
      expect(await room.count('Session')).toBe(before + 1);
      room.clock.advance(16 * MINUTE_MS);
    }
  });

  it('leaves an administrator when two take the office from each other', async () => {
    const { id: second } = (await room.signIn(`second-admin-${dialect}`)).actor;
    const em = room.subgraph.orm.em.fork();
    await em.execute(`update \`Account\` set login = 'second' where id = '${second}'`);
    const set = (accountId: string, active: boolean) => room.graph<any>(admin.actor, `mutation($id: ID!, $active: Boolean!) { setStaffRole(input: { accountId: $id, role: "operator-admin", active: $active }) { __typename ... on SetStaffRoleRefused { code } } }`, { id: accountId, active }).then(({ setStaffRole }) => setStaffRole);
    await set(second, true);
    expect(outcomes(await Promise.all([set(admin.accountId, false), set(second, false)]))).toEqual({ StaffAccountSaved: 1, LAST_ADMIN: 1 });
    await set(admin.accountId, true);
    await set(second, true);
    const suspend = (by: string, accountId: string) => room.graph<any>({ ...admin.actor, id: by }, `mutation($id: ID!) { suspendAccount(input: { accountId: $id, reason: "互相停用" }) { __typename ... on SuspendAccountRefused { code } } }`, { id: accountId }).then(({ suspendAccount }) => suspendAccount);
    expect(outcomes(await Promise.all([suspend(admin.accountId, second), suspend(second, admin.accountId)]))).toEqual({ AccountStateChanged: 1, LAST_ADMIN: 1 });
    await em.execute("update `Account` set state = 'active'");
  });

  it('enrols one app of two', async () => {
    await room.subgraph.orm.em.fork().execute('delete from `SecondFactor`');
    const asked = await times(2, () => steps.askPassword('admin', OWN));
    const answers = await Promise.all(asked.map(({ challenge, otpauthUri }) => steps.second(challenge, codeOf(room, secretIn(otpauthUri)))));
    expect(outcomes(answers)).toEqual({ SignedIn: 1, CODE_REFUSED: 1 });
    expect(await room.count('SecondFactor')).toBe(1);
  });
});
