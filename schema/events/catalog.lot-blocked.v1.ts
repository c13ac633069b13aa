import { defineEvent } from '@heitu/kit/event';

/** A lot failed an inspection, was recalled or ran out of its papers: what is left of it may not leave. Events of before do not say whose it is. */
export const lotBlocked = defineEvent<{ lotId: string; skuId: string; partyId?: string; reason: string; recallId: string | null }>('catalog.lot-blocked.v1', { consumers: ['orders', 'trust'] });
