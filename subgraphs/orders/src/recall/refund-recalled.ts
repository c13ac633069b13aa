import { lockRows } from '@heitu/kit/data/only-one';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { plus } from '@heitu/kit/data/arithmetic';
import { AfterSale, AfterSaleLine } from '../after-sale/after-sale.entity.ts';
import { afterSaleLifecycle } from '../after-sale/after-sale.lifecycle.ts';
import { answerDueAtMs, claimFenOf, refundFenOf, type Kind } from '../after-sale/after-sale.policy.ts';
import { agree, claimOf } from '../after-sale/settle-after-sale.ts';
import type { LineRow, OrderRow, OrdersContext, OrdersTransaction, Row } from '../context.ts';
import { Order } from '../order/order.entity.ts';
import { REFUND_AGAIN_MS } from './recall.policy.ts';
import { RecallRow } from './recall.entity.ts';

const BATCH_MAX = 200;
type Recalled = Pick<Row<'RecallRow'>, 'id' | 'caseId' | 'lotCode' | 'lineId' | 'orderId' | 'units'>;

/** Job: what buyers have of a recalled lot is paid back to them in full, without their asking. The seller pays. */
export async function refundRecalled(context: OrdersContext): Promise<void> {
  const due = await context.rows
    .selectFrom('RecallRow')
    .select(['caseId', 'orderId'])
    .distinct()
    .where('refundAtMs', '<=', context.clock.now())
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, ({ caseId, orderId }) =>
    context.transaction(async (tx) => ok(orderId === null ? null : await refundOrder(context, tx, caseId, orderId))),
  );
}

async function refundOrder(
  context: OrdersContext,
  tx: OrdersTransaction,
  caseId: string,
  orderId: string,
): Promise<void> {
  // Locks the order's row: the counts that are read after it stand.
  await lockRows(tx, Order, { id: orderId });
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow();
  const rows = await tx.rows
    .selectFrom('RecallRow')
    .select(['id', 'caseId', 'lotCode', 'lineId', 'orderId', 'units'])
    .where('caseId', '=', caseId)
    .where('orderId', '=', orderId)
    .where('refundAtMs', 'is not', null)
    .orderBy('id')
    .execute();
  const lines = await tx.rows.selectFrom('OrderLine').selectAll().where('orderId', '=', orderId).execute();
  const claims = claimsOf(rows, lines);
  const leftFen = order.paidFen - order.refundDueFen;
  const goodsFen = claims.reduce((sum, { fen }) => sum + fen, 0);
  if (Math.min(goodsFen, leftFen) === 0) {
    // Another request asks for them: where that ends without money, they are paid back after all.
    const refundAtMs = order.openAfterSales > 0 ? context.clock.now() + REFUND_AGAIN_MS : null;
    await tx.em.nativeUpdate(RecallRow, { id: { $in: rows.map(({ id }) => id) } }, { refundAtMs });
    return;
  }
  const whole = refundFenOf(
    'quality',
    order.deliveryFen,
    lines.map((line) => {
      const of = claims.filter(({ line: { id } }) => id === line.id);
      return { ...line, units: sumOf(of, 'units'), refundFen: sumOf(of, 'fen') };
    }),
  );
  const refundFen = Math.min(whole.goodsFen + whole.deliveryFen, leftFen);
  const request = await openRequest(context, tx, order, { kind: 'refund-only', caseId, refundFen, claims });
  for (const { line, units, fen } of claims) await claimOf(tx, line.id, { units, refundFen: fen }, 1);
  for (const { rowId: id, fen } of claims)
    await tx.em.nativeUpdate(RecallRow, { id }, { refundKey: `after-sale:${request.id}`, refundFen: fen });
  await tx.em.nativeUpdate(RecallRow, { id: { $in: rows.map(({ id }) => id) } }, { refundAtMs: null });
  await agree(context, tx, request, '批次召回，按原价全额退款，不用申请');
}

interface Claim {
  rowId: string;
  line: LineRow;
  units: number;
  fen: number;
}
const sumOf = (claims: readonly Claim[], what: 'units' | 'fen'): number =>
  claims.reduce((sum, claim) => sum + claim[what], 0);

/** What of each line can still be asked for, row by row. */
function claimsOf(rows: readonly Recalled[], lines: readonly LineRow[]): Claim[] {
  const left = lines.map((line) => ({ ...line }));
  return rows.flatMap(({ id: rowId, lineId, units: found }): Claim[] => {
    const line = left.find(({ id }) => id === lineId);
    if (!line) return [];
    const units = Math.min(found, line.quantity - line.claimedUnits);
    const fen = claimFenOf(line, { units, amountFen: null });
    line.claimedUnits += units;
    return units > 0 ? [{ rowId, line, units, fen }] : [];
  });
}

/** The request that a buyer would have made; nobody needs to answer it. */
export async function openRequest(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  {
    kind,
    caseId,
    refundFen,
    claims,
  }: {
    kind: Extract<Kind, 'refund-only' | 'return'>;
    caseId: string;
    refundFen: number;
    claims: readonly { line: Pick<LineRow, 'id' | 'skuId' | 'title'>; units: number; fen: number }[];
  },
) {
  const id = context.newId();
  const nowMs = context.clock.now();
  await tx.em.nativeUpdate(Order, { id: order.id }, { openAfterSales: plus('openAfterSales', 1) });
  await tx.em.insert(AfterSale, {
    id,
    orderId: order.id,
    buyerAccountId: order.buyerAccountId,
    partyId: order.partyId,
    shopId: order.shopId,
    carrierPartyId: order.carrierPartyId,
    photoIds: null,
    kind,
    cause: 'quality',
    reason: await context.vault.sealText(order.buyerAccountId, '这批货被召回'),
    state: afterSaleLifecycle.initial,
    refundFen,
    recallId: caseId,
    requestedAtMs: nowMs,
    answerDueAtMs: answerDueAtMs(nowMs),
  });
  await tx.em.insertMany(
    AfterSaleLine,
    claims.map(({ line, units, fen }) => ({
      id: context.newId(),
      afterSaleId: id,
      lineId: line.id,
      skuId: line.skuId,
      title: line.title,
      units,
      refundFen: fen,
      accessories: '',
    })),
  );
  return tx.rows.selectFrom('AfterSale').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
