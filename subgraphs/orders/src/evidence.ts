import { info, measured, type EvidenceTable, type MissedRow, type Period } from '@heitu/kit/rules/evidence';
import { type ClauseRef, inWorkingDays } from '@heitu/standard';
import type { ExpressionBuilder } from 'kysely';
import { addWorkingDays, chinaTime } from '@heitu/kit/rules/calendar';
import { CHECK_WORKING_DAYS } from './after-sale/after-sale.policy.ts';
import type { Database, OrdersContext } from './context.ts';
import { shopStates } from './peers.ts';
import { staffedHours } from './service-hours.policy.ts';

const SHOPS_MAX = 500;
/** 7.5.v: five days of eight hours. */
const SERVICE_HOURS_MIN = 40;
const ALL_DAY_HOURS = 168;

const orderRow = ({ id, number }: { id: string; number: string }): MissedRow => ({
  ref: `Order:${id}`,
  text: `订单 ${number}`,
});

const ordersPlaced = (context: OrdersContext, { fromMs, toMs }: Period) =>
  context.rows
    .selectFrom('Order')
    .select(['Order.id', 'Order.number'])
    .where('placedAtMs', '>=', fromMs)
    .where('placedAtMs', '<', toMs);
/** Orders whose seller was asked in the period: placed in it, to be confirmed in it, or still waiting from before. */
const ordersAsked = (context: OrdersContext, { fromMs, toMs }: Period) =>
  context.rows
    .selectFrom('Order')
    .select(['Order.id', 'Order.number'])
    .where('placedAtMs', '<', toMs)
    .where((eb) =>
      eb.or([eb('placedAtMs', '>=', fromMs), eb('confirmDueAtMs', '>=', fromMs), eb('state', '=', 'paid')]),
    );
/** Of those: nobody confirmed them until their time was over, whoever ended them then. */
const isUnconfirmed = (context: OrdersContext) => (eb: ExpressionBuilder<Database, 'Order'>) =>
  eb.or([
    eb('cancelReason', '=', 'not-confirmed-in-time'),
    eb.and([eb('state', '=', 'paid'), eb('confirmDueAtMs', '<', context.clock.now())]),
    eb.and([eb('confirmedAtMs', 'is', null), eb('cancelledAtMs', '>', eb.ref('confirmDueAtMs')), wasBought(eb)]),
  ]);
/** Its money came, or comes at the door: the seller was asked. */
const wasBought = (eb: ExpressionBuilder<Database, 'Order'>) =>
  eb.or([eb('paidAtMs', 'is not', null), eb('payment', '=', 'at-door')]);

interface ShopStating {
  shopId: string;
  name: string;
  confirmWithin: string;
  serviceHours: string;
}
const shopRow = ({ shopId, name }: ShopStating): MissedRow => ({ ref: `Shop:${shopId}`, text: name });

/** What the shops that have stock here say of themselves, as sellers has it now. */
async function shopsStating(context: OrdersContext): Promise<ShopStating[]> {
  const shops = await context.rows.selectFrom('Stock').select('shopId').distinct().limit(SHOPS_MAX).execute();
  if (shops.length === 0) return [];
  const states = await shopStates(
    context,
    shops.map((shop) => shop.shopId),
  );
  return shops.map(({ shopId }) => {
    const told = states.get(shopId);
    return {
      shopId,
      name: told?.name ?? shopId,
      confirmWithin: told?.confirmWithin ?? '',
      serviceHours: told?.serviceHours ?? '',
    };
  });
}

