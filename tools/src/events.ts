import { existsSync } from 'node:fs';
import { ConfigError, readConfig, type Environment } from '@heitu/kit/serving/config';
import { openDatabase, type Orm } from '@heitu/kit/data/orm';
import { PARKED_SHOWN_MAX, parkedEvents, releaseParked } from '@heitu/kit/messages/parked';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { say } from './progress.ts';

const EX_USAGE = 64;
const USAGE = './run events parked | release <subgraph>:<number> | release --all';

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

async function showParked(env: Environment): Promise<void> {
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
}

async function release(env: Environment, which: string): Promise<number> {
  const [name, number] = which.split(':');
  const manifests =
    which === '--all'
      ? MANIFESTS
      : MANIFESTS.filter((manifest) => manifest.name === name && /^\d{1,15}$/.test(number ?? ''));
  if (manifests.length === 0) {
    say(USAGE);
    return EX_USAGE;
  }
  let released = 0;
  for (const manifest of manifests)
    released += await withDatabase(env, manifest, (orm) =>
      releaseParked(orm, which === '--all' ? undefined : Number(number)),
    );
  say(released > 0 ? `released ${released}: the relay tries again` : 'nothing of that is parked');
  return released > 0 || which === '--all' ? 0 : 1;
}

/** `./run events …`: what no consumer would take, and trying it again. */
export async function events(env: Environment, [what, which]: readonly string[]): Promise<number> {
  if (what === 'parked') {
    await showParked(env);
    return 0;
  }
  if (what === 'release' && which) return release(env, which);
  say(USAGE);
  return EX_USAGE;
}
