import { releaseFiles } from '@heitu/kit/privacy/file-uses';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { ownParties } from '../access.ts';
import { underClause } from '../answer.ts';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { recordCopyCheck, recordRefusedCopy, type RefusedCopy } from '../copy/record-copy-check.ts';
import { addLabelVersion } from '../price/set-price-label.ts';
import type { PricingType } from '../price/price-label.policy.ts';
import { indexProduct } from '../search/index-product.ts';
import { hasCategory, productFields, usePictures } from './create-product.ts';
import { Product } from './product.entity.ts';
import { productLifecycle } from './product.lifecycle.ts';
import { keptPictures, picturesOf } from './product.policy.ts';
import { reviseProductRefusals as refusals } from './product.refusals.ts';
import { judgePublication } from './publish-facts.ts';

const schema = z.object({
  requestId: identifier(),
  productId: identifier(),
  ...z.object(productFields).partial().shape,
});

/**
 * Changes what is given, leaves the rest. A product on sale must stay publishable; one the operator removed becomes a
 * draft again.
 */
export async function reviseProduct(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, productId, pictureIds, ...given } = parsed.value;
  // `null` clears what may be empty; what may not be empty is left as it is.
  const changes = Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) =>
        value !== undefined &&
        (value !== null ||
          field === 'pictureId' ||
          field === 'standardCode' ||
          field === 'characteristics' ||
          field === 'gmoStatus'),
    ),
  );
  let refused = null as RefusedCopy | null;
  const outcome = await context.transaction(
    async (tx) => {
      refused = null;
      // Taken first: of two revisions at once the second compares with what the first one left.
      await lockRows(tx, Product, { id: productId });
      const before = await tx.rows
        .selectFrom('Product')
        .selectAll()
        .where('id', '=', productId)
        .where('partyId', 'in', ownParties(context, 'products'))
        .executeTakeFirst();
      if (!before) return refuse(refusals, 'NOT_FOUND');
      if (given.categoryId && !(await hasCategory(tx, given.categoryId))) return refuse(refusals, 'CATEGORY_UNKNOWN');
      const known = picturesOf(before);
      const added = (pictureIds ?? (given.pictureId ? [given.pictureId] : [])).filter((id) => !known.includes(id));
      if (!(await usePictures(context, tx, productId, added))) return refuse(refusals, 'PICTURE_UNKNOWN');
      const nowMs = context.clock.now();
      const state = before.state === 'removed' ? productLifecycle.to('correct') : before.state;
      const changed = await tx.em.nativeUpdate(
        Product,
        { id: productId, state: before.state },
        { ...changes, ...(pictureIds && keptPictures(pictureIds)), state, updatedAtMs: nowMs },
      );
      if (changed === 0) return refuse(refusals, 'WRONG_STATE');
      const product = await tx.rows
        .selectFrom('Product')
        .selectAll()
        .where('id', '=', productId)
        .executeTakeFirstOrThrow();
      // What was on sale is in people's orders, with its picture.
      if (before.publishedAtMs === null)
        await releaseFiles(
          context,
          tx,
          { type: 'product', id: productId },
          known.filter((id) => !picturesOf(product).includes(id)),
        );
      if (product.title !== before.title) await relabel(context, tx, productId, product.title);
      if (state === 'on-sale') {
        const shop = await tx.rows
          .selectFrom('ShopSale')
          .select(['onSale', 'reason'])
          .where('shopId', '=', product.shopId)
          .executeTakeFirst();
        const { problems, marks } = await judgePublication(context, product, {
          onSale: !!shop?.onSale,
          reason: shop?.reason ?? null,
        });
        if (marks.length > 0) refused = { product, marks };
        // A closed shop's offer is not shown anyway: its seller may still correct it.
        const [first, ...rest] = problems.filter(({ code }) => code !== 'SHOP_NOT_ON_SALE');
        if (first)
          return underClause(
            refuse(
              refusals,
              first.code,
              [first, ...rest].map(({ detail }) => detail),
            ),
            first.clause,
          );
        await recordCopyCheck(context, tx, product, []);
        await indexProduct(tx, productId);
      }
      tx.audit({ type: 'product', id: productId });
      return ok({ id: productId });
    },
    { id: requestId, input: parsed.value },
  );
  if (refused) await recordRefusedCopy(context, refused);
  return outcome;
}

/** The label shows the product's name: a new name is a new version of each label, at the same price. */
async function relabel(
  context: CatalogContext,
  tx: CatalogTransaction,
  productId: string,
  title: string,
): Promise<void> {
  const labels = await tx.rows
    .selectFrom('Sku as s')
    .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
    .selectAll('l')
    .select(['s.unit', 's.labelVersion'])
    .where('s.productId', '=', productId)
    .execute();
  for (const { skuId, unit, labelVersion, ...label } of labels) {
    await addLabelVersion(
      context,
      tx,
      { id: skuId, partyId: label.partyId, unit, labelVersion },
      { ...label, name: title, pricingType: label.pricingType as PricingType },
    );
  }
}
