import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { given, numberOr } from '@heitu/tools/command-line';
import { ensurePackage, PackageMissing } from '@heitu/tools/packages';
import { makeCounty } from '../faults/county.ts';
import { Clients } from '../faults/people.ts';
import { calmDown, compareBooks, paidAndLost } from '../faults/reconcile.ts';
import { trading } from '../faults/trade.ts';
import type { Broken } from '../invariants/books.ts';
import { World } from '../journeys/world.ts';
import { Chance } from '../simulation/chance.ts';
import { ACTS, upgradeTo } from './acts.ts';
import { sh } from './machine.ts';
import { measure, type Seen } from './measure.ts';
import { SITE, Three } from './three.ts';

/** `./run cluster`: exit 1 where a paid order is lost, books differ, or something does not come back by itself. */
const HELD_SECONDS = 20;
const EX_UNAVAILABLE = 69;
const NEEDED = {
  title: 'three machines in namespaces of this one',
  commands: [
    'mariadbd',
    'galera_recovery',
    'haproxy',
    'caddy',
    'keepalived',
    'ip',
    'socat',
    'strace',
    'openssl',
    'rsync',
    'systemd-sysusers',
    'unshare',
  ],
  debian: 'mariadb-server galera-4 haproxy caddy keepalived iproute2 socat strace openssl rsync systemd util-linux',
} as const;
const { values } = given('cluster');
const say = (line: string): void => void process.stderr.write(`heitu: ${line}\n`);

/** All that it makes, networks, mounts and processes, is in namespaces that end with it. */
function withinNamespaces(): number {
  if (process.getuid?.() !== 0) return (say('./run cluster makes networks: only root may'), EX_UNAVAILABLE);
  ensurePackage(NEEDED);
  const folder = mkdtempSync(join(tmpdir(), 'heitu-certificate-'));
  const before = values.from && join(folder, 'before');
  // There is no way out to get packages from within.
  if (before) sh(`git worktree add --detach ${before} ${values.from} && ${before}/run compose`);
  sh(`openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${SITE} \\
    -addext subjectAltName=DNS:${SITE} -keyout ${folder}/key.pem -out ${folder}/cert.pem`);
  // Whoever ends this program ends all.
  const { status } = spawnSync(
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      'unshare',
      '--net',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      process.execPath,
      ...process.execArgv,
      ...process.argv.slice(1),
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        CERTIFICATE: folder,
        NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
        ...(before && { BEFORE: before }),
      },
    },
  );
  if (before) sh(`git worktree remove --force ${before}`);
  rmSync(folder, { recursive: true });
  return status ?? 1;
}
if (!process.env['CERTIFICATE']) {
  try {
    process.exit(withinNamespaces());
  } catch (error) {
    if (!(error instanceof PackageMissing)) throw error;
    say(error.message);
    process.exit(EX_UNAVAILABLE);
  }
}

const only = values.only?.split(',');
const release = process.cwd();
const { BEFORE } = process.env;
const seed = numberOr(values.seed, Math.floor(Math.random() * 2 ** 31));
const heldMs = numberOr(values.seconds, HELD_SECONDS) * 1000;

interface Report {
  seed: number;
  acts: readonly Seen[];
  paid: number;
  lost: readonly string[];
  violations: readonly Broken[];
}

const acts = BEFORE ? [upgradeTo(release), ...ACTS] : ACTS;
async function disturb(three: Three): Promise<Report> {
  const clients = new Clients(three.url, buildSchema(readFileSync('schema/api.graphql', 'utf8')));
  const county = await makeCounty(three, clients);
  const trade = trading({ cluster: three, clients, county, chance: new Chance(seed) });
  const seen: Seen[] = [];
  for (const act of acts.filter(({ name }) => !only || only.some((part) => name.includes(part)))) {
    const one = await measure(three, clients, act, heldMs);
    seen.push(one);
    say(row(one));
    // What nobody starts again a person does.
    for (const service of three.services) if (!service.isUp) service.start();
    if (one.wholeSeconds === null) await three.whole();
  }
  const violations: Broken[] = [];
  const must = (invariant: string, rows: readonly string[]) =>
    void (rows.length > 0 && violations.push({ invariant, rows }));
  await calmDown({ cluster: three, clients, world: new World(three.controlUrl), trade, tell: say, must });
  violations.push(...(await compareBooks(three, clients, county)));
  must('no answer was one that nobody should get', clients.unexpected);
  must(
    'no process ended by itself',
    three.services.flatMap(({ label, deaths }) => deaths.map((death) => `${label}: ${death}`)),
  );
  must('the test itself did not stumble', trade.failures);
  return { seed, acts: seen, violations, ...(await paidAndLost(three)) };
}

const row = ({ act, asked, failed, darkSeconds, wholeSeconds, missing }: Seen): string =>
  `${act.padEnd(36)}${[asked, failed, darkSeconds, wholeSeconds ?? 'never'].map((value) => String(value).padStart(9)).join('')}  ${missing.join(', ')}`;
const text = ({ acts, paid, lost, violations }: Report): string =>
  [
    `${'act'.padEnd(36)}${['asked', 'failed', 'dark s', 'whole s'].map((name) => name.padStart(9)).join('')}`,
    ...acts.map(row),
    '',
    `paid orders   ${paid}, lost ${lost.length} ${lost.join(', ')}`,
    `violations    ${violations.length === 0 ? 'none' : ''}`,
    ...violations.flatMap(({ invariant, rows }) => [`  ${invariant}`, ...rows.slice(0, 5).map((one) => `    ${one}`)]),
    '',
  ].join('\n');

const three = new Three(BEFORE ?? release);
say(`cluster: seed ${seed}; three machines under ${three.folder}`);
let isRed = true;
try {
  await three.start(say);
  const report = await disturb(three);
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : text(report));
  isRed =
    report.lost.length > 0 ||
    report.violations.length > 0 ||
    report.acts.some(({ wholeSeconds }) => wholeSeconds === null);
} finally {
  await three.stop();
  if (isRed) say(`the logs of all: ${three.folder}`);
  else three.forget();
}
process.exit(isRed ? 1 : 0);
