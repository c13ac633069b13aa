import { chunksOf } from '@heitu/kit/rules/chunks';
import type { RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { GRAVEST_LEVEL } from '@heitu/standard';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { DELIVERED_STATES, WITH_CARRIER_STATES } from '../order/order.lifecycle.ts';
import { callDueAtMs, COME_BACK_WORKING_DAYS, finishDueAtMs, reportDueAtMs } from './recall.policy.ts';
import { recallCaseLifecycle } from './recall-case.lifecycle.ts';
import { RecallCase, RecallRow } from './recall.entity.ts';
import type { Tellings } from './tell-affected.ts';

const ROWS_PER_INSERT = 500;

interface RecalledLot {
  lotId: string;
  lotCode?: string;
  partyId?: string;
  recallId: string;
  recall?: RecallFacts;
}
type MaybeRecalled = Omit<RecalledLot, 'recallId'> & { recallId: string | null };

/**
 * Of lots that are called back the case is opened, and every unit of them is found, once, wherever it is. It stands in
 * the transaction that blocks the stock: whoever picks has either taken from a lot before, and is found here, or gets
 * nothing of it.
 */
export async function gatherRecalls(
  context: OrdersContext,
  tx: OrdersTransaction,
  lots: readonly MaybeRecalled[],
  tellings: Tellings,
): Promise<void> {
  const recalled = lots.flatMap(({ recallId, ...lot }) => (recallId === null ? [] : [{ ...lot, recallId }]));
  if (recalled.length === 0) return;
  const lotIds = recalled.map(({ lotId }) => lotId);
  const stored = await tx.rows
    .selectFrom('LotStock')
    .select(['lotId', 'lotCode', 'partyId', 'onHand'])
    .where('lotId', 'in', lotIds)
    .execute();
  const stockOf = new Map(stored.map((row) => [row.lotId, row]));
  const called = recalled.map((lot) => {
    const stock = stockOf.get(lot.lotId);
    return { stock, ...lot, facts: factsOf(context, lot, stock) };
  });
  for (const of of Map.groupBy(called, ({ facts }) => facts.caseId).values()) {
    const [first] = of;
    if (!first) continue;
    const facts = await openCase(tx, first.facts, first.partyId ?? first.stock?.partyId ?? '');
    const have = await foundBefore(
      tx,
      facts.caseId,
      of.map(({ lotId }) => lotId),
    );
    const inHands = await inOrders(
      context,
      tx,
      facts,
      of.map(({ lotId }) => lotId),
    );
    const found = [
      ...of.flatMap(({ lotId, stock }) => inStore(facts, lotId, stock)),
      ...inHands.map((row) => ({ ...row, tellingId: tellings.idOf(row) })),
    ];
    await keepFound(
      context,
      tx,
      facts.caseId,
      found.filter(({ foundBy }) => !have.has(foundBy)),
    );
  }
}

type InStore = { lotCode: string; partyId: string; onHand: number } | undefined;

/** Events of before say nothing of the case. */
function factsOf(context: OrdersContext, lot: RecalledLot, stock: InStore): RecallFacts {
  const lotCode = lot.lotCode ?? stock?.lotCode ?? lot.lotId;
  return (
    lot.recall ?? {
      caseId: lot.recallId,
      rootLotId: lot.lotId,
      rootLotCode: lotCode,
      goods: lotCode,
      level: GRAVEST_LEVEL,
      hazard: 'other',
      caller: 'operator',
      orderNumber: null,
      atMs: context.clock.now(),
    }
  );
}

async function foundBefore(tx: OrdersTransaction, caseId: string, lotIds: readonly string[]): Promise<Set<string>> {
  const known = await tx.rows
    .selectFrom('RecallRow')
    .select('foundBy')
    .where('caseId', '=', caseId)
    .where('lotId', 'in', lotIds)
    .execute();
  return new Set(known.map(({ foundBy }) => foundBy));
}

type InHands = Awaited<ReturnType<typeof inOrders>>[number];
type Found = ReturnType<typeof inStore>[number] | (InHands & { tellingId: string | null });
/** Whoever picks waits for this transaction: few messages, however many bought. */
async function keepFound(
  context: OrdersContext,
  tx: OrdersTransaction,
  caseId: string,
  found: readonly Found[],
): Promise<void> {
  // Rows of one statement have the same columns.
  for (const alike of Map.groupBy(found, (row) => 'orderId' in row).values())
    for (const some of chunksOf(alike, ROWS_PER_INSERT))
      await tx.em.insertMany(
        RecallRow,
        some.map((row) => ({ ...row, caseId, id: context.newId() })),
      );
}

/** Lots of one case are told of one by one: the first opens it. Its level may have changed since (apply-regrade.ts). */
async function openCase(tx: OrdersTransaction, facts: RecallFacts, partyId: string): Promise<RecallFacts> {
  const { caseId: id, rootLotId: lotId, rootLotCode: lotCode, goods, level, hazard, caller, orderNumber, atMs } = facts;
  const known = await tx.rows
    .selectFrom('RecallCase')
    .select(['level', 'hazard'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (known) return { ...facts, ...known };
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
  return facts;
}

/** What lies in the seller's store is sealed there. */
function inStore({ caseId, goods, level, atMs }: RecallFacts, lotId: string, stock: InStore) {
  if (!stock || stock.onHand === 0) return [];
  const { lotCode, partyId, onHand: units } = stock;
  return [
    {
      foundBy: `${caseId} ${lotId}`,
      lotId,
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
  lotIds: readonly string[],
) {
  const sent = await tx.rows
    .selectFrom('LineLot as t')
    .innerJoin('Order as o', 'o.id', 't.orderId')
    .innerJoin('OrderLine as l', 'l.id', 't.lineId')
    .leftJoin('AfterSale as a', 'a.id', 't.afterSaleId')
    .select(['t.id as lineLotId', 't.lotId', 't.lineId', 't.lotCode', 't.units', 't.returnedUnits', 't.afterSaleId'])
    .select(['o.id as orderId', 'o.number as orderNumber', 'o.buyerAccountId', 'o.partyId', 'o.state as orderState'])
    .select(['l.title as goods', 'a.state as exchangeState'])
    .where('t.lotId', 'in', lotIds)
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
