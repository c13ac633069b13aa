import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayBalancer } from './deploy/proxies.ts';
import { ensurePackage } from './packages.ts';

export interface Balancer {
  stop(): Promise<void>;
}
const BOOT_MS = 30_000;
export const ensureHaproxy = (): void => ensurePackage({ title: 'HAProxy', commands: ['haproxy'], debian: 'haproxy' });

/**
 * A load balancer before gateways on this machine. Throws PackageMissing where there is none and we may not install
 * one.
 */
export async function startHaproxy(port: number, servers: readonly number[]): Promise<Balancer> {
  ensureHaproxy();
  const dir = mkdtempSync(join(tmpdir(), 'heitu-haproxy-'));
  const file = join(dir, 'haproxy.cfg');
  writeFileSync(
    file,
    gatewayBalancer(
      port,
      servers.map((server) => `127.0.0.1:${server}`),
    ),
  );
  const child: ChildProcess = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(dir, { recursive: true, force: true });
  };
  for (const until = Date.now() + BOOT_MS; !(await answers(port));) {
    if (Date.now() > until || child.exitCode !== null) {
      await stop();
      throw new Error('haproxy did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { stop };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });
