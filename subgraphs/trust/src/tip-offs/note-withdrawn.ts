import type { withdrawalDone } from '@heitu/events/catalog.withdrawal-done.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { TipOff } from './tip-off.entity.ts';

/** What was ordered off sale is: whoever asked for it reads when. */
export async function noteWithdrawn(
  { clock }: TrustContext,
  { em }: TrustTransaction,
  { cause, causeId, found }: PayloadOf<typeof withdrawalDone>,
): Promise<void> {
  if (cause !== 'tip-off' || !found) return;
  await em.nativeUpdate(TipOff, { id: causeId, withdrawnAtMs: null }, { withdrawnAtMs: clock.now() });
}
