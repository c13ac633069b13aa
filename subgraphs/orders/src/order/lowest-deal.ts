import { idAt } from '@heitu/kit/rules/ids';
import type { OrdersContext } from '../context.ts';

/** What was bought and kept: a line that was asked back whole, or whose price was, is no deal. */
const deals = (context: OrdersContext, skuId: string) =>
  context.rows
    .selectFrom('OrderLine as l')
    .innerJoin('Order as o', 'o.id', 'l.orderId')
    .select('l.unitFen')
    .where('l.skuId', '=', skuId)
    .where('o.paidAtMs', 'is not', null)
    .where('o.cancelledAtMs', 'is', null)
    .whereRef('l.claimedUnits', '<', 'l.quantity')
    .whereRef('l.claimedFen', '<', 'l.totalFen');

/**
 * For how little one SKU was sold since a moment, in fen; where it was not sold since, for how much it was sold last;
 * null where it never was.
 */
export async function lowestDeal(context: OrdersContext, skuId: string, sinceMs: number): Promise<number | null> {
  const [lowest] = await deals(context, skuId)
    .where('l.orderId', '>=', idAt(sinceMs))
    .where('o.paidAtMs', '>=', sinceMs)
    .orderBy('l.unitFen')
    .limit(1)
    .execute();
  if (lowest) return lowest.unitFen;
  const [last] = await deals(context, skuId).orderBy('l.orderId', 'desc').limit(1).execute();
  return last?.unitFen ?? null;
}
