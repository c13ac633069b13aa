import { given } from '@heitu/kit/data/given';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { DateTime } from '@heitu/kit/rules/graphql';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { rolesAt } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { AlarmActs, AlarmStates } from '../enums.ts';
import { alarmsByShipment } from '../shipment/shipment.loader.ts';
import { ShipmentView } from '../shipment/shipment.view.ts';
import { ALARM_SORTS, shipmentIdsByAlarm, visibleAlarms } from './alarm.loader.ts';
import { alarmLifecycle, type AlarmState } from './alarm.lifecycle.ts';
import { curveOf, curveSource, CURVE_POINTS_MAX } from './curve.loader.ts';
import { AlarmConnection, AlarmView, TemperaturePoint } from './temperature.view.ts';

function checkedPoints(points: number): number {
  if (points >= 1 && points <= CURVE_POINTS_MAX) return points;
  throw new GraphQLError(`points 必须在 1 到 ${CURVE_POINTS_MAX} 之间`, {
    extensions: { code: 'BAD_USER_INPUT', max: CURVE_POINTS_MAX },
  });
}

const AlarmPage = sortedArgs('AlarmSort', ALARM_SORTS);

@Resolver(() => AlarmView)
export class TemperatureResolver {
  @Query(() => [TemperaturePoint], {
    description: "A curve for a chart: of a shipment's way, or of one thermometer (the last day by default).",
  })
  async readings(
    @Ctx() context: LogisticsContext,
    @Arg('shipmentId', () => ID, { nullable: true, description: 'The parcel whose way it is; this or deviceId.' })
    shipmentId: string | undefined,
    @Arg('deviceId', () => ID, { nullable: true, description: 'The thermometer; this or shipmentId.' }) deviceId:
      | string
      | undefined,
    @Arg('from', () => DateTime, {
      nullable: true,
      description: 'Of a thermometer: from this moment on; left out: a day ago.',
    })
    fromMs: number | undefined,
    @Arg('to', () => DateTime, { nullable: true, description: 'Of a thermometer: before this moment; left out: now.' })
    toMs: number | undefined,
    @Arg('points', () => Int, {
      defaultValue: 200,
      description: `How many points the curve has at most: from 1 to ${CURVE_POINTS_MAX}.`,
    })
    points: number,
  ) {
    const asked = checkedPoints(points);
    const source = await curveSource(context, { shipmentId, deviceId, fromMs, toMs });
    return source ? curveOf(context, source.deviceIds, source.fromMs, source.toMs, asked) : [];
  }
  @Query(() => AlarmConnection, { description: 'Newest first, or sorted.' })
  alarms(
    @Ctx() context: LogisticsContext,
    @Args(() => AlarmPage) page: SortedPage,
    @Arg('state', () => AlarmStates, { nullable: true, description: 'Only alarms in this state.' }) state?: AlarmState,
  ) {
    return sortedPage(
      visibleAlarms(context).where((eb) => eb.and(given({ state }))),
      page,
      ALARM_SORTS,
      { by: 'raisedAt', descending: true },
    );
  }
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: RowOf<'Alarm'>): string {
    return alarmLifecycle.texts[state];
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when it has to go on; null where it is over.' })
  dueAt(@Root() alarm: RowOf<'Alarm'>): number | null {
    return alarmLifecycle.dueAtMs(alarm);
  }
  @FieldResolver(() => [ID])
  shipmentIds(@Ctx() context: LogisticsContext, @Root() alarm: RowOf<'Alarm'>) {
    return context.loader(shipmentIdsByAlarm).load(alarm.id);
  }
  @FieldResolver(() => [ID])
  lotIds(@Root() alarm: RowOf<'Alarm'>): string[] {
    return fromJson(alarm.lotIds);
  }
  @FieldResolver(() => [AlarmActs], { description: 'What this caller can do now.' })
  availableActions(@Ctx() context: LogisticsContext, @Root() alarm: RowOf<'Alarm'>) {
    return alarmLifecycle.available(alarm, rolesAt(context.actor, alarm.carrierPartyId), context.clock.now());
  }
}

@Resolver(() => ShipmentView)
export class ShipmentTemperatureResolver {
  @FieldResolver(() => [AlarmView])
  alarms(@Ctx() context: LogisticsContext, @Root() shipment: RowOf<'Shipment'>) {
    return shipment.storage === 'ambient' ? [] : context.loader(alarmsByShipment).load(shipment.id);
  }
}
