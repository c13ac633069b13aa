import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import { type ClauseRef, inWorkingDays } from '@heitu/standard';
import type { Period } from './conduct.ts';
import type { OrdersContext } from './context.ts';
import { shopStates } from './peers.ts';

const SHOPS_MAX = 500;

/** Counts orders placed in the period, narrowed by `where`. */
const counted = async (query: { executeTakeFirstOrThrow(): Promise<{ n: number }> }): Promise<number> =>
  Number((await query.executeTakeFirstOrThrow()).n);
const ordersPlaced = (context: OrdersContext, { fromMs, toMs }: Period) =>
  context.rows
    .selectFrom('Order')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('placedAtMs', '>=', fromMs)
    .where('placedAtMs', '<', toMs);

/** What the shops that have stock here say of themselves, as sellers has it now. */
async function shopsStating(context: OrdersContext) {
  const shops = await context.rows.selectFrom('Stock').select('shopId').distinct().limit(SHOPS_MAX).execute();
  if (shops.length === 0) return [];
  const states = await shopStates(
    context,
    shops.map((shop) => shop.shopId),
  );
  return shops.map(({ shopId }) => states.get(shopId));
}

/** Figures of a clause; nothing counted yet is no evidence. */
const figures = (total: number, rows: EvidenceFigure[]): EvidenceFigure[] => (total === 0 ? [] : rows);

export const evidence = {
  '7.3.5.e': async (context: OrdersContext, period: Period) => {
    const charged = await counted(ordersPlaced(context, period).where('deliveryFen', '>', 0));
    const confirmed = await counted(
      ordersPlaced(context, period)
        .where('deliveryFen', '>', 0)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('Quote')
              .select('Quote.id')
              .whereRef('Quote.id', '=', 'Order.quoteId')
              .where('Quote.usedAtMs', 'is not', null),
          ),
        ),
    );
    return figures(charged, [
      { label: '收配送费的订单', value: charged, unit: '单' },
      { label: '买家事先确认过货款和配送费的订单', value: confirmed, unit: '单', breached: confirmed < charged },
    ]);
  },
  '7.5.u': async (context: OrdersContext) => {
    const shops = await shopsStating(context);
    const stating = shops.filter((shop) => shop?.confirmWithin && shop.serviceHours).length;
    return figures(shops.length, [
      { label: '店铺', value: shops.length, unit: '家' },
      { label: '写明确认时间和服务时间的店铺', value: stating, unit: '家', breached: stating < shops.length },
    ]);
  },
  '7.5.v': async (context: OrdersContext, period: Period) => {
    const shops = await shopsStating(context);
    const allDay = shops.filter((shop) => /24/.test(shop?.serviceHours ?? '')).length;
    const untouched = await counted(ordersPlaced(context, period).where('cancelReason', '=', 'not-confirmed-in-time'));
    return figures(shops.length, [
      { label: '写明服务时段的店铺', value: shops.filter((shop) => shop?.serviceHours).length, unit: '家' },
      { label: '其中全天候', value: allDay, unit: '家' },
      {
        label: `${inWorkingDays('confirmOrder')}内没人处理的订单`,
        value: untouched,
        unit: '单',
        breached: untouched > 0,
      },
    ]);
  },
  '7.5.w': async (context: OrdersContext, period: Period) => {
    const answerable = () =>
      ordersPlaced(context, period)
        .where('paidAtMs', 'is not', null)
        .where((eb) =>
          eb.or([
            eb('confirmedAtMs', 'is not', null),
            eb('cancelReason', '=', 'not-confirmed-in-time'),
            eb.and([eb('state', '=', 'paid'), eb('confirmDueAtMs', '<', context.clock.now())]),
          ]),
        );
    const total = await counted(answerable());
    const good = await counted(answerable().where((eb) => eb('confirmedAtMs', '<=', eb.ref('confirmDueAtMs'))));
    const reminded = await counted(ordersPlaced(context, period).where('remindedAtMs', 'is not', null));
    const lapsed = await counted(ordersPlaced(context, period).where('cancelReason', '=', 'not-confirmed-in-time'));
    return figures(total, [
      { label: '已确认或已到期的订单', value: total, unit: '单' },
      { label: `${inWorkingDays('confirmOrder')}内确认`, value: good, unit: '单', breached: good < total },
      { label: '到期前提醒过', value: reminded, unit: '单' },
      { label: '逾期自动取消并退款', value: lapsed, unit: '单' },
    ]);
  },
  '7.6.x-z': async (context: OrdersContext, { fromMs, toMs }: Period) => {
    const rows = await context.rows
      .selectFrom('AfterSale')
      .select(['checkedAtMs', 'checkedBy', 'waitDueAtMs'])
      .where('handedOverAtMs', '>=', fromMs)
      .where('handedOverAtMs', '<', toMs)
      .execute();
    // Whose seller has still time to look is not judged yet; silence confirms nothing.
    const nowMs = context.clock.now();
    const judged = rows.filter((row) => row.checkedAtMs !== null || (row.waitDueAtMs ?? Infinity) < nowMs);
    const confirmed = judged.filter((row) => row.checkedBy !== null).length;
    return figures(rows.length, [
      { label: '与配送员交接的退换货', value: rows.length, unit: '件' },
      { label: '商家核对后在交接记录上确认', value: confirmed, unit: '件', outOf: judged.length, each: true },
    ]);
  },
  '11.8.eb': async (context: OrdersContext, { fromMs, toMs }: Period) => {
    const row = await context.rows
      .selectFrom('StockMovement')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('atMs', '>=', fromMs)
      .where('atMs', '<', toMs)
      .executeTakeFirstOrThrow();
    return figures(Number(row.count), [{ label: '可供查询的出入库记录', value: Number(row.count), unit: '条' }]);
  },
} satisfies Partial<Record<ClauseRef, (context: OrdersContext, period: Period) => Promise<EvidenceFigure[]>>>;
