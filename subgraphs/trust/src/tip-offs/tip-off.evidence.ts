import { ofPeriod } from '@heitu/kit/data/of-period';
import type { EvidenceFigure, Period } from '@heitu/kit/rules/evidence';
import { inWorkingDays } from '@heitu/standard';
import { info, measured } from '../counting.ts';
import type { TrustContext } from '../context.ts';

/** Reports of unlawful goods that were answered in time, of those that were or should be. */
export async function tipOffsInTime({ rows, clock }: TrustContext, period: Period): Promise<EvidenceFigure[]> {
  const filed = await rows
    .selectFrom('TipOff')
    .select(['id', 'code', 'dueAtMs', 'decidedAtMs'])
    .where(ofPeriod('filedAtMs', 'decidedAtMs', period))
    .execute();
  const due = filed.filter(({ decidedAtMs, dueAtMs }) => decidedAtMs !== null || dueAtMs < clock.now());
  return [
    info('公众举报', filed.length, '件'),
    measured.eachOf(
      `举报${inWorkingDays('answerTipOff')}内有结果`,
      due,
      ({ decidedAtMs, dueAtMs }) => decidedAtMs !== null && decidedAtMs <= dueAtMs,
      '件',
      ({ id, code }) => ({ ref: `TipOff:${id}`, text: `举报 ${code}` }),
    ),
  ];
}
