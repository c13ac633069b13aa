import type { Actor } from '@heitu/kit/rules/actor';
import { manages, sellerParties } from '../access.ts';
import type { RowOf } from '../context.ts';

/** What this actor can do with a goods document: the same questions that signing and voiding ask, for the buttons. */
export function handoverActions(
  actor: Actor,
  row: RowOf<'Handover'>,
  parcel: { courierAccountId: string | null; stoppedAtMs: number | null } | null,
): string[] {
  if (row.state !== 'open') return [];
  const { sellerAccountId, carrierAccountId } = row;
  const manager = manages(actor, row.carrierPartyId);
  const mayGoOn = parcel?.stoppedAtMs == null;
  const signsForSeller =
    mayGoOn &&
    sellerAccountId === null &&
    carrierAccountId !== actor.id &&
    sellerParties(actor).includes(row.sellerPartyId);
  const signsForCarrier =
    mayGoOn &&
    carrierAccountId === null &&
    sellerAccountId !== actor.id &&
    (manager || parcel?.courierAccountId === actor.id);
  return [
    ...(signsForSeller ? ['sign-seller'] : []),
    ...(signsForCarrier ? ['sign-carrier'] : []),
    ...(manager ? ['void'] : []),
  ];
}
