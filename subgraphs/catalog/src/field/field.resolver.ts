import { chinaDate } from '@heitu/kit/rules/calendar';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { categoriesById } from '../category/category.loader.ts';
import { CategoryView } from '../category/category.view.ts';
import type { CatalogContext } from '../context.ts';
import { SizeUnits } from '../enums.ts';
import { LotView } from '../lot/lot.view.ts';
import { namesOfAccounts } from '../peers.ts';
import {
  correctionsByPlot,
  growersById,
  harvestsByPlot,
  notesByPlot,
  PLOT_SORTS,
  plotsById,
  plotsPage,
  seasonsByPlot,
  usesByPlot,
  type HarvestRow,
  type PlotRow,
  type SeasonRow,
} from './field.loader.ts';
import { brokenBy, earlyText, quantityOf, SIZE_PARTS, sizeUnitOf } from './field.policy.ts';
import {
  FieldCorrectionView,
  HarvestView,
  InputUseView,
  MemberGrowerView,
  PlotConnection,
  PlotNoteView,
  PlotView,
  ProduceRowView,
  SeasonView,
  UsedInputView,
} from './field.view.ts';
import { heldLotsByPlot, membersOf, usedBefore } from './field-lists.ts';
import { produceLibrary } from './produce-library.ts';

const PlotPage = sortedArgs('PlotSort', PLOT_SORTS);

@Resolver(() => PlotView)
export class PlotResolver {
  @Query(() => PlotConnection, {
    description: "One's own plots; everybody's for overseers. Newest first, or sorted.",
  })
  plots(
    @Ctx() context: CatalogContext,
    @Args(() => PlotPage) page: SortedPage,
    @Arg('divisionCode', () => String, { nullable: true, description: 'Only plots of this township.' })
    divisionCode?: string,
    @Arg('categoryId', () => ID, { nullable: true, description: 'Only plots that bore these goods.' })
    categoryId?: string,
    @Arg('crop', () => String, { nullable: true, description: 'Only plots that bore this crop.' }) crop?: string,
    @Arg('year', () => Int, { nullable: true, description: 'Only plots with a season that began in this year.' })
    year?: number,
  ) {
    return plotsPage(context, { divisionCode, categoryId, crop, year }, page);
  }
  @Query(() => PlotView, { nullable: true, description: "One plot: one's own, any for overseers." })
  plot(@Ctx() context: CatalogContext, @Arg('id', () => ID, { description: 'The plot.' }) id: string) {
    return context.loader(plotsById).load(id);
  }
  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [MemberGrowerView], { description: "Members whose plots one's own businesses look after." })
  memberGrowers(@Ctx() context: CatalogContext) {
    return membersOf(context);
  }
  @Directive('@listSize(assumedSize: 8)')
  @Query(() => [UsedInputView], { description: 'What was put on own plots lately, each once, the newest first.' })
  usedInputs(@Ctx() context: CatalogContext) {
    return usedBefore(context);
  }
  @Directive('@listSize(assumedSize: 200)')
  @Query(() => [ProduceRowView], {
    description: 'The produce library of the county (5.1.a): goods, growers, area, season, output, counted from rows.',
  })
  produceLibrary(
    @Ctx() context: CatalogContext,
    @Arg('year', () => Int, { nullable: true, description: 'Only seasons that began in this year.' }) year?: number,
  ): Promise<ProduceRowView[]> {
    return produceLibrary(context, year);
  }

  @FieldResolver(() => Float, { description: 'In its unit.' })
  size(@Root() { sizeParts }: PlotRow) {
    return sizeParts / SIZE_PARTS;
  }
  @FieldResolver(() => SizeUnits)
  sizeUnit(@Root() { kind }: PlotRow) {
    return sizeUnitOf(kind);
  }
  @FieldResolver(() => MemberGrowerView, { nullable: true, description: 'Null: the seller itself.' })
  grower(@Ctx() context: CatalogContext, @Root() { growerId }: PlotRow) {
    return growerId === null ? null : context.loader(growersById).load(growerId);
  }
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [SeasonView], { description: 'The newest first.' })
  seasons(@Ctx() context: CatalogContext, @Root() { id }: PlotRow) {
    return context.loader(seasonsByPlot).load(id);
  }
  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [InputUseView], { description: 'As they are known now, the newest first.' })
  inputs(@Ctx() context: CatalogContext, @Root() { id }: PlotRow) {
    return context.loader(usesByPlot).load(id);
  }
  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [PlotNoteView], { description: 'The newest first.' })
  notes(@Ctx() context: CatalogContext, @Root() { id }: PlotRow) {
    return context.loader(notesByPlot).load(id);
  }
  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [HarvestView], { description: 'The newest first.' })
  harvests(@Ctx() context: CatalogContext, @Root() { id }: PlotRow) {
    return context.loader(harvestsByPlot).load(id);
  }
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [FieldCorrectionView], { description: 'What was said wrong of it, the newest first.' })
  corrections(@Ctx() context: CatalogContext, @Root() { id }: PlotRow) {
    return context.loader(correctionsByPlot).load(id);
  }
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [LotView], { description: 'Lots of its harvests that are held until somebody has decided.' })
  heldLots(@Ctx() context: CatalogContext, @Root() { id }: PlotRow) {
    return context.loader(heldLotsByPlot).load(id);
  }
  @FieldResolver(() => LocalDate, { nullable: true, description: 'The first day of harvest; null: it may be today.' })
  async harvestFromOn(@Ctx() context: CatalogContext, @Root() plot: PlotRow) {
    return (await waitingFor(context, plot))?.safeFromOn ?? null;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Why nothing may be harvested today, Chinese.' })
  async waitText(@Ctx() context: CatalogContext, @Root() plot: PlotRow) {
    const use = await waitingFor(context, plot);
    return use ? earlyText(plot.kind, use) : null;
  }
}

