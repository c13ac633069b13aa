import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mysql2/promise';
import type { TableFigure } from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import { clientOptions, measureMariaDb } from './mariadb.engine.ts';
import { lastWords, runTool } from './restic.ts';

/**
 * Carries databases from one server into another that has none of their tables; what does not succeed is taken away
 * again.
 */
export async function loadDatabases(
  fromUrl: string,
  toUrl: string,
  target: Connection,
  names: readonly string[],
  scratch: string,
): Promise<TableFigure[]> {
  const from = join(scratch, 'from.cnf');
  const to = join(scratch, 'to.cnf');
  writeFileSync(from, clientOptions(fromUrl), { mode: 0o600 });
  writeFileSync(to, clientOptions(toUrl), { mode: 0o600 });
  try {
    const pipe =
      'set -o pipefail; mariadb-dump --defaults-file="$1" --single-transaction --databases "${@:3}" | mariadb --defaults-file="$2"';
    const ended = await runTool('bash', ['-c', pipe, 'load', from, to, ...names]);
    if (ended.code !== 0) throw new BackupRefused('RESTORE_FAILED', lastWords(ended.problems));
    return await measureMariaDb(target, names);
  } catch (error) {
    for (const name of names) await target.query(`drop database if exists \`${name}\``);
    throw error;
  }
}