export const evidence = {
  '7.3.5.e': async (context, period) => {
    const charged = await ordersPlaced(context, period)
      .leftJoin('Quote', 'Quote.id', 'Order.quoteId')
      .select(['Quote.usedAtMs'])
      .where('Order.deliveryFen', '>', 0)
      .execute();
    return [
      measured.eachOf('买家事先确认过货款和配送费的订单', charged, ({ usedAtMs }) => usedAtMs !== null, '单', orderRow),
    ];
  },
  '7.5.u': async (context) => [
    measured.eachOf(
      '写明确认时间和服务时间的店铺',
      await shopsStating(context),
      ({ confirmWithin, serviceHours }) => confirmWithin.trim() !== '' && serviceHours.trim() !== '',
      '家',
      shopRow,
    ),
  ],
  '7.5.v': async (context, period) => {
    const shops = await shopsStating(context);
    const hoursOf = (shop: ShopStating) => staffedHours(shop.serviceHours) ?? 0;
    const orders = await ordersAsked(context, period).execute();
    return [
      measured.eachOf(
        `每周处理订单不少于${SERVICE_HOURS_MIN}小时的店铺`,
        shops,
        (shop) => hoursOf(shop) >= SERVICE_HOURS_MIN,
        '家',
        shopRow,
      ),
      info('其中全天候', shops.filter((shop) => hoursOf(shop) >= ALL_DAY_HOURS).length, '家'),
      measured.noneOf(
        `${inWorkingDays('confirmOrder')}内没人处理的订单`,
        await ordersAsked(context, period).where(isUnconfirmed(context)).execute(),
        '单',
        orderRow,
        orders.length,
      ),
    ];
  },
  '7.5.w': async (context, period) => {
    const answerable = await ordersAsked(context, period)
      .where(wasBought)
      .where((eb) => eb.or([eb('confirmedAtMs', 'is not', null), isUnconfirmed(context)(eb)]))
      .select(['confirmedAtMs', 'confirmDueAtMs', 'remindedAtMs', 'cancelReason'])
      .execute();
    return [
      measured.eachOf(
        `${inWorkingDays('confirmOrder')}内确认的订单`,
        answerable,
        ({ confirmedAtMs, confirmDueAtMs }) =>
          confirmedAtMs !== null && confirmDueAtMs !== null && confirmedAtMs <= confirmDueAtMs,
        '单',
        orderRow,
      ),
      info('到期前提醒过', answerable.filter(({ remindedAtMs }) => remindedAtMs !== null).length, '单'),
      info(
        '逾期自动取消并退款',
        answerable.filter(({ cancelReason }) => cancelReason === 'not-confirmed-in-time').length,
        '单',
      ),
    ];
  },
  '7.6.x-z': async (context, { fromMs, toMs }) => {
    const rows = await context.rows
      .selectFrom('AfterSale as a')
      .innerJoin('Order as o', 'o.id', 'a.orderId')
      .select(['o.id', 'o.number', 'a.handedOverAtMs', 'a.checkedAtMs', 'a.checkedBy'])
      .where('a.handedOverAtMs', '<', toMs)
      .where((eb) =>
        eb.or([
          eb('a.handedOverAtMs', '>=', fromMs),
          eb('a.checkedAtMs', '>=', fromMs),
          eb('a.state', '=', 'handed-over'),
        ]),
      )
      .execute();
    const lookByMs = ({ handedOverAtMs }: { handedOverAtMs: number | null }): number =>
      handedOverAtMs === null ? Infinity : addWorkingDays(handedOverAtMs, CHECK_WORKING_DAYS);
    // Whose seller has still time to look is not judged yet; silence confirms nothing.
    const nowMs = context.clock.now();
    return [
      info('与配送员交接的退换货', rows.length, '件'),
      measured.eachOf(
        `商家${CHECK_WORKING_DAYS}个工作日内核对、在交接记录上确认`,
        rows.filter((row) => row.checkedAtMs !== null || lookByMs(row) < nowMs),
        (row) => row.checkedBy !== null && (row.checkedAtMs ?? Infinity) <= lookByMs(row),
        '件',
        orderRow,
      ),
    ];
  },
  // Money that was promised back and of which payments may not even have heard.
  '7.6.aa': async (context, { fromMs, toMs }) => {
    const refunds = context.rows.selectFrom('OrderRefund as r');
    const late = await refunds
      .innerJoin('Order as o', 'o.id', 'r.orderId')
      .select(['o.id', 'o.number', 'r.dueAtMs'])
      .where('r.completedAtMs', 'is', null)
      .where('r.dueAtMs', '<', Math.min(toMs, context.clock.now()))
      .execute();
    const { arrived } = await refunds
      .select(({ fn }) => fn.countAll<number>().as('arrived'))
      .where('r.completedAtMs', '>=', fromMs)
      .where('r.completedAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    return [
      measured.noneOf(
        '答应退、过期还没到账的退款',
        late,
        '笔',
        ({ id, number, dueAtMs }) => ({ ref: `Order:${id}`, text: `订单 ${number}，应在${chinaTime(dueAtMs)}前到账` }),
        late.length + Number(arrived),
      ),
    ];
  },
  '11.8.eb': async (context, { fromMs, toMs }) => {
    const row = await context.rows
      .selectFrom('StockMovement')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('atMs', '>=', fromMs)
      .where('atMs', '<', toMs)
      .executeTakeFirstOrThrow();
    return [info('可供查询的出入库记录', Number(row.count), '条')];
  },
} satisfies EvidenceTable<OrdersContext, ClauseRef>;
