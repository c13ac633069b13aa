import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { skuSaleChanged } from '@heitu/events/catalog.sku-sale-changed.v1';
import { ownParties } from '../access.ts';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { keepingRefusedCopy, recordCopyCheck } from '../copy/record-copy-check.ts';
import { askShop } from '../peers.ts';
import { openLook } from '../look/open-look.ts';
import { indexProduct } from '../search/index-product.ts';
import { recordShopSale } from '../shop/record-shop-sale.ts';
import { productNow } from './product-now.ts';
import { products } from './product.moves.ts';
import { publishRefusals } from './product.refusals.ts';
import { judgePublication, publishRefusal } from './publish-facts.ts';
import { productId } from '../inputs.ts';

/** Puts a product on sale when nothing keeps it off; otherwise names everything that does, each with its clause. */
export const publishProduct = mutation({
  name: 'publishProduct',
  description: 'Puts a product on sale, or names everything that keeps it off, each with its clause.',
  may: permit.role(...SELLERS),
  input: z.object({ productId: productId() }),
  remembers: 'by-hand',
  refusals: { NOT_FOUND, WRONG_STATE, ...publishRefusals },
  shows: productNow,
  async run(context, { productId }, refuse) {
    const own = await context.rows
      .selectFrom('Product')
      .select('shopId')
      .where('id', '=', productId)
      .where('partyId', 'in', ownParties(context, 'products'))
      .executeTakeFirst();
    if (!own) return refuse('NOT_FOUND');
    const askedAtMs = context.clock.now();
    const shop = await askShop(context, own.shopId);
    if (!shop) return refuse('SHOP_NOT_ON_SALE');
    return keepingRefusedCopy(context, async (tx, found) => {
      const product = await tx.rows
        .selectFrom('Product')
        .selectAll()
        .where('id', '=', productId)
        .executeTakeFirstOrThrow();
      const { problems, marks, skuIds } = await judgePublication(context, product, shop);
      if (marks.length > 0) found({ product, marks });
      const refused = publishRefusal(problems);
      if (refused) return refused;
      const nowMs = context.clock.now();
      const set = { stateReason: null, publishedAtMs: product.publishedAtMs ?? nowMs, updatedAtMs: nowMs };
      const unmoved = await products.move(context, tx, 'publish', product, refuse, { set });
      if (unmoved) return unmoved;
      const { shopId, partyId, onSale, reason } = shop;
      await recordShopSale(tx, { shopId, partyId, onSale, reason: reason ?? '', atMs: askedAtMs });
      await recordCopyCheck(context, tx, product, []);
      await openLook(context, tx, product);
      await indexProduct(tx, productId);
      for (const skuId of skuIds)
        tx.publish(
          skuSaleChanged,
          { type: 'sku', id: skuId },
          { skuId, productId, shopId: product.shopId, onSale: true, reason: '上架' },
        );
      return ok({ id: productId });
    });
  },
});
