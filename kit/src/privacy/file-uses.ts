import { MINUTE_MS } from '../rules/clock.ts';
import type { Context, Transaction } from '../data/context.ts';
import { FileUse } from '../data/entities.ts';
import type { ToldTables } from '../data/orm.ts';
import type { FileThing } from './files.ts';
import { UNUSED_KEPT_MS, uploaderOf } from './uploads.ts';
import { atField, type RefusalText } from '../rules/outcome.ts';

export type { FileThing } from './files.ts';

/** A column that names files of its own subgraph: one, or several in JSON or with commas between. */
export interface FileColumn {
  entity: string;
  column: string;
  /** What `useFiles` is told of the row. */
  thing: string;
}

/**
 * Has files belong to a thing, in the transaction that writes the row which names them: from here on they are not
 * deleted. False where one is not this actor's, not for this purpose, or no longer there: the caller refuses, which
 * undoes the others.
 */
export async function useFiles(
  context: Context,
  tx: Transaction,
  thing: FileThing,
  fileIds: readonly string[],
  purpose: string,
): Promise<boolean> {
  const ids = [...new Set(fileIds)].sort();
  if (ids.length === 0) return true;
  // Locks them too: what is deleted meanwhile is found gone, and what is used here is found used.
  const { numUpdatedRows } = await tx.rows
    .updateTable('StoredFile')
    .set({ unusedSinceMs: null })
    .where('id', 'in', ids)
    .where('ownerId', '=', uploaderOf(context))
    .where('purpose', '=', purpose)
    .where((eb) => eb.or([eb('unusedSinceMs', 'is', null), eb('unusedSinceMs', '!=', DELETING)]))
    .executeTakeFirst();
  if (Number(numUpdatedRows) < ids.length) return false;
  await tx.em.upsertMany(
    FileUse,
    ids.map((fileId) => ({ fileId, thing: thing.type, thingId: thing.id })),
    { onConflictAction: 'ignore' },
  );
  return true;
}

/** The row no longer names these files: those that nothing else refers to wait for a day, and are deleted. */
export async function releaseFiles(
  context: Context,
  tx: Transaction,
  thing: FileThing,
  fileIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(fileIds)].sort();
  if (ids.length === 0) return;
  // Locked first, so that the statements after it see every use that others have committed.
  await tx.rows
    .updateTable('StoredFile')
    .set((eb) => ({ sizeBytes: eb.ref('sizeBytes') }))
    .where('id', 'in', ids)
    .execute();
  await tx.rows
    .deleteFrom('FileUse')
    .where('fileId', 'in', ids)
    .where('thing', '=', thing.type)
    .where('thingId', '=', thing.id)
    .execute();
  const used = await tx.rows.selectFrom('FileUse').select('fileId').distinct().where('fileId', 'in', ids).execute();
  const unused = ids.filter((id) => !used.some(({ fileId }) => fileId === id));
  if (unused.length > 0)
    await tx.rows
      .updateTable('StoredFile')
      .set({ unusedSinceMs: context.clock.now() })
      .where('id', 'in', unused)
      .execute();
}

export const FORGET_FILES_EVERY_MS = 10 * MINUTE_MS;
/** `unusedSinceMs` of a file whose bytes are being deleted: nobody takes it into use any more. */
export const DELETING = 0;
const BATCH_FILES = 50;
const BATCHES_MAX = 20;

/**
 * Those of these files that a row names after all: asked of the columns themselves, since what is deleted does not come
 * back.
 */
async function namedAfterAll(
  context: Context,
  columns: readonly FileColumn[],
  ids: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const { entity, column } of columns) {
    const rows = await context.em
      .getKysely<ToldTables>()
      .selectFrom(entity)
      .select(column)
      .where((eb) => eb.or(ids.map((id) => eb(column, 'like', `%${id}%`))))
      .execute();
    found.push(...ids.filter((id) => rows.some((row) => String(row[column]).includes(id))));
  }
  return found;
}

/** Bytes, then row: what a process began and left is found by the next. */
async function deleteFile({ rows, files }: Context, id: string, beforeMs: number): Promise<void> {
  const { numUpdatedRows } = await rows
    .updateTable('StoredFile')
    .set({ unusedSinceMs: DELETING })
    .where('id', '=', id)
    .where('unusedSinceMs', '<', beforeMs)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return;
  await files.remove(id);
  await rows.deleteFrom('StoredFile').where('id', '=', id).where('unusedSinceMs', '=', DELETING).execute();
}

/** Deletes what nothing has referred to for a day. */
export async function forgetFiles(context: Context, columns: readonly FileColumn[]): Promise<void> {
  const beforeMs = context.clock.now() - UNUSED_KEPT_MS;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const unused = await context.rows
      .selectFrom('StoredFile')
      .select('id')
      .where('unusedSinceMs', '<', beforeMs)
      .orderBy('unusedSinceMs')
      .limit(BATCH_FILES)
      .execute();
    if (unused.length === 0) return;
    const ids = unused.map(({ id }) => id);
    const named = await namedAfterAll(context, columns, ids);
    if (named.length > 0) {
      context.log.error({ files: named }, 'rows name files that were not said to be used: they are kept');
      await context.rows.updateTable('StoredFile').set({ unusedSinceMs: null }).where('id', 'in', named).execute();
    }
    for (const id of ids) if (!named.includes(id)) await deleteFile(context, id, beforeMs);
  }
}

/** Said alike by all that take photos: a photo that is not there, is another's, or belongs to something else. */
export const PHOTO_UNKNOWN = { message: '有照片没有传上来，请重新选择' } as const satisfies RefusalText;
const NOT_THERE = '照片没有传上来';
export const PHOTO_MISSING = atField('photoIds', NOT_THERE);
/** The same of one photo. */
export const ONE_PHOTO_MISSING = atField('photoId', NOT_THERE);
