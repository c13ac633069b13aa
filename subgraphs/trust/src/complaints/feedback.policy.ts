import { COMPLAINT_KINDS, OPEN_COMPLAINTS_MAX, type ComplaintKind } from './complaint.policy.ts';

export interface OpenComplaint {
  orderId: string | null;
  kind: string;
}

/** What an open complaint about an order holds alone. */
export const openComplaintKey = (orderId: string | null, kind: string): string | null =>
  orderId === null ? null : `${orderId} ${kind}`;

/**
 * Why the buyer cannot complain of this now, given all that the buyer has open (at most OPEN_COMPLAINTS_MAX); null: it
 * can.
 */
export function whyNotComplain(
  open: readonly OpenComplaint[],
  orderId: string | null,
  kind: ComplaintKind,
): 'TOO_MANY_OPEN' | 'ALREADY_OPEN' | null {
  if (open.length >= OPEN_COMPLAINTS_MAX) return 'TOO_MANY_OPEN';
  return orderId && open.some((row) => row.orderId === orderId && row.kind === kind) ? 'ALREADY_OPEN' : null;
}

/** Why the buyer cannot review the order now; null: it can. */
export function whyNotReview({
  deliveredAtMs,
  isReviewed,
}: {
  deliveredAtMs: number | string | null;
  isReviewed: boolean;
}): 'NOT_DELIVERED' | 'ALREADY_REVIEWED' | null {
  if (!deliveredAtMs) return 'NOT_DELIVERED';
  return isReviewed ? 'ALREADY_REVIEWED' : null;
}

export interface BoughtOrder {
  orderId: string;
  deliveredAtMs: number | null;
  isReviewed: boolean;
}
export const FEEDBACK_LABELS = { review: '评价', 'read-review': '看评价', complain: '投诉' } as const;
export type FeedbackAct = keyof typeof FEEDBACK_LABELS;
const ACTIONS: readonly {
  action: FeedbackAct;
  isPossible(order: BoughtOrder, open: readonly OpenComplaint[]): boolean;
}[] = [
  { action: 'review', isPossible: (order) => whyNotReview(order) === null },
  { action: 'read-review', isPossible: (order) => order.isReviewed },
  {
    action: 'complain',
    isPossible: ({ orderId }, open) => COMPLAINT_KINDS.some((kind) => whyNotComplain(open, orderId, kind) === null),
  },
];

/** What the buyer can say of an order now, as buttons. */
export const feedbackActionsOf = (
  order: BoughtOrder,
  open: readonly OpenComplaint[],
): { action: FeedbackAct; label: string }[] =>
  ACTIONS.filter(({ isPossible }) => isPossible(order, open)).map(({ action }) => ({
    action,
    label: FEEDBACK_LABELS[action],
  }));
