import type { ProposedClaim } from '@heitu/events/logistics.shipment-refused.v1';
import { YES } from '@heitu/kit/data/entities';
import type { LogisticsContext, LogisticsTransaction, RowOf } from '../context.ts';
import { deliveryTerms } from '../contract/agreed-terms.ts';
import type { RefusalReason } from '../delivery/delivery.policy.ts';
import { parcelOf } from '../shipment/crew.loader.ts';
import { heldOf } from './held.loader.ts';
import { claimedBy, proposeShares, shareTermOf, type LiabilityFacts } from './liability.policy.ts';

/**
 * What the platform proposes of who is liable for a parcel that was refused: by whoever had the goods, what the
 * thermometers said meanwhile, what was found inside, and when they were due. Nothing where the reason is between buyer
 * and seller, or is not so; an exchange's second parcel has no price of its own.
 */
export async function claimOf(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  shipmentId: string,
  reason: RefusalReason,
): Promise<ProposedClaim | undefined> {
  const cause = claimedBy(reason);
  const parcel = await tx.rows
    .selectFrom('Shipment')
    .selectAll()
    .where('id', '=', shipmentId)
    .executeTakeFirstOrThrow();
  const { range } = parcelOf(parcel);
  if (cause === null || parcel.afterSaleId !== '' || (cause === 'temperature' && range === null)) return undefined;
  if (cause === 'late' && context.clock.now() <= parcel.deliverByMs) return undefined;
  const held = await heldOf(context, parcel, cause === 'temperature' ? range : null, context.clock.now());
  const inside = await tx.rows
    .selectFrom('ContentsCase')
    .select('id')
    .where('shipmentId', '=', shipmentId)
    .where('outerIntact', '=', YES)
    .executeTakeFirst();
  const { sellerPartyId, deliverByMs, takeOverDueAtMs: fetchByMs } = parcel;
  const facts = { cause, sellerPartyId, held, isInsideOnly: inside !== undefined };
  return proposedOn(context, parcel, cause === 'late' ? { ...facts, due: { deliverByMs, fetchByMs } } : facts);
}

/** The facts, and what they come to by the contract that was in force when the goods were taken over. */
export async function proposedOn(
  context: LogisticsContext,
  parcel: RowOf<'Shipment'>,
  facts: LiabilityFacts,
): Promise<ProposedClaim | undefined> {
  const { cause, sellerPartyId, held } = facts;
  const terms = await deliveryTerms(context, parcel, parcel.takenOverAtMs ?? context.clock.now());
  const proposal = proposeShares(facts, shareTermOf(terms, cause));
  if (!proposal) return undefined;
  const amountFen = parcel.goodsFen + parcel.deliveryFen;
  return {
    cause,
    sellerPartyId,
    amountFen,
    held: [...held],
    shares: proposal.shares,
    clause: proposal.clause,
  };
}
