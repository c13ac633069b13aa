import type { TrustContext, TrustTransaction } from '../context.ts';
import { inForceOf } from '../disclosure/document.loader.ts';
import { ACCEPTED_BY } from '../disclosure/document.policy.ts';
import { sayYes } from '../disclosure/say-yes.ts';
import { noticeInForce } from '../privacy/privacy.loader.ts';
import { takeNotice } from '../privacy/take-notice.ts';

/**
 * Who reads out the code of an errand says yes, as its SMS says, to the agreement and the notice that bind now: they
 * were read to them at the station. Whoever has said so before has said it once (10.5.cu).
 */
export async function agreeByCode(context: TrustContext, tx: TrustTransaction, accountId: string): Promise<void> {
  const nowMs = context.clock.now();
  const agreement = await inForceOf(tx, nowMs, ACCEPTED_BY.consumer);
  const notice = await noticeInForce(tx, nowMs);
  if (agreement) await sayYes(context, tx, accountId, agreement);
  if (notice) await takeNotice(context, tx, accountId, notice);
}
