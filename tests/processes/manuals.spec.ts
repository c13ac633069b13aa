import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { openDatabase, prepareSchema } from '@heitu/kit/data/orm';
import { SUBGRAPHS } from '@heitu/standard';
import { commandOf, read } from '@heitu/tools/command-line';
import { startMariaDb, type TemporaryMariaDb } from '@heitu/tools/mariadb';
import { SMS_TEMPLATES } from '@heitu/trust/sms/sms-templates.table';
import { freePort } from '../journeys/platform.ts';
import { begin, blocksOf, isReady, ROOT, shell, textOf } from './documents.fixture.ts';

const MANUALS = ['部署手册', '运维手册', '应急手册'] as const;
const manual = (name: string): string => textOf(`docs/zh/${name}.md`);
/** Blocks that have a test of their own below, by how they begin. */
const FOLLOWED = [
  'apt-get update',
  'node --version',
  'ln -sfn',
  './run install --site heitu.example.cn',
  'grep -l',
  'systemd-sysusers',
  './run preflight',
  'systemctl daemon-reload',
  './run upgrade',
];
/** What the others print, where they print what matters. */
const PRINTED: Readonly<Record<string, RegExp>> = {
  'heitu restore --list': /全量/,
  'heitu audit verify': /the audit chain is intact|审计/,
  'heitu restore --to': /./,
};
/** What changes the machine itself: the specs' machine only notes that it was asked to. */
const NOTED =
  'du systemctl systemd-sysusers systemd-tmpfiles apt-get npm journalctl timedatectl galera_new_cluster'.split(' ');

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const pemOf = (kind: 'public' | 'private'): string =>
  (kind === 'public'
    ? rsa().publicKey.export({ type: 'spki', format: 'pem' })
    : rsa().privateKey.export({ type: 'pkcs8', format: 'pem' })
  )
    .toString()
    .trim();
const FILLED: Readonly<Record<string, string>> = {
  WECHATPAY_BASE_URL: 'http://127.0.0.1:9',
  WECHATPAY_MCHID: '1900000001',
  WECHATPAY_APPID: 'wx-app',
  WECHATPAY_MERCHANT_SERIAL: 'A1',
  WECHATPAY_MERCHANT_PRIVATE_KEY: pemOf('private'),
  WECHATPAY_API_V3_KEY: 'k'.repeat(32),
  WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
  WECHATPAY_PUBLIC_KEY: pemOf('public'),
  TAX_PLATFORM_BASE_URL: 'http://127.0.0.1:9',
  TAX_PLATFORM_CLIENT: 'county',
  TAX_PLATFORM_PRIVATE_KEY: pemOf('private'),
  TAX_PLATFORM_PUBLIC_KEY: pemOf('public'),
};

describe('the manuals in Chinese', () => {
  it.each(MANUALS)('%s names only commands that ./run understands', (name) => {
    const commands = [...manual(name).matchAll(/(?:\.\/run|(?<![\w./-])heitu) ([a-z][^`\n；，。（]*)/g)].map((match) =>
      match[1]!.trim(),
    );
    expect(commands.length).toBeGreaterThan(3);
    for (const words of commands) {
      const asked = commandOf(words.split(/ +/));
      expect([words, asked?.name]).toEqual([words, expect.any(String)]);
      expect(() => read(asked!.name, asked!.rest)).not.toThrow();
    }
  });
  it.each(MANUALS)('%s leads to pages and headings that are there', (name) => {
    for (const [, file] of manual(name).matchAll(/\]\(([^)#]+)\)/g))
      expect([file, existsSync(join(ROOT, 'docs/zh', file!))]).toEqual([file, true]);
    for (const [, heading] of manual(name).matchAll(/(?:[看按]|下面|手册)「([^」]+)」/g))
      expect([heading, MANUALS.some((one) => manual(one).includes(`\n## ${heading}\n`))]).toEqual([heading, true]);
  });
});

describe('部署手册', () => {
  it('lists every template that a gateway must know, and where it posts what people write back', () => {
    const listed = [...manual('部署手册').matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm)].map(([, name, text]) => [
      name,
      text,
    ]);
    expect(Object.fromEntries(listed)).toEqual(SMS_TEMPLATES);
    expect(manual('部署手册')).toContain('/edges/trust/sms/reply');
  });
});

describe('部署手册, followed block by block on a machine of its own', () => {
  let server: TemporaryMariaDb;
  let root: string;
  const at = (path: string): string => join(root, path);
  const release = (name: string): string => at(`opt/heitu/releases/${name}`);
  const noted = (): string[] => readFileSync(at('noted'), 'utf8').split('\n').filter(Boolean);

  function program(path: string, script: string): void {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, `#!/bin/bash\n${script}\n`);
    chmodSync(path, 0o755);
  }
  /** A release: our own command line, with the machine's root where it is one of those that ask. */
  const unpack = (name: string): void =>
    program(
      join(release(name), 'run'),
      `cd ${ROOT}
       case "$1" in
         compose|build) exit 0;;
         install|preflight|upgrade|signals) set -- "$@" --root ${root};;
       esac
       exec node --import ./tools/register.mjs tools/src/cli.ts "$@"`,
    );
  const env = () => ({ HOME: process.env['HOME'], PATH: `${at('bin')}:${process.env['PATH']}`, LOG_LEVEL: 'silent' });
  /** A block as it stands there: only the machine's folders are others. */
  const here = (text: string): string =>
    text.replaceAll(/(?<![\w.])\/(opt\/heitu|etc\/heitu|var\/backups|var\/lib\/heitu|srv)/g, `${root}/$1`);
  const follow = (text: string): Promise<string> => shell(`cd ${at('opt/heitu/current')}\n${here(text)}`, env());
  const blocks = (name: string): string[] => blocksOf(manual(name));
  const blockWith = (name: string, words: string): string => {
    const [found, ...more] = blocks(name).filter((block) => block.includes(words));
    expect([words, found, more]).toEqual([words, expect.any(String), []]);
    return found!;
  };
  const failed = async (text: string): Promise<string> =>
    follow(text).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    );
  function edit(name: string, change: (text: string) => string): void {
    const file = at(`etc/heitu/${name}.env`);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }

  beforeAll(async () => {
    server = await startMariaDb('--innodb-flush-log-at-trx-commit=1');
    root = mkdtempSync(join(tmpdir(), 'heitu-machine-'));
    writeFileSync(at('noted'), '');
    writeFileSync(at('fails'), 'nothing');
    for (const name of NOTED)
      program(
        at(`bin/${name}`),
        `echo "${name} $*" >> ${root}/noted; echo 'a slow operation'; if echo "$*" | grep -qF "$(cat ${root}/fails)"; then exit 1; fi`,
      );
    const { hostname, port } = new URL(server.url);
    program(at('bin/mariadb'), `exec ${'/usr/bin/mariadb'} --no-defaults -h ${hostname} -P ${port} -u root "$@"`);
    unpack('2026-11');
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('1 to 3: installs programs and a release, and makes its settings', async () => {
    await shell(here(blockWith('部署手册', 'apt-get install -y mariadb-server')), env());
    await shell(here(blockWith('部署手册', 'node --version')), env());
    await shell(here(blockWith('部署手册', 'ln -sfn')), env());
    expect(readlinkSync(at('opt/heitu/current'))).toBe(release('2026-11'));
    expect(
      await follow(blocks('部署手册').find((block) => block === './run install --site heitu.example.cn')!),
    ).toContain('接下来（root）：');
    expect(
      await follow(blocks('部署手册').find((block) => block === './run install --site heitu.example.cn')!),
    ).toContain('没有变化');
  }, 60_000);

  it('4 and 6: names all that is empty, and in preflight all that is missing at once', async () => {
    const empty = await follow(blockWith('部署手册', 'grep -l'));
    for (const name of ['payments', 'trust', 'alarm']) expect(empty).toContain(`etc/heitu/${name}.env`);
    const missing = await failed('./run preflight');
    for (const name of Object.keys(FILLED)) expect(missing).toContain(name);
    expect(missing).toContain('微信支付服务商的商户号');
    for (const name of SUBGRAPHS) expect(missing).toContain(`数据库（${name}）`);
    expect(missing).toMatch(/一共缺 \d+ 项\n$/);
    edit('payments', (text) =>
      Object.entries(FILLED).reduce(
        (all, [name, value]) => all.replace(`${name}=''`, () => `${name}='${value}'`),
        text,
      ),
    );
  }, 60_000);

  it('5: makes the databases and one user for each, who may do what its tables need and read nobody else', async () => {
    await follow(blockWith('部署手册', 'mariadb < /etc/heitu/users.sql'));
    for (const name of [...SUBGRAPHS, 'backup'])
      edit(name, (text) => text.replaceAll('@127.0.0.1:3306', `@${new URL(server.url).host}`));
    const missing = await failed('./run preflight');
    expect(missing.split('\n').filter((line) => /数据库|\.env/.test(line))).toEqual([]);
    const urls = SUBGRAPHS.map((name) => {
      const values = parseEnv(readFileSync(at(`etc/heitu/${name}.env`), 'utf8'));
      return [name, values[`DATABASE_URL_${name.toUpperCase()}`]!] as const;
    });
    for (const [name, url] of urls) {
      const { entities, migrationsPath } = MANIFESTS.find((manifest) => manifest.name === name)!;
      const orm = await openDatabase({ name, entities, url, migrationsPath });
      await prepareSchema(orm);
      await orm.close();
    }
    const orders = await createConnection(urls.find(([name]) => name === 'orders')![1]);
    await expect(orders.query('select 1 from heitu_payments.Payment limit 1')).rejects.toThrow('denied');
    await expect(orders.query('select user from mysql.user')).rejects.toThrow('denied');
    await orders.end();
  }, 180_000);

  it('gives a process all that it starts with, as its unit does', async () => {
    const unit = readFileSync(at('etc/systemd/system/heitu-orders@.service'), 'utf8');
    const files = [...unit.matchAll(/^EnvironmentFile=(.*)$/gm)].map((match) => `. ${here(match[1]!)}`);
    const command = here(/^ExecStart=(.*)$/m.exec(unit)![1]!);
    const port = await freePort();
    const script = `set -a; ${files.join('; ')}; DATA_DIR=${root}/var/lib/heitu; exec ${command}`;
    const process = begin(`bash -c '${script}'`, { ...env(), PORT: String(port) });
    await process.until(() => isReady(port));
    expect(await process.end()).toBe(0);
  }, 60_000);

  it('7 and 9: starts what it made, and takes the first backup', async () => {
    const start = blockWith('部署手册', 'systemctl daemon-reload');
    await follow(
      start
        .split('\n')
        .filter((line) => line.startsWith('systemctl'))
        .join('\n'),
    );
    expect(noted().at(-1)).toBe('systemctl restart haproxy caddy');
    for (const unit of /enable --now (.*)/.exec(start)![1]!.split(' '))
      expect([unit, existsSync(at(`etc/systemd/system/${unit.includes('.') ? unit : `${unit}.service`}`))]).toEqual([
        unit,
        true,
      ]);
    // Nothing runs here: after a start it says so of every process.
    const missing = await failed(start.split('\n').at(-1)!);
    expect(missing.match(/没有就绪/g)).toHaveLength(14);
  }, 60_000);

  it('运维手册: upgrades process by process, and goes back where one does not come up', async () => {
    unpack('2026-12');
    unpack('2027-01');
    const upgrade = blockWith('运维手册', './run upgrade');
    writeFileSync(at('noted'), '');
    expect(await follow(upgrade)).toContain('都换成了');
    expect(readlinkSync(at('opt/heitu/current'))).toBe(release('2026-12'));
    const [backup, ...restarts] = noted();
    expect([backup, restarts.length, restarts.at(-1)]).toEqual([
      'systemctl start heitu-backup.service',
      14,
      'systemctl restart heitu-gateway@2.service',
    ]);
    writeFileSync(at('noted'), '');
    writeFileSync(at('fails'), 'restart heitu-catalog@2');
    const printed = await failed(upgrade.replace('2026-12', '2027-01'));
    expect(printed).toContain('heitu-catalog@2.service 起不来，退回');
    expect(readlinkSync(at('opt/heitu/current'))).toBe(release('2026-12'));
    const begun = ['sellers@1', 'sellers@2', 'catalog@1', 'catalog@2'];
    const asked = noted().flatMap((line) =>
      [...line.matchAll(/restart heitu-(.*)\.service/g)].map((match) => match[1]),
    );
    expect(asked).toEqual([...begun, ...begun.toReversed()]);
    writeFileSync(at('fails'), 'heitu-backup');
    expect(await failed(upgrade.replace('2026-12', '2027-01'))).toContain('备份没有成功，没有升级');
    expect(readlinkSync(at('opt/heitu/current'))).toBe(release('2026-12'));
    writeFileSync(at('fails'), 'nothing');
  }, 120_000);

  it('every other block of the three does what it says, on a machine with one set of backup', async () => {
    edit('plan', (text) => text.replaceAll("'/var/lib/heitu", `'${root}/var/lib/heitu`));
    edit('backup', (text) =>
      text.replaceAll("'/var/backups", `'${root}/var/backups`).replaceAll("'/etc", `'${root}/etc`),
    );
    program(at('bin/heitu'), here(readFileSync(at('usr/local/sbin/heitu'), 'utf8')));
    const taken = await follow('heitu backup --kind full').catch((error: { stdout: string; stderr: string }) => error);
    expect(taken).toEqual(expect.any(String));
    const rest = MANUALS.flatMap(blocks).filter((block) => !FOLLOWED.some((first) => block.startsWith(first)));
    expect(rest.length).toBeGreaterThan(10);
    for (const block of rest) {
      const printed = await follow(block).catch((error: { stdout: string; stderr: string }) => error);
      expect([block, printed]).toEqual([block, expect.any(String)]);
      for (const [words, what] of Object.entries(PRINTED)) if (block.includes(words)) expect(printed).toMatch(what);
    }
    expect(existsSync(at('srv/restored/mariadb'))).toBe(true);
    // The new key stands beside the one in use.
    const { TRUSTED_KEYS } = parseEnv(readFileSync(at('etc/heitu/plan.env'), 'utf8'));
    expect(JSON.parse(TRUSTED_KEYS!).orders.match(/BEGIN PUBLIC KEY/g)).toHaveLength(2);
  }, 240_000);

  it('3: the same for the first of three machines', async () => {
    const [three] = blocks('部署手册').filter((block) => block.includes('--hosts'));
    expect(await follow(three!)).toMatch(/写了 \d+ 个文件/);
    expect(readFileSync(at('etc/haproxy/haproxy.cfg'), 'utf8')).toContain('listen writer');
    expect(existsSync(at('etc/keepalived/keepalived.conf'))).toBe(true);
  }, 60_000);
});
