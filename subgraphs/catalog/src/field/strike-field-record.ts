import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { SELLERS } from '../roles.ts';
import { mutation, type CatalogTransaction } from '../context.ts';
import { FieldRecords } from '../enums.ts';
import { plotId, publicLine } from '../inputs.ts';
import { HarvestLeft } from './field.entity.ts';
import { corrected } from './field.loader.ts';
import type { FieldRecord } from './field.policy.ts';
import { plotNow } from './plot-now.ts';
import { ALREADY_CORRECTED, RECORD_UNKNOWN, recordToCorrect, writeCorrection } from './put-right.ts';
import { takePlot } from './take-plot.ts';

/** A record of something that never happened: it stays, struck out, with what was wrong of it. */
export const strikeFieldRecord = mutation({
  name: 'strikeFieldRecord',
  description: 'Strikes out a record of something that never happened; it stays, with what was wrong of it.',
  may: permit.role(...SELLERS),
  input: z.object({
    plotId: plotId(),
    record: oneOf(FieldRecords).describe('What kind of record it is.'),
    recordId: identifier().describe('The row.'),
    wrong: publicLine(200).describe('What was wrong with it; buyers read it of a use.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    RECORD_UNKNOWN,
    ALREADY_CORRECTED,
    IN_USE: { message: '后面的记录用到了它，不能划掉；记错了请更正' },
  },
  shows: plotNow,
  run: (context, { plotId, record, recordId, wrong }, refuse) =>
    context.transaction(async (tx) => {
      const plot = await takePlot(context, tx, plotId);
      if (!plot) return refuse('NOT_FOUND');
      const old = await recordToCorrect(tx, record, plotId, recordId);
      if (typeof old === 'string') return refuse(old, 'recordId');
      if (await isUsed(tx, record, recordId, old.rootId)) return refuse('IN_USE');
      await writeCorrection(context, tx, plot, { id: recordId, record, rightId: null, wrong });
      tx.audit({ type: 'plot', id: plotId, clause: '5.1' });
      return ok({ id: plotId });
    }),
});

/** A season with harvests, and a harvest that lots were made of: what follows from it would hang in the air. */
async function isUsed(tx: CatalogTransaction, record: FieldRecord, id: string, rootId: string): Promise<boolean> {
  if (record === 'season') {
    const harvest = await tx.rows
      .selectFrom('Harvest')
      .select('id')
      .where('seasonId', '=', rootId)
      .where('id', 'not in', corrected(tx.rows))
      .executeTakeFirst();
    return harvest !== undefined;
  }
  if (record !== 'harvest') return false;
  const { parts } = await tx.rows.selectFrom('Harvest').select('parts').where('id', '=', id).executeTakeFirstOrThrow();
  // Whoever registers a lot takes from the same row: nothing is left of what was struck out.
  return (await tx.em.nativeUpdate(HarvestLeft, { id: rootId, parts }, { parts: 0 })) === 0;
}
