import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Why a lot may not leave. */
export const lotStopCause = z.enum(['recalled', 'failed-inspection', 'short-measure', 'expired']);
export type LotStopCause = z.output<typeof lotStopCause>;

/**
 * A lot failed an inspection, was recalled or ran out of its papers: what is left of it may not leave. Events of before
 * say neither whose it is nor the cause.
 */
export const lotBlocked = defineEvent('catalog.lot-blocked.v1', {
  consumers: ['orders', 'trust'],
  payload: z.object({
    lotId: z.string(),
    lotCode: z.string().optional(),
    skuId: z.string(),
    partyId: z.string().optional(),
    cause: lotStopCause.optional(),
    reason: z.string(),
    recallId: z.string().nullable(),
  }),
});

/**
 * Of an event of before, a recall is told by its id; what else stopped a lot then counts as the graver: goods not to be
 * eaten.
 */
export const causeOf = ({ cause, recallId }: { cause?: LotStopCause; recallId: string | null }): LotStopCause =>
  cause ?? (recallId === null ? 'failed-inspection' : 'recalled');
