import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { skuSaleChanged } from '@heitu/events/catalog.sku-sale-changed.v1';
import { ownParties } from '../access.ts';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { Product } from './product.entity.ts';
import { productLifecycle } from './product.lifecycle.ts';
import { withdrawProductRefusals as refusals } from './product.refusals.ts';

const schema = z.object({ productId: identifier(), reason: line(500).nullish() });

/** The seller takes its product off sale. */
export async function withdrawProduct(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { productId, reason } = parsed.value;
  return context.transaction(async (tx) => {
    const product = await tx.rows
      .selectFrom('Product')
      .select(['id', 'shopId', 'partyId'])
      .where('id', '=', productId)
      .where('partyId', 'in', ownParties(context, 'products'))
      .executeTakeFirst();
    if (!product) return refuse(refusals, 'NOT_FOUND');
    const withdrawn = await tx.em.nativeUpdate(
      Product,
      { id: productId, state: { $in: [...productLifecycle.from('withdraw')] } },
      {
        state: productLifecycle.to('withdraw'),
        stateReason: reason ? await context.vault.sealText(product.partyId, reason) : null,
        updatedAtMs: context.clock.now(),
      },
    );
    if (withdrawn === 0) return refuse(refusals, 'WRONG_STATE');
    await tellSkusOffSale(tx, product, reason ?? '商家下架');
    tx.audit({ type: 'product', id: productId, reason: reason ?? undefined });
    return ok({ id: productId });
  });
}

export async function tellSkusOffSale(
  tx: CatalogTransaction,
  product: { id: string; shopId: string },
  reason: string,
): Promise<void> {
  const skus = await tx.rows.selectFrom('Sku').select('id').where('productId', '=', product.id).execute();
  for (const { id } of skus)
    tx.publish(
      skuSaleChanged,
      { type: 'sku', id },
      { skuId: id, productId: product.id, shopId: product.shopId, onSale: false, reason },
    );
}
