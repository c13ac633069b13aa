import { existsSync, mkdirSync } from 'node:fs';
import { migratorOf, openDatabase } from '@heitu/kit/data/orm';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { startMariaDb } from './mariadb.ts';

/**
 * Brings a server database to the newest migration, then says what the entities still lack in it: nothing, when the
 * migrations are complete.
 */
async function openMigrator(manifest: Manifest, url: string) {
  if (!existsSync(manifest.migrationsPath)) mkdirSync(manifest.migrationsPath, { recursive: true });
  const orm = await openDatabase({
    name: manifest.name,
    entities: manifest.entities,
    url: `${url}/heitu_${manifest.name}`,
    migrationsPath: manifest.migrationsPath,
  });
  return { orm, migrator: migratorOf(orm) };
}

/**
 * `./run migrations`: writes a migration for every subgraph whose entities changed; answers the files. `check` only
 * names the subgraphs.
 */
export async function makeMigrations(check: boolean): Promise<string[]> {
  const server = await startMariaDb();
  const changed: string[] = [];
  try {
    for (const manifest of MANIFESTS) {
      const { orm, migrator } = await openMigrator(manifest, server.url);
      try {
        await migrator.up();
        const difference = await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: true });
        if (difference.trim() === '') continue;
        if (check) changed.push(`${manifest.name}: ${difference.trim().split('\n')[0]}`);
        else changed.push(`subgraphs/${manifest.name}/migrations/${(await migrator.create()).fileName}`);
      } finally {
        await orm.close();
      }
    }
  } finally {
    await server.stop();
  }
  return changed;
}
