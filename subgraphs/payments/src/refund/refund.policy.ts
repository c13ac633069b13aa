/** Out of whose money a refund is paid. */
export type RefundSource = 'seller' | 'platform-advance';

/** What the provider's word does to a refund. */
export type RefundVerdict = 'succeeded' | 'already-known' | 'under-way' | 'failed' | 'unknown-order' | 'does-not-match';
