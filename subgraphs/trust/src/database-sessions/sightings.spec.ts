import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection, type Connection } from 'mysql2/promise';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { freshDatabase } from '@heitu/kit/serving/testing';
import { securityEvidence } from '../disclosure/security.evidence.ts';
import { contextOf, openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { besideThePlatform, hostOf } from './sighting.policy.ts';
import { watchSessions } from './watch-sessions.ts';

const SERVER = process.env['TEST_DATABASE_URL'];
const admin = staff('operator-admin');
const PASSWORD = 'Seen-2026';

/** The server's own address with another user. */
const asUser = (url: string, user: string): string => {
  const address = new URL(url);
  address.username = user;
  address.password = PASSWORD;
  return address.href;
};
const told = async (room: TrustRoom) => {
  const nowMs = room.clock.now();
  const figures = await securityEvidence['11.5.dh']!(contextOf(room), { fromMs: nowMs - 30 * DAY_MS, toMs: nowMs + 1 });
  return figures
    .filter(({ label, isReason }) => isReason || /会话|直接|PROCESS|DATABASE_USERS/.test(label))
    .map((figure) => [figure.label, figure.value, verdictOf(figure)]);
};
const UNANSWERED = '过了2个工作日、没有说明是谁和为什么的直接连接';

describe('who is at the database beside the platform [11.5.dh]', () => {
  it('is everybody whose user is none of the platform, the server itself, or ours', () => {
    const session = (user: string) => ({ number: 1, user, host: 'localhost' });
    const sessions = ['root', 'heitu_trust', 'heitu_orders', 'system user', 'event_scheduler'].map(session);
    expect(besideThePlatform({ seesAll: true, self: 'heitu_trust@%', sessions }, ['heitu_orders'])).toEqual([
      session('root'),
    ]);
    expect([hostOf('10.0.0.5:51234'), hostOf('localhost')]).toEqual(['10.0.0.5', 'localhost']);
  });

  it('binds nobody where the database is a file', async () => {
    const room = await openTrust();
    room.services.databaseUsers = ['heitu_trust'];
    await watchSessions(contextOf(room));
    expect(await told(room)).toEqual([[expect.stringContaining('SQLite'), 0, 'not-applicable']]);
    expect(await room.count('DatabaseWatch')).toBe(0);
    await room.close();
  });
});

describe('who is at a MariaDB beside the platform [11.5.dh]', () => {
  let root: Connection;
  let url: string;
  let room: TrustRoom;
  beforeAll(async () => {
    root = await createConnection(SERVER!);
    for (const user of ['seen_visitor', 'seen_blind'])
      await root.query(`create or replace user '${user}'@'%' identified by '${PASSWORD}'`);
  });
  afterAll(async () => {
    await root.query("drop user if exists 'seen_visitor'@'%', 'seen_blind'@'%'");
    await root.end();
  });
  beforeEach(async () => {
    url = await freshDatabase(SERVER, 'sightings');
    room = await openTrust({ url });
    // What else runs at this server has nothing to do with this.
    const { rows } = await others(root);
    room.services.databaseUsers = ['heitu_trust', ...rows];
  });
  afterEach(() => room.close());
  const others = async (connection: Connection) => {
    const [rows] = await connection.query<any[]>('select distinct user as name from information_schema.processlist');
    return { rows: rows.map(({ name }) => String(name)).filter((name) => name !== 'seen_visitor') };
  };
  const look = () => watchSessions(contextOf(room));
  const sightings = async () =>
    (
      await room.graph<any>(
        admin,
        '{ databaseSightings { edges { node { id user state person why availableActions } } } }',
      )
    ).databaseSightings.edges.map(({ node }: any) => node);
  const answer = (sightingId: string) =>
    room.graph<any>(
      admin,
      `mutation($input: AnswerDatabaseSightingInput!) { answerDatabaseSighting(input: $input) {
        __typename ... on DatabaseSighting { state person why } ... on Refusal { reason } } }`,
      { input: { sightingId, person: '王运维', why: '按厂家要求改索引' } },
    );

  it('is seen, written down once, and owed an answer: who it was and why', async () => {
    expect(await told(room)).toEqual([['近十分钟看过数据库上有哪些会话', 0, 'absent'], ...quiet]);
    await look();
    expect(await told(room)).toEqual([['近十分钟看过数据库上有哪些会话', 1, 'met'], ...quiet]);

    const visitor = await createConnection(asUser(SERVER!, 'seen_visitor'));
    room.clock.advance(MINUTE_MS);
    await look();
    room.clock.advance(MINUTE_MS);
    await look();
    await visitor.end();
    const [seen, ...more] = await sightings();
    expect([seen, more]).toEqual([
      expect.objectContaining({ user: 'seen_visitor', state: 'SEEN', person: null, availableActions: ['ANSWER'] }),
      [],
    ]);
    expect((await told(room)).slice(1)).toEqual([
      ['平台以外的人直接连数据库', 1, null],
      [UNANSWERED, 0, 'met'],
    ]);
    room.clock.advance(5 * DAY_MS);
    await look();
    expect((await told(room)).slice(1)).toEqual([
      ['平台以外的人直接连数据库', 1, null],
      [UNANSWERED, 1, 'breached'],
    ]);
    expect((await answer(seen.id)).answerDatabaseSighting).toMatchObject({
      state: 'ANSWERED',
      person: '王运维',
      why: '按厂家要求改索引',
    });
    expect((await answer(seen.id)).answerDatabaseSighting).toMatchObject({ reason: 'WRONG_STATE' });
    expect((await told(room)).slice(1)).toEqual([
      ['平台以外的人直接连数据库', 1, null],
      [UNANSWERED, 0, 'met'],
    ]);
  });
  const quiet = [
    ['平台以外的人直接连数据库', 0, null],
    [UNANSWERED, 0, 'met'],
  ];

  it('is not looked for where nobody has said which users are ours, and is then owed', async () => {
    room.services.databaseUsers = [];
    await look();
    expect(await room.count('DatabaseWatch')).toBe(0);
    expect((await told(room))[0]).toEqual(['知道平台自己的数据库账号（设置 DATABASE_USERS）', 0, 'absent']);
  });

  it('is owed where the platform may not see the sessions of others, though it sees none', async () => {
    await room.close();
    await root.query(`grant all on \`${new URL(url).pathname.slice(1)}\`.* to 'seen_blind'@'%'`);
    room = await openTrust({ url: asUser(url, 'seen_blind') });
    room.services.databaseUsers = ['heitu_trust'];
    await look();
    expect((await told(room))[0]).toEqual(['看得到所有会话的数据库权限（PROCESS）', 0, 'absent']);
    expect(await sightings()).toEqual([]);
  });
});
