import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { actRecorded } from '@heitu/events/act-recorded';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { RETENTION } from '@heitu/standard';
import { applyPriceBands } from './band/apply-price-bands.ts';
import { BandOfCategoryResolver, PriceBandResolver } from './band/price-band.resolver.ts';
import { emergencies, priceHolds } from './emergency/emergency.moves.ts';
import {
  PriceEmergencyResolver,
  PriceHoldResolver,
  PriceHoldsOfProductResolver,
} from './emergency/emergency.resolver.ts';
import { keepPriceEmergencies } from './emergency/keep-price-emergencies.ts';
import { categoriesById } from './category/category.loader.ts';
import { CategoryResolver } from './category/category.resolver.ts';
import { ensureCategories } from './category/ensure-categories.ts';
import { labelDoubts } from './label/label-doubt.moves.ts';
import { forgetLabelScans, standLabelDoubts } from './label/label-jobs.ts';
import { LabelDoubtResolver, LabelResolver, ScannedLabelResolver } from './label/label.resolver.ts';
import { MarketingColumn } from './column/column.entity.ts';
import { ColumnResolver } from './column/column.resolver.ts';
import { entities, type CatalogContext } from './context.ts';
import { CopyCheck } from './copy/copy.entity.ts';
import { ContentReviewResolver, CopyCheckResolver, CopyResolver } from './copy/copy.resolver.ts';
import { edges } from './edges.ts';
import { forgetCaptures, runCaptures } from './epcis/capture/run-captures.ts';
import { evidence } from './evidence.ts';
import { forgetQueries } from './epcis/queries/named-query.edges.ts';
import {
  FieldCorrection,
  Harvest,
  HarvestLeft,
  InputUse,
  LotHarvest,
  MemberGrower,
  Plot,
  PlotFacts,
  PlotNote,
  Season,
} from './field/field.entity.ts';
import { growersSeen } from './field/field.loader.ts';
import {
  HarvestResolver,
  MemberGrowerResolver,
  PlotResolver,
  ProduceRowResolver,
  SeasonResolver,
} from './field/field.resolver.ts';
import { ShopView } from './foreign/shop.view.ts';
import { blockExpiredLots } from './lot/block-expired-lots.ts';
import { endSilentHolds } from './lot/end-silent-holds.ts';
import { ConformityPromise } from './lot/promise.entity.ts';
import { endSilentLooks, lookAgain } from './look/end-silent-looks.ts';
import { PublicLook } from './look/look.entity.ts';
import { looks } from './look/look.moves.ts';
import { LookOfProductResolver, LookResolver } from './look/look.resolver.ts';
import { Certificate, Inspection, Laboratory, Lot, ReportNumber, SelfCheck } from './lot/lot.entity.ts';
import { lotsById } from './lot/lot.loader.ts';
import { lots } from './lot/lot.moves.ts';
import { LotResolver } from './lot/lot.resolver.ts';
import { certificates, inspections } from './lot/paper.moves.ts';
import { SignedPaperResolver } from './paper/signed-paper.resolver.ts';
import { PaperResolver } from './lot/paper.resolver.ts';
import { LaboratoryResolver } from './lot/laboratory.resolver.ts';
import { keepLaboratories } from './lot/keep-laboratories.ts';
import { laboratories } from './lot/laboratory.moves.ts';
import { searchRecalls } from './lot/search-recall.ts';
import { returnUnseenPapers } from './lot/return-unseen-papers.ts';
import { MeasureCheck } from './measure/measure-check.entity.ts';
import { mutations } from './mutations.ts';
import { PeerResolver } from './peer/peer.resolver.ts';
import { permissions } from './permissions.ts';
import { lapsePoolOffers } from './pool/lapse-pool-offers.ts';
import { PoolShare } from './pool/pool-share.entity.ts';
import { poolShares } from './pool/pool-share.moves.ts';
import { PooledLotResolver, PoolShareResolver } from './pool/pool-share.resolver.ts';
import { priceFlags } from './price/price-flag.moves.ts';
import { PriceFlag, PriceLabel } from './price/price-label.entity.ts';
import { labelsById } from './price/price.loader.ts';
import { catalogDue } from './price/price.due.ts';
import { CatalogDueResolver } from './price/due.resolver.ts';
import { PriceFlagResolver, PriceLabelResolver, PriceResolver } from './price/price.resolver.ts';
import { Product, Sku } from './product/product.entity.ts';
import { productRowsById, skusById } from './product/product.loader.ts';
import { products } from './product/product.moves.ts';
import { ProductResolver, ShopResolver, SkuResolver } from './product/product.resolver.ts';
import { persons } from './persons.ts';
import { reactions } from './reactions.ts';
import { ProductToken } from './search/product-token.entity.ts';
import { fileColumns } from './files.ts';
import { sealedTexts } from './sealed-texts.ts';
import { catalogServices, catalogSettingProblems } from './services.ts';
import { ShopSale } from './shop/shop-sale.entity.ts';
import { ensureIndicators } from './standard/ensure-indicators.ts';
import { ensureStandards } from './standard/ensure-standards.ts';
import { Indicator } from './standard/indicator.entity.ts';
import { QualityStandard } from './standard/quality-standard.entity.ts';
import { keepLimits } from './standard/keep-limits.ts';
import { limitProposals } from './standard/limit-proposal.moves.ts';
import { LimitProposalResolver, PublicLimitsResolver } from './standard/limit-proposal.resolver.ts';
import { StandardResolver } from './standard/standard.resolver.ts';
import { ProductTemplate } from './template/template.entity.ts';
import { TemplateResolver } from './template/template.resolver.ts';
import { sealHeads } from './trace/seal-heads.ts';
import { TraceChain, TraceEvent } from './trace/trace.entity.ts';
import { TraceResolver } from './trace/trace.resolver.ts';

