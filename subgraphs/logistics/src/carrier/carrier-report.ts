import { YES } from '@heitu/kit/entities';
import { GraphQLError } from 'graphql';
import { ok } from '@heitu/kit/outcome';
import { manages, seesAll } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { PartUse } from '../supervision/supervision.entity.ts';

/** A carrier's figures over a period, in four statements; its use is remembered as part of the back-office (8.1.1.aq). */
export async function carrierReport(context: LogisticsContext, ask: { carrierPartyId: string; fromMs: number; toMs: number }) {
  const { carrierPartyId, fromMs, toMs } = ask;
  if (!manages(context.actor, carrierPartyId) && !seesAll(context.actor)) return null;
  if (fromMs >= toMs) throw new GraphQLError('结束时间要晚于开始时间', { extensions: { code: 'BAD_USER_INPUT' } });
  const shipments = await context.rows.selectFrom('Shipment')
    .select(({ fn, eb }) => {
      const count = (column: 'readyAtMs' | 'takenOverAtMs' | 'deliveredAtMs' | 'refusedAtMs') => fn.sum<number>(eb.case().when(eb.and([eb(column, '>=', fromMs), eb(column, '<', toMs)])).then(1).else(0).end());
      return [
        count('readyAtMs').as('ready'), count('takenOverAtMs').as('takenOver'), count('deliveredAtMs').as('delivered'), count('refusedAtMs').as('refused'),
        fn.sum<number>(eb.case().when(eb.and([eb('deliveredAtMs', '>=', fromMs), eb('deliveredAtMs', '<', toMs), eb('inTime', '=', YES)])).then(1).else(0).end()).as('deliveredInTime'),
        fn.sum<number>(eb.case().when(eb.and([eb('deliveredAtMs', '>=', fromMs), eb('deliveredAtMs', '<', toMs)])).then(eb.ref('deliveryFen')).else(0).end()).as('deliveryFen'),
      ];
    })
    .where('carrierPartyId', '=', carrierPartyId).executeTakeFirstOrThrow();
  const alarms = await context.rows.selectFrom('Alarm').select(({ fn }) => [fn.countAll<number>().as('alarms'), fn.sum<number>('minutesOut').as('minutes')])
    .where('carrierPartyId', '=', carrierPartyId).where('raisedAtMs', '>=', fromMs).where('raisedAtMs', '<', toMs).executeTakeFirstOrThrow();
  const collections = await context.rows.selectFrom('Collection').select(({ fn }) => fn.countAll<number>().as('n')).where('carrierPartyId', '=', carrierPartyId).where('createdAtMs', '>=', fromMs).where('createdAtMs', '<', toMs).executeTakeFirstOrThrow();
  if (manages(context.actor, carrierPartyId)) await usePart(context, 'carrier-report');
  return {
    ready: Number(shipments.ready ?? 0), takenOver: Number(shipments.takenOver ?? 0), delivered: Number(shipments.delivered ?? 0), deliveredInTime: Number(shipments.deliveredInTime ?? 0), refused: Number(shipments.refused ?? 0),
    deliveryFen: Number(shipments.deliveryFen ?? 0), alarms: Number(alarms.alarms), minutesOutOfRange: Number(alarms.minutes ?? 0), collections: Number(collections.n),
  };
}

/** Remembers that a part of the back-office was used which leaves no row of its own. */
export async function usePart(context: LogisticsContext, id: string): Promise<void> {
  const usedAtMs = context.clock.now();
  await context.transaction(async (tx) => {
    const row = await tx.em.findOne(PartUse, { id });
    await tx.em.upsert(PartUse, { id, usedAtMs, times: (row?.times ?? 0) + 1 });
    return ok(null);
  });
}
