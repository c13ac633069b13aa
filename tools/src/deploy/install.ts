import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateSigningKey } from '@heitu/kit/messages/signing';
import { z } from '@heitu/kit/rules/validate';
import { KEY_BYTES } from '@heitu/kit/privacy/key-ring';
import type { Setting } from '@heitu/kit/serving/setting';
import { SUBGRAPHS } from '@heitu/standard';
import { ALARM_SETTINGS } from '../alerts/alarm.settings.ts';
import { watchFiles } from '../alerts/watch-files.ts';
import { BACKUP_SETTINGS } from '../backup/backup.settings.ts';
import { SETTING_GROUPS } from '../settings.ts';
import { databaseFiles, PLATFORM_USERS, userOf, usersSql } from './database.ts';
import { readEnvFile, writeEnvFile, type Line, type Values } from './env-file.ts';
import { addressesOf, ALONE, DATA, databaseAddress, isAlone, type Files, type Plan, RELEASE } from './plan.ts';
import { kept, planOf, type Asked } from './plan-file.ts';
import { proxyFiles } from './proxies.ts';
import { unitFiles } from './units.ts';

/** Whoever signs calls of its own. */
const SIGNERS = [...SUBGRAPHS, 'gateway', 'backup', 'prober'] as const;
const OWN_KEYS: Readonly<Record<string, readonly string[]>> = { catalog: ['TRACE_SIGNING_KEY'], trust: ['AUDIT_KEY'] };
const secret = (): string => randomBytes(24).toString('base64url');
const pem = (): string => generateSigningKey().privatePem.trim();

/** What of a county's settings its own people fill in, by the group of settings that has it. */
const filledIn = (title: string): Line[] =>
  SETTING_GROUPS.filter((group) => group.title === title).flatMap(({ settings }) =>
    settings.flatMap(({ name, fill }: Setting) => (fill === undefined ? [] : [{ name, value: '', says: fill }])),
  );

/** The lines of a new env file; one that is there keeps what stands in it. */
function newLines(plan: Plan, name: string): Line[] {
  const signing: Line = { name: 'SIGNING_KEY', value: pem(), says: '本进程的签名私钥，自动生成' };
  if (name === 'gateway') return [signing, ...filledIn('The gateway')];
  if (name === 'prober') return [signing];
  if (name === 'backup') return [signing, ...backupLines(plan)];
  if (name === 'alarm') return alarmLines();
  const url = `mysql://${userOf(name)}:${secret()}@${databaseAddress(plan)}/heitu_${name}`;
  return [
    signing,
    { name: `DATABASE_URL_${name.toUpperCase()}`, value: url, says: '本服务自己的数据库账号，自动生成' },
    ...(OWN_KEYS[name] ?? []).map((own) => ({ name: own, value: pem(), says: '自动生成，丢了要走应急手册' })),
    ...filledIn(name),
  ];
}

/** The alarm sends by the SMS gateway that trust has, from wherever it runs. */
const alarmLines = (): Line[] => [
  { name: 'NODE_ENV', value: 'production' },
  ...filledIn(ALARM_SETTINGS.title),
  ...filledIn('trust').filter((line) => line.name.startsWith('SMS_')),
];

/** Backups read the server on this machine, whichever one is written to. */
function backupLines(plan: Plan): Line[] {
  const url = `mysql://${userOf('backup')}:${secret()}@${plan.here}:3306`;
  return [
    { name: 'DATABASE_URL', value: url, says: '备份用的数据库账号，自动生成' },
    { name: 'BACKUP_REPOSITORY', value: '/var/backups/heitu', says: '本机备份放在哪里' },
    { name: 'BACKUP_PASSWORD_FILE', value: '/etc/heitu/backup-password' },
    ...filledIn(BACKUP_SETTINGS.title),
  ];
}

