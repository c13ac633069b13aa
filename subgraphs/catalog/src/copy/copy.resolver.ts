import { GraphQLError } from 'graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { productRowsById } from '../product/product.loader.ts';
import { ProductView } from '../product/product.view.ts';
import { goodsRecord } from '../product/publish-facts.ts';
import { COPY_CHECK_SORTS, copyChecksPage, reviewsOf } from './copy.loader.ts';
import { markCopy } from './copy.policy.ts';
import { ContentReviewView, CopyCheckConnection, CopyCheckView, CopyMarkView } from './copy.view.ts';

export const COPY_TEXT_MAX = 5000;
const CopyCheckPage = sortedArgs('CopyCheckSort', COPY_CHECK_SORTS);

@Resolver()
export class CopyResolver {
  @Query(() => [CopyMarkView], {
    description:
      'What may not be published in this text; nothing is stored. With a product, also what contradicts its record.',
  })
  async checkCopy(
    @Ctx() context: CatalogContext,
    @Arg('text', () => String, { description: 'The text as it would be published.' }) text: string,
    @Arg('productId', () => ID, { nullable: true, description: 'The product whose record the text must agree with.' })
    productId?: string,
  ) {
    if (text.length > COPY_TEXT_MAX)
      throw new GraphQLError(`文字最多${COPY_TEXT_MAX}个字`, {
        extensions: { code: 'BAD_USER_INPUT', max: COPY_TEXT_MAX },
      });
    const product = productId ? await context.loader(productRowsById).load(productId) : null;
    // Without a product there is no record to contradict: every certified claim passes here and is judged at
    // publication.
    const record = product
      ? await goodsRecord(context, product.id)
      : {
          netGrams: [],
          grades: [],
          pricesFen: [],
          certificateTypes: ['organic', 'green-food', 'geographical-indication'],
        };
    return markCopy({ copy: text }, record);
  }
  @Query(() => CopyCheckConnection, {
    description:
      "Texts that were checked, refused ones too: one's own, everybody's for overseers. Newest first, or sorted.",
  })
  copyChecks(
    @Ctx() context: CatalogContext,
    @Args(() => CopyCheckPage) page: SortedPage,
    @Arg('passed', () => Boolean, {
      nullable: true,
      description: 'Only those that passed, or only those that were refused.',
    })
    passed?: boolean,
  ) {
    return copyChecksPage(context, passed, page);
  }
  @Query(() => [ContentReviewView], { description: 'Looks at a product against the law, newest first.' })
  contentReviews(
    @Ctx() context: CatalogContext,
    @Arg('productId', () => ID, { description: 'The product.' }) productId: string,
  ) {
    return reviewsOf(context, productId);
  }
}

@Resolver(() => ContentReviewView)
export class ContentReviewResolver {
  @FieldResolver(() => ProductView, { nullable: true })
  product(@Ctx() context: CatalogContext, @Root() { productId }: ContentReviewView) {
    return context.loader(productRowsById).load(productId);
  }
}

@Resolver(() => CopyCheckView)
export class CopyCheckResolver {
  @FieldResolver(() => ProductView, { nullable: true })
  product(@Ctx() context: CatalogContext, @Root() { productId }: { productId: string }) {
    return context.loader(productRowsById).load(productId);
  }
}
