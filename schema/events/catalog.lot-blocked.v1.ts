import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Why a lot may not leave. */
export const lotStopCause = z.enum(['recalled', 'failed-inspection', 'short-measure', 'expired', 'harvested-early']);
export type LotStopCause = z.output<typeof lotStopCause>;

/** A recall is one case for a lot and for the lots made from it: what is known of the case where it is called. */
export const recallFacts = z.object({
  caseId: z.string(),
  /** The lot that is called back; the others were made from it. */
  rootLotId: z.string(),
  rootLotCode: z.string(),
  /** What it is sold as. */
  goods: z.string(),
  level: z.enum(['one', 'two', 'three']),
  hazard: z.enum(['residue', 'contaminant', 'microbe', 'foreign-body', 'spoiled', 'allergen', 'label', 'other']),
  caller: z.enum(['seller', 'operator', 'authority']),
  /** Of the authority's order. */
  orderNumber: z.string().nullable(),
  atMs: z.int(),
});
export type RecallFacts = z.output<typeof recallFacts>;

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
    /** Of a recall; events of before have none. */
    recall: recallFacts.optional(),
  }),
});

/**
 * Of an event of before, a recall is told by its id; what else stopped a lot then counts as the graver: goods not to be
 * eaten.
 */
export const causeOf = ({ cause, recallId }: { cause?: LotStopCause; recallId: string | null }): LotStopCause =>
  cause ?? (recallId === null ? 'failed-inspection' : 'recalled');
