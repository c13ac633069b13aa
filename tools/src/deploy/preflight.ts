import { existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { frontSettingProblems } from '@heitu/gateway/front/front.config';
import { pinSession } from '@heitu/kit/data/server-session';
import { codeOf, errorOf } from '@heitu/kit/rules/checked';
import { DAY_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { ConfigError, readConfig, type SettingProblem } from '@heitu/kit/serving/config';
import type { Setting } from '@heitu/kit/serving/setting';
import { settingProblemsOf } from '@heitu/kit/serving/settings';
import { hasCommand } from '../packages.ts';
import { SETTING_GROUPS } from '../settings.ts';
import { ANSWER_MS_MAX, CERTIFICATE_DAYS_MIN, certificateEnds } from './certificate.ts';
import { RIGHTS, WATCHER } from './database.ts';
import type { Values } from './env-file.ts';
import { envOf, planOf } from './plan-file.ts';
import { copiesOf, isAlone, portOf, PROCESSES, settingsOf, TITLES, type Plan, type ProcessName } from './plan.ts';

const NODE_MAJOR_MIN = 24;
/** The oldest that all tables and statements are tried on. */
const MARIADB_MIN = [11, 8];
const FREE_BYTES_MIN = 10 * 1024 ** 3;
const CLOCK_OFF_MS_MAX = 5 * SECOND_MS;

/** What is missing, where, and what to do: one line for a person. */
export interface Missing {
  about: string;
  what: string;
}
const PROGRAMS: readonly (readonly [string, string])[] = [
  ['caddy', 'caddy'],
  ['haproxy', 'haproxy'],
  ['mariadbd', 'mariadb-server'],
  ['mariadb-backup', 'mariadb-backup'],
  ['restic', 'restic'],
  ['curl', 'curl'],
];
/** What moves the address, and what a new node of the database gets its rows by. */
const PROGRAMS_OF_THREE = [
  ['keepalived', 'keepalived'],
  ['rsync', 'rsync'],
] as const;

const programs = (plan: Plan): Missing[] => {
  const major = Number(process.versions.node.split('.')[0]);
  const needed = isAlone(plan) ? PROGRAMS : [...PROGRAMS, ...PROGRAMS_OF_THREE];
  return [
    ...(major < NODE_MAJOR_MIN ? [{ about: 'Node', what: `要 ${NODE_MAJOR_MIN} 以上，这里是 ${major}` }] : []),
    ...needed
      .filter(([command]) => !hasCommand(command))
      .map(([, debian]) => ({ about: '程序', what: `没有 ${debian}：apt-get install ${debian}` })),
  ];
};

const SETTINGS: readonly Setting[] = SETTING_GROUPS.flatMap((group): readonly Setting[] => group.settings);
/** In the words of whoever fills it in, else as the process itself would say it at its start. */
const wordsOf = ({ name, text }: SettingProblem): string =>
  SETTINGS.find((setting) => setting.name === name)?.fill ?? text;

/** What would keep a process from starting, found by the code that starts it. */
function settingsMissing(name: ProcessName, given: Values): Missing[] {
  const about = `/etc/heitu/${name}.env（${TITLES[name]}）`;
  try {
    const config = readConfig(name, given);
    const manifests = MANIFESTS.filter((manifest) => manifest.name === name);
    const problems =
      name === 'gateway'
        ? settingProblemsOf([], config, given, {
            keys: ['SIGNING_KEY'],
            others: frontSettingProblems(given, config.isProduction),
          })
        : settingProblemsOf(manifests, config, given, { keys: ['MASTER_KEYS', 'SIGNING_KEY', 'TRUSTED_KEYS'] });
    return problems.map((problem) => ({ about, what: `${problem.name}：${wordsOf(problem)}` }));
  } catch (error) {
    if (error instanceof ConfigError) return [{ about, what: error.message }];
    throw error;
  }
}

async function rightsMissing(connection: Connection, name: string, database: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>('show grants');
  const about = rows.map((row) => String(Object.values(row)[0]).replaceAll('\\_', '_'));
  const own = about.filter((grant) => grant.includes('ON *.*') || grant.includes(`\`${database}\``)).join(' ');
  return own.includes('ALL PRIVILEGES')
    ? []
    : [...RIGHTS, ...(name === WATCHER ? ['PROCESS'] : [])].filter((right) => !own.includes(right));
}

async function databaseMissing(name: string, url: string): Promise<Missing[]> {
  const about = `数据库（${name}）`;
  let connection: Connection;
  try {
    connection = await pinSession(await createConnection({ uri: url, connectTimeout: ANSWER_MS_MAX }));
  } catch (error) {
    const code = codeOf(error);
    const why = code.startsWith('ER_')
      ? '库或账号不对：mariadb < /etc/heitu/users.sql'
      : '连不上：systemctl status mariadb';
    return [{ about, what: `${new URL(url).host} ${why}（${errorOf(error).message || code}）` }];
  }
  try {
    const [rows] = await connection.query<RowDataPacket[]>(
      'select version() as version, unix_timestamp(now(3)) as now, @@innodb_flush_log_at_trx_commit as flush',
    );
    const [row] = rows;
    const [version, now, flush] = [row?.['version'], row?.['now'], row?.['flush']];
    const [major = 0, minor = 0] = String(version).split('.').map(Number);
    const [majorMin = 0, minorMin = 0] = MARIADB_MIN;
    const rights = await rightsMissing(connection, name, new URL(url).pathname.slice(1));
    return [
      ...(major < majorMin || (major === majorMin && minor < minorMin)
        ? [{ about, what: `版本 ${version} 太旧，要 ${MARIADB_MIN.join('.')} 以上` }]
        : []),
      ...(Math.abs(Number(now) * SECOND_MS - Date.now()) > CLOCK_OFF_MS_MAX
        ? [{ about, what: '时钟和这台机器差 5 秒以上：timedatectl set-ntp true' }]
        : []),
      ...(Number(flush) === 1 ? [] : [{ about, what: 'innodb_flush_log_at_trx_commit 不是 1：断电会丢已付款的订单' }]),
      ...(rights.length === 0 ? [] : [{ about, what: `缺权限 ${rights.join('、')}：mariadb < /etc/heitu/users.sql` }]),
    ];
  } finally {
    await connection.end();
  }
}

const disk = (folder: string): Missing[] => {
  if (!existsSync(folder)) return [{ about: '目录', what: `没有 ${folder}：systemd-tmpfiles --create` }];
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  return free < FREE_BYTES_MIN
    ? [{ about: '磁盘', what: `${folder} 只剩 ${(free / 1024 ** 3).toFixed(1)} GB，要 10 GB` }]
    : [];
};

/** Free, or taken by what belongs there. */
async function portMissing(host: string, port: number, own: string): Promise<Missing[]> {
  const code = await new Promise<string>((resolve) => {
    const server = createServer().once('error', (error) => resolve(codeOf(error)));
    server.listen(port, host, () => server.close(() => resolve('')));
  });
  if (code === '') return [];
  if (code !== 'EADDRINUSE') return [{ about: '地址', what: `${host} 不是这台机器的地址（${code}）` }];
  const asked = await fetch(own, { signal: AbortSignal.timeout(ANSWER_MS_MAX) }).catch(() => null);
  return asked?.ok ? [] : [{ about: '端口', what: `${host}:${port} 被别的程序占了：ss -ltnp 'sport = :${port}'` }];
}

const portsMissing = async (plan: Plan): Promise<Missing[]> =>
  (
    await Promise.all(
      PROCESSES.flatMap((name) =>
        copiesOf(plan).map((copy) => {
          const port = portOf(name, copy);
          return portMissing(plan.here, port, `http://${plan.here}:${port}/health/live`);
        }),
      ),
    )
  ).flat();

async function servedMissing(plan: Plan): Promise<Missing[]> {
  const { site, here } = plan;
  const ends = await certificateEnds(site);
  const days = ends && (ends.getTime() - Date.now()) / DAY_MS;
  const certificate: Missing[] =
    days === null
      ? [{ about: '证书', what: `https://${site} 连不上：域名解析到这里了吗？systemctl status caddy` }]
      : days < CERTIFICATE_DAYS_MIN
        ? [{ about: '证书', what: `https://${site} 的证书还有 ${Math.floor(days)} 天到期` }]
        : [];
  const ready = await Promise.all(
    PROCESSES.flatMap((name) =>
      copiesOf(plan).map(async (copy): Promise<Missing[]> => {
        const url = `http://${here}:${portOf(name, copy)}/health/ready`;
        const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS_MAX) }).catch(() => null);
        return answer?.ok
          ? []
          : [{ about: '服务', what: `${TITLES[name]} ${copy} 没有就绪：journalctl -u heitu-${name}@${copy} -n 50` }];
      }),
    ),
  );
  return [...certificate, ...ready.flat()];
}