/** The input that still has to have its days. */
const waitingFor = async (context: CatalogContext, { id }: PlotRow) =>
  brokenBy(await context.loader(usesByPlot).load(id), chinaDate(context.clock.now()));

@Resolver(() => MemberGrowerView)
export class MemberGrowerResolver {
  @FieldResolver(() => Boolean, { description: 'They have an account, with which they answer offers.' })
  isReachable(@Root() { accountId }: MemberGrowerView) {
    return accountId !== null;
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'By what name, masked, that account goes; null where there is none, or nobody can say now.',
  })
  accountName(@Ctx() context: CatalogContext, @Root() { accountId }: MemberGrowerView) {
    return accountId === null ? null : context.loader(namesOfAccounts).load(accountId);
  }
}

@Resolver(() => SeasonView)
export class SeasonResolver {
  @FieldResolver(() => CategoryView, { nullable: true, description: 'The goods that it becomes.' })
  category(@Ctx() context: CatalogContext, @Root() { categoryId }: SeasonRow) {
    return context.loader(categoriesById).load(categoryId);
  }
}

@Resolver(() => HarvestView)
export class HarvestResolver {
  @FieldResolver(() => Float)
  quantity(@Root() { parts }: HarvestRow) {
    return quantityOf(parts);
  }
  @FieldResolver(() => Float)
  left(@Root() { leftParts }: HarvestRow) {
    return quantityOf(leftParts);
  }
  @FieldResolver(() => SeasonView, { nullable: true })
  async season(@Ctx() context: CatalogContext, @Root() { plotId, seasonId }: HarvestRow) {
    const seasons = await context.loader(seasonsByPlot).load(plotId);
    return seasons.find(({ rootId }) => rootId === seasonId) ?? null;
  }
}

@Resolver(() => ProduceRowView)
export class ProduceRowResolver {
  @FieldResolver(() => CategoryView, { nullable: true })
  category(@Ctx() context: CatalogContext, @Root() { categoryId }: ProduceRowView) {
    return context.loader(categoriesById).load(categoryId);
  }
}
