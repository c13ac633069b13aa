import { manages } from '../access.ts';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { CustodyLeg } from './leg.entity.ts';
import { legLifecycle } from './leg.lifecycle.ts';
import { legs } from './leg.moves.ts';
import type { Found, LegKind, LegSide } from './leg.policy.ts';
import { signatureBy } from './sign.ts';

/** Where the goods are given or taken beside the courier's vehicle: a store of the carrier, or a village station. */
export type LegPlace = { facilityId: string } | { stationPartyId: string };
interface Passed {
  shipment: { id: string; units: number; carrierPartyId: string; courierAccountId?: string | null | undefined };
  place: LegPlace;
  kind: LegKind;
  /** Left out: by who the caller is to the carrier. */
  side?: LegSide;
  found: {
    units?: number | null | undefined;
    sealNumber?: string | null | undefined;
    sealWhole?: boolean | null | undefined;
    temperatureCelsius?: number | null | undefined;
  };
}

/**
 * The goods pass between courier and store or station: whoever writes it down signs for their side, the other side is
 * still to. A leg before it that nobody signed stays unsigned: the goods have gone on.
 */
export async function openLeg(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  { shipment, place, kind, found, ...given }: Passed,
): Promise<void> {
  const { id: shipmentId, carrierPartyId, courierAccountId } = shipment;
  await legs.bySystem(context, tx, 'leave', { shipmentId }, { openFor: null });
  const id = context.newId();
  const isKeeper = manages(context.actor, carrierPartyId) && courierAccountId !== context.actor.id;
  const side = given.side ?? (isKeeper ? 'keeper' : 'courier');
  const { sealNumber = null, sealWhole = null, temperatureCelsius: celsius = null } = found;
  const said: Found = { units: found.units ?? shipment.units, sealWhole, celsius };
  const leg = { id, shipmentId, ...place, kind, sealNumber };
  await tx.em.insert(CustodyLeg, {
    ...leg,
    carrierPartyId,
    state: legLifecycle.initial,
    openFor: shipmentId,
    openedAtMs: context.clock.now(),
    ...signatureBy(context, side, leg, said),
  });
}
