import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, SANDBOX_FILE } from '@heitu/kit/config';
import { createLogger } from '@heitu/kit/logging';
import { onShutdown, runMain } from '@heitu/kit/serve';
import { sandboxEnvironment, startSandbox } from '@heitu/sandbox';
import { say } from './progress.ts';

/** The simulated outside world as a process of its own. Its settings are written down for the processes that need them. */
await runMain(async () => {
  const config = readConfig('sandbox', process.env);
  const world = await startSandbox({ dataDir: config.dataDir, port: config.port });
  const file = join(config.dataDir, SANDBOX_FILE);
  mkdirSync(config.dataDir, { recursive: true });
  writeFileSync(file, Object.entries(sandboxEnvironment(world)).map(([key, value]) => `${key}=${JSON.stringify(value)}\n`).join(''), { mode: 0o600 });
  say(`sandbox at ${world.urls.control}; its settings are in ${file}`);
  onShutdown(createLogger('sandbox', 'warn'), () => world.close());
});
