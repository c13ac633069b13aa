import { lockRows } from '@heitu/kit/data/only-one';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { priceOutsideBand } from '@heitu/events/catalog.price-outside-band.v1';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { addLabelVersion } from '../price/add-label-version.ts';
import { Sku } from '../product/product.entity.ts';
import { products } from '../product/product.moves.ts';
import { tellSkusOffSale } from '../product/tell-skus-off-sale.ts';
import { PriceBand } from './price-band.entity.ts';
import { bandsInForce } from './price-band.loader.ts';
import { bandText, isLabelled, pricingNow, type PublishedBand } from './price-band.policy.ts';

const BANDS_PER_RUN_MAX = 20;
const LABELS_PER_STEP = 200;

/** Job: labels follow the government's documents on the day on which they begin to bind, and on which they end. */
export async function applyPriceBands(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const moved = await context.rows
    .selectFrom('PriceBand')
    .select(['id', 'categoryId', 'endsAtMs', 'appliedAtMs'])
    .where((eb) =>
      eb.or([
        eb.and([eb('appliedAtMs', 'is', null), eb('effectiveAtMs', '<=', nowMs)]),
        eb.and([eb('endedAtMs', 'is', null), eb('endsAtMs', '<=', nowMs)]),
      ]),
    )
    .orderBy('effectiveAtMs')
    .limit(BANDS_PER_RUN_MAX)
    .execute();
  const bands = moved.length > 0 ? await bandsInForce(context.rows, nowMs) : new Map<string, PublishedBand>();
  await eachAlone(moved, async ({ id, categoryId, endsAtMs, appliedAtMs }) => {
    await relabelCategory(context, categoryId, bands);
    await context.transaction(async (tx) => {
      const ended = endsAtMs !== null && endsAtMs <= nowMs ? { endedAtMs: nowMs } : {};
      await tx.em.nativeUpdate(PriceBand, { id }, { appliedAtMs: appliedAtMs ?? nowMs, ...ended });
      return ok(null);
    });
  });
}

const labelsOf = (context: CatalogContext, categoryId: string, afterSkuId: string) =>
  context.rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .innerJoin('Category as c', 'c.id', 'p.categoryId')
    .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
    .selectAll('l')
    .select(['s.netGrams', 's.unit', 's.labelVersion', 'p.id as productId', 'p.shopId', 'p.title', 'p.state'])
    .select('p.categoryId')
    .where((eb) => eb.or([eb('c.id', '=', categoryId), eb('c.parentId', '=', categoryId)]))
    .where('s.id', '>', afterSkuId)
    .orderBy('s.id')
    .limit(LABELS_PER_STEP)
    .execute();
type Labelled = Awaited<ReturnType<typeof labelsOf>>[number];

/** Again where it was broken off: labels that already say what binds them are left as they are. */
async function relabelCategory(
  context: CatalogContext,
  categoryId: string,
  bands: ReadonlyMap<string, PublishedBand>,
): Promise<void> {
  let last = '';
  for (;;) {
    const labels = await labelsOf(context, categoryId, last);
    for (const label of labels)
      await context.transaction(async (tx) => {
        await relabel(context, tx, label, bands.get(label.categoryId) ?? null);
        return ok(null);
      });
    if (labels.length < LABELS_PER_STEP) return;
    last = labels.at(-1)?.skuId ?? last;
  }
}

async function relabel(
  context: CatalogContext,
  tx: CatalogTransaction,
  label: Labelled,
  band: PublishedBand | null,
): Promise<void> {
  const priced = pricingNow(band, label, label);
  if ('wrong' in priced) {
    if (band) await takeOffSale(context, tx, label, band);
    return;
  }
  const { pricing } = priced;
  if (isLabelled(label, pricing)) return;
  const sku = { id: label.skuId, partyId: label.partyId, unit: label.unit, labelVersion: label.labelVersion };
  await addLabelVersion(context, tx, sku, { ...label, ...pricing });
}

/** Nobody pays a price that the government does not allow: the goods wait for their seller to set another one. */
async function takeOffSale(
  context: CatalogContext,
  tx: CatalogTransaction,
  { productId, shopId, partyId, title, skuId, labelVersion }: Labelled,
  band: PublishedBand,
): Promise<void> {
  // A price that its seller has changed meanwhile was held against the document as it was set.
  if (!(await lockRows(tx, Sku, { id: skuId, labelVersion }))) return;
  const reason = `价格不在政府公布的范围内：${bandText(band)}`;
  const set = { stateReason: await context.vault.sealText(partyId, reason), updatedAtMs: context.clock.now() };
  if ((await products.bySystem(context, tx, 'leave-band', { id: productId }, set)) === 0) return;
  await tellSkusOffSale(tx, { id: productId, shopId }, reason);
  tx.publish(priceOutsideBand, { type: 'sku', id: skuId }, { skuId, productId, partyId, title, band: bandText(band) });
  tx.audit({ type: 'product', id: productId, clause: '7.3.5.a', reason });
}
