import { addWorkingDays } from '@heitu/kit/rules/calendar';
import type { Refused } from '@heitu/kit/rules/outcome';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { LOOK_APPEAL_WORKING_DAYS } from '@heitu/standard';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import type { CopyRuleName } from '../copy/copy.rules.ts';
import type { lookToEnd } from './open-look.ts';
import { looks } from './look.moves.ts';

interface Found {
  look: NonNullable<Awaited<ReturnType<typeof lookToEnd>>>;
  isLawful: boolean;
  rule: CopyRuleName | null;
  sealed: SealedText;
  /** What the one who decided is, where that was in another room. */
  parts?: readonly string[];
}

/** What a person found ends the look that waits. */
export function closeLook<R extends Refused>(
  context: CatalogContext,
  tx: CatalogTransaction,
  { look, isLawful, rule, sealed, parts }: Found,
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => R,
): Promise<R | null> {
  const nowMs = context.clock.now();
  const set = { openFor: null, lookedAtMs: nowMs, lookedByAccountId: context.actor.id, rule, reason: sealed };
  return isLawful
    ? looks.move(context, tx, 'pass', look, refuse, { set })
    : looks.move(context, tx, 'block', look, refuse, {
        set: { ...set, appealDueAtMs: addWorkingDays(nowMs, LOOK_APPEAL_WORKING_DAYS) },
        ...(parts && { parts }),
      });
}
