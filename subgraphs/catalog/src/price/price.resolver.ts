import { rolesOf } from '@heitu/kit/rules/actor';
import { mutationResult, SafeInt } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { withRow } from '../answer.ts';
import type { CatalogContext } from '../context.ts';
import { ClearPriceFlagInput, SetPriceLabelInput } from '../product/product.inputs.ts';
import { skusById } from '../product/product.loader.ts';
import { SkuView } from '../product/product.view.ts';
import { clearPriceFlag } from './clear-price-flag.ts';
import { priceFlagLifecycle } from './price-flag.lifecycle.ts';
import { shownMemberFen } from './price-label.policy.ts';
import { PriceFlagConnection, PriceFlagView, PriceLabelView } from './price-label.view.ts';
import { priceFlagsById, priceFlagsPage } from './price.loader.ts';
import { clearPriceFlagRefusals, setPriceLabelRefusals } from './price.refusals.ts';
import { setPriceLabel } from './set-price-label.ts';

const labelled = mutationResult('SetPriceLabel', SkuView, setPriceLabelRefusals);
const cleared = mutationResult('ClearPriceFlag', PriceFlagView, clearPriceFlagRefusals);

@Resolver()
export class PriceResolver {
  @Query(() => PriceFlagConnection, {
    description:
      "Sudden price moves: one's own, everybody's for overseers. Newest first, or sorted by raisedAt, toFen or state.",
  })
  priceFlags(
    @Ctx() context: CatalogContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true }) state?: string,
  ) {
    return priceFlagsPage(context, state, page);
  }
  @Mutation(() => labelled.type, { description: "The next version of a SKU's label, in force at once." })
  async setPriceLabel(
    @Ctx() context: CatalogContext,
    @Arg('input', () => SetPriceLabelInput) input: SetPriceLabelInput,
  ) {
    const outcome = await setPriceLabel(context, input);
    return labelled.of(
      await withRow(context, outcome.ok ? { ok: true, value: { id: outcome.value.skuId } } : outcome, skusById),
    );
  }
  @Mutation(() => cleared.type)
  async clearPriceFlag(
    @Ctx() context: CatalogContext,
    @Arg('input', () => ClearPriceFlagInput) input: ClearPriceFlagInput,
  ) {
    return cleared.of(await withRow(context, await clearPriceFlag(context, input), priceFlagsById));
  }
}

@Resolver(() => PriceFlagView)
export class PriceFlagResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: clear.' })
  availableActions(@Ctx() { actor }: CatalogContext, @Root() { state }: PriceFlagView): string[] {
    return priceFlagLifecycle.actionsFor(state as never, rolesOf(actor));
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
}
