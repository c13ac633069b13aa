import { plus } from '@heitu/kit/data/arithmetic';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { Lot } from '../lot/lot.entity.ts';
import { VoidLabel } from './label.entity.ts';

/** Of these labels of a lot, the serials that count no longer. */
export async function spoiledAmong(
  { rows }: Pick<CatalogContext | CatalogTransaction, 'rows'>,
  lotId: string,
  fromSerial: number,
  toSerial: number,
): Promise<number[]> {
  const spoiled = await rows
    .selectFrom('VoidLabel')
    .select('serial')
    .where('lotId', '=', lotId)
    .where('serial', '>=', fromSerial)
    .where('serial', '<=', toSerial)
    .orderBy('serial')
    .execute();
  return spoiled.map(({ serial }) => serial);
}

/** From now on they do not count, and others may be printed for them; the lot's row is taken, and none was spoiled. */
export async function spoil(
  { clock, actor }: CatalogContext,
  tx: CatalogTransaction,
  { lotId, partyId }: { lotId: string; partyId: string },
  fromSerial: number,
  count: number,
): Promise<void> {
  const by = { atMs: clock.now(), byAccountId: actor.id };
  await tx.em.insertMany(
    VoidLabel,
    Array.from({ length: count }, (_, i) => ({ lotId, serial: fromSerial + i, partyId, ...by })),
  );
  await tx.em.nativeUpdate(Lot, { id: lotId }, { labelsVoid: plus('labelsVoid', count) });
}
