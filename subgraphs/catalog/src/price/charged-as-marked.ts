import { measured, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import type { CatalogContext } from '../context.ts';
import { askChargesCompared } from '../peers.ts';

/** What was charged against the label in force when it was ordered, as orders compared it day by day (7.3.5.b). */
export async function chargedAsMarked(context: CatalogContext, period: Period): Promise<EvidenceFigure[]> {
  const { days, daysCompared, missedDays, charges, equal, unjudged, missed } = await askChargesCompared(
    context,
    period,
  );
  return [
    measured.each('按下单时的价签收费的商品', equal, charges - unjudged, '行', {
      missed: missed.map(({ orderId, text }) => ({ ref: `Order:${orderId}`, text })),
    }),
    measured.none('查不到当时价签的收费', unjudged, '行', charges),
    measured.each('核对过收费的日子', daysCompared, days, '天', {
      missed: missedDays.map((date) => ({ ref: `ChargeDay:${date}`, text: date })),
    }),
  ];
}
