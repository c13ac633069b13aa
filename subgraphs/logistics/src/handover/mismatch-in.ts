import type { SealedText } from '@heitu/kit/privacy/vault';
import { deskRoles } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { mismatchLifecycle } from './handover.lifecycle.ts';
import type { HandoverMismatch } from './handover.view.ts';

/** A mismatch as it is shown: sealed under the carrier, who clears it up. */
export async function mismatchIn(
  context: LogisticsContext,
  one: RowOf<'Mismatch'>,
  carrierPartyId: string,
): Promise<HandoverMismatch> {
  const open = (text: SealedText) => context.vault.openText(carrierPartyId, text, 'note');
  const roles = deskRoles(context.actor, carrierPartyId);
  return {
    ...one,
    text: await open(one.text),
    resolution: one.resolution && (await open(one.resolution)),
    availableActions: mismatchLifecycle.available(one, roles, context.clock.now()),
  };
}