export { type CatalogContext } from './context.ts';
export { lotLifecycle } from './lot/lot.lifecycle.ts';
export { poolShareLifecycle } from './pool/pool-share.lifecycle.ts';
export type { CertificateType } from './lot/lot.policy.ts';
export type { StandardClass } from './standard/standard.policy.ts';
export { productLifecycle } from './product/product.lifecycle.ts';
export { markCopy } from './copy/copy.policy.ts';
export type { PictureNotes } from './product/picture-notes.ts';
export { keptPictures } from './product/product.policy.ts';
export { judgeMeasure, samplesWanted } from './measure/shortage.policy.ts';
export { goodsRecordOf } from './product/publish-facts.ts';
export { searchRows } from './search/index-product.ts';
export { indicatorRow } from './standard/indicator-rows.ts';
export { ofSort } from './standard/goods-sorts.table.ts';
export { judgeFindings, outcomeOf, type IndicatorLimit } from './standard/indicator.policy.ts';
export { promisedQuantity, promiseNumber } from './lot/promise.policy.ts';
export { selfCheckForm, selfCheckLimits } from './lot/self-check.policy.ts';
export { fieldRows } from './field/field-rows.ts';
export { weighLot } from './lot/check-weight.ts';
export { mostOf } from './field/goods-of-crop.policy.ts';
export { digitsOf, labelPath, signedBytes, statementBytes } from './label/statement.ts';
export { CLAIM_NAMES } from './label/label.policy.ts';
export { chainRows } from './trace/chain-rows.ts';
export type { BizStep } from './trace/trace.policy.ts';
/** By name, for whoever brings in a history. */
export const catalogEntities = {
  QualityStandard,
  MarketingColumn,
  ShopSale,
  Product,
  Sku,
  PriceLabel,
  PriceFlag,
  CopyCheck,
  PublicLook,
  Lot,
  Certificate,
  Inspection,
  SelfCheck,
  ConformityPromise,
  Laboratory,
  ReportNumber,
  Indicator,
  MemberGrower,
  Plot,
  PlotFacts,
  FieldCorrection,
  Season,
  InputUse,
  PlotNote,
  Harvest,
  HarvestLeft,
  LotHarvest,
  PoolShare,
  MeasureCheck,
  TraceChain,
  TraceEvent,
  ProductToken,
  ProductTemplate,
};

