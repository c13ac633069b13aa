import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import { isSqlite } from '@heitu/kit/data/orm';
import { readConfig } from '@heitu/kit/serving/config';
import { idFrom } from '@heitu/kit/rules/ids';
import type { GraphAnswer } from '@heitu/kit/messages/peers';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import type { EngineName } from '@heitu/gateway/front/front.config';
import { openSubgraphs, startStandalone } from '@heitu/gateway/standalone';
import { sandboxEnvironment, startSandbox, type SandboxWorld } from '@heitu/sandbox';
import { consumers } from '@heitu/sandbox/county';
import { CLIENT, seedAll, SIGN_INS } from '@heitu/sandbox/seed';
import { SUBGRAPHS } from '@heitu/standard';
import { Gateway } from '../journeys/client.ts';
import { signInBySteps } from '../journeys/sign-ins.ts';
import { World } from '../journeys/world.ts';
import { ENGINE } from './engine.fixture.ts';

/**
 * How many returns or complaints the county's history holds depends on the day on which it is made: on this one it has
 * some of each.
 */
export const DAY_WITH_SOME_OF_EACH = '2026-11-28T06:00:00Z';
/** Enough of each kind of thing in the county to have somebody else's: orders, returns, complaints, parcels. */
const ORDERS = 60;

export type Row = Record<string, unknown>;
export interface Reply extends GraphAnswer {
  status: number;
}
/** Somebody at the gateway. */
export interface Caller {
  role: string;
  token: string | null;
}

/** The whole platform in this process, with the demo county, behind the real gateway. */
export interface Platform {
  url: string;
  isSqlite: boolean;
  dataDir: string;
  sandbox: SandboxWorld;
  subgraphs: ReadonlyMap<string, RunningSubgraph>;
  /**
   * The tables of a subgraph that statements have written to since the last call, on SQLite; null on MariaDB, where it
   * is not known.
   */
  takeWritten(subgraph: string): ReadonlySet<string> | null;
  /** What the platform logged as an error since the last call: empty where everything was foreseen. */
  takeErrors(): string[];
  post(token: string | null, query: string, variables?: Row): Promise<Reply>;
  /** Each role of the demo county's sign-ins, the consumer, a partner's program, and nobody. */
  callers: readonly Caller[];
  actorOf(token: string): Promise<Actor>;
  rows(subgraph: string, sql: string, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  /** Names of databases begin with this, on the tests' own MariaDB; SQLite where it is left out. */
  mariaDb?: string;
  /** Told of each SQL statement, on SQLite. */
  onStatement?: (sql: string) => void;
  /** Of its history. */
  orders?: number;
  /** Over how many days they lie; left out: as the demo county's. */
  days?: number;
  /** Where the gateway listens, so that it can be called back; any free one where it is left out. */
  port?: number;
  /** Relays and jobs run. Else they stand still, so that what changed was changed by the call under test. */
  isLive?: boolean;
  /** How long the gateway keeps what is the same for everybody. */
  answerKeepMs?: number;
  /** How old such an answer may be shown while a database is away. */
  staleSeconds?: number;
  /** The gateway has planned what our clients ask by hash; or only what this folder holds. */
  knowsClients?: boolean | string;
  /** When the county's clock begins; left out: now. */
  startsAt?: string;
  /** What answers /graphql; the one that the environment names where it is left out. */
  engine?: EngineName;
}

/** Where a statement writes to, be it one of several of one text. */
const WRITES = /\b(?:insert(?: or \w+)? into|replace into|update(?: or \w+)?|delete from)\s+[`"]?(\w+)/gi;

/** What the machine says of itself, whichever it is: beside the platform's data. */
export const OS_RELEASE = 'os-release';

/** Databases of its own for each subgraph, made anew. */
async function databasesOf(prefix: string): Promise<Record<string, string>> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
  const connection = await createConnection(server);
  for (const name of SUBGRAPHS) {
    await connection.query(`drop database if exists ${prefix}_${name}`);
    await connection.query(`create database ${prefix}_${name} character set utf8mb4 collate utf8mb4_bin`);
  }
  await connection.end();
  return Object.fromEntries(
    SUBGRAPHS.map((name) => [`DATABASE_URL_${name.toUpperCase()}`, `${server}/${prefix}_${name}`]),
  );
}

type Opened = Platform['subgraphs'];

/** Nothing here is about a machine that loses power: SQLite need not wait for the disk at each commit. */
async function waitForNoDisk(opened: Opened): Promise<void> {
  for (const { orm } of opened.values())
    if (isSqlite(orm)) await orm.em.getConnection().execute('pragma synchronous = off');
}

const seedQuietly = (opened: Opened, orders: number, days?: number): Promise<unknown> =>
  seedAll((name) => opened.get(name)!.contextFor(systemActor('seed'), 'seed'), {
    orders,
    days,
    progress: () => () => {},
  });

/** Statements are written for SQLite; MariaDB quotes names otherwise. */
const rowsOf =
  (opened: Opened, isMariaDb: boolean): Platform['rows'] =>
  (subgraph, sql, parameters = []) =>
    opened
      .get(subgraph)!
      .orm.em.getConnection()
      .execute(isMariaDb ? sql.replaceAll('"', '`') : sql, parameters as never[]);

type Post = Platform['post'];

const postTo =
  (url: string): Post =>
  async (token, query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as GraphAnswer) };
  };

