import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { ensurePackage } from './packages.ts';

export interface TemporaryRedis {
  url: string;
  /** SIGKILL; nothing is kept. */
  kill(): Promise<void>;
  /** On the same port, empty. */
  restart(): Promise<void>;
  /** Stops answering without closing anything, as a machine that hangs; `wake` ends that. */
  sleep(): void;
  wake(): void;
  stop(): Promise<void>;
}
const BOOT_MS = 30_000;
export const ensureRedis = (): void =>
  ensurePackage({ title: 'Redis', commands: ['redis-server'], debian: 'redis-server' });

/**
 * A Redis of our own, without a file, gone when stopped. Throws PackageMissing where there is none and we may not
 * install one.
 */
export async function startRedis(): Promise<TemporaryRedis> {
  ensureRedis();
  const dir = mkdtempSync(join(tmpdir(), 'heitu-redis-'));
  const port = await freePort();
  let server: ChildProcess;
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      }).once('error', () => resolve(false));
    });
  const boot = async () => {
    server = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir],
      { stdio: 'ignore' },
    );
    for (
      const until = Date.now() + BOOT_MS;
      !(await answers());
      await new Promise((resolve) => setTimeout(resolve, 50))
    ) {
      if (Date.now() > until || server.exitCode !== null) throw new Error('redis-server did not start');
    }
  };
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const stop = async () => {
    await kill();
    rmSync(dir, { recursive: true, force: true });
  };
  await boot().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: boot,
    sleep: () => void server.kill('SIGSTOP'),
    wake: () => void server.kill('SIGCONT'),
    stop,
  };
}
