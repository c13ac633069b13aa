import { YES } from '@heitu/kit/data/entities';
import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import type { RowOf } from '../context.ts';
import { checkLifecycle } from '../supervision/check.lifecycle.ts';
import { isAnswered } from '../supervision/supervision.policy.ts';
import { checkRow, measured } from './figures.ts';

type FoundRow = Parameters<typeof isAnswered>[0] &
  Parameters<typeof checkRow>[0] &
  Parameters<typeof checkLifecycle.dueAtMs>[0] &
  Pick<RowOf<'SupervisionCheck'>, 'breach' | 'openSinceMs' | 'settledAtMs'>;
/** Each breach that is over or due has a measure of trust, or another's check that found it put right (8.2.au). */
export function unanswered(rows: readonly FoundRow[], fromMs: number, nowMs: number): EvidenceFigure {
  const over = rows.filter(
    (row) =>
      row.breach === YES &&
      (row.settledAtMs === null ? (checkLifecycle.dueAtMs(row) ?? Infinity) < nowMs : row.settledAtMs >= fromMs),
  );
  return measured.noneOf(
    '查出后没有措施、也没有另一人复查的违规',
    over.filter((row) => !isAnswered(row)),
    '次',
    checkRow,
  );
}
