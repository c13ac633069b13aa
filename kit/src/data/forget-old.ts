import { DAY_MS } from '../rules/clock.ts';
import { idAt } from '../rules/ids.ts';
import type { Context } from './context.ts';

export const BATCH_ROWS = 500;
const BATCHES_MAX = 20;

/** Takes batches until one is not full; what is left is for the next run. */
export async function inBatches(takeBatch: (rows: number) => Promise<number>, max = BATCHES_MAX): Promise<void> {
  for (let batch = 0; batch < max; batch++) if ((await takeBatch(BATCH_ROWS)) < BATCH_ROWS) return;
}

/** 500 thermometers send 30,000 rows in ten minutes. */
const OLD_BATCHES_MAX = 100;

/** How the rows of one table are kept. */
export interface KeptRows {
  /** What is older by this column, which an index begins with, is deleted; ids begin with their time. */
  since?: string;
  days?: number;
}

/** Deletes what is kept for some time only, the oldest first and some at a time; what is left is for the next run. */
export async function forgetOld(context: Context, kept: Readonly<Record<string, KeptRows>>): Promise<void> {
  for (const [table, { since, days }] of Object.entries(kept))
    if (since !== undefined && days !== undefined)
      await inBatches(
        (batch) => forgetBatch(context, table, since, context.clock.now() - days * DAY_MS, batch),
        OLD_BATCHES_MAX,
      );
}

async function forgetBatch(
  { rows }: Context,
  table: string,
  since: string,
  beforeMs: number,
  batch: number,
): Promise<number> {
  const any = rows.withTables<Record<string, { id: string }>>();
  const column = any.dynamic.ref(since);
  const old = await any
    .selectFrom(table)
    .select('id')
    .where(column, '<', since === 'id' ? idAt(beforeMs) : beforeMs)
    .orderBy(column)
    .limit(batch)
    .execute();
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await any.deleteFrom(table).where('id', 'in', ids).execute();
  return ids.length;
}