/** Public keys that are accepted beside those in use, while a key is replaced: `also-trusted/<process>.pub.pem`. */
function alsoTrusted(folder: string, name: string): string {
  const file = join(folder, 'also-trusted', `${name}.pub.pem`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

type Days = Readonly<Record<string, string>>;
/** For those who are not root: which key, of which process, since when; nothing that is made of its value. */
const daysOfKeys = (since: Days): Days =>
  Object.fromEntries(Object.entries(since).map(([id, day]) => [id.split(' ').slice(0, 2).join(' '), day]));

function planLines(plan: Plan, folder: string, envs: Readonly<Record<string, Values>>, since: Days): Line[] {
  const publicOf = (name: string): string => {
    const own = createPublicKey(envs[name]?.['SIGNING_KEY'] ?? '').export({ type: 'spki', format: 'pem' });
    return [String(own).trim(), alsoTrusted(folder, name)].filter(Boolean).join('\n');
  };
  const trusted = Object.fromEntries(SIGNERS.map((name) => [name, publicOf(name)]));
  const pages = '/m=miniprogram/dist/h5,/admin=admin/dist/admin,/=admin/dist/site';
  const urls = (name: (typeof SUBGRAPHS)[number]) => addressesOf(plan, name).map((address) => `http://${address}`);
  return Object.entries({
    NODE_ENV: 'production',
    HOST: plan.here,
    METRICS_HOST: plan.here,
    PUBLIC_URL: `https://${plan.site}`,
    DATA_DIR: DATA,
    TRUSTED_PROXIES: [...new Set([ALONE, ...plan.hosts])].join(','),
    TRUSTED_DOCUMENTS: `${RELEASE}/dist/schema/documents,${DATA}/documents`,
    SITES: pages,
    ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, urls(name).join(',')])),
    TRUSTED_KEYS: JSON.stringify(trusted),
    DATABASE_USERS: PLATFORM_USERS.join(','),
    KEYS_SINCE: JSON.stringify(daysOfKeys(since)),
  }).map(([name, value]) => ({ name, value }));
}

/** Since when each key is in use: an unknown one since today. The alarm for old keys reads it. */
function keysSince(known: Days, envs: Readonly<Record<string, Values>>, today: string) {
  const keys = Object.entries(envs).flatMap(([process, values]) =>
    Object.entries(values).flatMap(([name, value]) => (/_KEYS?$/.test(name) && value ? [[process, name, value]] : [])),
  );
  return Object.fromEntries(
    keys.toSorted().map(([process, name, value = '']) => {
      const id = `${process} ${name} ${createHash('sha256').update(value).digest('hex').slice(0, 12)}`;
      return [id, known[id] ?? today];
    }),
  );
}

/** Everything that follows from the plan alone. */
export const filesOfPlan = (plan: Plan): Files => ({
  ...unitFiles(plan),
  ...proxyFiles(plan),
  ...databaseFiles(plan),
  ...watchFiles(plan),
});

