import { reviewed, type EvidenceFigure, type MissedRow } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';

export const productRow = ({ productId, title }: { productId: string; title: string }): MissedRow => ({
  ref: `Product:${productId}`,
  text: title,
});

/** Of the goods that a person has looked at: found untrue under these clauses, and by nobody lawful since. */
export async function foundUntrue(
  { rows }: CatalogContext,
  label: string,
  clauses: readonly ClauseRef[],
): Promise<EvidenceFigure> {
  const untrue = await rows
    .selectFrom('ContentReview as r')
    .innerJoin('Product as p', 'p.id', 'r.productId')
    .select(['r.productId', 'p.title'])
    .distinct()
    .where('r.finding', '=', 'unlawful')
    .where('r.clause', 'in', clauses)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ContentReview as later')
            .select('later.id')
            .whereRef('later.productId', '=', 'r.productId')
            .whereRef('later.atMs', '>', 'r.atMs'),
        ),
      ),
    )
    .execute();
  const { looked } = await rows
    .selectFrom('ContentReview')
    .select(({ fn }) => fn.count<number>('productId').distinct().as('looked'))
    .executeTakeFirstOrThrow();
  return reviewed.noneOf(label, untrue, '个', productRow, Number(looked));
}

/** Goods for which the promised hour of a person's look has passed. */
export async function lateLooks(context: CatalogContext): Promise<{ id: string; lookDueAtMs: number }[]> {
  return context.rows
    .selectFrom('PublicLook')
    .select(['id', 'lookDueAtMs'])
    .where('state', '=', 'waiting')
    .where('lookDueAtMs', '<', context.clock.now())
    .execute();
}
/** Appeals against blocks in a period. */
export async function appealsIn(
  context: CatalogContext,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<number> {
  const { n } = await context.rows
    .selectFrom('PublicLook')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('appeal', 'is not', null)
    .where('lookedAtMs', '>=', fromMs)
    .where('lookedAtMs', '<', toMs)
    .executeTakeFirstOrThrow();
  return Number(n);
}
