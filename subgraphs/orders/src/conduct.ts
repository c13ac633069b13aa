import type { OrdersContext } from './context.ts';

export interface Period {
  fromMs: number;
  toMs: number;
}
interface Figure {
  partyId: string;
  metric: string;
  good: number;
  total: number;
}

/** Per seller, for the monthly assessment: what was due in the period, and of that, what was done in time. */
export async function conductFigures(context: OrdersContext, { fromMs, toMs }: Period): Promise<Figure[]> {
  // Orders that were paid and due to be confirmed in the period; one still open has not been missed yet, so its due
  // time decides.
  const confirmed = await context.rows
    .selectFrom('Order')
    .select(({ fn, eb }) => [
      'partyId',
      fn.countAll<number>().as('total'),
      fn.sum<number>(eb.case().when('confirmedAtMs', '<=', eb.ref('confirmDueAtMs')).then(1).else(0).end()).as('good'),
    ])
    .where('confirmDueAtMs', '>=', fromMs)
    .where('confirmDueAtMs', '<', Math.min(toMs, context.clock.now()))
    .where('paidAtMs', 'is not', null)
    // Given up before it was confirmed, by the buyer: no conduct of the seller's.
    .where((eb) =>
      eb.or([
        eb('confirmedAtMs', 'is not', null),
        eb('cancelReason', 'is', null),
        eb('cancelReason', 'not in', ['buyer', 'unpaid', 'paid-too-late', 'paid-after-cancel', 'payment-found']),
      ]),
    )
    .groupBy('partyId')
    .execute();
  const answered = await context.rows
    .selectFrom('AfterSale')
    .select(({ fn, eb }) => [
      'partyId',
      fn.countAll<number>().as('total'),
      fn.sum<number>(eb.case().when('decidedAtMs', '<=', eb.ref('answerDueAtMs')).then(1).else(0).end()).as('good'),
    ])
    .where('answerDueAtMs', '>=', fromMs)
    .where('answerDueAtMs', '<', Math.min(toMs, context.clock.now()))
    .where('state', '!=', 'withdrawn')
    .groupBy('partyId')
    .execute();
  const handedOver = await context.rows
    .selectFrom('AfterSale')
    .select(({ fn, eb }) => [
      'partyId',
      fn.countAll<number>().as('total'),
      fn.sum<number>(eb.case().when('checkedAtMs', 'is not', null).then(1).else(0).end()).as('good'),
    ])
    .where('handedOverAtMs', '>=', fromMs)
    .where('handedOverAtMs', '<', toMs)
    .groupBy('partyId')
    .execute();
  const figures = (metric: string, rows: readonly { partyId: string; good: number; total: number }[]): Figure[] =>
    rows.map(({ partyId, good, total }) => ({ partyId, metric, good: Number(good), total: Number(total) }));
  return [
    ...figures('orders-confirmed-in-time', confirmed),
    ...figures('after-sales-answered-in-time', answered),
    ...figures('handovers-complete', handedOver),
  ];
}
