import type { Actor } from '@heitu/kit/rules/actor';
import { manages, sellerParties, stationParties } from '../access.ts';
import { waitsFor } from './leg.policy.ts';

type Leg = Parameters<typeof waitsFor>[0] & { carrierPartyId: string; stationPartyId?: string | null | undefined };

/** Whose goods they are, and who brings them. */
interface Goods {
  courierAccountId?: string | null | undefined;
  sellerPartyId: string;
}

/**
 * Whether the side that is still to sign is this actor's: the courier's side is the courier's own, a store's is the
 * carrier's desk, which also fetches from a station, a station's its agents' and a seller's its people's. The buyer
 * signs the delivery note.
 */
export function signsHere(actor: Actor, leg: Leg, { courierAccountId, sellerPartyId }: Goods): boolean {
  const { side } = waitsFor(leg);
  if (side === 'station') return leg.stationPartyId != null && stationParties(actor).includes(leg.stationPartyId);
  if (side === 'seller') return sellerParties(actor).includes(sellerPartyId);
  if (side === 'courier' && courierAccountId === actor.id) return true;
  return (side === 'keeper' || leg.stationPartyId != null) && manages(actor, leg.carrierPartyId);
}
