import { MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Period } from '../conduct.ts';
import type { OrdersContext } from '../context.ts';
import { countRecall } from './recall.loader.ts';

/** A word that a parcel must stop is on its way for seconds; whoever signs meanwhile has signed before it. */
const WORD_ON_ITS_WAY_MS = 5 * MINUTE_MS;

/** What was done with the recalls of a period: each number beside what it must be. */
export interface RecallsDone {
  recalls: number;
  /** The authority had no report when its hours were over. */
  lateReports: number;
  /** Not closed when its days were over. */
  lateClosures: number;
  closed: number;
  /** Closed although nobody else had looked. */
  closedByOne: number;
  /** Orders that were signed for after their lot was called back. */
  signedAfter: number;
  /** Goods that are paid for, and were neither paid back nor asked back. */
  unpaid: number;
  buyers: number;
  told: number;
  reached: number;
  units: number;
  recoveredUnits: number;
  destroyedUnits: number;
}

export async function recallsDone(context: OrdersContext, { fromMs, toMs }: Period): Promise<RecallsDone> {
  const nowMs = context.clock.now();
  const cases = await context.rows
    .selectFrom('RecallCase')
    .selectAll()
    .where('openedAtMs', '>=', fromMs)
    .where('openedAtMs', '<', toMs)
    .execute();
  const ids = cases.map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await context.rows
          .selectFrom('RecallRow as r')
          .leftJoin('Order as o', 'o.id', 'r.orderId')
          .selectAll('r')
          .select(['o.deliveredAtMs', 'o.paidFen'])
          .where('r.caseId', 'in', ids)
          .execute();
  const { buyers, told, reached, units, recoveredUnits, destroyedUnits } = countRecall(rows);
  const signed = rows.filter(({ deliveredAtMs, foundAtMs }) => (deliveredAtMs ?? 0) > foundAtMs + WORD_ON_ITS_WAY_MS);
  return {
    recalls: cases.length,
    lateReports: cases.filter(({ reportedAtMs, reportDueAtMs }) => (reportedAtMs ?? nowMs) > reportDueAtMs).length,
    lateClosures: cases.filter(({ closedAtMs, finishDueAtMs }) => (closedAtMs ?? nowMs) > finishDueAtMs).length,
    closed: cases.filter(({ closedAtMs }) => closedAtMs !== null).length,
    closedByOne: cases.filter(({ closedBy, proposedBy }) => closedBy !== null && closedBy === proposedBy).length,
    signedAfter: new Set(signed.map(({ orderId }) => orderId)).size,
    unpaid: rows.filter(
      ({ state, paidFen, refundKey, refundAtMs }) =>
        state !== 'on-way' && (paidFen ?? 0) > 0 && refundKey === null && refundAtMs === null,
    ).length,
    buyers,
    told,
    reached,
    units,
    recoveredUnits,
    destroyedUnits,
  };
}
