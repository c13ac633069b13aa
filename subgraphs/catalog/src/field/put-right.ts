import type { RefusalText, Refused } from '@heitu/kit/rules/outcome';
import { identifier } from '@heitu/kit/rules/validate';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { optionalPublicLine } from '../inputs.ts';
import { FieldCorrection } from './field.entity.ts';
import type { FieldRecord } from './field.policy.ts';

/** Fields of each record that may put an older one right. */
export const puttingRight = () => ({
  corrects: identifier().nullish().default(null).describe('The row that this one puts right; nothing is written over.'),
  wrong: optionalPublicLine(200).describe('What was wrong with it: must be said where one is put right.'),
});
export const RECORD_UNKNOWN = { message: '没有找到那一条记录' } as const satisfies RefusalText;
export const ALREADY_CORRECTED = { message: '那一条已经更正过了，请刷新后再看' } as const satisfies RefusalText;
export const PUT_RIGHT = {
  RECORD_UNKNOWN,
  ALREADY_CORRECTED,
  WRONG_NEEDED: { message: '请写清楚原来哪里记错了' },
} as const satisfies Readonly<Record<string, RefusalText>>;

const TABLES = { season: 'Season', input: 'InputUse', note: 'PlotNote', harvest: 'Harvest' } as const;

/** A record of this plot that was not corrected yet; or why there is none. */
export async function recordToCorrect(
  tx: CatalogTransaction,
  record: FieldRecord,
  plotId: string,
  id: string,
): Promise<{ rootId: string } | 'RECORD_UNKNOWN' | 'ALREADY_CORRECTED'> {
  const found = await tx.rows
    .selectFrom(TABLES[record])
    .select('rootId')
    .where('id', '=', id)
    .where('plotId', '=', plotId)
    .executeTakeFirst();
  if (!found) return 'RECORD_UNKNOWN';
  const corrected = await tx.rows.selectFrom('FieldCorrection').select('id').where('id', '=', id).executeTakeFirst();
  return corrected ? 'ALREADY_CORRECTED' : found;
}

/** Says what was wrong with a row; `rightId` null: it never happened. */
export async function writeCorrection(
  context: CatalogContext,
  tx: CatalogTransaction,
  plot: { id: string; partyId: string },
  { id, record, rightId, wrong }: { id: string; record: FieldRecord; rightId: string | null; wrong: string },
): Promise<void> {
  await tx.em.insert(FieldCorrection, {
    id,
    record,
    plotId: plot.id,
    partyId: plot.partyId,
    rightId,
    wrong: await context.vault.sealText(plot.partyId, wrong),
    recordedAtMs: context.clock.now(),
    recordedByAccountId: context.actor.id,
  });
}

/** The root of a new row: its own id, or that of the row that it puts right. */
export async function rootOf<R extends Refused>(
  context: CatalogContext,
  tx: CatalogTransaction,
  plot: { id: string; partyId: string },
  record: FieldRecord,
  said: { id: string; corrects: string | null; wrong: string | null },
  refuse: (code: keyof typeof PUT_RIGHT, field?: string) => R,
): Promise<R | { ok: true; rootId: string }> {
  const { id: rightId, corrects, wrong } = said;
  if (corrects === null) return { ok: true, rootId: rightId };
  if (wrong === null) return refuse('WRONG_NEEDED', 'wrong');
  const old = await recordToCorrect(tx, record, plot.id, corrects);
  if (typeof old === 'string') return refuse(old, 'corrects');
  await writeCorrection(context, tx, plot, { id: corrects, record, rightId, wrong });
  return { ok: true, rootId: old.rootId };
}
