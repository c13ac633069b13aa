import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { ClauseRef } from '@heitu/standard';
import { coldChainsOf } from '../area/delivery-map.loader.ts';
import { chargedByTariff } from './charged-by-tariff.ts';
import { leapsLookedAt, raisedInTime } from './tariffs-judged.ts';
import { longestMatch } from '../area/division.policy.ts';
import { isCold } from '../area/offer.policy.ts';
import { villagesServed } from '../area/village.loader.ts';
import { COURIER_RULES, missingColdChain, type ColdChain } from '../carrier/carrier.policy.ts';
import type { Period } from '@heitu/kit/rules/evidence';
import type { LogisticsContext } from '../context.ts';
import { silentTrips } from './monitored.ts';
import { couriersBound } from './couriers-bound.ts';
import { tripLifecycle } from '../shipment/trip.lifecycle.ts';
import { YES } from '@heitu/kit/data/entities';
import {
  byKey,
  carrierRow,
  contentsCaseRow,
  checkRow,
  count,
  daysSince,
  declared,
  info,
  checkedIn,
  measured,
  reviewed,
  shipmentRow,
  type Evidence,
} from './figures.ts';

/** A part of the back-office that nobody has used for so long is not in use. */
const PART_IDLE_DAYS_MAX = 92;
/** 8.5.1.br: five days of eight hours. */
const SERVICE_HOURS_MIN = 40;

/** Carriers that carry fresh goods: they charge for it. */
async function freshCarriers(context: LogisticsContext): Promise<string[]> {
  const rows = await context.rows
    .selectFrom('Rate')
    .select('carrierPartyId')
    .distinct()
    .where('storage', '!=', 'ambient')
    .execute();
  return rows.map((row) => row.carrierPartyId);
}
const hasColdChain = (chain: ColdChain | undefined): boolean => !!chain && missingColdChain(chain).length === 0;
/** The last parcel made ready since then: it was given out after that, or its answer fell due after that. */
const readySince = (rows: LogisticsContext['rows'], sinceMs: number) =>
  rows
    .selectFrom('Shipment')
    .select(({ fn }) => fn.max('readyAtMs').as('at'))
    .where('readyAtMs', '>=', sinceMs)
    .where((eb) =>
      eb.or([
        eb('assignedAtMs', '>=', sinceMs),
        eb.and([eb('assignedAtMs', 'is', null), eb('respondDueAtMs', '>=', sinceMs)]),
      ]),
    );
/** Of stores and vehicles with a thermometer: when each was last heard of. */
async function lastHeard(context: LogisticsContext, column: 'facilityId' | 'vehicleId'): Promise<Map<string, number>> {
  const devices = await context.rows
    .selectFrom('Device')
    .select([`${column} as place`, ({ fn }) => fn.max('heardAtMs').as('heardAtMs')])
    .where(column, 'is not', null)
    .where('endedAtMs', 'is', null)
    .where('lastReadingAtMs', 'is not', null)
    .groupBy(column)
    .execute();
  return new Map(devices.map(({ place, heardAtMs }) => [String(place), Number(heardAtMs)]));
}
const facilityRow = ({ carrierPartyId, name }: { carrierPartyId: string; name: string }) =>
  carrierRow({ carrierPartyId, name });
const villageRow = ({ code, name }: { code: string; name: string }) => ({ ref: `Village:${code}`, text: name });

/**
 * The period's trips, each with its vehicle's plate. The two are asked for one after the other: joined, the database
 * may begin with the vehicles and read all that they ever drove.
 */
async function tripsBegun({ rows }: LogisticsContext, { fromMs, toMs }: Period) {
  const trips = await rows
    .selectFrom('Trip')
    .select(['vehicleId', 'carrierPartyId', 'date', 'state', 'startedAtMs', 'checkedAtMs', 'outOfRange', 'cold'])
    .where('startedAtMs', '>=', fromMs)
    .where('startedAtMs', '<', toMs)
    .execute();
  const vehicles = await rows.selectFrom('Vehicle').select(['id', 'plate']).execute();
  const plates = new Map(vehicles.map(({ id, plate }) => [id, plate]));
  return trips.map((trip) => ({ ...trip, plate: plates.get(trip.vehicleId) ?? '' }));
}

