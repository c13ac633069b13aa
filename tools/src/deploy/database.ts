import { SUBGRAPHS } from '@heitu/standard';
import { isAlone, text, type Files, type Plan } from './plan.ts';

/** Ten days of the log that a restore to a minute reads (decision 69). */
const BINLOG_DAYS = 10;
const GCACHE = '2G';

/** Each commit is on the disk before it is acknowledged: with less, nodes that die together lose what was paid. */
const server = (plan: Plan): string =>
  text(
    '[mariadbd]',
    `bind_address = ${plan.here}`,
    'skip_name_resolve = ON',
    'character_set_server = utf8mb4',
    'collation_server = utf8mb4_bin',
    'max_connections = 400',
    '# 内存的一半左右：一个县 1 万种商品、2 万笔订单约 1.3 GB',
    'innodb_buffer_pool_size = 2G',
    'innodb_flush_log_at_trx_commit = 1',
    'log_bin = heitu-bin',
    'binlog_format = ROW',
    'sync_binlog = 1',
    `binlog_expire_logs_seconds = ${BINLOG_DAYS * 86_400}`,
    'max_binlog_size = 256M',
  );

function cluster({ hosts, here }: Plan): string {
  const number = hosts.indexOf(here) + 1;
  return text(
    'server_id = 1',
    'log_slave_updates = ON',
    `gtid_domain_id = ${10 + number}`,
    '',
    '[galera]',
    'wsrep_on = ON',
    'wsrep_provider = /usr/lib/galera/libgalera_smm.so',
    'wsrep_cluster_name = heitu',
    `wsrep_cluster_address = gcomm://${hosts.join(',')}`,
    `wsrep_node_name = node-${number}`,
    `wsrep_node_address = ${here}`,
    'wsrep_sst_method = rsync',
    'wsrep_gtid_mode = ON',
    'wsrep_gtid_domain_id = 1',
    `wsrep_provider_options = "gmcast.listen_addr=tcp://${here}:4567;gcache.size=${GCACHE}"`,
    'innodb_autoinc_lock_mode = 2',
    '# 补数据时十六路一起写：四路时，忙的时候坏过的那台三分钟也补不完，十六路一分半',
    'wsrep_slave_threads = 16',
  );
}

export const databaseFiles = (plan: Plan): Files => ({
  'etc/mysql/mariadb.conf.d/90-heitu.cnf': server(plan) + (isAlone(plan) ? '' : cluster(plan)),
});

/** What a subgraph does with its own database, migrations included, and with no other. */
export const RIGHTS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'ALTER', 'DROP', 'INDEX', 'REFERENCES'];
const GRANTED = [...RIGHTS, 'CREATE TEMPORARY TABLES', 'LOCK TABLES'].join(', ');
export const userOf = (name: string): string => `heitu_${name}`;

const LOCAL_CHECK = 'heitu-dbcheck';
/** Whoever else is at the database is nobody of the platform. */
export const PLATFORM_USERS: readonly string[] = [...SUBGRAPHS.map(userOf), userOf('backup'), LOCAL_CHECK];
/** Who sees all sessions at the database, to write down those that are not the platform's (11.5.dh). */
export const WATCHER = 'trust';

/** Users and databases; run it again at any time. `passwords`: by user. */
export function usersSql(plan: Plan, passwords: Readonly<Record<string, string>>): string {
  const user = (name: string): string[] => {
    const password = passwords[name];
    return [
      `CREATE USER IF NOT EXISTS '${name}'@'%' IDENTIFIED BY '${password}';`,
      `ALTER USER '${name}'@'%' IDENTIFIED BY '${password}';`,
    ];
  };
  const backup = userOf('backup');
  return text(
    ...SUBGRAPHS.flatMap((name) => [
      `CREATE DATABASE IF NOT EXISTS heitu_${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;`,
      ...user(userOf(name)),
      `GRANT ${GRANTED} ON \`heitu\\_${name}\`.* TO '${userOf(name)}'@'%';`,
    ]),
    `GRANT PROCESS ON *.* TO '${userOf(WATCHER)}'@'%';`,
    ...user(backup),
    `GRANT RELOAD, PROCESS, LOCK TABLES, BINLOG MONITOR, REPLICATION SLAVE, SELECT ON *.* TO '${backup}'@'%';`,
    !isAlone(plan) && `CREATE USER IF NOT EXISTS '${LOCAL_CHECK}'@localhost IDENTIFIED VIA unix_socket;`,
  );
}
