import { readConfig } from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import { onShutdown, runMain } from '@heitu/kit/serving/serve';
import { say } from './progress.ts';
import { openSandbox } from './sandbox.ts';

/** The simulated outside world as a process of its own; the others read its settings from DATA_DIR. */
await runMain(async () => {
  const config = readConfig('sandbox', process.env);
  const world = await openSandbox(config, config.port);
  say(`sandbox at ${world.urls.control}`);
  onShutdown(createLogger('sandbox', 'warn'), () => world.close());
});
