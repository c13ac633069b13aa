import { NO } from '@heitu/kit/data/entities';
import type { Refused } from '@heitu/kit/rules/outcome';
import { statement } from '@heitu/kit/data/statement';
import type { OrdersRows, OrdersWrites } from '../context.ts';
import { unitsInOrder } from './stock.policy.ts';

interface Wanted {
  skuId: string;
  quantity: number;
}
const perSku = (lines: readonly Wanted[]) =>
  unitsInOrder(
    lines,
    (line) => line.skuId,
    (line) => line.quantity,
  );

const hold = statement((rows: OrdersRows, { skuId, units }: { skuId: string; units: number }) =>
  rows
    .updateTable('Stock')
    .set((eb) => ({ free: eb('free', '-', units), held: eb('held', '+', units) }))
    .where('skuId', '=', skuId)
    .where('free', '>=', units)
    .where('skuBlocked', '=', NO)
    .where('shopBlocked', '=', NO),
);
const release = statement((rows: OrdersRows, { skuId, units }: { skuId: string; units: number }) =>
  rows
    .updateTable('Stock')
    .set((eb) => ({ free: eb('free', '+', units), held: eb('held', '-', units) }))
    .where('skuId', '=', skuId),
);

/**
 * Promises stock, one conditional statement per SKU, as the last thing before the transaction commits, SKUs in id
 * order: a row that everybody wants stays locked no longer than its own statement and the commit. `short` says what is
 * answered for a SKU that has too little; it undoes the whole transaction.
 */
export function holdStock(writes: OrdersWrites, lines: readonly Wanted[], short: (skuId: string) => Refused): void {
  for (const [skuId, units] of perSku(lines)) writes.atLast(skuId, hold({ skuId, units }), short(skuId));
}

/** Gives promised stock back, at last as well. */
export function releaseStock(writes: OrdersWrites, lines: readonly Wanted[]): void {
  for (const [skuId, units] of perSku(lines)) writes.atLast(skuId, release({ skuId, units }));
}
