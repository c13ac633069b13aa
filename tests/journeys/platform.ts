import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@heitu/tools/free-port';

export { freePort };

/** A whole platform as a process of its own, as `./run start` makes it, on a temporary folder. */
export interface PlatformProcess {
  url: string;
  controlUrl: string;
  dataDir: string;
  pid: number;
  /** From the start of the process to the first answered query. */
  startedInMs: number;
  /** What it has printed so far. */
  printed(): string;
  stop(): Promise<number | null>;
}

const START_MS = 120_000;
/** As `./run` starts Node. */
export const NODE_ARGS = /exec node (.+) tools\/src\/cli\.ts/
  .exec(readFileSync(new URL('../../run', import.meta.url), 'utf8'))![1]!
  .split(' ');
/** What Node runs for `./run <command>`. */
export const entry = (command: string, args: readonly string[] = []): string[] => [
  ...NODE_ARGS,
  'tools/src/cli.ts',
  command,
  ...args,
];

/** `prepare` may lay something into its folder before it starts. */
export async function startPlatformProcess(
  env: Record<string, string> = {},
  prepare: (dataDir: string) => void = () => {},
): Promise<PlatformProcess> {
  const dataDir = env['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'heitu-platform-'));
  prepare(dataDir);
  const [port, sandboxPort] = [Number(env['PORT'] ?? (await freePort())), await freePort()];
  const began = performance.now();
  const output: string[] = [];
  const child: ChildProcess = spawn(process.execPath, entry('start'), {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      LOG_LEVEL: 'error',
      NO_CLIENTS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout!.on('data', (data) => output.push(String(data)));
  child.stderr!.on('data', (data) => output.push(String(data)));
  const url = `http://127.0.0.1:${port}`;
  const answers = async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ products(first: 1) { edges { node { id } } } }"}',
    }).catch(() => null);
    return response?.ok === true;
  };
  // Another platform may have taken the port meanwhile, and answer there.
  const isUp = () => output.join('').includes('Heitu is up.');
  while (!isUp() || !(await answers())) {
    if (child.exitCode !== null || performance.now() - began > START_MS) {
      child.kill('SIGKILL');
      throw new Error(`the platform did not start:\n${output.join('')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    controlUrl: `http://127.0.0.1:${sandboxPort}/control`,
    dataDir,
    pid: child.pid!,
    startedInMs: performance.now() - began,
    printed: () => output.join(''),
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await new Promise((resolve) => child.once('exit', resolve));
      }
      if (!env['DATA_DIR']) rmSync(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** Runs the journey against a platform; answers its exit code, what it printed, and the personal data it brought in. */
export function playJourney(
  platform: Pick<PlatformProcess, 'url' | 'controlUrl'>,
): Promise<{ code: number | null; output: string; planted: Record<string, string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-planted-'));
  const plantedFile = join(folder, 'planted.json');
  const child = spawn(
    process.execPath,
    entry('journey', ['--url', platform.url, '--sandbox', platform.controlUrl, '--planted', plantedFile]),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (output += String(data)));
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      const planted = code === 0 ? (JSON.parse(readFileSync(plantedFile, 'utf8')) as Record<string, string>) : {};
      rmSync(folder, { recursive: true });
      resolve({ code, output, planted });
    }),
  );
}
