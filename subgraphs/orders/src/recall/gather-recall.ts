import type { RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { GRAVEST_LEVEL } from '@heitu/standard';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { DELIVERED_STATES, WITH_CARRIER_STATES } from '../order/order.lifecycle.ts';
import { callDueAtMs, COME_BACK_WORKING_DAYS, finishDueAtMs, reportDueAtMs } from './recall.policy.ts';
import { recallCaseLifecycle } from './recall-case.lifecycle.ts';
import { RecallCase, RecallRow } from './recall.entity.ts';

const ROWS_PER_INSERT = 500;

interface RecalledLot {
  lotId: string;
  lotCode?: string;
  partyId?: string;
  recallId: string;
  recall?: RecallFacts;
}

/**
 * A lot is called back: its case is opened, and every unit of it is found, once, wherever it is. It stands in the
 * transaction that blocks the stock: whoever picks has either taken from the lot before, and is found here, or gets
 * nothing of it.
 */
export async function gatherRecall(context: OrdersContext, tx: OrdersTransaction, lot: RecalledLot): Promise<void> {
  const stock = await tx.rows
    .selectFrom('LotStock')
    .select(['lotCode', 'partyId', 'onHand'])
    .where('lotId', '=', lot.lotId)
    .executeTakeFirst();
  const facts = lot.recall ?? {
    caseId: lot.recallId,
    rootLotId: lot.lotId,
    rootLotCode: lot.lotCode ?? stock?.lotCode ?? lot.lotId,
    goods: lot.lotCode ?? stock?.lotCode ?? lot.lotId,
    level: GRAVEST_LEVEL,
    hazard: 'other' as const,
    caller: 'operator' as const,
    orderNumber: null,
    atMs: context.clock.now(),
  };
  const partyId = lot.partyId ?? stock?.partyId ?? '';
  await openCase(tx, facts, partyId);
  const known = await tx.rows
    .selectFrom('RecallRow')
    .select('foundBy')
    .where('caseId', '=', facts.caseId)
    .where('lotId', '=', lot.lotId)
    .execute();
  const have = new Set(known.map(({ foundBy }) => foundBy));
  const of = { caseId: facts.caseId, lotId: lot.lotId };
  const stored = inStore(facts, lot.lotId, stock).filter(({ foundBy }) => !have.has(foundBy));
  for (const row of stored) await tx.em.insert(RecallRow, { ...row, ...of, id: context.newId() });
  const sent = (await inOrders(context, tx, facts, lot.lotId)).filter(({ foundBy }) => !have.has(foundBy));
  // Whoever picks waits for this transaction: few messages, however many bought.
  for (let from = 0; from < sent.length; from += ROWS_PER_INSERT)
    await tx.em.insertMany(
      RecallRow,
      sent.slice(from, from + ROWS_PER_INSERT).map((row) => ({ ...row, ...of, id: context.newId() })),
    );
}

/** Lots of one case are told of one by one: the first opens it. */
async function openCase(tx: OrdersTransaction, facts: RecallFacts, partyId: string): Promise<void> {
  const { caseId: id, rootLotId: lotId, rootLotCode: lotCode, goods, level, hazard, caller, orderNumber, atMs } = facts;
  if (await tx.rows.selectFrom('RecallCase').select('id').where('id', '=', id).executeTakeFirst()) return;
  await tx.em.insert(RecallCase, {
    id,
    lotId,
    lotCode,
    partyId,
    goods,
    level,
    hazard,
    caller,
    orderNumber,
    state: recallCaseLifecycle.initial,
    openedAtMs: atMs,
    reportDueAtMs: reportDueAtMs(atMs, level),
    finishDueAtMs: finishDueAtMs(atMs, level),
  });
}

/** What lies in the seller's store is sealed there. */
function inStore(
  { caseId, goods, level, atMs }: RecallFacts,
  lotId: string,
  stock: { lotCode: string; partyId: string; onHand: number } | undefined,
) {
  if (!stock || stock.onHand === 0) return [];
  const { lotCode, partyId, onHand: units } = stock;
  return [
    {
      foundBy: `${caseId} ${lotId}`,
      lotCode,
      partyId,
      goods,
      units,
      recoveredUnits: units,
      refundFen: 0,
      state: 'sealed' as const,
      foundAtMs: atMs,
      dueAtMs: finishDueAtMs(atMs, level),
    },
  ];
}

/** What orders were filled with and is not back: with the buyer, or on its way and stopped. */
async function inOrders(
  context: OrdersContext,
  tx: OrdersTransaction,
  { caseId, level, atMs }: RecallFacts,
  lotId: string,
) {
  const sent = await tx.rows
    .selectFrom('LineLot as t')
    .innerJoin('Order as o', 'o.id', 't.orderId')
    .innerJoin('OrderLine as l', 'l.id', 't.lineId')
    .leftJoin('AfterSale as a', 'a.id', 't.afterSaleId')
    .select(['t.id as lineLotId', 't.lineId', 't.lotCode', 't.units', 't.returnedUnits', 't.afterSaleId'])
    .select(['o.id as orderId', 'o.number as orderNumber', 'o.buyerAccountId', 'o.partyId', 'o.state as orderState'])
    .select(['l.title as goods', 'a.state as exchangeState'])
    .where('t.lotId', '=', lotId)
    .whereRef('t.units', '>', 't.returnedUnits')
    .where('o.state', 'in', [...WITH_CARRIER_STATES, 'coming-back', ...DELIVERED_STATES])
    .orderBy('t.id')
    .execute();
  return sent.map(({ units, returnedUnits, afterSaleId, orderState, exchangeState, ...row }) => {
    const isWithBuyer = afterSaleId === null ? DELIVERED_STATES.includes(orderState) : exchangeState !== 'exchanging';
    return {
      ...row,
      foundBy: `${caseId} ${row.lineLotId}`,
      units: units - returnedUnits,
      refundFen: 0,
      foundAtMs: atMs,
      ...(isWithBuyer ? atBuyer(context, atMs, level) : onWay(atMs)),
    };
  });
}

const onWay = (atMs: number) => ({
  state: 'on-way' as const,
  dueAtMs: addWorkingDays(atMs, COME_BACK_WORKING_DAYS),
  refundAtMs: null,
});
const atBuyer = ({ clock }: OrdersContext, atMs: number, level: RecallFacts['level']) => ({
  state: 'at-buyer' as const,
  dueAtMs: callDueAtMs(atMs, level),
  refundAtMs: clock.now(),
});
