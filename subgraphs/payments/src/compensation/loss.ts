/**
 * What is paid without a complaint has a key of its own where a complaint's id would stand: what a carrier lost, what
 * somebody on the way bears of a claim, each for itself, and what a refund could not bring.
 */
const LOST = 'lost:';
const CLAIMED = 'claim:';
const INSTEAD = 'refund:';
const TWICE = 'twice:';
const AGAIN = 'again:';
const DEBT = 'debt:';
/** What others than the seller bear of an order. */
export const BORNE = [`${CLAIMED}%`, `${LOST}%`] as const;
export const lossOf = (lostId: string): string => `${LOST}${lostId}`;
export const claimOf = (aboutId: string, partyId: string): string => `${CLAIMED}${aboutId}:${partyId}`;
export const insteadOf = (refundId: string): string => `${INSTEAD}${refundId}`;
/** What its buyer got twice: the refund, or the compensation. */
export const twiceOf = (id: string): string => `${TWICE}${id}`;
/** What had paid a debt off and went back, after the rest of that debt was ended by people. */
export const againOf = (because: string): string => `${AGAIN}${because}`;
/** What a deposit pays of a debt to a seller, at each time. */
export const debtOf = (recoveryId: string, times: number): string => `${DEBT}${recoveryId}:${times}`;
/** The refund in whose place it is paid; null where there is none. */
export const refundInPlaceOf = ({ complaintId }: { complaintId: string }): string | null =>
  complaintId.startsWith(INSTEAD) ? complaintId.slice(INSTEAD.length) : null;

/** Of what a deposit pays in part, the rest has a key of its own. */
const REST = ':rest';
export const restOf = (complaintId: string): string => `${complaintId}${REST}`;
/** What a part is of. */
export const wholeOf = (complaintId: string): string =>
  complaintId.endsWith(REST) ? complaintId.slice(0, -REST.length) : complaintId;

/** The complaint that led to it; null where there is none. */
export const complaintOf = ({ complaintId }: { complaintId: string }): { id: string } | null =>
  [LOST, CLAIMED, INSTEAD, TWICE, AGAIN, DEBT].some((key) => complaintId.startsWith(key))
    ? null
    : { id: wholeOf(complaintId) };
/** What it is about, for the audit trail: the complaint, or the order of what was lost or refused. */
export const caseOf = (of: { complaintId: string; orderId: string }) =>
  complaintOf(of) ? { type: 'complaint', id: wholeOf(of.complaintId) } : { type: 'order', id: of.orderId };
