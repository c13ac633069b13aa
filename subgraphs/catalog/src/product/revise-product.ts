import { releaseFiles } from '@heitu/kit/privacy/file-uses';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { bandInForce } from '../band/price-band.loader.ts';
import { pricingNow } from '../band/price-band.policy.ts';
import { ownParties } from '../access.ts';
import { SELLERS } from '../roles.ts';
import { mutation, type CatalogContext, type CatalogTransaction } from '../context.ts';
import { keepingRefusedCopy, recordCopyCheck, type RefusedCopy } from '../copy/record-copy-check.ts';
import { openLook } from '../look/open-look.ts';
import { addLabelVersion } from '../price/add-label-version.ts';
import { indexProduct } from '../search/index-product.ts';
import { areShown, keptNotes } from './picture-notes.ts';
import { Product } from './product.entity.ts';
import { productFields } from './product.fields.ts';
import { productNow } from './product-now.ts';
import { products } from './product.moves.ts';
import { hasCategory, usePictures } from './product-parts.ts';
import { isOfGoods, keptPictures, picturesOf } from './product.policy.ts';
import { CATEGORY_UNKNOWN, goodsRefusals, PICTURE_UNKNOWN, type GoodsCode } from './product.refusals.ts';
import { judgePublication, publishRefusal, type ProductFields } from './publish-facts.ts';
import { productId } from '../inputs.ts';

/** What `null` clears; of the rest it changes nothing. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['pictureId', 'standardCode', 'characteristics', 'gmoStatus']);

/**
 * Changes what is given, leaves the rest. A product on sale must stay publishable; one the operator removed becomes a
 * draft again.
 */
export const reviseProduct = mutation({
  name: 'reviseProduct',
  description:
    'Changes what is given and leaves the rest. A product on sale must stay publishable; one that the operator removed becomes a draft again.',
  may: permit.role(...SELLERS),
  input: z.object({ productId: productId(), ...z.object(productFields).partial().shape }),
  requestId: 'must',
  remembers: 'by-hand',
  refusals: { NOT_FOUND, WRONG_STATE, CATEGORY_UNKNOWN, PICTURE_UNKNOWN, ...goodsRefusals },
  shows: productNow,
  run: (context, { productId, pictureIds, pictureNotes, ...given }, refuse) =>
    keepingRefusedCopy(context, async (tx, found) => {
      // Taken first: of two revisions at once the second compares with what the first one left.
      await lockRows(tx, Product, { id: productId });
      const before = await tx.rows
        .selectFrom('Product')
        .selectAll()
        .where('id', '=', productId)
        .where('partyId', 'in', ownParties(context, 'products'))
        .executeTakeFirst();
      if (!before) return refuse('NOT_FOUND');
      if (given.categoryId && !(await hasCategory(tx, given.categoryId))) return refuse('CATEGORY_UNKNOWN');
      const known = picturesOf(before);
      const added = (pictureIds ?? (given.pictureId ? [given.pictureId] : [])).filter((id) => !known.includes(id));
      if (!(await usePictures(context, tx, productId, added))) return refuse('PICTURE_UNKNOWN');
      const changes = Object.fromEntries(
        Object.entries(given).filter(
          ([field, value]) => value !== undefined && (value !== null || MAY_BE_EMPTY.has(field)),
        ),
      );
      const pictured = { ...before, ...changes, ...(pictureIds && keptPictures(pictureIds)) };
      const shown = picturesOf(pictured);
      if (!areShown(pictureNotes ?? [], shown)) return refuse('PICTURE_UNKNOWN');
      const set = {
        ...changes,
        ...(pictureIds && keptPictures(pictureIds)),
        pictureNotes: keptNotes(before.pictureNotes, pictureNotes ?? [], shown),
        updatedAtMs: context.clock.now(),
      };
      if (before.state === 'removed') {
        const unmoved = await products.move(context, tx, 'correct', before, refuse, { set });
        if (unmoved) return unmoved;
      } else if ((await tx.em.nativeUpdate(Product, { id: productId, state: before.state }, set)) === 0)
        return refuse('WRONG_STATE');
      const product = await tx.rows
        .selectFrom('Product')
        .selectAll()
        .where('id', '=', productId)
        .executeTakeFirstOrThrow();
      // What was on sale is in people's orders, with its picture.
      if (before.publishedAtMs === null) {
        const left = known.filter((id) => !picturesOf(product).includes(id));
        await releaseFiles(context, tx, { type: 'product', id: productId }, left);
      }
      if (product.title !== before.title || product.categoryId !== before.categoryId)
        await relabel(context, tx, product);
      const refused = product.state === 'on-sale' ? await stillOnSale(context, tx, product, found) : null;
      if (refused) return refused;
      tx.audit({ type: 'product', id: productId });
      return ok({ id: productId });
    }),
});

/** Judges goods on sale anew, and has them found by their new words; the refusal where they may no longer be offered. */
async function stillOnSale(
  context: CatalogContext,
  tx: CatalogTransaction,
  product: ProductFields & { shopId: string },
  found: (copy: RefusedCopy) => void,
): Promise<Refused<GoodsCode> | null> {
  const shop = await tx.rows
    .selectFrom('ShopSale')
    .select(['onSale', 'reason'])
    .where('shopId', '=', product.shopId)
    .executeTakeFirst();
  const { problems, marks } = await judgePublication(context, product, {
    onSale: !!shop?.onSale,
    reason: shop?.reason ?? null,
  });
  if (marks.length > 0) found({ product, marks });
  // A closed shop's offer is not shown anyway: its seller may still correct it.
  const refused = publishRefusal(problems.filter(isOfGoods));
  if (refused) return refused;
  await recordCopyCheck(context, tx, product, []);
  await openLook(context, tx, product);
  await indexProduct(tx, product.id);
  return null;
}

/**
 * The label shows the product's name, and what binds the price of its kind: a new one is a new version of each label,
 * at the same price. A price that the new kind does not allow keeps the goods off sale.
 */
async function relabel(
  context: CatalogContext,
  tx: CatalogTransaction,
  { id: productId, title, categoryId }: ProductFields,
): Promise<void> {
  const band = await bandInForce(tx.rows, categoryId, context.clock.now());
  const labels = await tx.rows
    .selectFrom('Sku as s')
    .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
    .selectAll('l')
    .select(['s.unit', 's.netGrams', 's.labelVersion'])
    .where('s.productId', '=', productId)
    .execute();
  for (const { skuId, unit, netGrams, labelVersion, ...label } of labels) {
    const priced = pricingNow(band, { netGrams, unit }, label);
    await addLabelVersion(
      context,
      tx,
      { id: skuId, partyId: label.partyId, unit, labelVersion },
      { ...label, ...('pricing' in priced && priced.pricing), name: title },
    );
  }
}
