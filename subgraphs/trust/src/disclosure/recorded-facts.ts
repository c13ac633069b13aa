import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import type { RefusalText } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, z } from '@heitu/kit/rules/validate';
import { ENDS_BEFORE_START } from './disclosure.refusals.ts';

/** What records of operations share: their times are those of the facts, not of the entry. */
export const moment = asScalar(DateTime, z.number().int().min(0));
export const rowCount = asScalar(SafeInt, z.number().int().min(0).max(2_000_000_000));

/** People by hand, and the process that takes backups: to it nothing else is open. */
export const operations = permit.roleOrPeer(['operator-admin'], ['backup']);

export const timeRefusals = {
  ENDS_BEFORE_START,
  IN_THE_FUTURE: { message: '时间不能在将来' },
} as const satisfies Readonly<Record<string, RefusalText>>;

/** Why something cannot have begun and ended then; null: it can. */
export function whyNotThen(
  nowMs: number,
  startedAtMs: number,
  endedAtMs: number | null,
): keyof typeof timeRefusals | null {
  if (startedAtMs > nowMs || (endedAtMs ?? 0) > nowMs) return 'IN_THE_FUTURE';
  return endedAtMs !== null && endedAtMs < startedAtMs ? 'ENDS_BEFORE_START' : null;
}
