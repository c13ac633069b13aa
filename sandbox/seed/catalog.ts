import { readFileSync } from 'node:fs';
import {
  catalogEntities as entity,
  chainRows,
  goodsRecordOf,
  judgeMeasure,
  markCopy,
  searchRows,
  type BizStep,
  type CatalogContext,
} from '@heitu/catalog';
import type { Context } from '@heitu/kit/data/context';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { FileUse } from '@heitu/kit/data/entities';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith } from '@heitu/kit/privacy/vault';
import {
  atDay,
  dateOn,
  lotsOfProduct,
  makeProducts,
  originText,
  partyOf,
  pictureOf,
  priceLabelOf,
  products as realProducts,
  seededRandom,
  sellers,
  type InspectionParty,
  type LotFact,
  type LotPackFact,
  type LotPaperKind,
  type ProductFact,
  type SkuFact,
} from '../county/index.ts';
import { categoryOf, netOf, NOT_BELOW, STANDARD_CLASSES } from './goods.ts';
import { HISTORY_SEED, inChunks, type SeedHistory } from './history.ts';
import { templateRows } from './templates.ts';
import { accountId, lotId, partyId, productId, shopId, skuId, supplierId } from './keys.ts';

const CHUNK = 200;
const TOKEN_CHUNK = 2000;
/** Everything was listed before the first order of the county's history. */
const LISTED_BEFORE_MS = 120 * DAY_MS;
const MEASURE_SAMPLES = 10;

/** Inspection reports are inspections of their own. */
const CERTIFICATES: Readonly<Partial<Record<LotPaperKind, string>>> = {
  'factory-certificate': 'conformity',
  'conformity-certificate': 'conformity',
  'production-licence': 'production-licence',
  'geographical-indication': 'geographical-indication',
  'animal-quarantine-certificate': 'quarantine',
  'gmo-declaration': 'other',
};

/**
 * The county's lots hold several kinds of pack; the platform keeps one lot for each. The first pack keeps the lot's own
 * id and code.
 */
export const packLots = (
  product: ProductFact,
  baseDate: Date,
): { id: string; code: string; lot: LotFact; pack: LotPackFact; sku: SkuFact }[] =>
  lotsOfProduct(product, baseDate).flatMap((lot) =>
    lot.packs.map((pack, i) => ({
      id: lotId(i === 0 ? lot.key : `${lot.key}:${i + 1}`),
      code: i === 0 ? lot.code : `${lot.code}-${i + 1}`,
      lot,
      pack,
      sku: product.skus.find((sku) => sku.key === pack.skuKey)!,
    })),
  );

const ownerAccount = (sellerKey: string): string => {
  const { staff } = partyOf(sellerKey);
  return accountId((staff.find((person) => person.role === 'owner') ?? staff[0]!).key);
};
const pictureId = (product: ProductFact): string => idFrom(`picture:${product.madeFrom ?? product.key}`);
const copyOf = (product: ProductFact): string => [product.copy.headline, ...product.copy.paragraphs].join('\n');

/** What the county puts on its first page (6.3). */
const COLUMNS: readonly { title: string; subtitle: string; products: readonly string[] }[] = [
  {
    title: '五常新米',
    subtitle: '龙凤山镇当季稻花香',
    products: ['wuchang-rice', 'millet', 'red-bean', 'mung-bean', 'soybean'],
  },
  {
    title: '林下山货',
    subtitle: '磨盘山里采的',
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
  const catalog = context as CatalogContext;
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
  for (const product of realProducts) {
    const bytes = readFileSync(pictureOf(product).file);
    // Drawings of our own: nobody can upload one. The products that show them say so as they are made.
    await catalog.files.put(
      em,
      {
        id: pictureId(product),
        ownerId: ownerAccount(product.sellerKey),
        purpose: 'product-picture',
        isPublic: true,
        atMs: listedAtMs,
        bytes,
        mediaType: 'image/svg+xml',
      },
      [],
    );
  }
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
  await em.insertMany(entity.ProductTemplate, templateRows(listedAtMs));
  for await (const chunk of inChunks(
    makeProducts({ seed: HISTORY_SEED, count: Math.max(realProducts.length, wanted) }),
    CHUNK,
  )) {
    await seedProducts(catalog, chunk, listedAtMs);
    for await (const lots of inChunks(
      chunk.flatMap((product) => packLots(product, baseDate).map((lot) => ({ product, ...lot }))),
      CHUNK,
    ))
      await seedLots(catalog, lots, baseDate);
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
      notBelowCode: NOT_BELOW,
      partyId: partyId(product.sellerKey),
      validUntil: dateOn(new Date(nowMs), 700),
      createdAtMs: nowMs - LISTED_BEFORE_MS,
    })),
  );
}

