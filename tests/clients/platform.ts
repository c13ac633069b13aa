import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { startPlatformProcess, type PlatformProcess } from '../journeys/platform.ts';
import { agreeToRules } from '../journeys/agree.ts';
import { setHour } from './hour.ts';

/** The platform that the clients' specs talk to: the demo county with its sandbox. */
export interface ClientPlatform {
  url: string;
  controlUrl: string;
  /** Where its databases lie: a test that stands in for who tampers with them writes there. */
  dataDir: string;
  /** A code as WeChat gives it to whoever has this openid. */
  loginCode(openid: string): Promise<string>;
  control(path: string, body?: object): Promise<Record<string, any>>;
  /** Free GraphQL, to see what became of what was tapped. */
  ask(query: string, variables?: object, token?: string | null): Promise<Record<string, any>>;
  /** The token of whoever has this openid. */
  tokenOf(openid: string): Promise<string>;
  stop(): Promise<unknown>;
}

/** What a room has on disk; waits while the platform writes there. */
export function openRoom(
  { dataDir }: Pick<ClientPlatform, 'dataDir'>,
  room: string,
  options: DatabaseSyncOptions = {},
): DatabaseSync {
  const database = new DatabaseSync(join(dataDir, `${room}.db`), options);
  database.exec('pragma busy_timeout = 10000');
  return database;
}

/** Whenever the specs are run, it is ten in the morning there. */
export const startPlatformForPages = (): Promise<PlatformProcess> => startPlatformProcess({}, setHour);

/**
 * One for all specs where `./run test` has started it (TEST_CLIENTS_URL, TEST_CLIENTS_CONTROL_URL), else one of its
 * own.
 */
export async function clientPlatform(): Promise<ClientPlatform> {
  const given = process.env['TEST_CLIENTS_URL'];
  const { url, controlUrl, dataDir, stop } = given
    ? {
        url: given,
        controlUrl: process.env['TEST_CLIENTS_CONTROL_URL']!,
        dataDir: process.env['TEST_CLIENTS_DATA_DIR']!,
        stop: async () => null,
      }
    : await startPlatformForPages();
  process.env['TEST_CLIENTS_DATA_DIR'] = dataDir;
  const post = async (address: string, body: object, token?: string | null): Promise<Record<string, any>> => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, any>;
  };
  const control = (path: string, body: object = {}) => post(`${controlUrl}${path}`, body);
  const loginCode = async (openid: string): Promise<string> =>
    String((await control('/wechat/login-code', { openid }))['code']);
  const ask = async (query: string, variables: object = {}, token: string | null = null) => {
    const { data, errors } = await post(`${url}/graphql`, { query, variables }, token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Record<string, any>;
  };
  return {
    url,
    controlUrl,
    dataDir,
    loginCode,
    control,
    ask,
    async tokenOf(openid) {
      const { signInWithWechat } = await ask(
        'mutation($input: SignInWithWechatInput!) { signInWithWechat(input: $input) { ... on SignedIn { token } } }',
        { input: { code: await loginCode(openid) } },
      );
      const token = String(signInWithWechat.token);
      await agreeToRules({ ask: (query, variables) => ask(query, variables, token) });
      return token;
    },
    stop,
  };
}
