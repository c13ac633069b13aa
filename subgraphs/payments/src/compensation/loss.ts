/**
 * What is paid without a complaint has a key of its own where a complaint's id would stand: what a carrier lost, what
 * somebody on the way bears of a claim, each for itself, and what a refund could not bring.
 */
const LOST = 'lost:';
const CLAIMED = 'claim:';
const INSTEAD = 'refund:';
/** What others than the seller bear of an order. */
export const BORNE = [`${CLAIMED}%`, `${LOST}%`] as const;
export const lossOf = (lostId: string): string => `${LOST}${lostId}`;
export const claimOf = (aboutId: string, partyId: string): string => `${CLAIMED}${aboutId}:${partyId}`;
export const insteadOf = (refundId: string): string => `${INSTEAD}${refundId}`;
/** The refund in whose place it is paid; null where there is none. */
export const refundInPlaceOf = ({ complaintId }: { complaintId: string }): string | null =>
  complaintId.startsWith(INSTEAD) ? complaintId.slice(INSTEAD.length) : null;

/** The complaint that led to it; null where there is none. */
export const complaintOf = ({ complaintId }: { complaintId: string }): { id: string } | null =>
  [LOST, CLAIMED, INSTEAD].some((key) => complaintId.startsWith(key)) ? null : { id: complaintId };
/** What it is about, for the audit trail: the complaint, or the order of what was lost or refused. */
export const caseOf = (of: { complaintId: string; orderId: string }) =>
  complaintOf(of) ? { type: 'complaint', id: of.complaintId } : { type: 'order', id: of.orderId };
