import { DAY_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import { signed } from '../counting.ts';
import type { TrustContext } from '../context.ts';

/** It is checked each day; one that is older says nothing of what was changed since. */
const CHECKED_WITHIN_MS = 2 * DAY_MS;

/** The newest check of the chain, and whether it is new enough to vouch for it. */
export async function chainChecked({ rows, clock }: TrustContext) {
  const check = await rows
    .selectFrom('AuditCheckRun')
    .select(['atMs', 'verifiedTo', 'problemCount'])
    .orderBy('atMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isFresh = check !== undefined && check.atMs >= clock.now() - CHECKED_WITHIN_MS;
  const fresh: EvidenceFigure = signed.present('两天内的完整性检查', isFresh ? 1 : 0, '次');
  return { check, fresh };
}
