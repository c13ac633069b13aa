import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SANDBOX_FILE, type ProcessConfig } from '@heitu/kit/config';
import { sandboxEnvironment, startSandbox, type SandboxWorld } from '@heitu/sandbox';

/** Starts the simulated outside world, and writes down its settings for processes that start later. */
export async function openSandbox({ dataDir }: ProcessConfig, port: number): Promise<SandboxWorld> {
  const sandbox = await startSandbox({ dataDir, port });
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, SANDBOX_FILE), Object.entries(sandboxEnvironment(sandbox)).map(([key, value]) => `${key}=${JSON.stringify(value)}\n`).join(''), { mode: 0o600 });
  return sandbox;
}
