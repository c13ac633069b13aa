import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SUBGRAPHS } from '@heitu/standard';
import { SERVERS } from '../servers.ts';
import { SETTING_GROUPS } from '../settings.ts';
import { writeDeploy } from './deploy.ts';
import { readEnvFile, writeEnvFile } from './env-file.ts';
import { filesOfPlan, install } from './install.ts';
import type { Plan } from './plan.ts';

const ONE: Plan = { site: 'heitu.test', hosts: ['127.0.0.1'], here: '127.0.0.1' };
const HOSTS = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];
const THREE: Plan = { site: 'heitu.test', hosts: HOSTS, here: '10.0.0.2', shared: '10.0.0.9' };
const declared = new Set<string>([
  ...SETTING_GROUPS.flatMap(({ settings }) => settings.map(({ name }) => name)),
  ...SUBGRAPHS.flatMap((name) => [`${name.toUpperCase()}_URL`, `DATABASE_URL_${name.toUpperCase()}`]),
]);

describe('what a county is installed by', () => {
  it('is what deploy/ shows', () => expect(writeDeploy(true)).toEqual([]));

  it.each([ONE, THREE])('has a unit for each process that ./run serves, but for the sandbox', (plan) => {
    const files = filesOfPlan(plan);
    const commands = Object.values(files).flatMap((file) => [...file.matchAll(/^ExecStart=\S+ serve (\w+)$/gm)]);
    const served = [...SUBGRAPHS, ...Object.keys(SERVERS)].filter((name) => name !== 'sandbox');
    expect(commands.map((match) => match[1]!).toSorted()).toEqual(served.toSorted());
  });

  it.each([ONE, THREE])('gives every process a port of its own, which its balancer and its metrics know', (plan) => {
    const files = filesOfPlan(plan);
    const units = files['etc/systemd/system/heitu.target']!.match(/heitu-\w+@\d/g)!;
    expect(units).toHaveLength((plan.hosts.length === 1 ? 2 : 1) * 7);
    const ports = units.map((unit) => {
      const [, name, copy] = /heitu-(\w+)@(\d)/.exec(unit)!;
      return /PORT=(\d+)%i /.exec(files[`etc/systemd/system/heitu-${name}@.service`]!)![1]! + copy;
    });
    expect(new Set(ports).size).toBe(units.length);
    for (const port of ports)
      for (const host of plan.hosts) expect(files['etc/prometheus/prometheus.yml']).toContain(`"${host}:1${port}"`);
    const gateways =
      plan.hosts.length === 1 ? ['127.0.0.1:4001', '127.0.0.1:4002'] : HOSTS.map((host) => `${host}:4001`);
    for (const address of gateways)
      expect(files['etc/haproxy/haproxy.cfg']).toContain(`gateway-${gateways.indexOf(address) + 1} ${address}\n`);
  });

  it('starts again what stands before the gateways, and moves the address from whoever cannot serve a page', () => {
    const files = filesOfPlan(THREE);
    for (const unit of ['caddy', 'keepalived'])
      expect(files[`etc/systemd/system/${unit}.service.d/heitu.conf`]).toContain('Restart=always\n');
    const moved = files['etc/keepalived/keepalived.conf'];
    expect(moved).toMatch(/script "\/usr\/bin\/curl .* https:\/\/heitu\.test\/health\/ready"/);
    expect(moved).toMatch(/^ {2}weight -\d+$/m);
  });

  it('writes to one database of three, and commits to the disk', () => {
    const files = filesOfPlan(THREE);
    const writers = files['etc/haproxy/haproxy.cfg']!.match(/^ {2}server node-.*$/gm)!;
    expect(writers.map((line) => line.includes(' backup') && !line.includes('shutdown-backup'))).toEqual([
      false,
      true,
      true,
    ]);
    // Who checks waits longer than the check itself does: else a busy database is cut off as a dead one.
    const [, waits] = /listen writer[^]* timeout check (\d+)s/.exec(files['etc/haproxy/haproxy.cfg']!)!;
    const [, asks] = /timeout (\d+) mariadb/.exec(files['usr/local/lib/heitu-dbcheck']!)!;
    expect(Number(waits)).toBeGreaterThan(Number(asks));
    expect(files['etc/mysql/mariadb.conf.d/90-heitu.cnf']).toContain('innodb_flush_log_at_trx_commit = 1\n');
  });

  describe('a database of three whose disk is full', () => {
    let folder: string;
    beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'heitu-full-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    /** What the watch asked of systemd, with so much room; `does`: what `systemctl stop` comes to. */
    function watched(roomMib: number, { isUp, stops = true }: { isUp: boolean; stops?: boolean }): string[] {
      const asked = join(folder, 'asked');
      writeFileSync(asked, '');
      const programs = {
        df: `echo " Avail"; echo "  ${roomMib}M"`,
        systemctl: `case "$*" in *is-active\\ mariadb*) exit ${isUp ? 0 : 3};; *is-active*) exit 3;; esac; echo "$*" >>${asked}; case "$*" in stop*) exit ${stops ? 0 : 1};; esac`,
      };
      for (const [name, does] of Object.entries(programs))
        writeFileSync(join(folder, name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
      const script = filesOfPlan(THREE)['usr/local/lib/heitu-watch']!;
      execFileSync('sh', ['-c', script.replaceAll('/run/heitu-disk-full', join(folder, 'full'))], {
        env: { PATH: `${folder}:${process.env['PATH']}` },
      });
      return readFileSync(asked, 'utf8').split('\n').filter(Boolean);
    }

    it('leaves the others alone in time, and comes back when there is room', () => {
      expect(watched(256, { isUp: true })).toEqual([]);
      expect(watched(255, { isUp: true })).toEqual(['stop mariadb.service']);
      expect(watched(0, { isUp: false })).toEqual([]);
      expect(watched(1023, { isUp: false })).toEqual([]);
      expect(watched(1024, { isUp: false })).toEqual(['start mariadb.service']);
      expect(watched(1024, { isUp: false })).toEqual([]);
    });
    it('is killed where it hangs on the disk', () =>
      expect(watched(0, { isUp: true, stops: false })).toEqual([
        'stop mariadb.service',
        'kill -s KILL mariadb.service',
      ]));
    it('is left to write as long as it can where it is alone', () =>
      expect(filesOfPlan(ONE)['usr/local/lib/heitu-watch']).not.toContain('mariadb'));
  });
});

describe('./run install', () => {
  let root: string;
  let told: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'heitu-install-'));
    told = [];
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const run = (asked: object = {}) => install({ root, ...asked }, (line) => told.push(line));
  const folder = () => join(root, 'etc/heitu');
  const envs = () => readdirSync(folder()).filter((file) => file.endsWith('.env'));
  const envOf = (name: string) => readEnvFile(readFileSync(join(folder(), name), 'utf8'));

  it('names only settings that there are, and gives every unit the files that it reads', () => {
    run({ site: 'heitu.test' });
    const named = envs().flatMap((file) => Object.keys(envOf(file)));
    expect(named.filter((name) => !declared.has(name))).toEqual([]);
    const read = Object.values(filesOfPlan(ONE)).flatMap((file) => [
      ...file.matchAll(/^EnvironmentFile=\/etc\/heitu\/(.*)$/gm),
    ]);
    expect([...new Set(read.map((match) => match[1]!))].toSorted()).toEqual(envs().toSorted());
  });

  it('changes nothing when it is run again, and keeps what was filled in', () => {
    run({ site: 'heitu.test' });
    const file = join(folder(), 'payments.env');
    writeFileSync(file, readFileSync(file, 'utf8').replace("WECHATPAY_MCHID=''", "WECHATPAY_MCHID='1900000001'"));
    const before = envs().map((name) => readFileSync(join(folder(), name), 'utf8'));
    told = [];
    run();
    expect(told[0]).toBe('没有变化');
    expect(envs().map((name) => readFileSync(join(folder(), name), 'utf8'))).toEqual(before);
    expect(envOf('payments.env')['WECHATPAY_MCHID']).toBe('1900000001');
  });

  it('adds what a newer release asks for, and leaves the rest', () => {
    run({ site: 'heitu.test' });
    const file = join(folder(), 'trust.env');
    const { SIGNING_KEY } = envOf('trust.env');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^SMS_SECRET=.*\n/m, ''));
    run();
    expect(envOf('trust.env')).toMatchObject({ SIGNING_KEY, SMS_SECRET: '' });
  });

  it('shows no secret to anybody but root', () => {
    run({ site: 'heitu.test' });
    const open = readdirSync(folder()).filter((file) => (statSync(join(folder(), file)).mode & 0o077) !== 0);
    expect(open.toSorted()).toEqual(['plan.env', 'plan.json']);
    for (const file of open) expect(readFileSync(join(folder(), file), 'utf8')).not.toMatch(/PRIVATE KEY|mysql:/);
  });

  it('trusts the key of every process, and one more while it is replaced', () => {
    run({ site: 'heitu.test' });
    const trusted = (): Record<string, string> => JSON.parse(envOf('plan.env')['TRUSTED_KEYS']!);
    expect(Object.keys(trusted()).toSorted()).toEqual([...SUBGRAPHS, 'backup', 'gateway', 'prober'].toSorted());
    const own = trusted();
    execFileSync('mkdir', [join(folder(), 'also-trusted')]);
    writeFileSync(join(folder(), 'also-trusted/orders.pub.pem'), own['trust']!);
    run();
    expect(trusted()).toEqual({ ...own, orders: `${own['orders']}\n${own['trust']}` });
  });

  it('tells everybody since when each key is in use, and nothing that is made of it [11.5.df]', () => {
    install({ root, site: 'heitu.test' }, () => {}, new Date('2026-01-05T00:00:00Z'));
    const since = (): Record<string, string> => JSON.parse(envOf('plan.env')['KEYS_SINCE']!);
    expect(since()).toMatchObject({ 'trust AUDIT_KEY': '2026-01-05', 'secrets MASTER_KEYS': '2026-01-05' });
    const file = join(folder(), 'secrets.env');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/[0-9a-f]{64}/, 'b'.repeat(64)));
    install({ root }, () => {}, new Date('2026-07-01T00:00:00Z'));
    expect(since()).toMatchObject({ 'trust AUDIT_KEY': '2026-01-05', 'secrets MASTER_KEYS': '2026-07-01' });
    expect(Object.keys(since()).filter((id) => !/^[a-z]+ [A-Z_]+$/.test(id))).toEqual([]);
  });

  it('takes backups of three machines on the one that is written to last', () => {
    for (const here of HOSTS) run({ site: 'heitu.test', hosts: HOSTS.join(), here });
    const enabled = told.filter((line) => line.includes('enable --now'));
    expect(enabled.map((line) => line.includes('heitu-backup.timer'))).toEqual([false, false, true]);
    expect(enabled.every((line) => line.includes('heitu-dbcheck.socket'))).toBe(true);
  });

  it('says what it needs where it does not know the county', () => {
    expect(() => run()).toThrow('--site');
    expect(() => run({ site: 'heitu.test', hosts: '10.0.0.1,10.0.0.2', here: '10.0.0.1' })).toThrow(
      '要么一台，要么三台',
    );
    expect(() => run({ site: 'heitu.test', hosts: HOSTS.join(), here: '10.0.0.4' })).toThrow('--here');
    expect(readdirSync(root)).toEqual([]);
  });

  it('writes values that Node and a shell read alike', () => {
    const lines = [
      { name: 'PEM', value: '-----BEGIN-----\na+b/c=\n-----END-----' },
      { name: 'JSON', value: '{"a":"x\\ny $HOME `ls`"}', says: '说明' },
      { name: 'EMPTY', value: '' },
    ];
    const file = join(root, 'a.env');
    writeFileSync(file, writeEnvFile('标题', lines));
    const print = 'set -a; . "$1"; node -p "JSON.stringify([process.env.PEM, process.env.JSON, process.env.EMPTY])"';
    const read = execFileSync('sh', ['-c', print, 'sh', file], { encoding: 'utf8' });
    expect(JSON.parse(read)).toEqual(lines.map(({ value }) => value));
    expect(readEnvFile(readFileSync(file, 'utf8'))).toEqual(
      Object.fromEntries(lines.map(({ name, value }) => [name, value])),
    );
    expect(() => writeEnvFile('', [{ name: 'A', value: "it's" }])).toThrow('A');
  });
});
