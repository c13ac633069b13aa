import { rolesOf } from '@heitu/kit/rules/actor';
import { BY_WHO_ASKS } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { LookActs, LookStates } from '@heitu/kit/rules/shared-enums';
import { doubtfulWords, lawsOf, unlawfulWords, type LookState } from '@heitu/standard';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { isOverseer } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { productRowsById } from '../product/product.loader.ts';
import { ProductView } from '../product/product.view.ts';
import { lookLifecycle } from './look.lifecycle.ts';
import { LOOK_SORTS, looksOfProducts, looksPage, publicTexts, type LookRow } from './look.loader.ts';
import { LookWordView, PublicLookConnection, PublicLookView } from './look.view.ts';

const LookPage = sortedArgs('PublicLookSort', LOOK_SORTS);

@Resolver(() => PublicLookView)
export class LookResolver {
  @Query(() => PublicLookConnection, {
    description: "Looks at goods: one's own, everybody's for overseers. The soonest due first, or sorted.",
  })
  publicLooks(
    @Ctx() context: CatalogContext,
    @Args(() => LookPage) page: SortedPage,
    @Arg('state', () => LookStates, { nullable: true, description: 'Only looks in this state.' }) state?: LookState,
  ) {
    return looksPage(context, state, page);
  }

  @FieldResolver(() => String, { description: 'The state in Chinese, as whoever asks reads it.' })
  stateLabel(@Ctx() context: CatalogContext, @Root() look: LookRow): string {
    return lookLifecycle.textFor(look, isOverseer(context) ? [] : ['seller']);
  }
  @FieldResolver(() => ProductView, { nullable: true })
  product(@Ctx() context: CatalogContext, @Root() { productId }: LookRow) {
    return context.loader(productRowsById).load(productId);
  }
  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [LookWordView], { description: 'Words of the goods, as they are now, that should be weighed.' })
  async words(@Ctx() context: CatalogContext, @Root() { productId }: LookRow): Promise<LookWordView[]> {
    const texts = await context.loader(publicTexts).load(productId);
    const found = [
      ...texts.flatMap((text) => unlawfulWords(text).map((word) => ({ ...word, refuses: true }))),
      ...texts.flatMap((text) => doubtfulWords(text).map((word) => ({ ...word, refuses: false }))),
    ];
    return [...new Map(found.map((one) => [one.word, { ...one, law: lawsOf(one.rule) }])).values()];
  }
  @FieldResolver(() => String, { nullable: true, description: 'The articles by which it was taken down, Chinese.' })
  law(@Root() { rule }: LookRow): string | null {
    return rule && rule !== 'contradiction' ? lawsOf(rule) : null;
  }
  @FieldResolver(() => [LookActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: CatalogContext, @Root() look: LookRow) {
    const isOwnBlock = look.state === 'appealed' && look.lookedByAccountId === actor.id;
    return isOwnBlock ? [] : lookLifecycle.available(look, rolesOf(actor), clock.now());
  }
}

@Resolver(() => ProductView)
export class LookOfProductResolver {
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => PublicLookView, {
    nullable: true,
    description: 'The newest look at it; null to whoever does not look after it.',
  })
  look(@Ctx() context: CatalogContext, @Root() { id }: { id: string }) {
    return context.loader(looksOfProducts).load(id);
  }
}
