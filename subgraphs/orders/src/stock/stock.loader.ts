import { SELLER_ROLES, OVERSEERS } from '@heitu/standard';
import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { statement } from '@heitu/kit/data/statement';
import type { OrdersContext, OrdersRows, Row } from '../context.ts';

const stockOfSkus = statement((rows: OrdersRows, { skuIds }: { skuIds: readonly string[] }) =>
  rows.selectFrom('Stock').selectAll().where('skuId', 'in', skuIds),
);
/** Anyone may know whether something can be ordered. */
export async function stockBySku(context: OrdersContext, skuIds: readonly string[]): Promise<(Row<'Stock'> | null)[]> {
  const [rows] = await context.read(stockOfSkus({ skuIds }));
  return inOrder(skuIds, (row) => row.skuId, rows);
}

/** Only reached from a stock level that was already let through. */
export async function lotsBySku(context: OrdersContext, skuIds: readonly string[]): Promise<Row<'LotStock'>[][]> {
  const rows = await context.rows
    .selectFrom('LotStock')
    .selectAll()
    .where('skuId', 'in', skuIds)
    .orderBy('expiresOn')
    .orderBy('lotId')
    .execute();
  return groupedInOrder(skuIds, (row) => row.skuId, rows);
}

/**
 * Whose stock this caller may read: null for all (who runs or supervises the trade), or at least one id. A partner's
 * program reads those parties' who let it.
 */
export function stockParties(actor: Actor): string[] | null {
  if (hasRole(actor, ...OVERSEERS.platform)) return null;
  const own = [...partiesFor(actor, SELLER_ROLES, 'lots'), ...partiesFor(actor, ['partner'], 'stock')];
  return own.length > 0 ? own : [''];
}
