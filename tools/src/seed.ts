import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@heitu/kit/rules/checked';
import { readConfig, SANDBOX_FILE, type Environment } from '@heitu/kit/serving/config';
import { systemActor } from '@heitu/kit/rules/actor';
import { createLogger } from '@heitu/kit/serving/logging';
import { isSqlite } from '@heitu/kit/data/orm';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { openSubgraphs } from '@heitu/gateway/standalone';
import {
  CLIENT,
  seedAll,
  seedLastMonths,
  seedPending,
  SIGN_INS,
  type CountySize,
  type TellProvider,
} from '@heitu/sandbox/seed';
import { progressBar, say, step } from './progress.ts';
import { openSandbox } from './sandbox.ts';

/**
 * Loads the demo county into every subgraph; rows that are there already stay as they are. SQLite does not wait for the
 * disk meanwhile: it is demo data.
 */
export async function seedCounty(
  subgraphs: ReadonlyMap<string, RunningSubgraph>,
  size: Omit<CountySize, 'progress'>,
  tellProvider?: TellProvider,
): Promise<void> {
  const contextOf = (name: string) => must(subgraphs.get(name), name).contextFor(systemActor('seed'), 'seed');
  const synchronous = async (mode: 'off' | 'full') => {
    for (const { orm } of subgraphs.values())
      if (isSqlite(orm)) await orm.em.getConnection().execute(`pragma synchronous = ${mode}`);
  };
  await synchronous('off');
  await step('loading the demo county', async () => {
    await seedAll(contextOf, { ...size, progress: progressBar });
    await seedPending(contextOf, tellProvider);
    await seedLastMonths(contextOf('trust'));
  });
  await synchronous('full');
}

/** A sample sign-in for each role, as lines to print. */
export const signInHelp = (controlUrl: string): string[] => [
  '',
  '  Sample sign-ins (mutations signInWithPassword, then signInWithSecondFactor with the code of the app):',
  ...SIGN_INS.map(({ role, login, password }) => `    ${role.padEnd(16)} ${login} / ${password}`),
  `    the app:  curl -s -X POST ${controlUrl}/authenticator -H 'content-type: application/json' -d '{"secret":"${SIGN_INS[0]?.factorSecret}"}'`,
  `    ${'partner'.padEnd(16)} ${CLIENT.clientId} / ${CLIENT.secret}   (POST /oauth/token; docs/zh/合作方接入指南.md)`,
  '  consumer: WeChat gives a code for anybody, then mutation signInWithWechat:',
  `    curl -s -X POST ${controlUrl}/wechat/login-code -H 'content-type: application/json' -d '{"openid":"me"}'`,
];

/** `./run seed` */
export async function seed(env: Environment, size: Omit<CountySize, 'progress'>): Promise<void> {
  const config = readConfig('seed', env);
  // Only its settings are needed: where a sandbox has stood before, they are known.
  if (config.sandbox && !existsSync(join(config.dataDir, SANDBOX_FILE))) await (await openSandbox(config, 0)).close();
  const subgraphs = await openSubgraphs(config, env, createLogger('seed', 'warn'));
  await seedCounty(subgraphs, size);
  for (const subgraph of subgraphs.values()) await subgraph.close();
  say('the demo county is loaded');
}
