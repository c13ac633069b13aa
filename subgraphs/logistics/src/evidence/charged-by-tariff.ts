import { measured, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import { ChargesCompared } from '../asks/orders.ts';
import type { LogisticsContext } from '../context.ts';

/** Delivery fees against the carrier's tariff when they were ordered, as orders compared them day by day (7.3.5.d). */
export async function chargedByTariff(context: LogisticsContext, period: Period): Promise<EvidenceFigure[]> {
  const asked = { kind: 'DELIVERY' as const, fromMs: String(period.fromMs), toMs: String(period.toMs) };
  const { charges, equal, unjudged, missed } = (await context.peers.query(ChargesCompared, asked)).chargesCompared;
  return [
    measured.each('按下单时的价目收的配送费', equal, charges - unjudged, '单', {
      missed: missed.map(({ orderId, text }) => ({ ref: `Order:${orderId}`, text })),
    }),
    measured.none('查不到当时价目的配送费', unjudged, '单', charges),
  ];
}
