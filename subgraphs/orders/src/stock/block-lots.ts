import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import { minus } from '@heitu/kit/data/arithmetic';
import { raw } from '@mikro-orm/core';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { LotStock, Stock } from './stock.entity.ts';
import { lotStocks } from './stock.moves.ts';
import { unitsInOrder } from './stock.policy.ts';

interface LotToBlock {
  lotId: string;
  skuId: string;
  cause: LotStopCause;
  reason: string;
  recallId: string | null;
}

/**
 * What is left of these lots, each named once, may not leave: failed, recalled, expired. The rows of their SKUs are
 * taken already. Their units are no longer free, whoever they were promised to. Answers those that were not stopped for
 * it before: a lot that was only blocked and is then recalled is one of them.
 */
export async function blockLots(
  context: OrdersContext,
  tx: OrdersTransaction,
  lots: readonly LotToBlock[],
): Promise<ReadonlySet<string>> {
  const stored = await tx.rows
    .selectFrom('LotStock')
    .select(['lotId', 'skuId', 'onHand', 'blocked', 'recallId'])
    .where(
      'lotId',
      'in',
      lots.map(({ lotId }) => lotId),
    )
    .execute();
  const stockOf = new Map(stored.map((row) => [row.lotId, row]));
  const known = lots.flatMap((lot) => {
    const stock = stockOf.get(lot.lotId);
    return stock ? [{ lot, stock }] : [];
  });
  const fresh = known.filter(({ stock }) => !stock.blocked).map(({ lot }) => lot);
  const again = known
    .filter(({ lot, stock }) => stock.blocked && stock.recallId === null && lot.recallId !== null)
    .map(({ lot }) => lot);
  for (const { where, set } of marksOf(fresh))
    await lotStocks.bySystem(context, tx, 'block', { ...where, blocked: false }, { ...set, blocked: true });
  for (const { where, set } of marksOf(again)) await tx.em.nativeUpdate(LotStock, { ...where, recallId: null }, set);
  const gone = fresh.flatMap(({ lotId }) => stockOf.get(lotId) ?? []);
  for (const [skuId, units] of unitsInOrder(
    gone,
    (row) => row.skuId,
    ({ onHand }) => onHand,
  ))
    await tx.em.nativeUpdate(Stock, { skuId }, { free: minus('free', units) });
  return new Set([...fresh, ...again].map(({ lotId }) => lotId));
}

/** Why they were stopped: one update for those of which that is the same, whichever recall of its own each has. */
function marksOf(lots: readonly LotToBlock[]) {
  const alike = Map.groupBy(lots, ({ cause, reason, recallId }) => JSON.stringify([cause, reason, recallId === null]));
  return [...alike.values()].flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const { cause: blockCause, reason: blockedReason } = first;
    return [
      {
        where: { lotId: { $in: some.map(({ lotId }) => lotId) } },
        set: { blockCause, blockedReason, recallId: first.recallId === null ? null : recallOf(some) },
      },
    ];
  });
}
const recallOf = (lots: readonly LotToBlock[]) =>
  raw<string>(
    `case lotId ${lots.map(() => 'when ? then ?').join(' ')} end`,
    lots.flatMap(({ lotId, recallId }) => [lotId, recallId]),
  );
