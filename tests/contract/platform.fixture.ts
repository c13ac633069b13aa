import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemActor, type Actor } from '@heitu/kit/actor';
import { readConfig } from '@heitu/kit/config';
import { idFrom } from '@heitu/kit/ids';
import type { GraphAnswer } from '@heitu/kit/peers';
import type { RunningSubgraph } from '@heitu/kit/running';
import { openSubgraphs, startStandalone } from '@heitu/gateway/standalone';
import { sandboxEnvironment, startSandbox, type SandboxWorld } from '@heitu/sandbox';
import { consumers } from '@heitu/sandbox/county';
import { CLIENT, seedAll, SIGN_INS } from '@heitu/sandbox/seed';
import { Gateway } from '../journeys/client.ts';
import { signInBySteps } from '../journeys/sign-ins.ts';
import { World } from '../journeys/world.ts';

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
  sandbox: SandboxWorld;
  subgraphs: ReadonlyMap<string, RunningSubgraph>;
  /** What the platform logged as an error since the last call: empty where everything was foreseen. */
  takeErrors(): string[];
  post(token: string | null, query: string, variables?: Row): Promise<Reply>;
  /** Each role of the demo county's sign-ins, the consumer, a partner's program, and nobody. */
  callers: readonly Caller[];
  actorOf(token: string): Promise<Actor>;
  rows(subgraph: string, sql: string, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Relays and jobs stand still, so that what changed was changed by the call under test. */
export async function startTestPlatform(): Promise<Platform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'heitu-contract-'));
  const config = readConfig('standalone', { DATA_DIR: dataDir, PORT: '0', SANDBOX: '1' });
  const errors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const sandbox = await startSandbox({ dataDir });
  const env = sandboxEnvironment(sandbox);
  const opened = await openSubgraphs(config, env, log);
  await seedAll((name) => opened.get(name)!.contextFor(systemActor('seed'), 'seed'), { orders: ORDERS, progress: () => () => {} });
  const still = new Map([...opened].map(([name, subgraph]) => [name, { ...subgraph, start: () => {} }]));
  const platform = await startStandalone(config, env, log, still);

  const post = async (token: string | null, query: string, variables: Row = {}): Promise<Reply> => {
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as GraphAnswer) };
  };
  const tokenFrom = (reply: Reply): string => {
    const token = (Object.values(reply.data ?? {})[0] as Row | undefined)?.['token'];
    if (typeof token !== 'string') throw new Error(`no token: ${JSON.stringify(reply)}`);
    return token;
  };
  const signInByWechat = async (openid: string): Promise<string> => {
    const response = await fetch(`${sandbox.urls.control}/wechat/login-code`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ openid }) });
    const { code } = (await response.json()) as { code: string };
    return tokenFrom(await post(null, 'mutation($input: SignInWithWechatInput!) { signInWithWechat(input: $input) { ... on SignedIn { token } } }', { input: { code } }));
  };
  // The consumer who calls is one who sent something back: somebody with one of each kind of thing.
  const [returned] = await opened.get('orders')!.orm.em.getConnection().execute<Row[]>('select buyerAccountId from AfterSale order by id limit 1');
  const consumer = consumers.find(({ key }) => idFrom(`account:${key}`) === returned?.['buyerAccountId'])!;
  const callers: Caller[] = [{ role: 'anonymous', token: null }, { role: 'consumer', token: await signInByWechat(consumer.openid) }];
  const [gateway, world] = [new Gateway(platform.url), new World(sandbox.urls.control)];
  for (const signIn of SIGN_INS) {
    const { token, code } = await signInBySteps(gateway, world, signIn);
    if (!token) throw new Error(`${signIn.login} could not sign in: ${code}`);
    callers.push({ role: signIn.role, token });
  }
  callers.push({ role: 'partner', token: tokenFrom(await post(null, 'mutation($input: SignInAsClientInput!) { signInAsClient(input: $input) { ... on SignedIn { token } } }', { input: CLIENT })) });

  return {
    url: platform.url, sandbox, subgraphs: opened, post, callers,
    takeErrors: () => errors.splice(0),
    async actorOf(token) {
      const actor = await opened.get('trust')!.authenticate(token);
      if (!actor) throw new Error('the token is not valid');
      return actor;
    },
    rows: (subgraph, sql, parameters = []) => opened.get(subgraph)!.orm.em.getConnection().execute(sql, parameters as never[]),
    async close() {
      await platform.close();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