const clusterFiles = (plan: Plan): Missing[] =>
  isAlone(plan)
    ? []
    : ['cert.pem', 'key.pem']
        .map((file) => `/etc/heitu/tls/${file}`)
        .filter((file) => !existsSync(file))
        .map((file) => ({ about: '证书', what: `没有 ${file}（三台机器共用一张证书）` }));

export interface PreflightAsked {
  root?: string;
  running?: boolean;
}
/** Everything that is missing, at once. */
export async function missingFor({ root = '/', running }: PreflightAsked): Promise<Missing[]> {
  const folder = join(root, 'etc/heitu');
  if (!existsSync(join(folder, 'plan.json')))
    return [{ about: '设置', what: '还没有 /etc/heitu：先 ./run install --site 域名' }];
  const plan = planOf(folder, {});
  const backup = envOf(folder, ['plan', 'secrets', 'backup']);
  const databases = PROCESSES.filter((name) => name !== 'gateway').map((name) => {
    const url = envOf(folder, settingsOf(name))[`DATABASE_URL_${name.toUpperCase()}`];
    return url ? databaseMissing(name, url) : [{ about: `数据库（${name}）`, what: '没有地址：再 ./run install 一次' }];
  });
  return [
    ...programs(plan),
    ...PROCESSES.flatMap((name) => settingsMissing(name, envOf(folder, settingsOf(name)))),
    ...clusterFiles(plan),
    ...(await Promise.all(databases)).flat(),
    ...[join(root, backup['DATA_DIR'] ?? ''), join(root, backup['BACKUP_REPOSITORY'] ?? '')].flatMap(disk),
    ...(running ? await servedMissing(plan) : await portsMissing(plan)),
  ];
}

export async function preflight(asked: PreflightAsked, tell: (line: string) => void): Promise<number> {
  const missing = await missingFor(asked);
  for (const { about, what } of missing) tell(`缺  ${about}  ${what}`);
  tell(missing.length === 0 ? '都齐了' : `一共缺 ${missing.length} 项`);
  return missing.length === 0 ? 0 : 1;
}