function tokenFrom(reply: Reply): string {
  const token = (Object.values(reply.data ?? {})[0] as Row | undefined)?.['token'];
  if (typeof token !== 'string') throw new Error(`no token: ${JSON.stringify(reply)}`);
  return token;
}

async function signInByWechat(sandbox: Platform['sandbox'], post: Post, openid: string): Promise<string> {
  const response = await fetch(`${sandbox.urls.control}/wechat/login-code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ openid }),
  });
  const { code } = (await response.json()) as { code: string };
  return tokenFrom(
    await post(
      null,
      'mutation($input: SignInWithWechatInput!) { signInWithWechat(input: $input) { ... on SignedIn { token } } }',
      { input: { code } },
    ),
  );
}

/** Somebody of each role, signed in. */
async function callersOf(
  url: string,
  sandbox: Platform['sandbox'],
  post: Post,
  rows: Platform['rows'],
): Promise<Caller[]> {
  // The consumer who calls is one who sent something back: somebody with one of each kind of thing.
  const [returned] = await rows('orders', 'select buyerAccountId from AfterSale order by id limit 1');
  const consumer =
    consumers.find(({ key }) => idFrom(`account:${key}`) === returned?.['buyerAccountId']) ?? consumers[0]!;
  const callers: Caller[] = [
    { role: 'anonymous', token: null },
    { role: 'consumer', token: await signInByWechat(sandbox, post, consumer.openid) },
  ];
  const [gateway, world] = [new Gateway(url), new World(sandbox.urls.control)];
  for (const signIn of SIGN_INS) {
    const { token, code } = await signInBySteps(gateway, world, signIn);
    if (!token) throw new Error(`${signIn.login} could not sign in: ${code}`);
    callers.push({ role: signIn.role, token });
  }
  callers.push({
    role: 'partner',
    token: tokenFrom(
      await post(
        null,
        'mutation($input: SignInAsClientInput!) { signInAsClient(input: $input) { ... on SignedIn { token } } }',
        { input: CLIENT },
      ),
    ),
  });
  return callers;
}

export async function startTestPlatform({
  mariaDb,
  onStatement,
  orders = ORDERS,
  days,
  port = 0,
  isLive = false,
  answerKeepMs = 0,
  staleSeconds = 0,
  knowsClients = false,
  engine = ENGINE,
  startsAt,
}: PlatformOptions = {}): Promise<Platform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'heitu-contract-'));
  const config = readConfig('standalone', {
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX: '1',
    ...(mariaDb && (await databasesOf(mariaDb))),
  });
  const release = join(dataDir, OS_RELEASE);
  writeFileSync(release, 'ID=debian\nVERSION_ID="13"\n');
  const errors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const sandbox = await startSandbox({ dataDir });
  if (startsAt) await new World(sandbox.urls.control).post('/clock', { setTo: startsAt, force: true });
  // Tests ask for everything at once.
  const env = {
    ...sandboxEnvironment(sandbox),
    COST_MAX: '1000000',
    ANSWER_KEEP_MS: String(answerKeepMs),
    STALE_SECONDS_MAX: String(staleSeconds),
    GATEWAY: engine,
    OS_RELEASE_FILE: release,
    ...(knowsClients !== true && { TRUSTED_DOCUMENTS: knowsClients || mkdtempSync(join(dataDir, 'no-documents-')) }),
  };
  const written = new Map<string, Set<string>>(SUBGRAPHS.map((name) => [name, new Set()]));
  const opened = await openSubgraphs(config, env, log, (subgraph, sql) => {
    for (const [, table] of sql.matchAll(WRITES)) written.get(subgraph)!.add(table!);
    onStatement?.(sql);
  });
  await waitForNoDisk(opened);
  await seedQuietly(opened, orders, days);
  const begun = isLive
    ? opened
    : new Map([...opened].map(([name, subgraph]) => [name, { ...subgraph, start: () => {} }]));
  const platform = await startStandalone(config, env, log, { subgraphs: begun });

  const post = postTo(platform.url);
  const rows = rowsOf(opened, !!mariaDb);
  const callers = await callersOf(platform.url, sandbox, post, rows);
  return {
    url: platform.url,
    isSqlite: !mariaDb,
    dataDir,
    sandbox,
    subgraphs: opened,
    post,
    callers,
    takeWritten(subgraph) {
      if (mariaDb) return null;
      const tables = written.get(subgraph)!;
      written.set(subgraph, new Set());
      return tables;
    },
    takeErrors: () => errors.splice(0),
    async actorOf(token) {
      const actor = await opened.get('trust')!.authenticate(token);
      if (!actor) throw new Error('the token is not valid');
      return actor;
    },
    rows,
    async close() {
      await platform.close();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
