import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { TariffService } from '@heitu/standard';
import { conductFigures } from '../conduct/conduct.ts';
import type { CatalogContext } from '../context.ts';
import { emergenciesOfService } from '../emergency/price-limit.ts';
import { TariffServices } from '../enums.ts';
import { produceFigures } from '../field/field.evidence.ts';
import { labelsInForce } from '../price/labels-in-force.ts';
import { productBriefs, skusForSale } from './peer.loader.ts';
import {
  ConductFigure,
  LabelInForce,
  LabelMoment,
  ProduceFigures,
  ProductBrief,
  ServiceEmergency,
  SkuForSale,
} from './peer.view.ts';

/** Asked by named peers only; not part of the public graph. */
@Resolver()
export class PeerResolver {
  @Directive('@inaccessible')
  @Query(() => [SkuForSale])
  skusForSale(@Ctx() context: CatalogContext, @Arg('ids', () => [ID]) ids: string[]) {
    return skusForSale(context, ids);
  }
  @Directive('@inaccessible')
  @Query(() => [LabelInForce], { description: 'Which label each SKU had at each moment; at most 500 of them.' })
  labelsInForce(@Ctx() context: CatalogContext, @Arg('asked', () => [LabelMoment]) asked: LabelMoment[]) {
    return labelsInForce(context, asked);
  }
  @Directive('@inaccessible')
  @Query(() => [ServiceEmergency])
  serviceEmergencies(
    @Ctx() { rows, clock }: CatalogContext,
    @Arg('service', () => TariffServices) service: TariffService,
  ) {
    return emergenciesOfService(rows, service, clock.now());
  }
  @Directive('@inaccessible')
  @Query(() => [ProductBrief])
  productsForReview(@Ctx() context: CatalogContext, @Arg('ids', () => [ID]) ids: string[]) {
    return productBriefs(context, ids);
  }
  @Directive('@inaccessible')
  @Query(() => ProduceFigures)
  produceFigures(@Ctx() context: CatalogContext) {
    return produceFigures(context);
  }
  @Directive('@inaccessible')
  @Query(() => [ConductFigure])
  catalogConduct(
    @Ctx() context: CatalogContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ) {
    return conductFigures(context, { fromMs: Number(fromMs), toMs: Number(toMs) });
  }
}