export const carrierEvidence: Partial<Record<ClauseRef, Evidence>> = {
  '8.1.af': async (context) => {
    const ids = await freshCarriers(context);
    const chains = await coldChainsOf(context, ids);
    const stores = await context.rows
      .selectFrom('Facility')
      .select(['id', 'carrierPartyId', 'name'])
      .where('sellerPartyId', 'is', null)
      .where('temperatureCelsiusMax', 'is not', null)
      .execute();
    const heard = await lastHeard(context, 'facilityId');
    const since = context.clock.now() - HOUR_MS;
    return [
      reviewed.eachOf(
        '四样齐全的生鲜配送服务商',
        ids.map((carrierPartyId) => ({ carrierPartyId })),
        ({ carrierPartyId }) => hasColdChain(chains.get(carrierPartyId)),
        '家',
        carrierRow,
      ),
      measured.eachOf('一小时内有上报的冷库', stores, ({ id }) => (heard.get(id) ?? 0) >= since, '个', facilityRow, {
        isDuty: true,
      }),
    ];
  },
  '8.7': async (context) => {
    const stores = await context.rows
      .selectFrom('Facility')
      .select(['id', 'carrierPartyId', 'name', 'capacityKilograms'])
      .where('kind', 'in', ['pre-cooling-store', 'cold-store', 'frozen-store'])
      .execute();
    const heard = await lastHeard(context, 'facilityId');
    const since = context.clock.now() - DAY_MS;
    return [
      info(
        '总容量',
        stores.reduce((sum, store) => sum + store.capacityKilograms, 0),
        '公斤',
      ),
      reviewed.present('县城冷链设施', stores.length, '个'),
      measured.eachOf('一天内有温度上报的', stores, ({ id }) => (heard.get(id) ?? 0) >= since, '个', facilityRow),
    ];
  },
  '8.1.1.ah-aq': async (context) => {
    const { rows } = context;
    const nowMs = context.clock.now();
    const last = async (query: { executeTakeFirst(): Promise<{ at: number | null } | undefined> }) =>
      (await query.executeTakeFirst())?.at ?? null;
    const parts: [string, number | null][] = [
      ['会员注册', await last(rows.selectFrom('Courier').select(({ fn }) => fn.max('createdAtMs').as('at')))],
      ['商品信息', await last(rows.selectFrom('SkuOnSale').select(({ fn }) => fn.max('changedAtMs').as('at')))],
      ['订单处理', await last(readySince(rows, nowMs - (PART_IDLE_DAYS_MAX + 1) * DAY_MS))],
      ['自动配货', await last(rows.selectFrom('Shipment').select(({ fn }) => fn.max('assignedAtMs').as('at')))],
      ['客户反馈', await last(rows.selectFrom('ContentsCase').select(({ fn }) => fn.max('openedAtMs').as('at')))],
      ['退换货', await last(rows.selectFrom('Collection').select(({ fn }) => fn.max('createdAtMs').as('at')))],
      ['出入库', await last(rows.selectFrom('Handover').select(({ fn }) => fn.max('completedAtMs').as('at')))],
      ['财务数据', await last(rows.selectFrom('CodRemittance').select(({ fn }) => fn.max('collectedAtMs').as('at')))],
      ['用户权限', await last(rows.selectFrom('Courier').select(({ fn }) => fn.max('changedAtMs').as('at')))],
      ['统计报表', await last(rows.selectFrom('PartUse').select('usedAtMs as at').where('id', '=', 'carrier-report'))],
    ];
    return [
      measured.eachOf(
        `近${PART_IDLE_DAYS_MAX}天用过的功能`,
        parts,
        ([, at]) => at !== null && daysSince(nowMs, at) <= PART_IDLE_DAYS_MAX,
        '项',
        ([title]) => ({ ref: `CarrierPart:${title}`, text: title }),
        { isDuty: true },
      ),
      ...parts.flatMap(([label, at]) =>
        at === null ? [] : [info(`${label}：距上次使用`, daysSince(nowMs, at), '天')],
      ),
    ];
  },
  '8.1.2.as': async (context) => {
    const remote = (await villagesServed(context)).filter((village) => village.remote);
    return [
      measured.eachOf('已通配送的偏远村', remote, ({ served }) => served, '个', villageRow),
      info('其中经服务站', remote.filter(({ served, byStation }) => served && byStation).length, '个'),
    ];
  },
  '8.1.2.at': async (context, { fromMs, toMs }) => {
    const villages = await context.rows.selectFrom('Village').select(['code', 'name']).execute();
    const areas = await context.rows
      .selectFrom('ServiceArea as a')
      .innerJoin('Carrier as c', 'c.partyId', 'a.carrierPartyId')
      .select(['a.carrierPartyId', 'a.divisionCode', 'a.firstMile', 'a.lastMile'])
      .where('c.inGoodStanding', '=', YES)
      .execute();
    const refused = await count(
      context.rows
        .selectFrom('OfferRefusal')
        .select(({ fn }) => fn.sum('times').as('n'))
        .where('code', '=', 'OUTSIDE_SERVICE_AREA')
        .where('lastAtMs', '>=', fromMs)
        .where('lastAtMs', '<', toMs),
    );
    const carriers = [...Map.groupBy(areas, (area) => area.carrierPartyId).values()];
    const reaches = (mile: 'firstMile' | 'lastMile') => (village: { code: string }) =>
      carriers.some((own) => longestMatch(own, village.code)?.[mile]);
    return [
      measured.eachOf('能上门收货的村', villages, reaches('firstMile'), '个', villageRow),
      measured.eachOf('能送到家的村', villages, reaches('lastMile'), '个', villageRow),
      info('服务区域', areas.length, '个'),
      info('送不到被拒的地址', refused, '次'),
    ];
  },
  '6.5.c': async (context, period) => {
    const { rows } = context;
    const carriers = await rows
      .selectFrom('ServiceArea as a')
      .innerJoin('Carrier as c', 'c.partyId', 'a.carrierPartyId')
      .select(['c.partyId as carrierPartyId', 'c.name'])
      .distinct()
      .where('c.inGoodStanding', '=', YES)
      .execute();
    const rates = await rows.selectFrom('Rate').select('carrierPartyId').distinct().execute();
    const priced = new Set(rates.map(({ carrierPartyId }) => carrierPartyId));
    return [
      measured.eachOf(
        '标明价目的配送服务商',
        carriers,
        ({ carrierPartyId }) => priced.has(carrierPartyId),
        '家',
        carrierRow,
      ),
      ...(await leapsLookedAt(context, period)),
    ];
  },
  '7.3.5.d': async (context, { fromMs, toMs }) => {
    const skus = await context.rows
      .selectFrom('SkuOnSale')
      .select(['storage', ({ fn }) => fn.countAll().as('n')])
      .groupBy('storage')
      .execute();
    // A buyer is told a price where a carrier comes to the door, and can carry what has to be cold.
    const rates = await context.rows
      .selectFrom('Rate as r')
      .innerJoin('Carrier as c', 'c.partyId', 'r.carrierPartyId')
      .innerJoin('ServiceArea as a', 'a.carrierPartyId', 'c.partyId')
      .select(['r.storage', 'r.carrierPartyId'])
      .distinct()
      .where('c.inGoodStanding', '=', YES)
      .where('a.lastMile', '=', YES)
      .execute();
    const chains = await coldChainsOf(context, [...new Set(rates.map(({ carrierPartyId }) => carrierPartyId))]);
    const rated = rates.filter(
      ({ storage, carrierPartyId }) => !isCold(storage) || hasColdChain(chains.get(carrierPartyId)),
    );
    const priced = skus.filter((sku) => rated.some((rate) => rate.storage === sku.storage));
    const sum = (list: typeof skus) => list.reduce((total, row) => total + Number(row.n), 0);
    return [
      measured.each('能显示配送费的在售商品', sum(priced), sum(skus), '个'),
      ...(await chargedByTariff(context, { fromMs, toMs })),
      await raisedInTime(context, { fromMs, toMs }),
    ];
  },
  '8.4.3.bm-bn': async (context, { fromMs, toMs }) => {
    const trips = await tripsBegun(context, { fromMs, toMs });
    const damaged = await context.rows
      .selectFrom('ContentsCase as c')
      .innerJoin('Shipment as s', 's.id', 'c.shipmentId')
      .select(['c.id', 's.trackingNumber'])
      .where('c.kind', '=', 'damaged')
      .where('c.openedAtMs', '>=', fromMs)
      .where('c.openedAtMs', '<', toMs)
      .execute();
    const vehicles = await context.rows
      .selectFrom('Vehicle')
      .select(['carrierPartyId', 'plate', 'validUntil'])
      .where('endedAtMs', 'is', null)
      .execute();
    const today = chinaDate(context.clock.now());
    return [
      // Whoever loads also says so.
      declared.eachOf(
        '做过装载检查的车次',
        // One that has just set out has still time.
        trips.filter((trip) => trip.checkedAtMs !== null || (tripLifecycle.dueAtMs(trip) ?? 0) < context.clock.now()),
        ({ checkedAtMs }) => checkedAtMs !== null,
        '次',
        ({ carrierPartyId, plate, date }) => carrierRow({ carrierPartyId, name: `${date} ${plate}` }),
      ),
      measured.noneOf('货损案件', damaged, '件', contentsCaseRow, trips.length),
      reviewed.eachOf(
        '证件有效的车辆',
        vehicles,
        ({ validUntil }) => validUntil >= today,
        '辆',
        ({ carrierPartyId, plate }) => carrierRow({ carrierPartyId, name: plate }),
      ),
    ];
  },
  '8.4.3.bo-bp': async (context, { fromMs, toMs }) => {
    const trips = (await tripsBegun(context, { fromMs, toMs })).filter((trip) => trip.cold === YES);
    const cold = await context.rows
      .selectFrom('Vehicle')
      .select(['id', 'carrierPartyId', 'plate'])
      .where('kind', '=', 'refrigerated-truck')
      .where('endedAtMs', 'is', null)
      .execute();
    const heard = await lastHeard(context, 'vehicleId');
    const since = context.clock.now() - DAY_MS;
    return [
      measured.eachOf(
        '温度合格的车次',
        trips,
        ({ outOfRange }) => outOfRange !== YES,
        '次',
        ({ carrierPartyId, plate, date }) => carrierRow({ carrierPartyId, name: `${date} ${plate}` }),
      ),
      await silentTrips(context, trips),
      measured.eachOf(
        '一天内有温度上报的冷藏车',
        cold,
        ({ id }) => (heard.get(id) ?? 0) >= since,
        '辆',
        ({ carrierPartyId, plate }) => carrierRow({ carrierPartyId, name: plate }),
        { isDuty: true },
      ),
    ];
  },
  '8.5.1.bq-br': async (context, { fromMs, toMs }) => {
    const nowMs = context.clock.now();
    // Answered, or should have been by now: silence is an answer that did not come.
    const answers = await context.rows
      .selectFrom('Shipment')
      .select(['id', 'trackingNumber', 'assignedAtMs', 'respondDueAtMs'])
      .where('stoppedAtMs', 'is', null)
      .where((eb) =>
        eb.or([
          eb.and([eb('assignedAtMs', '>=', fromMs), eb('assignedAtMs', '<', toMs)]),
          eb.and([
            eb('assignedAtMs', 'is', null),
            eb.or([eb('state', '!=', 'cancelled'), eb('endedAtMs', 'is not', null)]),
            eb('respondDueAtMs', '<', Math.min(toMs, nowMs)),
            eb.or([eb('respondDueAtMs', '>=', fromMs), eb('endedAtMs', '>=', fromMs), eb('state', '=', 'ready')]),
          ]),
        ]),
      )
      .execute();
    const carriers = await context.rows
      .selectFrom('Carrier')
      .select(['partyId as carrierPartyId', 'name', 'serviceDaysPerWeek', 'serviceHoursPerDay'])
      .where('inGoodStanding', '=', YES)
      .execute();
    const hoursOf = (row: (typeof carriers)[number]) => (row.serviceDaysPerWeek ?? 0) * (row.serviceHoursPerDay ?? 0);
    return [
      measured.eachOf(
        '在约定时间内响应的派单',
        answers,
        ({ assignedAtMs, respondDueAtMs }) => assignedAtMs !== null && assignedAtMs <= respondDueAtMs,
        '单',
        shipmentRow,
      ),
      declared.eachOf(
        `每周配送不少于${SERVICE_HOURS_MIN}小时的服务商`,
        carriers,
        (row) => hoursOf(row) >= SERVICE_HOURS_MIN,
        '家',
        carrierRow,
      ),
      ...byKey(
        '服务时段',
        carriers.map((row) => ({ key: `${row.name}每周`, n: hoursOf(row) })),
        '小时',
      ),
    ];
  },
  '8.5.3.bu-bv': async (context, { fromMs, toMs }) => {
    const couriers = await couriersBound(context);
    const nowMs = context.clock.now();
    const breaches = await context.rows
      .selectFrom('SupervisionCheck')
      .select(['id', 'plannedFor', 'settledAtMs'])
      .where('topic', '=', 'agreement')
      .where('breach', '=', YES)
      .where(checkedIn({ fromMs, toMs: Math.min(toMs, nowMs + 1) }))
      .execute();
    return [
      measured.eachOf(
        '已确认现行规范的配送员',
        couriers,
        ({ rulesVersion }) => rulesVersion === COURIER_RULES.version,
        '人',
        ({ carrierPartyId }) => carrierRow({ carrierPartyId, name: '配送员' }),
      ),
      measured.noneOf(
        '查出违规、还没处理的',
        breaches.filter(({ settledAtMs }) => settledAtMs === null),
        '次',
        checkRow,
      ),
    ];
  },
};
