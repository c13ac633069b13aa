import { agreedCod } from '../delivery/delivery.loader.ts';
import type { LogisticsContext } from '../context.ts';

export interface Conduct {
  partyId: string;
  metric: string;
  good: number;
  total: number;
}

/** How carriers kept what they owe, over a period, one figure per carrier and metric: five statements. */
export async function conductOf(context: LogisticsContext, fromMs: number, toMs: number): Promise<Conduct[]> {
  const { rows } = context;
  const figures = (
    metric: string,
    found: readonly { partyId: string; good: number | null; total: number }[],
  ): Conduct[] =>
    found.map(({ partyId, good, total }) => ({ partyId, metric, good: Number(good ?? 0), total: Number(total) }));
  const deliveries = await rows
    .selectFrom('Shipment')
    .select(({ fn }) => [
      'carrierPartyId as partyId',
      fn.sum<number>('inTime').as('good'),
      fn.countAll<number>().as('total'),
    ])
    .where('deliveredAtMs', '>=', fromMs)
    .where('deliveredAtMs', '<', toMs)
    .groupBy('carrierPartyId')
    .execute();
  // Counted when they were written: one that nobody signed has no other moment.
  const handovers = (column: 'complete' | 'inWindow', at: 'openedAtMs' | 'completedAtMs') =>
    rows
      .selectFrom('Handover')
      .select(({ fn }) => [
        'carrierPartyId as partyId',
        fn.sum<number>(column).as('good'),
        fn.countAll<number>().as('total'),
      ])
      .where(at, '>=', fromMs)
      .where(at, '<', toMs)
      .where(column, 'is not', null)
      .groupBy('carrierPartyId')
      .execute();
  const alarms = await rows
    .selectFrom('Alarm')
    .select(({ fn, eb }) => [
      'carrierPartyId as partyId',
      fn.sum<number>(eb.case().when('state', '=', 'resolved').then(1).else(0).end()).as('good'),
      fn.countAll<number>().as('total'),
    ])
    .where('raisedAtMs', '>=', fromMs)
    .where('raisedAtMs', '<', toMs)
    .groupBy('carrierPartyId')
    .execute();
  const cod = await agreedCod(rows)
    .select(({ fn, eb }) => [
      'c.carrierPartyId as partyId',
      fn.sum<number>(eb.case().when('c.remittedAtMs', '<=', eb.ref('c.dueAtMs')).then(1).else(0).end()).as('good'),
      fn.countAll<number>().as('total'),
    ])
    .where('c.dueAtMs', '>=', fromMs)
    .where('c.dueAtMs', '<', toMs)
    .groupBy('c.carrierPartyId')
    .execute();
  return [
    ...figures('deliveries-in-time', deliveries),
    ...figures('handovers-complete', await handovers('complete', 'openedAtMs')),
    ...figures('takeovers-in-window', await handovers('inWindow', 'completedAtMs')),
    ...figures('alarms-handled', alarms),
    ...figures('cod-remitted-in-time', cod),
  ];
}
