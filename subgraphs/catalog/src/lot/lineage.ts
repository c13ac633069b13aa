import type { CatalogContext, CatalogTransaction } from '../context.ts';

type Rows = Pick<CatalogContext | CatalogTransaction, 'rows'>;
/** Down to the bags: what it was made from, or up from it: what was made from it. */
export type Direction = 'sources' | 'products';

/** A lot of a hundred lots is still one purchase: more is no lineage but a fault of it. */
const GENERATIONS_MAX = 50;

/** Whoever scans a bag reads of so many lots that went into it, the nearest first. */
const BEHIND_MAX = 200;
/** Of each lot: itself and what it was made from, for pages. */
export async function lotsBehind(context: Rows, lotIds: readonly string[]): Promise<string[][]> {
  const links = await context.rows.selectFrom('LotSource').select('lotId').where('lotId', 'in', lotIds).execute();
  const made = new Set(links.map(({ lotId }) => lotId));
  return Promise.all(
    lotIds.map(async (lotId) => [
      lotId,
      ...(made.has(lotId) ? (await lineageOf(context, lotId, 'sources')).slice(0, BEHIND_MAX) : []),
    ]),
  );
}

/** All lots that a lot was made from, or that were made from it: the nearest first, each once. */
export async function lineageOf({ rows }: Rows, lotId: string, direction: Direction): Promise<string[]> {
  const [known, found] =
    direction === 'sources' ? (['lotId', 'sourceLotId'] as const) : (['sourceLotId', 'lotId'] as const);
  const seen = new Set([lotId]);
  let newest: readonly string[] = [lotId];
  for (let generation = 0; newest.length > 0; generation++) {
    if (generation === GENERATIONS_MAX) throw new Error(`lot ${lotId}: its lineage does not end`);
    const links = await rows.selectFrom('LotSource').select(`${found} as id`).where(known, 'in', newest).execute();
    newest = [...new Set(links.map(({ id }) => id))].filter((id) => !seen.has(id)).sort();
    for (const id of newest) seen.add(id);
  }
  seen.delete(lotId);
  return [...seen];
}
