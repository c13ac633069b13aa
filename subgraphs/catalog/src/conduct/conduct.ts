import type { CatalogContext } from '../context.ts';
import type { ConductFigure } from '../peer/peer.view.ts';

interface Counted {
  partyId: string;
  good: number | string | null;
  total: number | string;
}
const figures = (metric: string, rows: readonly Counted[]): ConductFigure[] =>
  rows.map(({ partyId, good, total }) => ({ partyId, metric, good: Number(good ?? 0), total: Number(total) }));

/** How each seller kept its goods' side of the rules in a period, for the monthly assessment. */
export async function conductFigures(
  context: CatalogContext,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<ConductFigure[]> {
  const labels = await context.rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .where('p.state', '=', 'on-sale')
    .select([
      's.partyId',
      ({ fn }) => fn.sum<number>('s.labelComplete').as('good'),
      ({ fn }) => fn.countAll<number>().as('total'),
    ])
    .groupBy('s.partyId')
    .execute();
  const copies = await context.rows
    .selectFrom('CopyCheck')
    .where('atMs', '>=', fromMs)
    .where('atMs', '<', toMs)
    .select(['partyId', ({ fn }) => fn.sum<number>('passed').as('good'), ({ fn }) => fn.countAll<number>().as('total')])
    .groupBy('partyId')
    .execute();
  const inspections = await context.rows
    .selectFrom('Inspection')
    .where('recordedAtMs', '>=', fromMs)
    .where('recordedAtMs', '<', toMs)
    // What was compared with nothing says nothing of its seller.
    .where('passed', 'is not', null)
    .select(['partyId', ({ fn }) => fn.sum<number>('passed').as('good'), ({ fn }) => fn.countAll<number>().as('total')])
    .groupBy('partyId')
    .execute();
  const measures = await context.rows
    .selectFrom('MeasureCheck')
    .where('recordedAtMs', '>=', fromMs)
    .where('recordedAtMs', '<', toMs)
    // Of too few samples nothing is known.
    .where('passed', 'is not', null)
    .select(['partyId', ({ fn }) => fn.sum<number>('passed').as('good'), ({ fn }) => fn.countAll<number>().as('total')])
    .groupBy('partyId')
    .execute();
  return [
    ...figures('labels-complete', labels),
    ...figures('copy-clean', copies),
    ...figures('inspections-passed', inspections),
    ...figures('measures-kept', measures),
  ];
}
