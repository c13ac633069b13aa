import { mapPage, PageArgs } from '@heitu/kit/rules/graphql';
import { newestFirst } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { OrdersContext } from '../context.ts';
import { FavouriteConnection } from './favourite.view.ts';

const own = ({ rows, actor }: OrdersContext) =>
  rows.selectFrom('Favourite').selectAll().where('accountId', '=', actor.id);

@Resolver()
export class FavouriteResolver {
  @Query(() => FavouriteConnection, { description: 'What the caller wants to find again, the newest first.' })
  async favourites(@Ctx() context: OrdersContext, @Args(() => PageArgs) page: PageArgs) {
    return mapPage(await newestFirst(own(context), page, { at: 'addedAtMs' }), ({ productId, addedAtMs }) => ({
      product: { id: productId },
      addedAtMs,
    }));
  }
  @Query(() => Boolean, { description: 'Whether the caller wants to find it again.' })
  async isFavourite(
    @Ctx() context: OrdersContext,
    @Arg('productId', () => ID, { description: 'The product.' }) productId: string,
  ): Promise<boolean> {
    return (await own(context).where('productId', '=', productId).executeTakeFirst()) !== undefined;
  }
}
