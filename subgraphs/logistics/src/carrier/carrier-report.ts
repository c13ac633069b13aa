import { YES } from '@heitu/kit/data/entities';
import { GraphQLError } from 'graphql';
import type { ExpressionWrapper, SqlBool } from 'kysely';
import { ok } from '@heitu/kit/rules/outcome';
import { manages, seesAll } from '../access.ts';
import type { LogisticsContext, LogisticsRows, Tables } from '../context.ts';
import { PartUse } from '../supervision/supervision.entity.ts';
import { SAID } from '../said.ts';

interface Period {
  fromMs: number;
  toMs: number;
}
export interface ReportAsked extends Period {
  carrierPartyId: string;
}
interface Report {
  ready: number;
  takenOver: number;
  delivered: number;
  deliveredInTime: number;
  refused: number;
  deliveryFen: number;
  alarms: number;
  minutesOutOfRange: number;
  collections: number;
}

/**
 * Carriers' figures over a period, however many carriers in three statements; null for who does not look after one.
 * Their use is remembered as part of the back-office (8.1.1.aq).
 */
export async function carrierReports(
  context: LogisticsContext,
  asked: readonly ReportAsked[],
): Promise<(Report | null)[]> {
  const mine = asked.filter(({ carrierPartyId }) => manages(context.actor, carrierPartyId) || seesAll(context.actor));
  const periods = [...Map.groupBy(mine, ({ fromMs, toMs }) => `${fromMs} ${toMs}`).values()];
  const found = new Map<string, Report>();
  const keyOf = ({ carrierPartyId, fromMs, toMs }: ReportAsked): string => `${carrierPartyId} ${fromMs} ${toMs}`;
  for (const period of periods)
    for (const one of await reportsIn(context, period)) found.set(keyOf(one.asked), one.report);
  if (mine.some(({ carrierPartyId }) => manages(context.actor, carrierPartyId)))
    await usePart(context, 'carrier-report');
  return asked.map((one) => found.get(keyOf(one)) ?? null);
}

const carriedIn = (rows: LogisticsRows, carrierPartyIds: readonly string[], { fromMs, toMs }: Period) =>
  rows
    .selectFrom('Shipment')
    .select(({ fn, eb }) => {
      const within = (column: 'readyAtMs' | 'takenOverAtMs' | 'deliveredAtMs' | 'refusedAtMs') =>
        eb.and([eb(column, '>=', fromMs), eb(column, '<', toMs)]);
      const count = (those: ExpressionWrapper<Tables, 'Shipment', SqlBool>) =>
        fn.sum<number>(eb.case().when(those).then(1).else(0).end());
      const delivered = within('deliveredAtMs');
      return [
        'carrierPartyId',
        count(within('readyAtMs')).as('ready'),
        count(within('takenOverAtMs')).as('takenOver'),
        count(delivered).as('delivered'),
        count(within('refusedAtMs')).as('refused'),
        count(eb.and([delivered, eb('inTime', '=', YES)])).as('deliveredInTime'),
        fn.sum<number>(eb.case().when(delivered).then(eb.ref('deliveryFen')).else(0).end()).as('deliveryFen'),
      ];
    })
    .where('carrierPartyId', 'in', carrierPartyIds)
    .groupBy('carrierPartyId')
    .execute();
const alarmsIn = (rows: LogisticsRows, carrierPartyIds: readonly string[], { fromMs, toMs }: Period) =>
  rows
    .selectFrom('Alarm')
    .select(({ fn }) => [
      'carrierPartyId',
      fn.countAll<number>().as('alarms'),
      fn.sum<number>('minutesOut').as('minutes'),
    ])
    .where('carrierPartyId', 'in', carrierPartyIds)
    .where('raisedAtMs', '>=', fromMs)
    .where('raisedAtMs', '<', toMs)
    .groupBy('carrierPartyId')
    .execute();
const collectionsIn = (rows: LogisticsRows, carrierPartyIds: readonly string[], { fromMs, toMs }: Period) =>
  rows
    .selectFrom('Collection')
    .select(({ fn }) => ['carrierPartyId', fn.countAll<number>().as('n')])
    .where('carrierPartyId', 'in', carrierPartyIds)
    .where('createdAtMs', '>=', fromMs)
    .where('createdAtMs', '<', toMs)
    .groupBy('carrierPartyId')
    .execute();

/** All of them ask about one period. */
async function reportsIn(
  { rows }: LogisticsContext,
  asked: readonly ReportAsked[],
): Promise<{ asked: ReportAsked; report: Report }[]> {
  const [period] = asked;
  if (!period) return [];
  if (period.fromMs >= period.toMs)
    throw new GraphQLError(SAID.endsBeforeStart, { extensions: { code: 'BAD_USER_INPUT' } });
  const ids = asked.map(({ carrierPartyId }) => carrierPartyId);
  const shipments = await carriedIn(rows, ids, period);
  const alarms = await alarmsIn(rows, ids, period);
  const collections = await collectionsIn(rows, ids, period);
  return asked.map((one) => {
    const of = <Row extends { carrierPartyId: string }>(list: readonly Row[]) =>
      list.find(({ carrierPartyId }) => carrierPartyId === one.carrierPartyId);
    const [carried, alarmed, fetched] = [of(shipments), of(alarms), of(collections)];
    return {
      asked: one,
      report: {
        ready: Number(carried?.ready ?? 0),
        takenOver: Number(carried?.takenOver ?? 0),
        delivered: Number(carried?.delivered ?? 0),
        deliveredInTime: Number(carried?.deliveredInTime ?? 0),
        refused: Number(carried?.refused ?? 0),
        deliveryFen: Number(carried?.deliveryFen ?? 0),
        alarms: Number(alarmed?.alarms ?? 0),
        minutesOutOfRange: Number(alarmed?.minutes ?? 0),
        collections: Number(fetched?.n ?? 0),
      },
    };
  });
}

/** Remembers that a part of the back-office was used which leaves no row of its own. */
export async function usePart(context: LogisticsContext, id: string): Promise<void> {
  const usedAtMs = context.clock.now();
  await context.transaction(async (tx) => {
    // Counted by the database; of two first uses at once the second meets the key and counts on.
    const counted = await tx.rows
      .updateTable('PartUse')
      .set((eb) => ({ usedAtMs, times: eb('times', '+', 1) }))
      .where('id', '=', id)
      .executeTakeFirst();
    if (counted.numUpdatedRows === 0n) await tx.em.insert(PartUse, { id, usedAtMs, times: 1 });
    return ok(null);
  });
}
