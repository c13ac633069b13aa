import { ofPeriod } from '@heitu/kit/data/of-period';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { chinaTime } from '@heitu/kit/rules/calendar';
import type { MissedRow } from '@heitu/kit/rules/evidence';
import type { Period } from '../conduct.ts';
import type { OrdersContext } from '../context.ts';
import { countRecall } from './recall.loader.ts';

/** A word that a parcel must stop is on its way for seconds; whoever signs meanwhile has signed before it. */
const WORD_ON_ITS_WAY_MS = 5 * MINUTE_MS;

/** What was done with the recalls of a period, and the rows of what was not. */
export interface RecallsDone {
  recalls: number;
  /** The authority had no report when its hours were over. */
  lateReports: MissedRow[];
  /** Not closed when its days were over. */
  lateClosures: MissedRow[];
  closed: number;
  /** Closed although nobody else had looked. */
  closedByOne: MissedRow[];
  /** Orders that were signed for after their lot was called back. */
  signedAfter: MissedRow[];
  /** Goods that are paid for, and were neither paid back nor asked back. */
  unpaid: MissedRow[];
  buyers: number;
  told: number;
  reached: number;
  units: number;
  recoveredUnits: number;
  destroyedUnits: number;
}

export async function recallsDone(context: OrdersContext, period: Period): Promise<RecallsDone> {
  const nowMs = context.clock.now();
  const cases = await context.rows
    .selectFrom('RecallCase')
    .selectAll()
    .where(ofPeriod('openedAtMs', 'closedAtMs', period))
    .execute();
  const ids = cases.map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await context.rows
          .selectFrom('RecallRow as r')
          .leftJoin('Order as o', 'o.id', 'r.orderId')
          .selectAll('r')
          .select(['o.deliveredAtMs', 'o.paidFen', 'o.number'])
          .where('r.caseId', 'in', ids)
          .execute();
  const before = ids.length === 0 ? [] : await lateBefore(context, ids);
  const { buyers, told, reached, units, recoveredUnits, destroyedUnits } = countRecall(rows);
  const signed = rows.filter(({ deliveredAtMs, foundAtMs }) => (deliveredAtMs ?? 0) > foundAtMs + WORD_ON_ITS_WAY_MS);
  const unpaid = rows.filter(
    ({ state, paidFen, refundKey, refundAtMs }) =>
      state !== 'on-way' && (paidFen ?? 0) > 0 && refundKey === null && refundAtMs === null,
  );
  const orderRow = (said: string, { orderId, number }: (typeof rows)[number]): MissedRow => ({
    ref: `Order:${orderId}`,
    text: `订单 ${number}：${said}`,
  });
  return {
    recalls: cases.length,
    lateReports: cases
      .filter(({ reportedAtMs, reportDueAtMs }) => (reportedAtMs ?? nowMs) > reportDueAtMs)
      .map((one) => caseRow(`应在${chinaTime(one.reportDueAtMs)}前报告`, one))
      .concat(before),
    lateClosures: cases
      .filter(({ closedAtMs, finishDueAtMs }) => (closedAtMs ?? nowMs) > finishDueAtMs)
      .map((one) => caseRow(`应在${chinaTime(one.finishDueAtMs)}前办完`, one)),
    closed: cases.filter(({ closedAtMs }) => closedAtMs !== null).length,
    closedByOne: cases
      .filter(({ closedBy, proposedBy }) => closedBy !== null && closedBy === proposedBy)
      .map((one) => caseRow('提出和复核关闭的是同一个人', one)),
    signedAfter: [...new Map(signed.map((row) => [row.orderId, row])).values()].map((row) =>
      orderRow(`${chinaTime(row.deliveredAtMs ?? 0)}签收，货已在召回`, row),
    ),
    unpaid: unpaid.map((row) => orderRow('召回的货没有退款', row)),
    buyers,
    told,
    reached,
    units,
    recoveredUnits,
    destroyedUnits,
  };
}

/** Reports that came late before the level rose, and the authority was told anew. */
async function lateBefore({ rows }: OrdersContext, caseIds: readonly string[]): Promise<MissedRow[]> {
  const late = await rows
    .selectFrom('RecallRegrade as g')
    .innerJoin('RecallCase as c', 'c.id', 'g.caseId')
    .select(['c.id', 'c.goods', 'c.lotCode', 'g.reportDueBeforeMs'])
    .where('g.caseId', 'in', caseIds)
    .whereRef('g.reportedBeforeMs', '>', 'g.reportDueBeforeMs')
    .execute();
  return late.map((one) => caseRow(`升级以前应在${chinaTime(one.reportDueBeforeMs ?? 0)}前报告`, one));
}

const caseRow = (said: string, { id, goods, lotCode }: { id: string; goods: string; lotCode: string }): MissedRow => ({
  ref: `RecallCase:${id}`,
  text: `${goods}（批次 ${lotCode}）：${said}`,
});
