import { existsSync } from 'node:fs';
import { ConfigError, readConfig, type Environment } from '@heitu/kit/serving/config';
import { openDatabase, type Orm } from '@heitu/kit/data/orm';
import { PARKED_SHOWN_MAX, parkedEvents, releaseParked } from '@heitu/kit/messages/parked';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { EX_USAGE, usageOf } from './command-line.ts';
import { say } from './progress.ts';

async function withDatabase<Answer>(
  env: Environment,
  manifest: Manifest,
  work: (orm: Orm) => Promise<Answer>,
): Promise<Answer> {
  const url = readConfig('events', env).databaseUrl(manifest.name);
  if (url.startsWith('sqlite:') && !existsSync(url.slice('sqlite:'.length)))
    throw new ConfigError(`there is no ${url}; is DATA_DIR or DATABASE_URL another?`);
  const orm = await openDatabase({ name: manifest.name, entities: manifest.entities, url });
  try {
    return await work(orm);
  } finally {
    await orm.close();
  }
}

/** `./run events parked`: what no consumer would take. */
export async function showParked(env: Environment): Promise<number> {
  let shown = 0;
  for (const manifest of MANIFESTS) {
    const events = await withDatabase(env, manifest, parkedEvents);
    for (const { id, consumer, type, aggregate, atMs, attempts, lastError } of events) {
      process.stdout.write(
        `${manifest.name}:${id}  ${type} → ${consumer}  ${aggregate}  ${new Date(atMs).toISOString()}  tried ${attempts} times  ${lastError ?? ''}\n`,
      );
    }
    if (events.length === PARKED_SHOWN_MAX) say(`${manifest.name}: the oldest ${PARKED_SHOWN_MAX}; there may be more`);
    shown += events.length;
  }
  if (shown === 0) say('no event is parked');
  return 0;
}

/** `./run events release`: tries again what was parked, all of it or `<subgraph>:<number>`. */
export async function release(
  env: Environment,
  { all = false, one }: { all?: boolean; one?: string },
): Promise<number> {
  const [name, number = ''] = one?.split(':') ?? [];
  const manifests = all
    ? MANIFESTS
    : MANIFESTS.filter((manifest) => manifest.name === name && /^\d{1,15}$/.test(number));
  if (manifests.length === 0 || (all && one)) {
    say(usageOf('events release'));
    return EX_USAGE;
  }
  let released = 0;
  for (const manifest of manifests)
    released += await withDatabase(env, manifest, (orm) => releaseParked(orm, all ? undefined : Number(number)));
  say(released > 0 ? `released ${released}: the relay tries again` : 'nothing of that is parked');
  return released > 0 || all ? 0 : 1;
}
