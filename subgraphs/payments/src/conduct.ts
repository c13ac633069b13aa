import type { PaymentsContext } from './context.ts';

export interface Period {
  fromMs: number;
  toMs: number;
}

/** For the monthly assessment: whose refunds arrived in time. What the platform laid out is late by its own doing. */
export async function paymentsConduct(context: PaymentsContext, { fromMs, toMs }: Period) {
  const rows = await context.rows
    .selectFrom('Refund')
    .select(['partyId', 'dueAtMs', 'succeededAtMs'])
    .where('source', '=', 'seller')
    .where('dueAtMs', '>=', fromMs)
    .where('dueAtMs', '<', toMs)
    .execute();
  return [...Map.groupBy(rows, (row) => row.partyId)].map(([partyId, refunds]) => ({
    partyId,
    metric: 'refunds-in-time',
    good: refunds.filter((row) => row.succeededAtMs !== null && row.succeededAtMs <= row.dueAtMs).length,
    total: refunds.length,
  }));
}
