import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hasCommand } from '../packages.ts';
import { ROOT } from '../settings.ts';
import { composeFile } from './compose-file.ts';
import { filesOfPlan } from './install.ts';
import type { Files, Plan } from './plan.ts';

const SITE = 'heitu.example.cn';
const HOSTS = ['10.0.0.11', '10.0.0.12', '10.0.0.13'];
/** What deploy/ shows: `./run install` writes the same for a county's own names. */
const SHOWN = {
  one: { site: SITE, hosts: ['127.0.0.1'], here: '127.0.0.1' },
  three: { site: SITE, hosts: HOSTS, here: '10.0.0.11', shared: '10.0.0.10', card: 'eth0' },
} as const satisfies Readonly<Record<string, Plan>>;
/** Three machines have what one has, but for these. */
function shown(): Files {
  const [one, three] = [filesOfPlan(SHOWN.one), filesOfPlan(SHOWN.three)];
  const others = Object.entries(three).filter(([path, content]) => one[path] !== content);
  return {
    ...Object.fromEntries(Object.entries(one).map(([path, content]) => [`deploy/one/${path}`, content])),
    ...Object.fromEntries(others.map(([path, content]) => [`deploy/three/${path}`, content])),
    'deploy/compose.yml': composeFile(),
  };
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

function put(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Writes deploy/, or only compares; answers what differs. */
export function writeDeploy(isOnlyChecked: boolean, root = ROOT): string[] {
  const files = shown();
  const changed = Object.entries(files).flatMap(([path, content]) => {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === content) return [];
    if (!isOnlyChecked) put(file, content);
    return [path];
  });
  const known = new Set([...Object.keys(files), 'deploy/README.md'].map((path) => join(root, path)));
  const left = existsSync(join(root, 'deploy'))
    ? filesBelow(join(root, 'deploy')).filter((file) => !known.has(file))
    : [];
  if (!isOnlyChecked) for (const file of left) rmSync(file);
  return [...changed, ...left.map((file) => file.slice(root.length))];
}

interface Try {
  program: string;
  debian: string;
  args(folder: string): string[];
}
const below = (folder: string, kind: RegExp): string[] => filesBelow(folder).filter((file) => kind.test(file));
const TRIES: readonly Try[] = [
  {
    program: 'systemd-analyze',
    debian: 'systemd',
    args: (folder) => [
      'verify',
      '--man=no',
      '--recursive-errors=no',
      ...below(folder, /heitu[^/]*\.(service|timer|target|socket)$/),
    ],
  },
  { program: 'haproxy', debian: 'haproxy', args: (folder) => ['-c', '-f', join(folder, 'etc/haproxy/haproxy.cfg')] },
  { program: 'caddy', debian: 'caddy', args: (folder) => ['adapt', '--config', join(folder, 'etc/caddy/Caddyfile')] },
  {
    program: 'promtool',
    debian: 'promtool',
    args: (folder) => ['check', 'config', '--syntax-only', join(folder, 'etc/prometheus/prometheus.yml')],
  },
  {
    program: 'promtool',
    debian: 'promtool',
    args: (folder) => ['test', 'rules', join(folder, 'etc/prometheus/heitu.rules.test.yml')],
  },
  {
    program: 'amtool',
    debian: 'prometheus-alertmanager',
    args: (folder) => ['check-config', join(folder, 'etc/prometheus/alertmanager.yml')],
  },
];

/** Lets the programs read what is written for them. One that is not there is named; one that objects is a failure. */
export function tryDeploy(tell: (line: string) => void): number {
  let failed = 0;
  for (const [name, plan] of Object.entries(SHOWN)) {
    const folder = mkdtempSync(join(tmpdir(), 'heitu-deploy-'));
    for (const [path, content] of Object.entries(filesOfPlan(plan))) put(join(folder, path), content);
    // systemd objects to programs that are not on this machine, which is where they will not run.
    for (const file of below(folder, /\.service$/))
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replaceAll(/(\/opt\/heitu\/current\/run|\/usr\/local\/\S+)/g, '/bin/true'),
      );
    for (const { program, debian, args } of TRIES) {
      if (!hasCommand(program)) {
        tell(`left out ${program} on ${name}: apt-get install ${debian}`);
        continue;
      }
      const given = args(folder);
      const { status, stdout, stderr } = spawnSync(program, given, { encoding: 'utf8' });
      tell(`${status === 0 ? 'ok    ' : 'FAILED'} ${program} ${given[0]} on ${name}`);
      if (status !== 0) {
        failed += 1;
        tell(stdout + stderr);
      }
    }
    rmSync(folder, { recursive: true });
  }
  return failed === 0 ? 0 : 1;
}
