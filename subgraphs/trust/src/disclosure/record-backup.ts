import { oneOf } from '@heitu/kit/rules/enums';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { toJson } from '@heitu/kit/rules/typed-json';
import { asScalar, line, named, z } from '@heitu/kit/rules/validate';
import { BACKUP_CONTENTS } from '@heitu/standard';
import { mutation } from '../context.ts';
import { BackupChecks, BackupContents, BackupMethods, BackupPlaces } from '../enums.ts';
import { BackupRun } from './disclosure.entity.ts';
import { RecordSaved } from './disclosure.view.ts';
import { moment, operations, rowCount, timeRefusals, whyNotThen } from './recorded-facts.ts';

/** Records a set of backups as it was taken, or failed (11.6). */
export const recordBackup = mutation({
  name: 'recordBackup',
  description: 'Records a set of backups as it was taken, or failed.',
  may: operations,
  input: z.object({
    method: oneOf(BackupMethods).describe('How it was taken.'),
    place: oneOf(BackupPlaces).describe('Where it is kept.'),
    succeeded: z.boolean().describe('Whether the set was taken.'),
    check: oneOf(BackupChecks).describe('How it was looked at afterwards.'),
    tableCount: rowCount.describe('Tables in the set.'),
    tableTotal: rowCount.describe('Tables there are.'),
    contents: z
      .array(
        named(
          'BackupContentInput',
          z.object({
            kind: oneOf(BackupContents).describe('Which data.'),
            tableCount: rowCount.describe('Tables of it in the set.'),
            tableTotal: rowCount.describe('Tables of it that there are.'),
          }),
        ),
      )
      .max(Object.keys(BACKUP_CONTENTS).length)
      .nullish()
      .describe('The tables by kind of data, each kind once.'),
    sizeBytes: asScalar(SafeInt, z.number().int().min(0).max(Number.MAX_SAFE_INTEGER))
      .nullish()
      .describe('Of the whole set.'),
    snapshotId: line(64).nullish().describe("The set's name in the repository."),
    startedAt: moment.describe('Not in the future.'),
    finishedAt: moment.describe('Not before startedAt, not in the future.'),
  }),
  requestId: 'must',
  refusals: timeRefusals,
  shows: asItIs(RecordSaved),
  async run(context, input, refuse) {
    const { method, place, succeeded, check, tableCount, tableTotal, contents, sizeBytes, snapshotId } = input;
    const { startedAt: startedAtMs, finishedAt: finishedAtMs } = input;
    const wrong = whyNotThen(context.clock.now(), startedAtMs, finishedAtMs);
    if (wrong) return refuse(wrong);
    return context.transaction(async (tx) => {
      const id = context.newId();
      await tx.em.insert(BackupRun, {
        id,
        method,
        place,
        succeeded,
        check,
        tableCount,
        tableTotal,
        contents: contents?.length ? toJson(contents) : null,
        sizeBytes,
        snapshotId,
        bySystem: context.actor.kind === 'peer',
        startedAtMs,
        finishedAtMs,
      });
      tx.audit({ type: 'backup', id, clause: '11.6.1.di' });
      return ok({ id });
    });
  },
});
