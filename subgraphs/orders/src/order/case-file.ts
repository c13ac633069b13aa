import { CASE_ORDERS_MAX, type CaseFile } from '@heitu/kit/privacy/case-file';
import type { CopySection } from '@heitu/kit/privacy/persons';
import { chinaTimeIf as at } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import { afterSaleLifecycle } from '../after-sale/after-sale.lifecycle.ts';
import { CAUSES, KINDS } from '../after-sale/after-sale.policy.ts';
import type { OrderRow, OrdersContext } from '../context.ts';
import { orderLifecycle } from './order.lifecycle.ts';
import { maskAddress, openRecipient } from './recipient.ts';

/** What an authority can name: orders by their numbers, a seller, goods, a lot, and days on which they were placed. */
export interface Scope {
  numbers: readonly string[];
  partyId: string | null;
  productId: string | null;
  lotId: string | null;
  fromMs: number;
  toMs: number;
}

/** The orders that all of it is true of, the oldest first; without a name there are none. One more than are told. */
export async function ordersNamed(
  { rows }: OrdersContext,
  { numbers, partyId, productId, lotId, fromMs, toMs }: Scope,
): Promise<{ id: string; partyId: string }[]> {
  if (numbers.length === 0 && !partyId && !productId && !lotId) return [];
  return rows
    .selectFrom('Order as o')
    .select(['o.id', 'o.partyId'])
    .where('o.placedAtMs', '>=', fromMs)
    .where('o.placedAtMs', '<', toMs)
    .$if(numbers.length > 0, (query) => query.where('o.number', 'in', numbers))
    .$if(partyId !== null, (query) => query.where('o.partyId', '=', partyId ?? ''))
    .$if(productId !== null, (query) =>
      query.where('o.id', 'in', (lines) =>
        lines
          .selectFrom('OrderLine')
          .select('orderId')
          .where('productId', '=', productId ?? ''),
      ),
    )
    .$if(lotId !== null, (query) =>
      query.where('o.id', 'in', (lots) =>
        lots
          .selectFrom('LineLot')
          .select('orderId')
          .where('lotId', '=', lotId ?? ''),
      ),
    )
    .orderBy('o.placedAtMs')
    .limit(CASE_ORDERS_MAX + 1)
    .execute();
}

const nameShown = (name: string): string => `${[...name].slice(0, 1).join('')}**`;
const phoneShown = (phone: string): string => `尾号${phone.slice(-4)}`;

async function ordersIn(context: OrdersContext, orders: readonly OrderRow[]): Promise<CopySection> {
  const rows = orders.map(async (order) => {
    const to = await openRecipient(context, order, 'masked');
    return {
      订单号: order.number,
      卖家编号: order.partyId,
      下单: at(order.placedAtMs),
      状态: orderLifecycle.texts[order.state],
      货款元: yuan(order.goodsFen),
      运费元: yuan(order.deliveryFen),
      已付元: yuan(order.paidFen),
      已退元: yuan(order.refundedFen),
      收货人: to && nameShown(to.name),
      电话: to && phoneShown(to.phone),
      地址: to && maskAddress(to.address),
      确认: at(order.confirmedAtMs),
      交承运: at(order.takenOverAtMs),
      送达: at(order.deliveredAtMs),
      取消: at(order.cancelledAtMs),
    };
  });
  return { title: '订单', rows: await Promise.all(rows) };
}

async function linesIn({ rows }: OrdersContext, orderIds: readonly string[]): Promise<CopySection> {
  const lines = await rows
    .selectFrom('OrderLine as l')
    .innerJoin('Order as o', 'o.id', 'l.orderId')
    .select(['l.id', 'o.number', 'l.title', 'l.specification', 'l.quantity', 'l.unitFen', 'l.totalFen'])
    .select(['l.labelId', 'l.labelVersion', 'l.returnableWithoutReason'])
    .where('l.orderId', 'in', orderIds)
    .orderBy('l.id')
    .execute();
  const lots = await rows
    .selectFrom('LineLot')
    .select(['lineId', 'lotCode'])
    .where('orderId', 'in', orderIds)
    .orderBy('id')
    .execute();
  const lotsOf = Map.groupBy(lots, ({ lineId }) => lineId);
  return {
    title: '成交约定',
    rows: lines.map((line) => ({
      订单号: line.number,
      商品: line.title,
      规格: line.specification,
      数量: line.quantity,
      单价元: yuan(line.unitFen),
      小计元: yuan(line.totalFen),
      价签: `${line.labelId} 第${line.labelVersion}版`,
      七天无理由: Boolean(line.returnableWithoutReason),
      批号: (lotsOf.get(line.id) ?? []).map(({ lotCode }) => lotCode).join('、'),
    })),
  };
}

async function contractsIn({ rows }: OrdersContext, orders: readonly OrderRow[]): Promise<CopySection> {
  const contracts = await rows
    .selectFrom('AgreedContract')
    .select(['contractId', 'partyId', 'validFrom', 'validUntil', 'signedAtMs', 'terms'])
    .where('partyId', 'in', [...new Set(orders.map(({ partyId }) => partyId))])
    .orderBy('signedAtMs')
    .execute();
  return {
    title: '卖家和平台的合同',
    rows: contracts.map(({ contractId, partyId, validFrom, validUntil, signedAtMs, terms }) => ({
      合同编号: contractId,
      卖家编号: partyId,
      有效期: `${validFrom}至${validUntil}`,
      签订: at(signedAtMs),
      条款: String(terms),
    })),
  };
}

async function claimsIn({ rows }: OrdersContext, orderIds: readonly string[]): Promise<CopySection> {
  const claims = await rows
    .selectFrom('AfterSale as a')
    .innerJoin('Order as o', 'o.id', 'a.orderId')
    .select(['o.number', 'a.kind', 'a.cause', 'a.state', 'a.refundFen', 'a.requestedAtMs', 'a.decidedAtMs'])
    .where('a.orderId', 'in', orderIds)
    .orderBy('a.requestedAtMs')
    .execute();
  return {
    title: '售后',
    rows: claims.map((claim) => ({
      订单号: claim.number,
      种类: KINDS[claim.kind],
      原因: CAUSES[claim.cause],
      状态: afterSaleLifecycle.texts[claim.state],
      退款元: yuan(claim.refundFen),
      申请: at(claim.requestedAtMs),
      决定: at(claim.decidedAtMs),
    })),
  };
}

/** Orders, what was agreed in them, and what came of it afterwards. Whose name and street it was is not in it. */
export const caseFile: CaseFile<OrdersContext> = {
  async of(context, orderIds) {
    const { rows } = context;
    const orders = await rows
      .selectFrom('Order')
      .selectAll()
      .where('id', 'in', orderIds)
      .orderBy('placedAtMs')
      .execute();
    if (orders.length === 0) return [];
    return [
      await ordersIn(context, orders),
      await linesIn(context, orderIds),
      await contractsIn(context, orders),
      await claimsIn(context, orderIds),
    ];
  },
};
