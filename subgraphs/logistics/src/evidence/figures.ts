import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import type { LogisticsContext } from '../context.ts';

export interface Period {
  fromMs: number;
  toMs: number;
}
export type Evidence = (context: LogisticsContext, period: Period) => Promise<EvidenceFigure[]>;

export interface Counted {
  executeTakeFirstOrThrow(): Promise<{ n: unknown }>;
}
export const count = async (query: Counted): Promise<number> => Number((await query.executeTakeFirstOrThrow()).n ?? 0);

/** `good` of `total`; nothing where there is nothing to count. */
export const share = (label: string, good: number, allLabel: string, total: number, unit: string): EvidenceFigure[] =>
  total === 0
    ? []
    : [
        { label, value: good, unit, outOf: total },
        { label: allLabel, value: total, unit },
      ];
/** `good` of `total`, each of which is due; nothing where there is nothing to count. */
export const each = (...of: Parameters<typeof share>): EvidenceFigure[] =>
  share(...of).map((figure) => (figure.outOf === undefined ? figure : { ...figure, each: true as const }));
/** Figures only where at least one of them has something behind it. */
export const unless = (empty: boolean, figures: EvidenceFigure[]): EvidenceFigure[] => (empty ? [] : figures);
export const byKey = (label: string, rows: readonly { key: string; n: unknown }[], unit: string): EvidenceFigure[] =>
  rows.map(({ key, n }) => ({ label: `${label}：${key}`, value: Number(n), unit }));
export const daysSince = (nowMs: number, atMs: number): number => Math.floor((nowMs - atMs) / 86_400_000);
export const percent = (good: number, total: number): number =>
  total === 0 ? 0 : Math.round((1000 * good) / total) / 10;
