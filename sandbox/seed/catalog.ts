import { inRoom } from './rooms.ts';
import { catalogEntities as entity, type CatalogContext } from '@heitu/catalog';
import type { Context } from '@heitu/kit/data/context';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import {
  COUNTY,
  placeOf,
  dateOn,
  makeProducts,
  picturesOf,
  products as realProducts,
  sellers,
  type PictureFact,
} from '../county/index.ts';
import { seedFields } from './catalog-fields.ts';
import { seedPool } from './catalog-pool.ts';
import { seedIndicators } from './catalog-indicators.ts';
import { seedLots } from './catalog-lots.ts';
import { ownerAccount, seedProducts } from './catalog-products.ts';
import { categoryOf } from './goods.ts';
import { HISTORY_SEED, inChunks, type SeedHistory } from './history.ts';
import { partyId, productId, shopId } from './keys.ts';
import { packLots } from './pack-lots.ts';
import { putPicture } from './put-picture.ts';
import { templateRows } from './templates.ts';

const CHUNK = 200;
/** Everything was listed before the first order of the county's history. */
const LISTED_BEFORE_MS = 120 * DAY_MS;

/** What the county puts on its first page (6.3). */
const COLUMNS: readonly { title: string; subtitle: string; products: readonly string[] }[] = [
  {
    title: `${COUNTY.shortName}新米`,
    subtitle: `${placeOf('paddies').townshipName}当季${COUNTY.rice.called}`,
    products: ['rice', 'millet', 'red-bean', 'mung-bean', 'soybean'],
  },
  {
    title: '林下山货',
    subtitle: `${COUNTY.mountain}里采的`,
    products: ['black-fungus', 'hazel-mushroom', 'pine-nuts', 'linden-honey', 'wild-greens'],
  },
  { title: '农家院里', subtitle: '自家种自家养', products: ['eggs', 'dried-beans', 'potato'] },
  {
    title: '冷链到家',
    subtitle: '全程看得见温度',
    products: ['blueberry', 'fresh-corn', 'bean-buns', 'goose', 'pickled-cabbage'],
  },
];

/** Products with labels, lots with their papers and chains, pictures, and the search index. */
export async function seedCatalog(context: Context, { nowMs, products: wanted }: SeedHistory): Promise<void> {
  const catalog = inRoom(context, 'catalog');
  const { em } = catalog;
  if (await em.count(entity.Product, {})) return;
  const listedAtMs = nowMs - LISTED_BEFORE_MS;
  const baseDate = new Date(nowMs);
  await em.insertMany(
    entity.ShopSale,
    sellers.map((seller) => ({
      shopId: shopId(seller.key),
      partyId: partyId(seller.key),
      onSale: true,
      reason: '',
      atMs: listedAtMs,
    })),
  );
  // A drawing that several products show belongs to the first one's seller. They say themselves that they show it.
  const owners = new Map<PictureFact, string>();
  for (const product of realProducts)
    for (const picture of picturesOf(product))
      if (!owners.has(picture)) owners.set(picture, ownerAccount(product.sellerKey));
  for (const [picture, ownerId] of owners)
    await putPicture(catalog, picture, { ownerId, purpose: 'product-picture', atMs: listedAtMs }, [], em);
  await em.insertMany(
    entity.MarketingColumn,
    COLUMNS.map(({ title, subtitle, products: slugs }, position) => ({
      id: idFrom(`column:${title}`),
      title,
      subtitle,
      productIds: JSON.stringify(slugs.map((slug) => productId(`product:${slug}`))),
      position,
      changedAtMs: listedAtMs,
    })),
  );
  await seedFiledStandards(catalog, nowMs);
  await seedIndicators(catalog, nowMs, listedAtMs);
  await em.insertMany(entity.ProductTemplate, templateRows(listedAtMs));
  for await (const chunk of inChunks(
    makeProducts({ seed: HISTORY_SEED, count: Math.max(realProducts.length, wanted) }),
    CHUNK,
  )) {
    await seedProducts(catalog, chunk, listedAtMs);
    const all = chunk.flatMap((product) => packLots(product, baseDate).map((lot) => ({ product, ...lot })));
    for await (const lots of inChunks(all, CHUNK)) await seedLots(catalog, lots, baseDate);
    await seedFields(catalog, all, baseDate);
    await seedPool(catalog, all, baseDate);
  }
}

async function seedFiledStandards({ em }: CatalogContext, nowMs: number): Promise<void> {
  const filed = realProducts.flatMap((product) =>
    product.standards.filter((standard) => standard.filing !== null).map((standard) => ({ product, standard })),
  );
  await em.insertMany(
    entity.QualityStandard,
    filed.map(({ product, standard }) => ({
      id: idFrom(`standard:${standard.number}`),
      code: standard.number,
      title: standard.title,
      standardClass: 'filed',
      categoryIds: JSON.stringify([categoryOf(product)]),
      filingNumber: standard.filing,
      partyId: partyId(product.sellerKey),
      validUntil: dateOn(new Date(nowMs), 700),
      createdAtMs: nowMs - LISTED_BEFORE_MS,
    })),
  );
}
