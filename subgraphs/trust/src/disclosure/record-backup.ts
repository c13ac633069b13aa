import { oneOf } from '@heitu/kit/rules/enums';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { asScalar, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { BackupChecks, BackupMethods, BackupPlaces } from '../enums.ts';
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
    const { method, place, succeeded, check, tableCount, tableTotal, sizeBytes, snapshotId } = input;
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
