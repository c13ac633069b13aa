import { chunksOf } from '@heitu/kit/rules/chunks';
import type { CatalogContext, CatalogTransaction } from '../context.ts';

type Rows = Pick<CatalogContext | CatalogTransaction, 'rows'>;
/** Down to the bags: what it was made from, or up from it: what was made from it. */
export type Direction = 'sources' | 'products';

/** More than some thousand values are no statement. */
export const LOTS_PER_STATEMENT_MAX = 500;
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

/**
 * All lots that a lot was made from, or that were made from it: the nearest first, each once. However many generations
 * lie between: what stopped halfway would leave bags on sale that a recall is about.
 */
export async function lineageOf({ rows }: Rows, lotId: string, direction: Direction): Promise<string[]> {
  const [known, found] =
    direction === 'sources' ? (['lotId', 'sourceLotId'] as const) : (['sourceLotId', 'lotId'] as const);
  const seen = new Set([lotId]);
  let newest: readonly string[] = [lotId];
  while (newest.length > 0) {
    const next = new Set<string>();
    for (const some of chunksOf(newest, LOTS_PER_STATEMENT_MAX)) {
      const links = await rows.selectFrom('LotSource').select(`${found} as id`).where(known, 'in', some).execute();
      for (const { id } of links) if (!seen.has(id)) next.add(id);
    }
    newest = [...next].sort();
    for (const id of newest) seen.add(id);
  }
  seen.delete(lotId);
  return [...seen];
}
