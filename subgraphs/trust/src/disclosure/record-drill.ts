import { oneOf } from '@heitu/kit/rules/enums';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { DrillKinds } from '../enums.ts';
import { Drill } from './disclosure.entity.ts';
import { RecordSaved } from './disclosure.view.ts';
import { moment, operations, rowCount, timeRefusals, whyNotThen } from './recorded-facts.ts';

/** Records a restore that was tried, as it went (11.3.3). */
export const recordDrill = mutation({
  name: 'recordDrill',
  description: 'Records a restore that was tried, as it went.',
  may: operations,
  input: z.object({
    kind: oneOf(DrillKinds).describe('Which failure was tried.'),
    rowsBefore: rowCount.describe('Rows in the database before the failure.'),
    rowsRecovered: rowCount.describe('Rows that came back.'),
    note: line(200).describe('What was tried, in one line.'),
    startedAt: moment.describe('Not in the future.'),
    finishedAt: moment.describe('Not before startedAt, not in the future.'),
  }),
  requestId: 'must',
  refusals: {
    ...timeRefusals,
    RECOVERED_TOO_MANY: { message: '恢复行数不能多于原有行数', clause: '11.3.3.db' },
  },
  shows: asItIs(RecordSaved),
  async run(context, { kind, rowsBefore, rowsRecovered, note, startedAt, finishedAt }, refuse) {
    const wrong = whyNotThen(context.clock.now(), startedAt, finishedAt);
    if (wrong) return refuse(wrong);
    if (rowsRecovered > rowsBefore) return refuse('RECOVERED_TOO_MANY');
    return context.transaction(async (tx) => {
      const id = context.newId();
      const times = { startedAtMs: startedAt, finishedAtMs: finishedAt };
      await tx.em.insert(Drill, {
        id,
        kind,
        rowsBefore,
        rowsRecovered,
        note,
        bySystem: context.actor.kind === 'peer',
        ...times,
      });
      tx.audit({ type: 'drill', id, clause: '11.3.3.db' });
      return ok({ id });
    });
  },
});
