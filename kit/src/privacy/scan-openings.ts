import { defineEntity } from '@mikro-orm/core';
import type { Context, Transaction } from '../data/context.ts';
import { column } from '../data/entities.ts';
import type { DatabaseOf } from '../data/orm.ts';
import { idFrom } from '../rules/ids.ts';
import { ok } from '../rules/outcome.ts';

/** Who has opened which scan: nobody accepts a paper that they have not seen. A room that judges papers lists it. */
export const ScanOpening = defineEntity({
  name: 'ScanOpening',
  properties: {
    /** Made of the file and the account. */
    id: column.id().primary(),
    accountId: column.reference(),
    atMs: column.time(),
  },
});

export const openingId = (fileId: string, accountId: string): string => idFrom(`opening:${fileId}:${accountId}`);

/** Of these scans those that this account has not had in front of it. */
export async function unopened<Scan extends { fileId: string | null }>(
  { actor }: Pick<Context, 'actor'>,
  { rows }: Pick<Transaction, 'rows'>,
  scans: readonly Scan[],
): Promise<Scan[]> {
  const idOf = ({ fileId }: Scan): string => (fileId === null ? '' : openingId(fileId, actor.id));
  if (scans.length === 0) return [];
  const openings = await rows
    .withTables<Pick<DatabaseOf<[typeof ScanOpening]>, 'ScanOpening'>>()
    .selectFrom('ScanOpening')
    .select('id')
    .where('id', 'in', scans.map(idOf))
    .execute();
  const seen = new Set(openings.map(({ id }) => id));
  return scans.filter((scan) => !seen.has(idOf(scan)));
}

/** For `fileEdges`: the caller was given the bytes of a scan. */
export async function noteOpening(
  context: Context,
  { id, isPublic }: { id: string; isPublic: boolean },
): Promise<void> {
  if (isPublic || context.actor.kind !== 'account') return;
  await context.transaction(async (tx) => {
    await tx.em.upsert(
      ScanOpening,
      { id: openingId(id, context.actor.id), accountId: context.actor.id, atMs: context.clock.now() },
      { onConflictAction: 'ignore' },
    );
    return ok(null);
  });
}
