import { partsIn, sellerParties } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { handoverLifecycle } from './handover.lifecycle.ts';

/** What this actor can do with a goods document: the same questions that signing and voiding ask, for the buttons. */
export function handoverActions(
  { actor, clock }: Pick<LogisticsContext, 'actor' | 'clock'>,
  row: RowOf<'Handover'>,
  parcel: { courierAccountId: string | null; stoppedAtMs: number | null } | null,
) {
  const parts = partsIn(actor, { ...row, courierAccountId: parcel?.courierAccountId }, 'orders');
  return handoverLifecycle.available(row, parts, clock.now()).filter((action) => {
    if (action === 'void') return true;
    if (action === 'sign-seller-by-card' && sellerParties(actor).includes(row.sellerPartyId)) return false;
    // Nobody signs for both sides, and nobody takes over what was stopped.
    const other = action === 'sign-seller' ? row.carrierAccountId : row.sellerAccountId;
    return parcel?.stoppedAtMs == null && other !== actor.id;
  });
}
