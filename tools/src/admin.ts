import { existsSync } from 'node:fs';
import { systemActor } from '@heitu/kit/rules/actor';
import { ConfigError, readConfig, type Environment } from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import { openSubgraph } from '@heitu/kit/serving/serve';
import { localTransport } from '@heitu/kit/messages/transport';
import { recoverAdmin, trust, type TrustContext } from '@heitu/trust';
import { say } from './progress.ts';

const EX_NOUSER = 67;

/**
 * `./run admin recover <login>`: lets an administrator in again who lost everything, while the platform runs. Prints a
 * password for one sign-in.
 */
export async function recover(login: string, env: Environment): Promise<number> {
  const config = readConfig('trust', env);
  const url = config.databaseUrl('trust');
  if (url.startsWith('sqlite:') && !existsSync(url.slice('sqlite:'.length)))
    throw new ConfigError(`there is no ${url}; is DATA_DIR or DATABASE_URL another?`);
  const subgraph = await openSubgraph(trust, config, env, localTransport(new Map()), createLogger('admin', 'warn'));
  try {
    // Trust's manifest makes trust's context.
    const context = subgraph.contextFor(systemActor('console'), 'recoverAdmin') as TrustContext;
    const outcome = await recoverAdmin(context, login);
    if (!outcome.ok) {
      say(`${login} is no administrator's name`);
      return EX_NOUSER;
    }
    process.stdout.write(`${outcome.value.password}\n`);
    say('good for one sign-in, which asks for a new password and enrols an authenticator app; all sessions have ended');
    return 0;
  } finally {
    await subgraph.close();
  }
}
