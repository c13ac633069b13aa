import { ScanOpening } from '@heitu/kit/privacy/scan-openings';
import type { Context, Transaction } from '@heitu/kit/data/context';
import type { RowsOf } from '@heitu/kit/data/orm';
import { mutationsOf } from '@heitu/kit/rules/mutation';
import type { ClauseRef } from '@heitu/standard';
import { PriceBand } from './band/price-band.entity.ts';
import { Category } from './category/category.entity.ts';
import { MarketingColumn } from './column/column.entity.ts';
import { LabelDoubt, LabelRun, LabelScan, VoidLabel } from './label/label.entity.ts';
import { CaptureJob, LotHandedTo, ToldEvent, ToldEventLot } from './epcis/capture/capture.entity.ts';
import { NamedQuery } from './epcis/queries/named-query.entity.ts';
import { PriceEmergency, PriceHold } from './emergency/emergency.entity.ts';
import { CopyCheck, ContentReview } from './copy/copy.entity.ts';
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
import { PublicLook } from './look/look.entity.ts';
import {
  Certificate,
  Inspection,
  Laboratory,
  Lot,
  LotSource,
  Recall,
  ReportNumber,
  SelfCheck,
} from './lot/lot.entity.ts';
import { ConformityPromise } from './lot/promise.entity.ts';
import { RecallReached, RecallSearch } from './lot/recall-search.entity.ts';
import { MeasureCheck } from './measure/measure-check.entity.ts';
import { SignedPaper } from './paper/signed-paper.entity.ts';
import { PoolShare } from './pool/pool-share.entity.ts';
import { PriceFlag, PriceLabel } from './price/price-label.entity.ts';
import { Product, Sku } from './product/product.entity.ts';
import { ProductToken } from './search/product-token.entity.ts';
import type { CatalogServices } from './services.ts';
import { ShopSale } from './shop/shop-sale.entity.ts';
import { Indicator } from './standard/indicator.entity.ts';
import { LimitProposal } from './standard/limit-proposal.entity.ts';
import { QualityStandard } from './standard/quality-standard.entity.ts';
import { ProductTemplate } from './template/template.entity.ts';
import { TraceChain, TraceEvent, TraceSeal, TraceSealLeaf } from './trace/trace.entity.ts';

export const entities = [
  Category,
  QualityStandard,
  Indicator,
  LimitProposal,
  ShopSale,
  Product,
  Sku,
  PriceLabel,
  PriceFlag,
  SignedPaper,
  PriceBand,
  PriceEmergency,
  PriceHold,
  CopyCheck,
  ContentReview,
  PublicLook,
  Lot,
  Certificate,
  Inspection,
  ReportNumber,
  SelfCheck,
  ConformityPromise,
  ScanOpening,
  Laboratory,
  LotSource,
  Recall,
  RecallSearch,
  RecallReached,
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
  TraceSeal,
  TraceSealLeaf,
  ProductToken,
  MarketingColumn,
  ProductTemplate,
  LabelRun,
  VoidLabel,
  LabelScan,
  LabelDoubt,
  CaptureJob,
  ToldEvent,
  ToldEventLot,
  LotHandedTo,
  NamedQuery,
] as const;
export type CatalogContext = Context<typeof entities, CatalogServices>;
export type CatalogRows = RowsOf<typeof entities>;
export type CatalogTransaction = Transaction<typeof entities>;

/** Each mutation of this room is made by it, whole in one file. */
export const mutation = mutationsOf<CatalogContext, ClauseRef>();
