import { addWorkingDays } from '@heitu/kit/rules/calendar';
import type { Refused } from '@heitu/kit/rules/outcome';
import type { SealedText } from '@heitu/kit/privacy/vault';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import type { CopyRuleName } from '../copy/copy.rules.ts';
import { looks } from './look.moves.ts';
import { APPEAL_WORKING_DAYS } from './look.policy.ts';
import { waitingLook } from './open-look.ts';

interface Found {
  product: { id: string; partyId: string };
  isLawful: boolean;
  rule: CopyRuleName | null;
  sealed: SealedText;
}

/** What a person found ends the look that waits. What is taken down without one has a look too: it can be appealed. */
export async function closeLook<R extends Refused>(
  context: CatalogContext,
  tx: CatalogTransaction,
  { product, isLawful, rule, sealed }: Found,
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => R,
): Promise<R | null> {
  const look = isLawful
    ? await tx.rows.selectFrom('PublicLook').selectAll().where('openFor', '=', product.id).executeTakeFirst()
    : await waitingLook(context, tx, product);
  if (!look) return null;
  const nowMs = context.clock.now();
  const set = { openFor: null, lookedAtMs: nowMs, lookedByAccountId: context.actor.id, rule, reason: sealed };
  return isLawful
    ? looks.move(context, tx, 'pass', look, refuse, { set })
    : looks.move(context, tx, 'block', look, refuse, {
        set: { ...set, appealDueAtMs: addWorkingDays(nowMs, APPEAL_WORKING_DAYS) },
      });
}
