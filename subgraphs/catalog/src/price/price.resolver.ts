import { rolesOf } from '@heitu/kit/rules/actor';
import { SafeInt, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { PriceFlagActs, PriceFlagStates } from '../enums.ts';
import { skusById } from '../product/product.loader.ts';
import { SkuView } from '../product/product.view.ts';
import { priceFlagLifecycle, type PriceFlagState } from './price-flag.lifecycle.ts';
import { shownMemberFen, shownReferenceFen } from './price-label.policy.ts';
import { PriceFlagConnection, PriceFlagView, PriceLabelView } from './price-label.view.ts';
import { PRICE_FLAG_SORTS, priceFlagsPage } from './price.loader.ts';

const PriceFlagPage = sortedArgs('PriceFlagSort', PRICE_FLAG_SORTS);

@Resolver()
export class PriceResolver {
  @Query(() => PriceFlagConnection, {
    description: "Sudden price moves: one's own, everybody's for overseers. Newest first, or sorted.",
  })
  priceFlags(
    @Ctx() context: CatalogContext,
    @Args(() => PriceFlagPage) page: SortedPage,
    @Arg('state', () => PriceFlagStates, { nullable: true, description: 'Only moves in this state.' })
    state?: PriceFlagState,
  ) {
    return priceFlagsPage(context, state, page);
  }
}

@Resolver(() => PriceFlagView)
export class PriceFlagResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() flag: PriceFlagView): string {
    return priceFlagLifecycle.texts[flag.state];
  }
  @FieldResolver(() => [PriceFlagActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: CatalogContext, @Root() flag: PriceFlagView) {
    return priceFlagLifecycle.available(flag, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => SkuView, { nullable: true })
  sku(@Ctx() context: CatalogContext, @Root() { skuId }: { skuId: string }) {
    return context.loader(skusById).load(skuId);
  }
}

@Resolver(() => PriceLabelView)
export class PriceLabelResolver {
  @FieldResolver(() => SafeInt, { nullable: true })
  memberFen(@Root() label: PriceLabelView): number | null {
    return shownMemberFen(label);
  }
  @FieldResolver(() => SafeInt, {
    nullable: true,
    description:
      'What may be struck through: the lowest price of the seven days before, or the last one, where it was more.',
  })
  referenceFen(@Root() label: PriceLabelView, @Ctx() context: CatalogContext): number | null {
    return shownReferenceFen(label, context.clock.now());
  }
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => SkuView, { nullable: true, description: 'What it prices, where the caller may see that.' })
  sku(@Ctx() context: CatalogContext, @Root() { skuId }: PriceLabelView) {
    return context.loader(skusById).load(skuId);
  }
}
