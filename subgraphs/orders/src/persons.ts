import { chinaTimeIf as at } from '@heitu/kit/rules/calendar';
import { COPY_ROWS_MAX, keptSince, type PersonsData } from '@heitu/kit/privacy/persons';
import { yuan } from '@heitu/kit/rules/money';
import { TRADE_RECORDS } from '@heitu/standard';
import { afterSaleLifecycle } from './after-sale/after-sale.lifecycle.ts';
import type { AfterSaleRow, OrderRow, OrdersContext } from './context.ts';
import { orderLifecycle, type OrderState } from './order/order.lifecycle.ts';
import { openRecipient } from './order/recipient.ts';

const ENDED: readonly OrderState[] = ['completed', 'cancelled'];

/** What orders keeps of a buyer. */
export const persons: PersonsData<OrdersContext> = {
  async kept({ rows, clock }, buyerAccountId) {
    const orders = await rows
      .selectFrom('Order')
      .select(['state', 'paidFen', 'placedAtMs', 'completedAtMs', 'cancelledAtMs', 'openAfterSales'])
      .where('buyerAccountId', '=', buyerAccountId)
      .execute();
    const traded = orders.filter((order) => order.paidFen > 0 || !ENDED.includes(order.state));
    const open = traded.some((order) => order.openAfterSales > 0 || !ENDED.includes(order.state));
    const ends = traded.map((order) => order.completedAtMs ?? order.cancelledAtMs ?? order.placedAtMs);
    return keptSince(
      '订单、收货人和售后记录',
      TRADE_RECORDS,
      { open, lastMs: ends.length > 0 ? Math.max(...ends) : null },
      clock.now(),
    );
  },
  async copy(context, buyerAccountId) {
    const { rows } = context;
    const orders = await rows
      .selectFrom('Order')
      .selectAll()
      .where('buyerAccountId', '=', buyerAccountId)
      .orderBy('placedAtMs', 'desc')
      .orderBy('id', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const claims = await rows
      .selectFrom('AfterSale')
      .selectAll()
      .where('buyerAccountId', '=', buyerAccountId)
      .orderBy('requestedAtMs', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const weighed = await rows
      .selectFrom('WeighIn')
      .selectAll()
      .where('buyerAccountId', '=', buyerAccountId)
      .orderBy('weighedAtMs', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const cart = await rows
      .selectFrom('CartLine')
      .selectAll()
      .where('accountId', '=', buyerAccountId)
      .limit(COPY_ROWS_MAX)
      .execute();
    const favourites = await rows
      .selectFrom('Favourite')
      .selectAll()
      .where('accountId', '=', buyerAccountId)
      .limit(COPY_ROWS_MAX)
      .execute();
    return [
      { title: '订单', rows: await Promise.all(orders.map((order) => orderCopy(context, order))) },
      { title: '退换货', rows: await Promise.all(claims.map((claim) => claimCopy(context, claim))) },
      {
        title: '称重',
        rows: weighed.map(({ weighedAtMs, statedGrams, weighedGrams, paidFen }) => ({
          称重时间: at(weighedAtMs),
          标的克数: statedGrams,
          称出克数: weighedGrams,
          已退元: paidFen === null ? null : yuan(paidFen),
        })),
      },
      { title: '购物车', rows: cart.map((line) => ({ 商品编号: line.skuId, 数量: line.quantity })) },
      {
        title: '收藏',
        rows: favourites.map(({ productId, addedAtMs }) => ({ 商品编号: productId, 收藏时间: at(addedAtMs) })),
      },
    ];
  },
};

type SealedText = AfterSaleRow['checkNote'];
const textOpener =
  ({ vault }: OrdersContext, buyerAccountId: string) =>
  async (sealed: SealedText) =>
    sealed && (await vault.openText(buyerAccountId, sealed, 'copy.text'));

async function orderCopy(context: OrdersContext, order: OrderRow) {
  const text = textOpener(context, order.buyerAccountId);
  const recipient = await openRecipient(context, order, 'in-full');
  return {
    订单号: order.number,
    下单时间: at(order.placedAtMs),
    商品: order.title,
    状态: orderLifecycle.texts[order.state],
    合计元: yuan(order.totalFen),
    已退元: yuan(order.refundedFen),
    收货人: recipient?.name ?? null,
    电话: recipient?.phone ?? null,
    地址: recipient?.address ?? null,
    送达时间: at(order.deliveredAtMs),
    取消说明: await text(order.cancelNote),
  };
}

async function claimCopy(context: OrdersContext, claim: AfterSaleRow) {
  const text = textOpener(context, claim.buyerAccountId);
  return {
    申请时间: at(claim.requestedAtMs),
    状态: afterSaleLifecycle.texts[claim.state],
    退款元: yuan(claim.refundFen),
    原因: await text(claim.reason),
    商家答复: await text(claim.decisionReason),
    商家提出退款的说明: await text(claim.offerNote),
    验收说明: await text(claim.checkNote),
  };
}
