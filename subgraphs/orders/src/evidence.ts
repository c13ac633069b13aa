import { info, measured, type EvidenceTable, type MissedRow, type Period } from '@heitu/kit/rules/evidence';
import { type ClauseRef, inWorkingDays } from '@heitu/standard';
import type { OrdersContext } from './context.ts';
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
/** Of those orders: nobody confirmed them until their time was over. */
const unconfirmed = (context: OrdersContext, period: Period) =>
  ordersPlaced(context, period).where((eb) =>
    eb.or([
      eb('cancelReason', '=', 'not-confirmed-in-time'),
      eb.and([eb('state', '=', 'paid'), eb('confirmDueAtMs', '<', context.clock.now())]),
    ]),
  );

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
    const orders = await ordersPlaced(context, period).execute();
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
        await unconfirmed(context, period).execute(),
        '单',
        orderRow,
        orders.length,
      ),
    ];
  },
  '7.5.w': async (context, period) => {
    const answerable = await ordersPlaced(context, period)
      .where('paidAtMs', 'is not', null)
      .where((eb) =>
        eb.or([
          eb('confirmedAtMs', 'is not', null),
          eb('cancelReason', '=', 'not-confirmed-in-time'),
          eb.and([eb('state', '=', 'paid'), eb('confirmDueAtMs', '<', context.clock.now())]),
        ]),
      )
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
      .select(['o.id', 'o.number', 'a.checkedAtMs', 'a.checkedBy', 'a.waitDueAtMs'])
      .where('a.handedOverAtMs', '>=', fromMs)
      .where('a.handedOverAtMs', '<', toMs)
      .execute();
    // Whose seller has still time to look is not judged yet; silence confirms nothing.
    const nowMs = context.clock.now();
    return [
      info('与配送员交接的退换货', rows.length, '件'),
      measured.eachOf(
        '商家核对后在交接记录上确认',
        rows.filter((row) => row.checkedAtMs !== null || (row.waitDueAtMs ?? Infinity) < nowMs),
        ({ checkedBy }) => checkedBy !== null,
        '件',
        orderRow,
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
