import { rolesOf } from '@heitu/kit/rules/actor';
import { BY_WHO_ASKS, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { LotActs, LotStates, PromiseBases } from '../enums.ts';
import { storiesByLot } from '../field/field-story.ts';
import { FieldStoryView } from '../field/field.view.ts';
import { ShopView } from '../foreign/shop.view.ts';
import { SupplierView } from '../foreign/supplier.view.ts';
import { productRowsById, skusById } from '../product/product.loader.ts';
import { samplesWanted } from '../measure/shortage.policy.ts';
import { IndicatorView } from '../standard/indicator.view.ts';
import { ProductView, SkuView } from '../product/product.view.ts';
import { lotLifecycle, type LotState } from './lot.lifecycle.ts';
import {
  LOT_SORTS,
  lotsById,
  lotsManaged,
  measureChecksByLot,
  productsByLot,
  sourcesByLot,
  stepsByLot,
  type LotRow,
} from './lot.loader.ts';
import { mayManage } from './may-manage.ts';
import { promisesByLot } from './issue-promise.ts';
import type { PaperState } from './paper.lifecycle.ts';
import {
  limitsOfLot,
  lotGaps,
  openPromiseBasis,
  papersByLot,
  purchasesByLot,
  selfCheckFormOf,
  selfChecksByLot,
  withoutFile,
} from './paper.loader.ts';
import {
  CertificateView,
  InspectionView,
  LotConnection,
  LotView,
  MeasureCheckView,
  MissingPaperView,
  SelfCheckItemView,
  SelfCheckView,
} from './lot.view.ts';
import { ConformityPromiseView } from './promise.view.ts';

const isPublic = ({ state }: { state: PaperState }): boolean => state === 'accepted';

const LotPage = sortedArgs('LotSort', LOT_SORTS);

@Resolver(() => LotView)
export class LotResolver {
  @Query(() => LotConnection, {
    description: "One's own lots; everybody's for overseers. Newest first, or sorted.",
  })
  lots(
    @Ctx() context: CatalogContext,
    @Args(() => LotPage) page: SortedPage,
    @Arg('state', () => LotStates, { nullable: true, description: 'Only lots in this state.' }) state?: LotState,
    @Arg('skuId', () => ID, { nullable: true, description: 'Only lots of this SKU.' }) skuId?: string,
    @Arg('productId', () => ID, { nullable: true, description: 'Only lots of this product.' }) productId?: string,
    @Arg('code', () => String, { nullable: true, description: 'Only the lot whose label has this code.' })
    code?: string,
  ) {
    return lotsManaged(context, { state, skuId, productId, code: code?.trim() }, page);
  }
  @Query(() => LotView, {
    nullable: true,
    description: 'One lot. Null while it is only registered, but for its seller and overseers.',
  })
  lot(@Ctx() context: CatalogContext, @Arg('id', () => ID, { description: 'The lot.' }) id: string) {
    return context.loader(lotsById).load(id);
  }

  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => SkuView, { nullable: true })
  sku(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return context.loader(skusById).load(lot.skuId);
  }
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => ProductView, { nullable: true })
  product(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return context.loader(productRowsById).load(lot.productId);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() lot: LotRow) {
    return lotLifecycle.texts[lot.state];
  }
  @FieldResolver(() => ShopView)
  shop(@Root() lot: LotRow) {
    return { id: lot.shopId };
  }
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => [CertificateView], { description: 'Those that were accepted; its managers see all.' })
  async certificates(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    const { certificates } = await context.loader(papersByLot).load(lot.id);
    return mayManage(context, lot) ? certificates : certificates.filter(isPublic).map(withoutFile);
  }
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => [InspectionView], { description: 'Those that were accepted or failed; its managers see all.' })
  async inspections(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    const { inspections } = await context.loader(papersByLot).load(lot.id);
    return mayManage(context, lot)
      ? inspections
      : inspections.filter((one) => isPublic(one) || (one.state === 'filed' && one.passed === false)).map(withoutFile);
  }
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => [SelfCheckView], { description: "The seller's own looks, which are no reports." })
  async selfChecks(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    const checks = await context.loader(selfChecksByLot).load(lot.id);
    return mayManage(context, lot) ? checks : checks.map((one) => ({ ...one, checkedBy: null, fileId: null }));
  }
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => ConformityPromiseView, {
    nullable: true,
    description: '承诺达标合格证; null while nobody has signed.',
  })
  async promise(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    const given = await context.loader(promisesByLot).load(lot.id);
    return given && !mayManage(context, lot) ? { ...given, signedBy: null } : given;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => PromiseBases, {
    nullable: true,
    description: 'On what it could be signed now; null where it cannot be, or is already, and for strangers.',
  })
  promiseBasis(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? openPromiseBasis(context, lot) : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [IndicatorView], {
    nullable: true,
    description: 'What a report on it is judged by; for those who manage it and for overseers.',
  })
  limits(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? limitsOfLot(context, lot) : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [SelfCheckItemView], {
    nullable: true,
    description: "The form of a look at one's own goods; null where the law asks for a report, and for strangers.",
  })
  selfCheckForm(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? selfCheckFormOf(context, lot) : null;
  }
  @FieldResolver(() => [LotView], { description: 'All lots that it was made from, the nearest first.' })
  madeFrom(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return context.loader(sourcesByLot).load(lot.id);
  }
  @FieldResolver(() => [LotView], { description: 'All lots that were made from it, the nearest first.' })
  madeInto(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return context.loader(productsByLot).load(lot.id);
  }
  @FieldResolver(() => [MeasureCheckView])
  measureChecks(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return context.loader(measureChecksByLot).load(lot.id);
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many came in; for those who manage the lot and for overseers.',
  })
  units(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? lot.units : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many are measured for a check of the whole lot; for those who manage it and for overseers.',
  })
  samplesWanted(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? samplesWanted(lot.units) : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => ID, { nullable: true, description: 'For those who manage the lot and for overseers.' })
  supplierId(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? lot.supplierId : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => SupplierView, {
    nullable: true,
    description: 'Whom it was bought from; for those who manage the lot and for overseers.',
  })
  supplier(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? { id: lot.supplierId } : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [MissingPaperView], {
    nullable: true,
    description: 'What it lacks before it may be released (7.3.2); for those who manage it and for overseers.',
  })
  async missingPapers(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    if (!mayManage(context, lot)) return null;
    return (await lotGaps(context, lot)).map(({ detail, clause }) => ({ at: detail.about, text: detail.text, clause }));
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [LotActs], { description: 'What the caller may do with it now.' })
  availableActions(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? lotLifecycle.available(lot, rolesOf(context.actor), context.clock.now()) : [];
  }
  @FieldResolver(() => [FieldStoryView], {
    description: 'The fields that it, or what it was made from, came from; none: nothing is recorded of a field.',
  })
  fields(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return context.loader(storiesByLot).load(lot.id);
  }
  @FieldResolver(() => [CertificateView], {
    description: 'What was bought in for it, or for what it was made from, by papers that somebody else has accepted.',
  })
  purchases(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return context.loader(purchasesByLot).load(lot.id);
  }
  @FieldResolver(() => Int, { description: 'How many steps of its history are written down; the trace has them.' })
  traceSteps(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return context.loader(stepsByLot).load(lot.id);
  }
  @FieldResolver(() => String, { description: 'What the QR code on the bag opens.' })
  traceUrl(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return `${context.services.publicUrl}/trace/${lot.code}`;
  }
}