async function seedProducts(context: CatalogContext, chunk: readonly ProductFact[], listedAtMs: number): Promise<void> {
  const { em } = context;
  const paths = new Map(
    (await context.rows.selectFrom('Category').select(['id', 'path']).execute()).map((row) => [row.id, row.path]),
  );
  const rows = chunk.map((product) => {
    const standard = product.standards[0];
    return {
      id: productId(product.key),
      shopId: shopId(product.sellerKey),
      partyId: partyId(product.sellerKey),
      title: product.name,
      categoryId: categoryOf(product),
      standardClass: standard ? STANDARD_CLASSES[standard.class] : 'non-standard',
      standardCode: standard?.number ?? null,
      characteristics: product.characteristics,
      safetyDeclared: !standard,
      gmoStatus: product.gmoMarking === null ? null : 'none',
      copy: copyOf(product),
      pictureId: pictureId(product),
      state: 'on-sale',
      stateReason: null,
      publishedAtMs: listedAtMs,
      createdAtMs: listedAtMs,
      updatedAtMs: listedAtMs,
    };
  });
  const labels = chunk.flatMap((product) =>
    product.skus.map((sku) => {
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
        pricingType: 'market',
        retailFen: label.retailFen,
        memberFen: null,
        bandMinFen: null,
        bandMaxFen: null,
        priceManager: label.priceManagerName,
        priceSupervision: label.supervision,
        isComplete: true,
        effectiveAtMs: listedAtMs,
        setByAccountId: ownerAccount(product.sellerKey),
      };
    }),
  );
  await em.insertMany(entity.Product, rows);
  await em.insertMany(
    FileUse,
    rows.map(({ id, pictureId: fileId }) => ({ fileId, thing: 'product', thingId: id })),
  );
  await em.insertMany(
    entity.Sku,
    chunk.flatMap((product) =>
      product.skus.map((sku, position) => ({
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
      })),
    ),
  );
  await em.insertMany(entity.PriceLabel, labels);
  await em.insertMany(
    entity.CopyCheck,
    chunk.map((product, i) => {
      const row = rows[i]!;
      const marks = markCopy(
        { title: row.title, copy: row.copy, characteristics: row.characteristics },
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
        throw new Error(
          `the copy of ${product.key} may not be published: ${marks.map((mark) => mark.word).join(', ')}`,
        );
      return {
        id: idFrom(`copy-check:${product.key}`),
        productId: row.id,
        partyId: row.partyId,
        text: [row.title, row.copy].join('\n'),
        passed: true,
        contradictionCount: 0,
        forbiddenCount: 0,
        marks: '[]',
        atMs: listedAtMs,
      };
    }),
  );
  const tokens = chunk.flatMap((product, i) =>
    searchRows(rows[i]!.id, {
      title: [product.name, product.searchName, ...product.searchWords].join(' '),
      categoryPath: paths.get(rows[i]!.categoryId)!,
      characteristics: product.characteristics,
      labels: [
        {
          origin: originText(product),
          grade: product.grade,
          specification: product.skus.map((sku) => sku.specification).join(' '),
        },
      ],
    }),
  );
  for await (const some of inChunks(tokens, TOKEN_CHUNK)) await em.insertMany(entity.ProductToken, some);
}

interface PackLot {
  product: ProductFact;
  id: string;
  code: string;
  lot: LotFact;
  pack: LotPackFact;
  sku: SkuFact;
}

/** A farmer's own check of a lot that has no certificate beside it is that certificate. */
function resultTypeOf(lot: LotFact, party: InspectionParty): string {
  if (party === 'second') return 'test-report';
  return party === 'first' && !lot.papers.some((paper) => CERTIFICATES[paper.kind] === 'conformity')
    ? 'factory-certificate'
    : 'inspection-report';
}

