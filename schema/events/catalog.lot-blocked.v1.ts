import { defineEvent } from '@heitu/kit/messages/event';

/** Why a lot may not leave, in the words that people read. */
export const LOT_STOP_CAUSES = {
  recalled: '已召回',
  'failed-inspection': '检验不合格',
  'short-measure': '净含量或计数抽检不合格',
  expired: '已过保质期',
} as const;
export type LotStopCause = keyof typeof LOT_STOP_CAUSES;

/**
 * A lot failed an inspection, was recalled or ran out of its papers: what is left of it may not leave. Events of before
 * say neither whose it is nor the cause.
 */
export const lotBlocked = defineEvent<{
  lotId: string;
  lotCode?: string;
  skuId: string;
  partyId?: string;
  cause?: LotStopCause;
  reason: string;
  recallId: string | null;
}>('catalog.lot-blocked.v1', { consumers: ['orders', 'trust'] });

/**
 * Of an event of before, a recall is told by its id; what else stopped a lot then counts as the graver: goods not to be
 * eaten.
 */
export const causeOf = ({ cause, recallId }: { cause?: LotStopCause; recallId: string | null }): LotStopCause =>
  cause ?? (recallId === null ? 'failed-inspection' : 'recalled');
