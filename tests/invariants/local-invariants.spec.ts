import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection, type Connection } from 'mysql2/promise';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { openDatabase, type Orm } from '@heitu/kit/data/orm';
import { freshDatabase } from '@heitu/kit/serving/testing';
import { localInvariants } from './local.invariants.ts';

/**
 * A statement that one of the two databases does not understand breaks the comparison of books where it is needed:
 * after a kill, with real money under way. The simulation plays all of them on SQLite.
 */
describe.each(MANIFESTS)('what holds within $name, asked of MariaDB', ({ name, entities }) => {
  let orm: Orm;
  let connection: Connection;
  beforeAll(async () => {
    const url = await freshDatabase(process.env['TEST_DATABASE_URL'], `${name}_invariants`);
    orm = await openDatabase({ name, entities, url });
    await orm.schema.create();
    connection = await createConnection(url);
    await connection.query("set session sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT'");
  });
  afterAll(async () => {
    await connection.end();
    await orm.close();
  });

  it.each(localInvariants.filter(({ subgraph }) => subgraph === name))('$invariant', async ({ sql, mariadb }) => {
    const [rows] = await connection.query(mariadb ?? sql);
    expect(rows).toEqual([]);
  });
});
