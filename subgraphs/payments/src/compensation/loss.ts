/** What a carrier lost is compensated without a complaint: a key of its own stands where a complaint's id would. */
const LOST = 'lost:';
export const lossOf = (lostId: string): string => `${LOST}${lostId}`;

/** The complaint that led to it; null where there is none. */
export const complaintOf = ({ complaintId }: { complaintId: string }): { id: string } | null =>
  complaintId.startsWith(LOST) ? null : { id: complaintId };
/** What it is about, for the audit trail: the complaint, or the order of what was lost. */
export const caseOf = (of: { complaintId: string; orderId: string }) =>
  complaintOf(of) ? { type: 'complaint', id: of.complaintId } : { type: 'order', id: of.orderId };
