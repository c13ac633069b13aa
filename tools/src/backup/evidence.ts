import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@heitu/kit/rules/validate';
import { nameOfType } from '@heitu/kit/rules/input-types';
import { errorOf } from '@heitu/kit/rules/checked';
import { apiName } from '@heitu/kit/rules/enums';
import { lineToTrust } from '../line-to-trust.ts';
import { say } from '../progress.ts';
import type { BackupConfig } from './backup.config.ts';
import type { ContentFigure } from './backup.policy.ts';

/**
 * What trust is told of a run, as its mutation takes it; `requestId` makes a second delivery harmless. Times are
 * milliseconds here and ISO text on the way.
 */
export interface BackupRecord {
  requestId: string;
  method: string;
  place: string;
  succeeded: boolean;
  check: string;
  tableCount: number;
  tableTotal: number;
  contents?: readonly ContentFigure[];
  sizeBytes: number;
  snapshotId: string | null;
  startedAt: string;
  finishedAt: string;
}
export interface DrillRecord {
  requestId: string;
  kind: string;
  rowsBefore: number;
  rowsRecovered: number;
  note: string;
  startedAt: string;
  finishedAt: string;
}
type Entry = { mutation: 'recordBackup'; input: BackupRecord } | { mutation: 'recordDrill'; input: DrillRecord };

/**
 * Who speaks to trust: a process of its own with its own key, to which trust allows these two mutations and nothing
 * else.
 */
const NAME = 'backup';
const PENDING_MAX = 1000;
const documentOf = (mutation: Entry['mutation']): string =>
  `mutation ($input: ${nameOfType(mutation)}Input!) { answer: ${mutation}(input: $input) { __typename ... on ${nameOfType(mutation)}Refused { code message } } }`;
const toldBack = z.object({
  answer: z.object({ __typename: z.string(), code: z.string().optional(), message: z.string().optional() }),
});

/** A record as it is kept, in the words of the API. */
const asAsked = (input: BackupRecord | DrillRecord): object =>
  'kind' in input
    ? { ...input, kind: apiName(input.kind) }
    : {
        ...input,
        method: apiName(input.method),
        place: apiName(input.place),
        check: apiName(input.check),
        // A record that lay here from before has none.
        contents: (input.contents ?? []).map((one) => ({ ...one, kind: apiName(one.kind) })),
      };

const folderOf = (config: BackupConfig): string => join(config.workDir, 'pending');

/** Kept on disk first: what cannot be told now is told by the next run. */
export function keepRecord(config: BackupConfig, entry: Entry): void {
  mkdirSync(folderOf(config), { recursive: true });
  writeFileSync(
    join(folderOf(config), `${entry.input.finishedAt.replace(/\D/g, '')}-${entry.input.requestId}.json`),
    JSON.stringify(entry),
  );
}

/** Tells trust what has not been told yet, oldest first. Answers how many records still wait. */
export async function deliverRecords(config: BackupConfig): Promise<number> {
  mkdirSync(folderOf(config), { recursive: true });
  const files = readdirSync(folderOf(config))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .slice(0, PENDING_MAX);
  if (files.length === 0) return 0;
  let told = 0;
  try {
    const line = await lineToTrust(NAME, config.process, config.env);
    try {
      for (const file of files) {
        const path = join(folderOf(config), file);
        // `keepRecord` wrote it.
        const { mutation, input } = JSON.parse(readFileSync(path, 'utf8')) as Entry;
        const answer = await line.execute({ query: documentOf(mutation), variables: { input: asAsked(input) } });
        if (answer.errors?.length) throw new Error(answer.errors.map((error) => error.message).join('; '));
        const { __typename: type, code, message } = toldBack.parse(answer.data).answer;
        // A record that trust does not take as it is would stop all those after it.
        if (type.endsWith('Refused')) {
          say(`heitu: a record was refused: ${code} ${message} (${file})`);
          renameSync(path, `${path}.refused`);
        } else rmSync(path);
        told += 1;
      }
    } finally {
      await line.close();
    }
  } catch (error) {
    say(`heitu: the record is kept for the next run: trust could not be told (${errorOf(error).message})`);
  }
  return files.length - told;
}