async function seedLots(
  { em, services, vault }: CatalogContext,
  lots: readonly PackLot[],
  baseDate: Date,
): Promise<void> {
  const atMsOf = (day: number, minute = 0) => atDay(baseDate, day, minute).getTime();
  const seal = await vault.sealer(lots.map(({ product }) => partyId(product.sellerKey)));
  await em.insertMany(
    entity.Lot,
    lots.map(({ product, id, code, lot, pack, sku }) => {
      const producer = partyOf(product.producerKey);
      return {
        id,
        code,
        skuId: skuId(sku.key),
        productId: productId(product.key),
        shopId: shopId(product.sellerKey),
        partyId: partyId(product.sellerKey),
        supplierId: supplierId(product.sellerKey, product.supplierKey),
        supplierName: sealTextWith(seal, partyId(product.sellerKey), partyOf(product.supplierKey).name),
        units: pack.registered,
        producedOn: dateOn(baseDate, lot.productionDay),
        expiresOn: dateOn(baseDate, lot.productionDay + sku.shelfLifeDays),
        trademark: product.brand,
        markedName: product.name,
        producerName: producer.name,
        producerAddress: producer.address,
        quality: product.grade,
        specification: sku.specification,
        features: product.characteristics,
        usage: product.usage,
        complaintContact: partyOf(product.sellerKey).phone,
        state: 'released',
        blockReason: null,
        registeredAtMs: atMsOf(lot.productionDay + 1, 9 * 60 + 20),
        releasedAtMs: atMsOf(lot.productionDay + 1, 10 * 60 + 10),
        blockedAtMs: null,
      };
    }),
  );
  await em.insertMany(
    entity.Certificate,
    lots.flatMap(({ product, id, lot }) =>
      lot.papers.flatMap((paper, i) => {
        const type = CERTIFICATES[paper.kind];
        return type
          ? [
              {
                id: idFrom(`certificate:${id}:${i}`),
                lotId: id,
                partyId: partyId(product.sellerKey),
                type,
                number: paper.number,
                issuer: paper.issuer,
                issuedOn: dateOn(baseDate, paper.issuedDay),
                validUntil: paper.validUntilDay === null ? null : dateOn(baseDate, paper.validUntilDay),
                fileId: null,
                addedAtMs: atMsOf(lot.productionDay + 1, 9 * 60 + 30),
              },
            ]
          : [];
      }),
    ),
  );
  await em.insertMany(
    entity.Inspection,
    lots.flatMap(({ product, id, lot }) =>
      lot.inspections.map((inspection, i) => ({
        id: idFrom(`inspection:${id}:${i}`),
        lotId: id,
        partyId: partyId(product.sellerKey),
        inspectingParty: inspection.party,
        resultType: resultTypeOf(lot, inspection.party),
        laboratory: inspection.laboratory,
        passed: inspection.items.every((item) => item.passed),
        inspectedOn: dateOn(baseDate, inspection.reportedDay),
        fileId: null,
        items: JSON.stringify(
          inspection.items.map((item) => ({
            name: item.name,
            value: item.result,
            limit: item.limit,
            unit: null,
            passed: item.passed,
          })),
        ),
        recordedAtMs: atMsOf(lot.productionDay + 1, 9 * 60 + 40),
      })),
    ),
  );
  await em.insertMany(
    entity.MeasureCheck,
    lots.flatMap(({ product, id, lot, sku }) => {
      const random = seededRandom(lot.productionDay * 31 + sku.grossGrams);
      const kind = sku.net.kind === 'weight' ? 'quantity' : 'count';
      const stated = sku.net.kind === 'weight' ? sku.net.grams : sku.net.count;
      // Packers fill a little above what they state.
      const samples = Array.from({ length: MEASURE_SAMPLES }, () =>
        kind === 'count' ? stated : Math.round(stated * (1 + random.next() * 0.004) * 10) / 10,
      );
      const result = judgeMeasure(kind, stated, samples);
      return result
        ? [
            {
              id: idFrom(`measure-check:${id}`),
              lotId: id,
              partyId: partyId(product.sellerKey),
              kind,
              stated,
              samples: JSON.stringify(samples),
              ...result,
              checkedOn: dateOn(baseDate, lot.productionDay + 1),
              recordedAtMs: atMsOf(lot.productionDay + 1, 9 * 60 + 50),
            },
          ]
        : [];
    }),
  );
  const chains = lots.map(({ product, id, code, lot }) =>
    chainRows(
      { lotId: id, lotCode: code, partyId: partyId(product.sellerKey) },
      seal,
      lot.trace.map((event) => {
        const atMs = atMsOf(event.day, event.minuteOfDay);
        return {
          recordedAtMs: atMs,
          bizStep: event.bizStep as BizStep,
          disposition: event.disposition,
          title: event.title,
          atMs,
          place: event.placeText,
          divisionCode: event.villageCode,
          actorName: event.actorName,
          note: event.text,
          temperatureCelsius: event.temperatureCelsius,
          source: 'seller' as const,
          inputs: event.inputs.map((input) => ({
            name: input.name,
            amount: `${input.quantity}${input.unit}`,
            usedOn: null,
            source: null,
          })),
        };
      }),
      services.newSalt,
    ),
  );
  await em.insertMany(
    entity.TraceChain,
    chains.map(({ chain }) => chain),
  );
  for await (const events of inChunks(
    chains.flatMap((chain) => chain.events),
    CHUNK,
  ))
    await em.insertMany(entity.TraceEvent, events);
}
