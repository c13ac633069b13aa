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
 * and seller, or is not so. What an exchange's second parcel is worth orders knows.
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
  if (cause === null || (cause === 'temperature' && range === null)) return undefined;
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

/** What a refusal tells of the parcel beside who is liable for it. */
export const exchangeOf = ({ afterSaleId }: { afterSaleId: string }) => (afterSaleId === '' ? {} : { afterSaleId });

/** Of a collection, what a claim on it looks at. */
interface Returned {
  carrierPartyId: string;
  sellerPartyId: string;
  takenAtMs?: number | null | undefined;
  refundFen: number;
  conditionOk?: boolean | null | undefined;
}
/**
 * What came back was whole when it left its buyer, as both signed at the door, and is no more as both signed at the
 * centre: whoever carried it is proposed to bear it, unless their contract says otherwise (8.4.3.bm).
 */
export async function claimOfReturn(
  context: LogisticsContext,
  { carrierPartyId, sellerPartyId, takenAtMs, refundFen, conditionOk }: Returned,
): Promise<ProposedClaim | undefined> {
  if (conditionOk !== false) return undefined;
  const nowMs = context.clock.now();
  const fromMs = takenAtMs ?? nowMs;
  const watched = { minutesOut: 0, worstCelsius: null, isWatched: true };
  const held = [{ part: 'carrier', partyId: carrierPartyId, fromMs, toMs: nowMs, ...watched }] as const;
  const facts = { cause: 'damage', sellerPartyId, held, isInsideOnly: false } as const;
  const way = { carrierPartyId, sellerPartyId, takenOverAtMs: fromMs, goodsFen: refundFen, deliveryFen: 0 };
  return proposedOn(context, way, facts);
}

/** The facts, and what they come to by the contract that was in force when the goods were taken over. */
export async function proposedOn(
  context: LogisticsContext,
  parcel: Pick<RowOf<'Shipment'>, 'carrierPartyId' | 'sellerPartyId' | 'takenOverAtMs' | 'goodsFen' | 'deliveryFen'>,
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
