import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createPool, type RowDataPacket } from 'mysql2/promise';

/**
 * The least that an answer of each kind costs on this machine: node:http and mysql2, nothing between. Started by fork
 * with the database's address, a database of its own, and those of catalog; answers its port.
 */
const [uri, own, catalog] = process.argv.slice(2) as [string, string, string];
const pool = createPool({ uri, connectionLimit: 16 });
const ROWS = 20;
const SKUS = 100;

await pool.query(`drop database if exists ${own}`);
await pool.query(`create database ${own} character set utf8mb4 collate utf8mb4_bin`);
for (const table of [
  'Stock (skuId varchar(26) primary key, free int not null, held int not null)',
  'Checkout (id varchar(36) primary key, buyerId varchar(36) not null, totalFen int not null, state varchar(24) not null, atMs bigint not null, key (buyerId))',
  'Line (id varchar(36) primary key, checkoutId varchar(36) not null, skuId varchar(26) not null, quantity int not null, totalFen int not null, key (checkoutId))',
  'Payment (id varchar(36) primary key, checkoutId varchar(36) not null unique, state varchar(24) not null, totalFen int not null, atMs bigint not null)',
])
  await pool.query(`create table ${own}.${table}`);
await pool.query(`insert into ${own}.Stock values ?`, [
  Array.from({ length: SKUS }, (_, i) => [`sku${i}`, 1_000_000, 0]),
]);
const [products] = await pool.query<RowDataPacket[]>(`select id from ${catalog}.Product order by id limit 1000`);
await pool.query(
  `create table ${own}.Reading (id varchar(26) primary key, deviceId varchar(26) not null, atMs bigint not null, temperatureCelsius decimal(5, 2) not null, receivedAtMs bigint not null, key (deviceId, atMs))`,
);
const ids = products.map(({ id }) => id as string);
let turn = 0;

async function storeReadings(count: number): Promise<unknown> {
  const rows = Array.from({ length: count }, () => {
    turn += 1;
    return [String(turn).padStart(26, '0'), `device${turn % SKUS}`, turn, 3.5, Date.now()];
  });
  await pool.query(`insert into ${own}.Reading values ?`, [rows]);
  return { stored: count };
}
const kinds: Record<string, () => Promise<unknown>> = {
  bare: async () => ({ ok: true }),
  select: async () =>
    (
      await pool.execute(`select id, title, shopId, pictureId, state from ${catalog}.Product where id = ?`, [
        ids[turn++ % ids.length]!,
      ])
    )[0],
  rows: async () => {
    const from = (turn++ * ROWS) % (ids.length - ROWS);
    return (
      await pool.execute(
        `select id, title, shopId, pictureId, state from ${catalog}.Product where id in (${Array(ROWS).fill('?').join()})`,
        ids.slice(from, from + ROWS),
      )
    )[0];
  },
  reading1: () => storeReadings(1),
  reading500: () => storeReadings(500),
  /**
   * Stock taken where there is enough, what was bought, what is to be paid; then paid: two transactions, as the money
   * comes from outside between them.
   */
  purchase: async () => {
    const connection = await pool.getConnection();
    try {
      const [checkoutId, skuId, nowMs] = [randomUUID(), `sku${turn++ % SKUS}`, Date.now()];
      await connection.query('begin');
      await connection.execute(`insert into ${own}.Checkout values (?, ?, ?, ?, ?)`, [
        checkoutId,
        'buyer',
        1000,
        'open',
        nowMs,
      ]);
      await connection.execute(`insert into ${own}.Line values (?, ?, ?, ?, ?)`, [
        randomUUID(),
        checkoutId,
        skuId,
        1,
        1000,
      ]);
      await connection.execute(`insert into ${own}.Payment values (?, ?, ?, ?, ?)`, [
        randomUUID(),
        checkoutId,
        'created',
        1000,
        nowMs,
      ]);
      await connection.execute(
        `update ${own}.Stock set free = free - 1, held = held + 1 where skuId = ? and free >= 1`,
        [skuId],
      );
      await connection.query('commit');
      await connection.query('begin');
      await connection.execute(`update ${own}.Payment set state = 'paid' where checkoutId = ? and state = 'created'`, [
        checkoutId,
      ]);
      await connection.execute(`update ${own}.Checkout set state = 'paid' where id = ? and state = 'open'`, [
        checkoutId,
      ]);
      await connection.query('commit');
      return { checkoutId };
    } finally {
      connection.release();
    }
  },
};

const server = createServer((request, response) => {
  const work = kinds[request.url!.slice(1)];
  if (!work) return void response.writeHead(404).end();
  work().then(
    (answer) => {
      const body = JSON.stringify(answer);
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        .end(body);
    },
    (error) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port));
process.once('disconnect', () => process.exit(0));
