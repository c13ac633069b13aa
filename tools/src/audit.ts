import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, errorOf } from '@heitu/kit/rules/checked';
import { ConfigError, readConfig, type Environment, type ProcessConfig } from '@heitu/kit/serving/config';
import { openDatabase, rowsOf } from '@heitu/kit/data/orm';
import {
  CHAIN_MEMORY_FILE,
  memoryInFile,
  readPinnedAuditKeys,
  trust,
  verifyChain,
  type TrustContext,
} from '@heitu/trust';
import { numberOr } from './command-line.ts';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** What says that no chain can be found where the configuration points. */
const NOT_THERE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
  'ER_NO_SUCH_TABLE',
  'SQLITE_ERROR',
  'SQLITE_CANTOPEN',
  'SQLITE_NOTADB',
]);

/** A published head as somebody wrote it down, `SEQUENCE:HASH`. */
function headOf(text: string): { sequence: number; hash: string } {
  const [sequence = '', hash = ''] = text.split(':');
  return { sequence: Number(sequence), hash };
}

/** The key with which published heads were signed before there was an audit key: this process's, where it has one. */
function signingKeyOf(config: ProcessConfig): KeyObject | null {
  const pem = SIGNING_KEY_FILES.map((file) => config.kept('SIGNING_KEY', file)).find((found) => found !== undefined);
  return pem === undefined ? null : createPrivateKey(pem);
}
/** Of a local start: of one process, or of trust alone. */
const SIGNING_KEY_FILES = ['standalone.pem', 'trust.pem'];

const signedText = (from: number | null): string =>
  from === null ? ', none of them signed' : from === 1 ? '' : `, signed from ${from} on`;

/**
 * `./run audit verify`: 0 intact, 1 with each problem on a line: what, link, entry, and in Chinese what is wrong there.
 * Reads only; the platform may run meanwhile.
 */
export async function audit(asked: { from?: string; anchor?: string[] }, env: Environment): Promise<number> {
  const config = readConfig('trust', env);
  const url = config.databaseUrl('trust');
  if (url.startsWith('sqlite:') && !existsSync(url.slice('sqlite:'.length)))
    throw new ConfigError(`${url}: there is no database`);
  const orm = await openDatabase({ name: trust.name, entities: trust.entities, url }).catch(
    (error: Error & { code?: string }) => {
      throw NOT_THERE.has(error.code ?? '') ? new ConfigError(`the trust database: ${error.message}`) : error;
    },
  );
  try {
    const rows: TrustContext['rows'] = rowsOf(orm.em.fork());
    const check = await verifyChain(rows, {
      from: numberOr(asked.from, 1),
      witnessed: (asked.anchor ?? []).map(headOf),
      nowMs: config.clock.now(),
      keys: readPinnedAuditKeys(config, signingKeyOf(config)),
      remembered: memoryInFile(join(config.dataDir, CHAIN_MEMORY_FILE)).last(),
      onProblem: ({ kind, sequence, entryId, text }) =>
        tell(`${kind.padEnd(9)} ${String(sequence ?? '-').padStart(8)} ${entryId ?? '-'} ${text}`),
    });
    tell(
      check.problemCount === 0
        ? `the audit chain is intact: links ${check.from} to ${check.total}${signedText(check.signedFrom)}`
        : `the audit chain holds to link ${check.verifiedTo} of ${check.total}; problems: ${check.problemCount}`,
    );
    return check.problemCount === 0 ? 0 : 1;
  } catch (error) {
    const { cause, message } = errorOf(error);
    if (NOT_THERE.has(codeOf(error) || codeOf(cause)))
      throw new ConfigError(`the trust database: ${message.split('\n')[0]}`);
    throw error;
  } finally {
    await orm.close();
  }
}
