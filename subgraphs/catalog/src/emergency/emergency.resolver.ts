import { rolesOf } from '@heitu/kit/rules/actor';
import { BY_WHO_ASKS, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { TariffService } from '@heitu/standard';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { categoriesById } from '../category/category.loader.ts';
import { CategoryView } from '../category/category.view.ts';
import type { CatalogContext } from '../context.ts';
import { EmergencyActs, PriceHoldActs, PriceHoldStates, TariffServices } from '../enums.ts';
import { skusById } from '../product/product.loader.ts';
import { ProductView, SkuView } from '../product/product.view.ts';
import { emergencyLifecycle, priceHoldLifecycle, type PriceHoldState } from './emergency.lifecycle.ts';
import {
  emergenciesById,
  emergenciesShown,
  PRICE_HOLD_SORTS,
  priceHoldsOfProducts,
  priceHoldsPage,
  type EmergencyRow,
  type PriceHoldRow,
} from './emergency.loader.ts';
import { PriceEmergencyView, PriceHoldConnection, PriceHoldView } from './emergency.view.ts';

const HoldPage = sortedArgs('PriceHoldSort', PRICE_HOLD_SORTS);

@Resolver(() => PriceEmergencyView)
export class PriceEmergencyResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => [PriceEmergencyView], { description: 'Rules on prices in emergencies, the newest first; at most 100.' })
  priceEmergencies(@Ctx() context: CatalogContext) {
    return emergenciesShown(context);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() rule: EmergencyRow): string {
    return emergencyLifecycle.texts[rule.state];
  }
  @FieldResolver(() => [CategoryView], { description: 'The kinds of goods that it binds.' })
  async categories(@Ctx() context: CatalogContext, @Root() rule: EmergencyRow) {
    const found = await Promise.all(fromJson(rule.categoryIds).map((id) => context.loader(categoriesById).load(id)));
    return found.filter((category) => category !== null);
  }
  @FieldResolver(() => [TariffServices], { description: 'What is paid for services that it binds.' })
  services(@Root() { services }: EmergencyRow): TariffService[] {
    return services === null ? [] : fromJson(services);
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [EmergencyActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: CatalogContext, @Root() rule: EmergencyRow) {
    const actions = emergencyLifecycle.available(rule, rolesOf(actor), clock.now());
    // Whoever entered it cannot confirm it.
    return rule.enteredByAccountId === actor.id ? actions.filter((action) => action !== 'confirm') : actions;
  }
}

@Resolver(() => PriceHoldView)
export class PriceHoldResolver {
  @Query(() => PriceHoldConnection, {
    description:
      "Prices that wait in an emergency: one's own, everybody's for overseers. The last due first, or sorted.",
  })
  priceHolds(
    @Ctx() context: CatalogContext,
    @Args(() => HoldPage) page: SortedPage,
    @Arg('state', () => PriceHoldStates, { nullable: true, description: 'Only those in this state.' })
    state?: PriceHoldState,
  ) {
    return priceHoldsPage(context, state, page);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() hold: PriceHoldRow): string {
    return priceHoldLifecycle.texts[hold.state];
  }
  @FieldResolver(() => [PriceHoldActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: CatalogContext, @Root() hold: PriceHoldRow) {
    return priceHoldLifecycle.available(hold, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => SkuView, { nullable: true })
  sku(@Ctx() context: CatalogContext, @Root() { skuId }: PriceHoldRow) {
    return context.loader(skusById).load(skuId);
  }
  @FieldResolver(() => PriceEmergencyView, { nullable: true, description: 'The rule by which it waits.' })
  emergency(@Ctx() context: CatalogContext, @Root() { emergencyId }: PriceHoldRow) {
    return context.loader(emergenciesById).load(emergencyId);
  }
}

@Resolver(() => ProductView)
export class PriceHoldsOfProductResolver {
  @Directive(BY_WHO_ASKS)
  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [PriceHoldView], {
    description:
      'Of each SKU the newest price that waits or waited in an emergency; none to whoever does not look after it.',
  })
  priceHolds(@Ctx() context: CatalogContext, @Root() { id }: { id: string }) {
    return context.loader(priceHoldsOfProducts).load(id);
  }
}
