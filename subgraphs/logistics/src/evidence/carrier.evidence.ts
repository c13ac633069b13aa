import { chinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { ClauseRef } from '@heitu/standard';
import { coldChainsOf } from '../area/delivery-map.loader.ts';
import { longestMatch } from '../area/division.policy.ts';
import { villagesServed } from '../area/village.loader.ts';
import { COURIER_RULES, missingColdChain } from '../carrier/carrier.policy.ts';
import type { LogisticsContext } from '../context.ts';
import { YES } from '@heitu/kit/data/entities';
import { byKey, count, daysSince, share, unless, type Evidence } from './figures.ts';

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
/** Stores and vehicles with a thermometer, and those heard of in the last hour. */
async function reporting(context: LogisticsContext, column: 'facilityId' | 'vehicleId') {
  const devices = await context.rows
    .selectFrom('Device')
    .select([column, ({ fn }) => fn.max('heardAtMs').as('heardAtMs')])
    .where(column, 'is not', null)
    .where('endedAtMs', 'is', null)
    .where('lastReadingAtMs', 'is not', null)
    .groupBy(column)
    .execute();
  const since = context.clock.now() - HOUR_MS;
  return { heard: devices.length, lastHour: devices.filter((device) => Number(device.heardAtMs) >= since).length };
}

export const carrierEvidence: Partial<Record<ClauseRef, Evidence>> = {
  '8.1.af': async (context) => {
    const ids = await freshCarriers(context);
    const chains = await coldChainsOf(context, ids);
    const complete = [...chains.values()].filter((chain) => missingColdChain(chain).length === 0).length;
    const stores = await count(
      context.rows
        .selectFrom('Facility')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('temperatureCelsiusMax', 'is not', null),
    );
    const { lastHour } = await reporting(context, 'facilityId');
    return [
      ...share('四样齐全的生鲜配送服务商', complete, '生鲜配送服务商', ids.length, '家'),
      ...share('一小时内有上报的冷库', lastHour, '冷库', stores, '个'),
    ];
  },
  '8.7': async (context) => {
    const stores = await context.rows
      .selectFrom('Facility')
      .select(['id', 'capacityKilograms'])
      .where('kind', 'in', ['pre-cooling-store', 'cold-store', 'frozen-store'])
      .execute();
    const { heard } = await reporting(context, 'facilityId');
    return unless(stores.length === 0, [
      { label: '县城冷链设施', value: stores.length, unit: '个' },
      { label: '总容量', value: stores.reduce((sum, store) => sum + store.capacityKilograms, 0), unit: '公斤' },
      { label: '有温度上报的', value: heard, unit: '个', outOf: stores.length },
    ]);
  },
  '8.1.1.ah-aq': async (context) => {
    const { rows } = context;
    const nowMs = context.clock.now();
    const last = async (query: { executeTakeFirst(): Promise<{ at: number | null } | undefined> }) =>
      (await query.executeTakeFirst())?.at ?? null;
    const parts: [string, number | null][] = [
      ['会员注册', await last(rows.selectFrom('Courier').select(({ fn }) => fn.max('createdAtMs').as('at')))],
      ['商品信息', await last(rows.selectFrom('SkuOnSale').select(({ fn }) => fn.max('changedAtMs').as('at')))],
      ['订单处理', await last(rows.selectFrom('Shipment').select(({ fn }) => fn.max('readyAtMs').as('at')))],
      ['自动配货', await last(rows.selectFrom('Shipment').select(({ fn }) => fn.max('assignedAtMs').as('at')))],
      ['客户反馈', await last(rows.selectFrom('ContentsCase').select(({ fn }) => fn.max('openedAtMs').as('at')))],
      ['退换货', await last(rows.selectFrom('Collection').select(({ fn }) => fn.max('createdAtMs').as('at')))],
      ['出入库', await last(rows.selectFrom('Handover').select(({ fn }) => fn.max('completedAtMs').as('at')))],
      ['财务数据', await last(rows.selectFrom('CodRemittance').select(({ fn }) => fn.max('collectedAtMs').as('at')))],
      ['用户权限', await last(rows.selectFrom('Courier').select(({ fn }) => fn.max('changedAtMs').as('at')))],
      ['统计报表', await last(rows.selectFrom('PartUse').select('usedAtMs as at').where('id', '=', 'carrier-report'))],
    ];
    const used = parts.filter(([, at]) => at !== null).length;
    return unless(used === 0, [
      { label: '有使用记录的功能', value: used, unit: '项', outOf: parts.length },
      ...parts.flatMap(([label, at]) =>
        at === null ? [] : [{ label: `${label}：距上次使用`, value: daysSince(nowMs, at), unit: '天' }],
      ),
    ]);
  },
  '8.1.2.as': async (context) => {
    const remote = (await villagesServed(context)).filter((village) => village.remote);
    const served = remote.filter((village) => village.served);
    return unless(remote.length === 0, [
      { label: '已通配送的偏远村', value: served.length, unit: '个', outOf: remote.length },
      { label: '其中经服务站', value: served.filter(({ byStation }) => byStation).length, unit: '个' },
      { label: '偏远村', value: remote.length, unit: '个' },
    ]);
  },
  '8.1.2.at': async (context, { fromMs, toMs }) => {
    const villages = await context.rows.selectFrom('Village').select('code').execute();
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
    const reached = (mile: 'firstMile' | 'lastMile') =>
      villages.filter(({ code }) => carriers.some((own) => longestMatch(own, code)?.[mile])).length;
    return unless(villages.length === 0 && areas.length === 0, [
      { label: '能上门收货的村', value: reached('firstMile'), unit: '个', outOf: villages.length },
      { label: '能送到家的村', value: reached('lastMile'), unit: '个', outOf: villages.length },
      { label: '全部村', value: villages.length, unit: '个' },
      { label: '服务区域', value: areas.length, unit: '个' },
      { label: '送不到被拒的地址', value: refused, unit: '次' },
    ]);
  },
  '7.3.5.d': async (context) => {
    const skus = await context.rows
      .selectFrom('SkuOnSale')
      .select(['storage', ({ fn }) => fn.countAll().as('n')])
      .groupBy('storage')
      .execute();
    const rated = await context.rows
      .selectFrom('Rate as r')
      .innerJoin('Carrier as c', 'c.partyId', 'r.carrierPartyId')
      .select('r.storage')
      .distinct()
      .where('c.inGoodStanding', '=', YES)
      .execute();
    const priced = skus.filter((sku) => rated.some((rate) => rate.storage === sku.storage));
    const sum = (list: typeof skus) => list.reduce((total, row) => total + Number(row.n), 0);
    return share('能显示配送费的在售商品', sum(priced), '在售商品', sum(skus), '个');
  },
  '8.4.3.bm-bn': async (context, { fromMs, toMs }) => {
    const trips = await context.rows
      .selectFrom('Trip')
      .select(({ fn }) => [fn.countAll().as('n'), fn.count('checkedAtMs').as('checked')])
      .where('startedAtMs', '>=', fromMs)
      .where('startedAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    const damaged = await count(
      context.rows
        .selectFrom('ContentsCase')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('kind', '=', 'damaged')
        .where('openedAtMs', '>=', fromMs)
        .where('openedAtMs', '<', toMs),
    );
    const vehicles = await context.rows
      .selectFrom('Vehicle')
      .select('validUntil')
      .where('endedAtMs', 'is', null)
      .execute();
    const today = chinaDate(context.clock.now());
    return [
      ...share('做过装载检查的车次', Number(trips.checked), '全部车次', Number(trips.n), '次'),
      ...(Number(trips.n) > 0 ? [{ label: '货损案件', value: damaged, unit: '件' }] : []),
      ...share(
        '证件有效的车辆',
        vehicles.filter((vehicle) => vehicle.validUntil >= today).length,
        '全部车辆',
        vehicles.length,
        '辆',
      ),
    ];
  },
  '8.4.3.bo-bp': async (context, { fromMs, toMs }) => {
    const trips = await context.rows
      .selectFrom('Trip')
      .select(({ fn }) => [fn.countAll().as('n'), fn.sum('outOfRange').as('bad')])
      .where('cold', '=', YES)
      .where('startedAtMs', '>=', fromMs)
      .where('startedAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    const cold = await count(
      context.rows
        .selectFrom('Vehicle')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('kind', '=', 'refrigerated-truck')
        .where('endedAtMs', 'is', null),
    );
    const { heard } = await reporting(context, 'vehicleId');
    return [
      ...share('温度合格的车次', Number(trips.n) - Number(trips.bad ?? 0), '生鲜车次', Number(trips.n), '次'),
      ...share('有温度上报的车辆', heard, '冷藏车', cold, '辆'),
    ];
  },
  '8.5.1.bq-br': async (context, { fromMs, toMs }) => {
    const answers = await context.rows
      .selectFrom('Shipment')
      .select(({ fn, eb }) => [
        fn.countAll().as('n'),
        fn.sum(eb.case().when('assignedAtMs', '<=', eb.ref('respondDueAtMs')).then(1).else(0).end()).as('good'),
      ])
      .where('assignedAtMs', '>=', fromMs)
      .where('assignedAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    const hours = await context.rows
      .selectFrom('Carrier')
      .select(['serviceDaysPerWeek', 'serviceHoursPerDay', ({ fn }) => fn.countAll().as('n')])
      .where('serviceDaysPerWeek', 'is not', null)
      .groupBy(['serviceDaysPerWeek', 'serviceHoursPerDay'])
      .execute();
    return [
      ...share('在约定时间内响应', Number(answers.good ?? 0), '全部派单', Number(answers.n), '单'),
      ...byKey(
        '服务时段',
        hours.map((row) => ({ key: `每周${row.serviceDaysPerWeek}天×${row.serviceHoursPerDay}小时`, n: row.n })),
        '家',
      ),
    ];
  },
  '8.5.3.bu-bv': async (context, { fromMs, toMs }) => {
    const couriers = await context.rows
      .selectFrom('Courier')
      .select('rulesVersion')
      .where('state', '=', 'working')
      .execute();
    const breaches = await count(
      context.rows
        .selectFrom('SupervisionCheck')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('topic', '=', 'agreement')
        .where('breach', '=', YES)
        .where('doneAtMs', '>=', fromMs)
        .where('doneAtMs', '<', toMs),
    );
    return unless(couriers.length === 0, [
      ...share(
        '已确认现行规范的配送员',
        couriers.filter((courier) => courier.rulesVersion === COURIER_RULES.version).length,
        '在岗配送员',
        couriers.length,
        '人',
      ),
      { label: '违规', value: breaches, unit: '次' },
    ]);
  },
};
