import {
  declared,
  info,
  measured,
  reviewed,
  type EvidenceFigure,
  type MissedRow,
  type Period,
} from '@heitu/kit/rules/evidence';
import { YES } from '@heitu/kit/data/entities';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { LogisticsContext, LogisticsRows } from '../context.ts';

type Tables = LogisticsRows extends Kysely<infer All> ? All : never;
export type { Period };
export { declared, info, measured, reviewed };
export type Evidence = (context: LogisticsContext, period: Period) => Promise<EvidenceFigure[]>;

export interface Counted {
  executeTakeFirstOrThrow(): Promise<{ n: unknown }>;
}
export const count = async (query: Counted): Promise<number> => Number((await query.executeTakeFirstOrThrow()).n ?? 0);
export const byKey = (label: string, rows: readonly { key: string; n: unknown }[], unit: string): EvidenceFigure[] =>
  rows.map(({ key, n }) => info(`${label}：${key}`, n, unit));
export const daysSince = (nowMs: number, atMs: number): number => Math.floor((nowMs - atMs) / 86_400_000);
export const percent = (good: number, total: number): number =>
  total === 0 ? 0 : Math.round((1000 * good) / total) / 10;
export const shipmentRow = ({ id, trackingNumber }: { id: string; trackingNumber: string }): MissedRow => ({
  ref: `Shipment:${id}`,
  text: `包裹 ${trackingNumber}`,
});
export const contentsCaseRow = ({ id, trackingNumber }: { id: string; trackingNumber: string }): MissedRow => ({
  ref: `ContentsCase:${id}`,
  text: `包裹 ${trackingNumber}`,
});
export const carrierRow = ({ carrierPartyId, name }: { carrierPartyId: string; name?: string | null }): MissedRow => ({
  ref: `Party:${carrierPartyId}`,
  text: name ?? '配送服务商',
});
/** Checks of a period; and breaches found before, until something was done about them. */
export const checkedIn =
  ({ fromMs, toMs }: Period) =>
  (eb: ExpressionBuilder<Tables, 'SupervisionCheck'>) =>
    eb.and([
      eb('doneAtMs', '<', toMs),
      eb.or([
        eb('doneAtMs', '>=', fromMs),
        eb.and([eb('breach', '=', YES), eb.or([eb('settledAtMs', 'is', null), eb('settledAtMs', '>=', fromMs)])]),
      ]),
    ]);
export const checkRow = ({ id, plannedFor }: { id: string; plannedFor: string }): MissedRow => ({
  ref: `SupervisionCheck:${id}`,
  text: `${plannedFor} 的检查`,
});

/** The span in which something that recurs must have happened, back from now or from the end of a past period. */
export const backFrom = (context: LogisticsContext, { toMs }: Period, spanMs: number): Period => {
  const endMs = Math.min(toMs, context.clock.now() + 1);
  return { fromMs: endMs - spanMs, toMs: endMs };
};
