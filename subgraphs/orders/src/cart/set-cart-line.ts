import { lockRows } from '@heitu/kit/data/only-one';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { skusForSale } from '../peers.ts';
import { LINE_QUANTITY_MAX, LINES_MAX } from '../quote/quote.policy.ts';
import { ids } from '../input-fields.ts';
import { CartLine } from './cart.entity.ts';
import { cartOf, CartView } from './cart.view.ts';

/** Sets how many of a SKU are in one's cart; 0 takes it out. Setting is repeatable, so it needs no request id. */
export const setCartLine = mutation({
  name: 'setCartLine',
  description: "Sets how many of a SKU are in the caller's cart.",
  may: permit.role('consumer'),
  input: z.object({
    skuId: ids.sku(),
    quantity: z.number().int('必须是整数').min(0).max(LINE_QUANTITY_MAX).describe('0 takes it out.'),
  }),
  refusals: {
    NOT_FOUND,
    SKU_NOT_ON_SALE: { message: '这个商品已下架，不能加入购物车' },
    CART_FULL: { message: `购物车最多放${LINES_MAX}种商品，请先清理` },
  },
  shows: { View: CartView, of: cartOf },
  async run(context, { skuId, quantity }, refuse) {
    const key = { accountId: context.actor.id, skuId };
    if (quantity > 0) {
      const sku = (await skusForSale(context, [skuId])).get(skuId);
      if (!sku) return refuse('NOT_FOUND', [atField('skuId', '没有这个商品')]);
      if (!sku.onSale) return refuse('SKU_NOT_ON_SALE');
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
      if (Number(lines) >= LINES_MAX) return refuse('CART_FULL');
      // The second of two first additions at once meets the unique key: it then sets what the first one made.
      await tx.em.upsert(
        CartLine,
        { id: context.newId(), ...key, quantity, addedAtMs: context.clock.now() },
        { onConflictFields: ['accountId', 'skuId'], onConflictAction: 'merge', onConflictMergeFields: ['quantity'] },
      );
      return ok({});
    });
  },
});
