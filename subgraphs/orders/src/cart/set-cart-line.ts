import { identifier, parse, z } from '@heitu/kit/validate';
import { lockRows } from '@heitu/kit/only-one';
import { defineRefusals, ok, refuse, type Outcome } from '@heitu/kit/outcome';
import type { OrdersContext } from '../context.ts';
import { skusForSale } from '../peers.ts';
import { LINE_QUANTITY_MAX, LINES_MAX } from '../quote/quote.policy.ts';
import { CartLine } from './cart.entity.ts';

export const setCartLineRefusals = defineRefusals({
  SKU_NOT_ON_SALE: { message: '这个商品已下架，不能加入购物车' },
  CART_FULL: { message: `购物车最多放${LINES_MAX}种商品，请先清理` },
});
const schema = z.object({ skuId: identifier(), quantity: z.number().int('必须是整数').min(0).max(LINE_QUANTITY_MAX) });

/** Sets how many of a SKU are in one's cart; 0 takes it out. Setting is repeatable, so it needs no request id. */
export async function setCartLine(context: OrdersContext, input: z.input<typeof schema>): Promise<Outcome<object>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { skuId, quantity } = valid.value;
  const key = { accountId: context.actor.id, skuId };
  if (quantity > 0) {
    const sku = (await skusForSale(context, [skuId])).get(skuId);
    if (!sku) return refuse(setCartLineRefusals, 'NOT_FOUND', [{ at: 'skuId', text: '没有这个商品' }]);
    if (!sku.onSale) return refuse(setCartLineRefusals, 'SKU_NOT_ON_SALE');
  }
  return context.transaction(async (tx) => {
    tx.audit({ type: 'cart', id: context.actor.id });
    if (quantity === 0) {
      await tx.em.nativeDelete(CartLine, key);
      return ok({});
    }
    if ((await tx.em.nativeUpdate(CartLine, key, { quantity })) > 0) return ok({});
    // All lines are taken: of several added at once each counts those before it.
    await lockRows(tx, CartLine, { accountId: context.actor.id });
    const { lines } = await tx.rows
      .selectFrom('CartLine')
      .select(({ fn }) => fn.countAll<number>().as('lines'))
      .where('accountId', '=', context.actor.id)
      .executeTakeFirstOrThrow();
    if (Number(lines) >= LINES_MAX) return refuse(setCartLineRefusals, 'CART_FULL');
    // The second of two first additions at once meets the unique key: it then sets what the first one made.
    await tx.em.upsert(
      CartLine,
      { id: context.newId(), ...key, quantity, addedAtMs: context.clock.now() },
      { onConflictFields: ['accountId', 'skuId'], onConflictAction: 'merge', onConflictMergeFields: ['quantity'] },
    );
    return ok({});
  });
}
