/** Out of whose money a refund is paid. */
export type RefundSource = 'seller' | 'platform-advance';
