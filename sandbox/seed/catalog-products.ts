import { WORD_RULES_VERSION } from '@heitu/standard';
import { must } from '@heitu/kit/rules/checked';
import {
  catalogEntities as entity,
  goodsRecordOf,
  keptPictures,
  markCopy,
  searchRows,
  type CatalogContext,
  type PictureNotes,
} from '@heitu/catalog';
import { FileUse } from '@heitu/kit/data/entities';
import { toJson } from '@heitu/kit/rules/typed-json';
import { idFrom } from '@heitu/kit/rules/ids';
import {
  headOf,
  originText,
  partyOf,
  picturesOf,
  priceLabelOf,
  type ProductFact,
  type SkuFact,
} from '../county/index.ts';
import { CERTIFICATES } from './certificates.ts';
import { categoryOf, netOf, STANDARD_CLASSES } from './goods.ts';
import { inChunks } from './history.ts';
import { accountId, partyId, pictureId, productId, shopId, skuId } from './keys.ts';

const TOKEN_CHUNK = 2000;

export const ownerAccount = (sellerKey: string): string => {
  const seller = partyOf(sellerKey);
  return accountId((seller.staff.find((person) => person.role === 'owner') ?? headOf(seller)).key);
};
const copyOf = (product: ProductFact): string => [product.copy.headline, ...product.copy.paragraphs].join('\n');

/** Products with their packs, labels, checked copy and what the search finds them by. */
export async function seedProducts(
  context: CatalogContext,
  chunk: readonly ProductFact[],
  listedAtMs: number,
): Promise<void> {
  const { em } = context;
  const categories = await context.rows.selectFrom('Category').select(['id', 'path']).execute();
  const paths = new Map(categories.map((row) => [row.id, row.path]));
  const all = chunk.map((product) => ({ product, row: productRow(product, listedAtMs) }));
  await em.insertMany(
    entity.Product,
    all.map(({ row }) => row),
  );
  await em.insertMany(
    FileUse,
    all.flatMap(({ product, row }) =>
      picturesOf(product).map(({ key }) => ({ fileId: pictureId(key), thing: 'product', thingId: row.id })),
    ),
  );
  await em.insertMany(
    entity.Sku,
    chunk.flatMap((product) => product.skus.map((sku, position) => skuRow(product, sku, position))),
  );
  await em.insertMany(
    entity.PriceLabel,
    chunk.flatMap((product) => product.skus.map((sku) => labelRow(product, sku, listedAtMs))),
  );
  await em.insertMany(
    entity.CopyCheck,
    all.map(({ product, row }) => copyCheckRow(product, row, listedAtMs)),
  );
  const tokens = all.flatMap(({ product, row }) => tokenRows(product, row, paths));
  for await (const some of inChunks(tokens, TOKEN_CHUNK)) await em.insertMany(entity.ProductToken, some);
}

function picturesRow(product: ProductFact) {
  const pictures = picturesOf(product);
  return {
    ...keptPictures(pictures.map(({ key }) => pictureId(key))),
    pictureNotes: toJson<PictureNotes>(
      Object.fromEntries(pictures.map(({ key, shows, alt }) => [pictureId(key), { shows, alt }])),
    ),
  };
}

type ProductRow = ReturnType<typeof productRow>;
function productRow(product: ProductFact, listedAtMs: number) {
  const standard = product.standards[0];
  return {
    id: productId(product.key),
    shopId: shopId(product.sellerKey),
    partyId: partyId(product.sellerKey),
    title: product.name,
    categoryId: categoryOf(product),
    standardClass: standard ? STANDARD_CLASSES[standard.class] : ('non-standard' as const),
    standardCode: standard?.number ?? null,
    characteristics: product.characteristics,
    safetyDeclared: !standard,
    gmoStatus: product.gmoMarking === null ? null : ('none' as const),
    copy: copyOf(product),
    ...picturesRow(product),
    state: 'on-sale' as const,
    stateReason: null,
    publishedAtMs: listedAtMs,
    createdAtMs: listedAtMs,
    updatedAtMs: listedAtMs,
  };
}

const skuRow = (product: ProductFact, sku: SkuFact, position: number) => ({
  id: skuId(sku.key),
  productId: productId(product.key),
  shopId: shopId(product.sellerKey),
  partyId: partyId(product.sellerKey),
  position,
  specification: sku.specification,
  unit: sku.saleUnit,
  ...netOf(sku),
  gtin: sku.gtin,
  storage: sku.storage.condition,
  temperatureCelsiusMin: sku.storage.temperatureCelsiusMin,
  temperatureCelsiusMax: sku.storage.temperatureCelsiusMax,
  shelfLifeDays: sku.shelfLifeDays,
  weightGrams: sku.grossGrams,
  labelId: idFrom(`label:${sku.key}:1`),
  labelVersion: 1,
  labelComplete: true,
});

function labelRow(product: ProductFact, sku: SkuFact, listedAtMs: number) {
  const label = priceLabelOf(product, sku);
  return {
    id: idFrom(`label:${sku.key}:1`),
    skuId: skuId(sku.key),
    partyId: partyId(product.sellerKey),
    version: 1,
    name: label.productName,
    origin: label.origin,
    grade: label.grade,
    specification: label.specification,
    pricingUnit: sku.saleUnit,
    pricingType: 'market' as const,
    retailFen: label.retailFen,
    memberFen: null,
    referenceFen: null,
    bandMinFen: null,
    bandMaxFen: null,
    priceManager: label.priceManagerName,
    priceSupervision: label.supervision,
    isComplete: true,
    effectiveAtMs: listedAtMs,
    setByAccountId: ownerAccount(product.sellerKey),
  };
}

function copyCheckRow(product: ProductFact, row: ProductRow, listedAtMs: number) {
  const marks = markCopy(
    {
      title: row.title,
      copy: row.copy,
      characteristics: row.characteristics,
      pictures: picturesOf(product)
        .map(({ alt }) => alt)
        .join('\n'),
    },
    goodsRecordOf(
      product.skus.map((sku) => ({
        ...netOf(sku),
        grade: product.grade,
        retailFen: sku.retailFen,
        memberFen: null,
      })),
      product.requiredPapers.flatMap((paper) => CERTIFICATES[paper] ?? []),
    ),
  );
  if (marks.length > 0)
    throw new Error(`the copy of ${product.key} may not be published: ${marks.map((mark) => mark.word).join(', ')}`);
  return {
    id: idFrom(`copy-check:${product.key}`),
    productId: row.id,
    partyId: row.partyId,
    text: [row.title, row.copy, ...picturesOf(product).map(({ alt }) => alt)].join('\n'),
    passed: true,
    contradictionCount: 0,
    forbiddenCount: 0,
    marks: '[]',
    rulesVersion: WORD_RULES_VERSION,
    atMs: listedAtMs,
  };
}

const tokenRows = (product: ProductFact, row: ProductRow, paths: ReadonlyMap<string, string>) =>
  searchRows(row.id, {
    title: [product.name, product.searchName, ...product.searchWords].join(' '),
    categoryPath: must(paths.get(row.categoryId), row.categoryId),
    characteristics: product.characteristics,
    labels: [
      {
        origin: originText(product),
        grade: product.grade,
        specification: product.skus.map((sku) => sku.specification).join(' '),
      },
    ],
  });
