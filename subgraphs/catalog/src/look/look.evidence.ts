import type { CatalogContext } from '../context.ts';

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