class Root {
  readonly written: string[] = [];
  readonly #dir: string;
  constructor(dir: string) {
    this.#dir = dir;
  }
  /** Nothing where it is the same already. A file that was another's stays beside, once, as `.before`. */
  put(path: string, content: string, mode = 0o644): void {
    const file = join(this.#dir, path);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (before === content) return;
    mkdirSync(dirname(file), { recursive: true, mode: mode === 0o600 ? 0o700 : 0o755 });
    const aside = `${file}.before`;
    if (before !== undefined && !/^etc\/(heitu|systemd)\//.test(path) && !existsSync(aside))
      writeFileSync(aside, before);
    writeFileSync(file, content, { mode });
    this.written.push(`/${path}`);
  }
}

function makeSecrets(root: Root, folder: string, plan: Plan): Record<string, Values> {
  const envs: Record<string, Values> = {};
  const keep = (name: string, title: string, lines: readonly Line[]): void => {
    const file = join(folder, `${name}.env`);
    const there = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const values = readEnvFile(there);
    const missing = lines.filter((line) => !(line.name in values));
    if (missing.length > 0)
      root.put(`etc/heitu/${name}.env`, there + writeEnvFile(there ? '新增的设置' : title, missing), 0o600);
    envs[name] = { ...Object.fromEntries(missing.map(({ name: variable, value }) => [variable, value])), ...values };
  };
  const master = randomBytes(KEY_BYTES).toString('hex');
  keep('secrets', '主密钥：封存一份，丢了就打不开个人信息', [{ name: 'MASTER_KEYS', value: master }]);
  for (const name of [...SIGNERS, 'alarm']) keep(name, `${name} 的设置：空着的请填写`, newLines(plan, name));
  if (!existsSync(join(folder, 'backup-password'))) root.put('etc/heitu/backup-password', `${secret()}\n`, 0o600);
  return envs;
}

const passwordOf = (url: string | undefined): string => new URL(url ?? 'mysql://x').password;
const passwordsOf = (envs: Readonly<Record<string, Values>>): Record<string, string> => ({
  ...Object.fromEntries(
    SUBGRAPHS.map((name) => [userOf(name), passwordOf(envs[name]?.[`DATABASE_URL_${name.toUpperCase()}`])]),
  ),
  [userOf('backup')]: passwordOf(envs['backup']?.['DATABASE_URL']),
});

/** Of three, the last takes backups: it is not the one that is written to. */
function startedOn(plan: Plan): string[] {
  const backups = ['heitu-archive', 'heitu-log.timer', 'heitu-backup.timer', 'heitu-drill.timer'];
  return [
    'heitu.target',
    ...(plan.here === plan.hosts.at(-1) ? backups : []),
    'heitu-signals.timer',
    'heitu-watch.timer',
    ...(isAlone(plan) ? [] : ['heitu-dbcheck.socket']),
  ];
}
/** What root does next, in order. */
const nextSteps = (plan: Plan, empty: readonly string[]): string[] => [
  ...(empty.length > 0 ? [`填好空着的设置：${empty.join('，')}`] : []),
  'systemd-sysusers && systemd-tmpfiles --create',
  isAlone(plan)
    ? 'systemctl restart mariadb && mariadb < /etc/heitu/users.sql'
    : '第一台：galera_new_cluster；另外两台：systemctl restart mariadb；再在第一台：mariadb < /etc/heitu/users.sql',
  ...(isAlone(plan) ? [] : ['另外两台：先把 /etc/heitu 整个拷过去，再各自运行 ./run install --here 本机地址']),
  './run preflight（没有缺的才往下）',
  `systemctl daemon-reload && systemctl enable --now ${startedOn(plan).join(' ')}`,
  'systemctl restart haproxy caddy' + (plan.shared ? ' keepalived' : ''),
];

export function install(asked: Asked, tell: (line: string) => void, now = new Date()): number {
  const dir = asked.root ?? '/';
  const folder = join(dir, 'etc/heitu');
  const plan = planOf(folder, asked);
  const root = new Root(dir);
  const envs = makeSecrets(root, folder, plan);
  root.put('etc/heitu/plan.json', `${JSON.stringify(plan, null, 2)}\n`);
  const since = kept(join(folder, 'keys-since.json'), z.record(z.string(), z.string())) ?? {};
  const keys = keysSince(since, envs, now.toISOString().slice(0, 10));
  root.put('etc/heitu/plan.env', writeEnvFile('由 ./run install 生成，不要手改', planLines(plan, folder, envs, keys)));
  root.put('etc/heitu/users.sql', usersSql(plan, passwordsOf(envs)), 0o600);
  root.put('etc/heitu/keys-since.json', `${JSON.stringify(keys, null, 2)}\n`, 0o600);
  for (const [path, content] of Object.entries(filesOfPlan(plan)))
    root.put(path, content, path.startsWith('usr/local/') ? 0o755 : 0o644);
  const empty = Object.entries(envs).flatMap(([name, values]) =>
    Object.values(values).includes('') ? [`/etc/heitu/${name}.env`] : [],
  );
  tell(root.written.length === 0 ? '没有变化' : `写了 ${root.written.length} 个文件：`);
  for (const path of root.written) tell(`  ${path}`);
  tell('接下来（root）：');
  for (const [i, line] of nextSteps(plan, empty).entries()) tell(`  ${i + 1}. ${line}`);
  return 0;
}
