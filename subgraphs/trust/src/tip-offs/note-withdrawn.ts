import type { withdrawalDone } from '@heitu/events/catalog.withdrawal-done.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { OversightRequest } from '../disclosure/disclosure.entity.ts';
import { TipOff } from './tip-off.entity.ts';

/** What was ordered off sale is: whoever asked for it reads when. */
export async function noteWithdrawn(
  { clock }: TrustContext,
  { em }: TrustTransaction,
  { cause, causeId, found }: PayloadOf<typeof withdrawalDone>,
): Promise<void> {
  if (!found) return;
  const nowMs = clock.now();
  if (cause === 'tip-off')
    await em.nativeUpdate(TipOff, { id: causeId, withdrawnAtMs: null }, { withdrawnAtMs: nowMs });
  else await em.nativeUpdate(OversightRequest, { id: causeId, actedAtMs: null }, { actedAtMs: nowMs });
}
