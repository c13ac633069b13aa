import { reviewed, type EvidenceFigure, type MissedRow, type Period } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';

export const productRow = ({ productId, title }: { productId: string; title: string }): MissedRow => ({
  ref: `Product:${productId}`,
  text: title,
});

/**
 * Of the goods that a person has looked at: found untrue under these clauses, and by nobody lawful since. What was
 * taken down and is given up stands in the period in which it was found; what is on sale all the same, in each.
 */
export async function foundUntrue(
  { rows }: CatalogContext,
  { fromMs }: Period,
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
    .where(({ eb, or }) => or([eb('p.state', '=', 'on-sale'), eb('r.atMs', '>=', fromMs)]))
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

/**
 * Goods for which the promised hour of a person's look has passed: those that wait, and those on sale that have left
 * the queue unseen, until somebody looks at them after all.
 */
export async function lateLooks(context: CatalogContext): Promise<{ id: string; lookDueAtMs: number }[]> {
  return context.rows
    .selectFrom('PublicLook as l')
    .innerJoin('Product as p', 'p.id', 'l.productId')
    .select(['l.id', 'l.lookDueAtMs'])
    .where('l.state', 'in', ['waiting', 'left'])
    .where('l.lookDueAtMs', '<', context.clock.now())
    .where(({ or, and, eb, not, exists, selectFrom }) =>
      or([
        eb('l.state', '=', 'waiting'),
        and([
          eb('p.state', '=', 'on-sale'),
          not(
            exists(
              selectFrom('ContentReview as r')
                .select('r.id')
                .whereRef('r.productId', '=', 'l.productId')
                .whereRef('r.atMs', '>', 'l.openedAtMs'),
            ),
          ),
          not(
            exists(
              selectFrom('PublicLook as later')
                .select('later.id')
                .whereRef('later.productId', '=', 'l.productId')
                .whereRef('later.openedAtMs', '>', 'l.openedAtMs'),
            ),
          ),
        ]),
      ]),
    )
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
