import type { LogisticsContext, LogisticsTransaction, RowOf } from '../context.ts';
import { CustodyLeg } from './leg.entity.ts';
import { legs } from './leg.moves.ts';
import { giverOf, type Found } from './leg.policy.ts';
import { openLeg } from './open-leg.ts';
import { signatureBy } from './sign.ts';

const NOTHING: Found = { units: 0, sealWhole: null, celsius: null };

/**
 * The buyer does not take the goods: they stay with whoever brought them. With the signature of the buyer where it is
 * the buyer who says so, of the courier where it is they (8.5.4.3.cf).
 */
export async function refuseLeg(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  shipment: Pick<RowOf<'Shipment'>, 'id' | 'units' | 'carrierPartyId' | 'buyerAccountId' | 'state'> & {
    stationPartyId?: string | null | undefined;
  },
): Promise<void> {
  const isThere = shipment.state === 'at-station';
  const kind = isThere ? 'out-of-station' : 'to-buyer';
  const place = isThere && shipment.stationPartyId ? { stationPartyId: shipment.stationPartyId } : {};
  const byBuyer = shipment.buyerAccountId === context.actor.id;
  const shown = await tx.em.findOne(CustodyLeg, { openFor: shipment.id, kind });
  const side = byBuyer ? 'buyer' : giverOf(kind);
  const leg =
    shown ?? (await openLeg(context, tx, { shipment, place, kind, side, found: byBuyer ? { units: 0 } : {} }));
  const signed = shown && byBuyer ? signatureBy(context, 'buyer', leg, NOTHING) : {};
  await legs.bySystem(context, tx, 'refuse', { id: leg.id }, { openFor: null, ...signed });
}