export const catalog = {
  name: 'catalog',
  resolvers: [
    CategoryResolver,
    PriceBandResolver,
    PriceEmergencyResolver,
    PriceHoldResolver,
    PriceHoldsOfProductResolver,
    BandOfCategoryResolver,
    ColumnResolver,
    StandardResolver,
    LimitProposalResolver,
    PublicLimitsResolver,
    TemplateResolver,
    ProductResolver,
    SkuResolver,
    ShopResolver,
    PriceResolver,
    PriceLabelResolver,
    PriceFlagResolver,
    CatalogDueResolver,
    CopyResolver,
    ContentReviewResolver,
    CopyCheckResolver,
    LookResolver,
    LookOfProductResolver,
    PlotResolver,
    SeasonResolver,
    HarvestResolver,
    MemberGrowerResolver,
    ProduceRowResolver,
    LotResolver,
    PooledLotResolver,
    PoolShareResolver,
    LabelResolver,
    LabelDoubtResolver,
    ScannedLabelResolver,
    PaperResolver,
    LaboratoryResolver,
    TraceResolver,
    SignedPaperResolver,
    PeerResolver,
  ],
  orphanedTypes: [ShopView],
  references: {
    MemberGrower: (context: CatalogContext, key: { id: string }) => context.loader(growersSeen).load(key.id),
    Category: (context: CatalogContext, key: { id: string }) => context.loader(categoriesById).load(key.id),
    Product: (context: CatalogContext, key: { id: string }) => context.loader(productRowsById).load(key.id),
    Sku: (context: CatalogContext, key: { id: string }) => context.loader(skusById).load(key.id),
    PriceLabel: (context: CatalogContext, key: { id: string }) => context.loader(labelsById).load(key.id),
    Lot: (context: CatalogContext, key: { id: string }) => context.loader(lotsById).load(key.id),
  },
  foreign: ['Shop', 'Supplier'],
  mutations,
  permissions,
  entities,
  retention: RETENTION.catalog,
  persons,
  sealedTexts,
  fileColumns,
  due: catalogDue,
  lifecycles: [
    products,
    looks,
    lots,
    poolShares,
    certificates,
    inspections,
    priceFlags,
    emergencies,
    priceHolds,
    labelDoubts,
    laboratories,
    limitProposals,
  ],
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  reactions,
  edges,
  jobs: [
    { name: 'block-expired-lots', everyMs: 5000, run: blockExpiredLots },
    { name: 'end-silent-holds', everyMs: 60_000, run: endSilentHolds },
    { name: 'lapse-pool-offers', everyMs: 60_000, run: lapsePoolOffers },
    { name: 'return-unseen-papers', everyMs: 60_000, run: returnUnseenPapers },
    { name: 'keep-laboratories', everyMs: 60_000, run: keepLaboratories },
    { name: 'keep-limits', everyMs: 60_000, run: keepLimits },
    { name: 'end-silent-looks', everyMs: 60_000, run: endSilentLooks },
    { name: 'stand-label-doubts', everyMs: 60_000, run: standLabelDoubts },
    { name: 'forget-label-scans', everyMs: 3_600_000, run: forgetLabelScans },
    { name: 'search-recalls', everyMs: 1000, run: searchRecalls },
    { name: 'run-captures', everyMs: 1000, run: runCaptures },
    { name: 'forget-captures', everyMs: 3_600_000, run: forgetCaptures },
    { name: 'forget-queries', everyMs: 3_600_000, run: forgetQueries },
    { name: 'look-again', everyMs: 60_000, run: lookAgain },
    { name: 'keep-price-emergencies', everyMs: 60_000, run: keepPriceEmergencies },
    { name: 'apply-price-bands', everyMs: 60_000, run: applyPriceBands },
    { name: 'seal-trace-heads', everyMs: 5000, run: sealHeads },
  ],
  evidence,
  services: catalogServices,
  settingProblems: catalogSettingProblems,
  actRecorded: actRecorded('catalog'),
  prepare: async (context: CatalogContext) => {
    await ensureCategories(context);
    await ensureStandards(context);
    await ensureIndicators(context);
  },
} satisfies Manifest;
export { TRACE_HANDOVERS, TRACE_KEY } from './services.ts';
export {
  keyIdOf,
  keySetOf,
  publicPemOf,
  signHandover,
  traceKeysOf,
  type Handover,
  type SignedHandover,
} from './trace/trace-keys.ts';
export { commitmentOf, genesisHash, leafHash, linkHash, merkleTree, sealText, shownOf } from './trace/chain.ts';
