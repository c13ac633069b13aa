import { manages } from '../access.ts';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { CustodyLeg } from './leg.entity.ts';
import { legLifecycle } from './leg.lifecycle.ts';
import { legs } from './leg.moves.ts';
import type { Found, LegKind } from './leg.policy.ts';
import { signatureBy } from './sign.ts';

interface Passed {
  shipment: { id: string; units: number; carrierPartyId: string; courierAccountId?: string | null | undefined };
  facilityId: string;
  kind: LegKind;
  found: {
    units?: number | null | undefined;
    sealNumber?: string | null | undefined;
    sealWhole?: boolean | null | undefined;
    temperatureCelsius?: number | null | undefined;
  };
}

/**
 * The goods pass between courier and store: whoever writes it down signs for their side, the other side is still to. A
 * leg before it that nobody signed stays unsigned: the goods have gone on.
 */
export async function openLeg(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  { shipment, facilityId, kind, found }: Passed,
): Promise<void> {
  const { id: shipmentId, carrierPartyId, courierAccountId } = shipment;
  await legs.bySystem(context, tx, 'leave', { shipmentId }, { openFor: null });
  const id = context.newId();
  const side = manages(context.actor, carrierPartyId) && courierAccountId !== context.actor.id ? 'keeper' : 'courier';
  const { sealNumber = null, sealWhole = null, temperatureCelsius: celsius = null } = found;
  const said: Found = { units: found.units ?? shipment.units, sealWhole, celsius };
  await tx.em.insert(CustodyLeg, {
    id,
    shipmentId,
    carrierPartyId,
    facilityId,
    kind,
    state: legLifecycle.initial,
    openFor: shipmentId,
    sealNumber,
    openedAtMs: context.clock.now(),
    ...signatureBy(context, side, { legId: id, shipmentId, facilityId, kind, sealNumber, ...said }),
  });
}
