import { chinaDate } from '@heitu/kit/rules/calendar';
import { DUE_OF_A_KIND_MAX, dueItems, DueItem, soonestFirst } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import { standingCod } from '../delivery/delivery.loader.ts';
import type { LogisticsContext } from '../context.ts';
import { checkDueAtMs } from './supervision.policy.ts';
import { STOP_OPEN_STATES, stopOf, stoppedRefusal } from '../shipment/stop.policy.ts';

/** What waits for the operator's people in this subgraph, or what they keep an eye on. */
@Resolver()
export class LogisticsDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItem], {
    description:
      'Alarms under way, checks that were planned, cash that was not paid back, parcels of recalled lots that are not back; soonest first.',
  })
  async logisticsDue(@Ctx() context: LogisticsContext): Promise<DueItem[]> {
    const nowMs = context.clock.now();
    const [alarms, checks, cash, stopped] = await Promise.all([
      context.rows
        .selectFrom('Alarm')
        .select(['id', 'deviceId as title', 'raisedAtMs as sinceMs'])
        .where('state', 'in', ['raised', 'acknowledged'])
        .orderBy('raisedAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      context.rows
        .selectFrom('SupervisionCheck')
        .select(['id', 'topic', 'createdAtMs as sinceMs', 'plannedFor'])
        .where('state', '=', 'planned')
        .where('plannedFor', '<=', chinaDate(nowMs))
        .orderBy('plannedFor')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      standingCod(context.rows)
        .select(['c.id', 'c.shipmentId as title', 'c.collectedAtMs as sinceMs', 'c.dueAtMs'])
        .where('c.remittedAtMs', 'is', null)
        .orderBy('c.dueAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      context.rows
        .selectFrom('Shipment')
        .select(['id', 'trackingNumber', 'state', 'stoppedAtMs', 'stopCause', 'stopLotCode'])
        .where('stoppedAtMs', 'is not', null)
        .where('state', 'in', STOP_OPEN_STATES)
        .orderBy('stoppedAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
    ]);
    return soonestFirst([
      ...dueItems(nowMs, 'alarm', '8.1.1.ar', alarms),
      ...dueItems(
        nowMs,
        'supervision-check',
        '8.2',
        checks.map(({ id, topic, sinceMs, plannedFor }) => ({
          id,
          title: topic,
          sinceMs,
          dueAtMs: checkDueAtMs(plannedFor),
        })),
      ),
      ...dueItems(
        nowMs,
        'stopped-parcel',
        stoppedRefusal.STOPPED.clause,
        stopped.map((row) => ({
          id: row.id,
          title: `${row.trackingNumber}：${stopOf(row)!.text}`,
          sinceMs: row.stoppedAtMs!,
        })),
      ),
      ...dueItems(nowMs, 'cod', '8.5.3.ca', cash),
    ]);
  }
}
