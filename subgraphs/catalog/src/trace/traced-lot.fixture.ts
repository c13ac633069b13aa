import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, documentedLot, draft, requestId, seller } from '../testing.fixture.ts';

/** One step of a lot's history, as its seller writes it. */
export const traceEventInput = (lotId: string, more: object = {}) => ({
  requestId: requestId(),
  lotId,
  bizStep: 'packing',
  at: '2026-11-01T01:00:00Z',
  place: '龙凤山镇',
  note: '装袋',
  actorName: '李建国',
  ...more,
});

/** A lot on sale with four events in its chain: registered, inspected, packed, released. */
export async function tracedLot(room: TestSubgraph): Promise<{ lotId: string; code: string }> {
  const { skuId } = await draft(room);
  const lot = await documentedLot(room, skuId);
  await act(room, seller, 'recordTraceEvent', traceEventInput(lot.lotId), 'sequence');
  await act(room, seller, 'releaseLot', { lotId: lot.lotId });
  return lot;
}
