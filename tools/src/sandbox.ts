import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SANDBOX_FILE, type ProcessConfig } from '@heitu/kit/serving/config';
import { sandboxEnvironment, startSandbox, type SandboxWorld } from '@heitu/sandbox';
import { DEPOSITS, PEOPLE, STAFF, thermometers, type PastPayment } from '@heitu/sandbox/seed';
import { isLocal, originsOf, type Place } from './addresses.ts';

/** Starts the simulated outside world, and writes down its settings for processes that start later. */
export async function openSandbox(
  config: ProcessConfig,
  port: number,
  platform: () => Place = () => config,
): Promise<SandboxWorld> {
  const { dataDir } = config;
  const sandbox = await startSandbox({
    dataDir,
    port,
    ...(!isLocal(config.host) && { host: '0.0.0.0' }),
    pages: { origins: () => originsOf(platform()), people: PEOPLE, staff: STAFF },
  });
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(
    join(dataDir, SANDBOX_FILE),
    Object.entries(sandboxEnvironment(sandbox))
      .map(([key, value]) => `${key}=${JSON.stringify(value)}\n`)
      .join(''),
    { mode: 0o600 },
  );
  return sandbox;
}

/** Tells the simulated provider what was paid and put up before its world began. */
export async function tellOfPast(sandbox: SandboxWorld, payments: readonly PastPayment[]): Promise<void> {
  await control(sandbox, '/wechatpay/past', { payments });
  for (const deposit of DEPOSITS) await control(sandbox, '/wechatpay/deposit', deposit);
}

/**
 * From now on the county's thermometers report: without them six stores would be silent, and alarms raised, before an
 * hour is over.
 */
export const startThermometers = (sandbox: SandboxWorld, platformUrl: string): Promise<void> =>
  control(sandbox, '/sensors/always', { thermometers: thermometers(platformUrl) });

async function control(sandbox: SandboxWorld, path: string, body: object): Promise<void> {
  const response = await fetch(`${sandbox.urls.control}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the sandbox did not take ${path}: ${await response.text()}`);
}
