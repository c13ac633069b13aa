/** What a carrier lost is compensated without a complaint: under a key of its own, where a complaint's id would stand. */
const LOST = 'lost:';
export const lossOf = (lostId: string): string => `${LOST}${lostId}`;

/** The complaint that led to it; null where there is none. */
export const complaintOf = ({ complaintId }: { complaintId: string }): { id: string } | null =>
  complaintId.startsWith(LOST) ? null : { id: complaintId };
/** What it is about, for the audit trail: the complaint, or the order of what was lost. */
export const caseOf = (of: { complaintId: string; orderId: string }) =>
  complaintOf(of) ? { type: 'complaint', id: of.complaintId } : { type: 'order', id: of.orderId };
