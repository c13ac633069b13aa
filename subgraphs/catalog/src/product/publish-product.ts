import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { skuSaleChanged } from '@heitu/events/catalog.sku-sale-changed.v1';
import type { ClauseRef } from '@heitu/standard';
import { ownParties } from '../access.ts';
import { underClause } from '../answer.ts';
import type { CatalogContext } from '../context.ts';
import { recordCopyCheck, recordRefusedCopy, type RefusedCopy } from '../copy/record-copy-check.ts';
import { askShop } from '../peers.ts';
import { indexProduct } from '../search/index-product.ts';
import { recordShopSale } from '../shop/record-shop-sale.ts';
import { Product } from './product.entity.ts';
import { productLifecycle } from './product.lifecycle.ts';
import { publishProductRefusals as refusals } from './product.refusals.ts';
import { judgePublication } from './publish-facts.ts';

const schema = z.object({ productId: identifier() });

/** Puts a product on sale when nothing keeps it off; otherwise names everything that does, each with its clause. */
export async function publishProduct(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { productId } = parsed.value;
  const own = await context.rows
    .selectFrom('Product')
    .select('shopId')
    .where('id', '=', productId)
    .where('partyId', 'in', ownParties(context, 'products'))
    .executeTakeFirst();
  if (!own) return refuse(refusals, 'NOT_FOUND');
  const askedAtMs = context.clock.now();
  const shop = await askShop(context, own.shopId);
  if (!shop) return refuse(refusals, 'SHOP_NOT_ON_SALE');
  let refused = null as RefusedCopy | null;
  const outcome = await context.transaction(async (tx) => {
    refused = null;
    const product = await tx.rows
      .selectFrom('Product')
      .selectAll()
      .where('id', '=', productId)
      .executeTakeFirstOrThrow();
    const { problems, marks, skuIds } = await judgePublication(context, product, shop);
    if (marks.length > 0) refused = { product, marks };
    if (problems.length > 0)
      return underClause(
        refuse(
          refusals,
          problems[0]!.code,
          problems.map(({ detail }) => detail),
        ),
        problems[0]!.clause,
      );
    const nowMs = context.clock.now();
    const published = await tx.em.nativeUpdate(
      Product,
      { id: productId, state: { $in: [...productLifecycle.from('publish')] } },
      {
        state: productLifecycle.to('publish'),
        stateReason: null,
        publishedAtMs: product.publishedAtMs ?? nowMs,
        updatedAtMs: nowMs,
      },
    );
    if (published === 0) return refuse(refusals, 'WRONG_STATE');
    await recordShopSale(tx, {
      shopId: shop.shopId,
      partyId: shop.partyId,
      onSale: shop.onSale,
      reason: shop.reason ?? '',
      atMs: askedAtMs,
    });
    await recordCopyCheck(context, tx, product, []);
    await indexProduct(tx, productId);
    for (const skuId of skuIds)
      tx.publish(
        skuSaleChanged,
        { type: 'sku', id: skuId },
        { skuId, productId, shopId: product.shopId, onSale: true, reason: '上架' },
      );
    tx.audit({ type: 'product', id: productId, clause: '6.5.c' satisfies ClauseRef });
    return ok({ id: productId });
  });
  if (refused) await recordRefusedCopy(context, refused);
  return outcome;
}
