import type { OrdersContext } from '../context.ts';

export interface LotInStore {
  lotId: string;
  isBlocked: boolean;
  /** What counting found, less what it missed: above zero, more goes out of a lot than came in. */
  foundUnits: number;
}

/** How the store has each of these lots; one that never came in is left out. */
export async function lotsInStore({ rows }: OrdersContext, lotIds: readonly string[]): Promise<LotInStore[]> {
  if (lotIds.length === 0) return [];
  const lots = await rows
    .selectFrom('LotStock as l')
    .leftJoin('StockMovement as m', (join) =>
      join.onRef('m.lotId', '=', 'l.lotId').on('m.kind', 'in', ['found', 'loss']),
    )
    .select(['l.lotId', 'l.blocked'])
    .select(({ fn }) => [
      fn.sum<number | null>('m.unitsIn').as('found'),
      fn.sum<number | null>('m.unitsOut').as('lost'),
    ])
    .where('l.lotId', 'in', lotIds)
    .groupBy(['l.lotId', 'l.blocked'])
    .execute();
  return lots.map(({ lotId, blocked, found, lost }) => ({
    lotId,
    isBlocked: Boolean(blocked),
    foundUnits: Number(found) - Number(lost),
  }));
}
