import { Ctx, Query, Resolver } from 'type-graphql';
import type { OrdersContext } from '../context.ts';
import { cartOf, CartView } from './cart.view.ts';

@Resolver(() => CartView)
export class CartResolver {
  @Query(() => CartView, { description: "What is in the caller's cart." })
  cart(@Ctx() context: OrdersContext): Promise<CartView> {
    return cartOf(context);
  }
}
