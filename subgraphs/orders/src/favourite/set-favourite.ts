import { lockRows } from '@heitu/kit/data/only-one';
import { asItIs } from '@heitu/kit/rules/mutation';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { skusForSale } from '../peers.ts';
import { Favourite } from './favourite.entity.ts';
import { FAVOURITES_MAX } from './favourite.policy.ts';
import { FavouriteSetView } from './favourite.view.ts';

/** Setting is repeatable, so it needs no request id. */
export const setFavourite = mutation({
  name: 'setFavourite',
  description: 'Notes goods that the caller wants to find again, or no longer does.',
  may: permit.role('consumer'),
  input: z.object({
    skuId: ids.sku().describe('Any size of the goods.'),
    isFavourite: z.boolean().describe('False: no longer.'),
  }),
  refusals: {
    NOT_FOUND,
    TOO_MANY: { message: `最多收藏${FAVOURITES_MAX}样东西，请先去掉几样` },
  },
  shows: asItIs(FavouriteSetView),
  async run(context, { skuId, isFavourite }, refuse) {
    const sku = (await skusForSale(context, [skuId])).get(skuId);
    if (!sku) return refuse('NOT_FOUND', [atField('skuId', '没有这个商品')]);
    const key = { accountId: context.actor.id, productId: sku.productId };
    const value = { product: { id: sku.productId }, isFavourite };
    return context.transaction(async (tx) => {
      tx.audit({ type: 'favourite', id: context.actor.id });
      if (!isFavourite) {
        await tx.em.nativeDelete(Favourite, key);
        return ok(value);
      }
      // All are taken: of several added at once each counts those before it.
      await lockRows(tx, Favourite, { accountId: context.actor.id });
      const there = await tx.rows
        .selectFrom('Favourite')
        .select('productId')
        .where('accountId', '=', context.actor.id)
        .execute();
      if (there.some(({ productId }) => productId === sku.productId)) return ok(value);
      if (there.length >= FAVOURITES_MAX) return refuse('TOO_MANY');
      // The second of two first additions at once meets the unique key.
      await tx.em.upsert(
        Favourite,
        { id: context.newId(), ...key, addedAtMs: context.clock.now() },
        { onConflictFields: ['accountId', 'productId'], onConflictAction: 'ignore' },
      );
      return ok(value);
    });
  },
});
