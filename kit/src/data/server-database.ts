import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { codeOf, errorOf } from '../rules/checked.ts';
import { ConfigError } from '../serving/config.ts';
import { pinSession } from './server-session.ts';

const NO_SUCH_DATABASE = 'ER_BAD_DB_ERROR';
/** No right on the database, whether it is there or not. */
const NOT_THIS_DATABASE = 'ER_DBACCESS_DENIED_ERROR';
const NOT_THIS_USER = new Set(['ER_ACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR']);
const RIGHT_MISSING = new Set([NOT_THIS_DATABASE, 'ER_TABLEACCESS_DENIED_ERROR', 'ER_SPECIFIC_ACCESS_DENIED_ERROR']);
/** What the platform's databases on one server have in common. */
const PREFIX = 'heitu_';

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));
const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
/** In a GRANT `_` and `%` stand for any letters; ours are meant literally, but for the one that means all six databases. */
const grantable = (database: string): string =>
  database.startsWith(PREFIX)
    ? quoted(`${PREFIX.replaceAll('_', '\\_')}%`)
    : quoted(database.replaceAll(/[_%]/g, '\\$&'));

function withoutDatabase(url: string): string {
  const server = new URL(url);
  server.pathname = '';
  return server.href;
}

/** `'heitu'@'%'`: whom the server takes us for. */
async function userOf(connection: Connection): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>('select current_user() as user');
  const [name, host] = String(rows[0]?.['user']).split(/@(?=[^@]*$)/);
  return `'${name}'@'${host}'`;
}
const grantFor = (database: string, user: string): string =>
  `as an administrator of the server run: GRANT ALL PRIVILEGES ON ${grantable(database)}.* TO ${user}`;

async function onServer<V>(url: string, work: (connection: Connection) => Promise<V>): Promise<V> {
  const connection = await pinSession(await createConnection(withoutDatabase(url)));
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

async function makeDatabase(url: string): Promise<void> {
  const database = databaseOf(url);
  await onServer(url, async (connection) => {
    try {
      await connection.query(
        `create database if not exists ${quoted(database)} character set utf8mb4 collate utf8mb4_bin`,
      );
    } catch (error) {
      if (!RIGHT_MISSING.has(codeOf(error))) throw error;
      const user = await userOf(connection);
      throw new ConfigError(
        `DATABASE_URL: the database ${database} is not there and ${user} may not make it; ${grantFor(database, user)}`,
      );
    }
  });
}

/**
 * Makes the database that a URL names where the server has none. Throws a ConfigError that says which right is missing
 * and which statement gives it.
 */
export async function reachDatabase(url: string): Promise<void> {
  try {
    await (await pinSession(await createConnection(url))).end();
  } catch (error) {
    const code = codeOf(error);
    if (NOT_THIS_USER.has(code)) {
      const user = decodeURIComponent(new URL(url).username);
      throw new ConfigError(`DATABASE_URL: the server refuses the user ${user}: ${errorOf(error).message}`);
    }
    if (code !== NO_SUCH_DATABASE && code !== NOT_THIS_DATABASE) throw error;
    await makeDatabase(url);
  }
}

/** What failed as tables were made, as a ConfigError where it was a missing right. */
export async function rightMissing(url: string, error: unknown): Promise<unknown> {
  const { cause, message } = errorOf(error);
  if (![error, cause].some((one) => RIGHT_MISSING.has(codeOf(one)))) return error;
  const database = databaseOf(url);
  const user = await onServer(url, userOf);
  const lacks = `${user} lacks a right on the database ${database} (${message})`;
  return new ConfigError(`DATABASE_URL: ${lacks}; ${grantFor(database, user)}`);
}
