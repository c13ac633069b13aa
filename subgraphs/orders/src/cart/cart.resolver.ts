import { mutationResult } from '@heitu/kit/graphql';
import { ok } from '@heitu/kit/outcome';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { OrdersContext } from '../context.ts';
import { LINES_MAX } from '../quote/quote.policy.ts';
import { CartView, SetCartLineInput } from './cart.view.ts';
import { setCartLine, setCartLineRefusals } from './set-cart-line.ts';

const setCartLineResult = mutationResult('SetCartLine', CartView, setCartLineRefusals);

async function cartOf(context: OrdersContext): Promise<CartView> {
  const rows = await context.rows
    .selectFrom('CartLine')
    .selectAll()
    .where('accountId', '=', context.actor.id)
    .orderBy('id')
    .limit(LINES_MAX)
    .execute();
  return { lines: rows.map((row) => ({ sku: { id: row.skuId }, quantity: row.quantity, addedAtMs: row.addedAtMs })) };
}

@Resolver(() => CartView)
export class CartResolver {
  @Query(() => CartView)
  cart(@Ctx() context: OrdersContext): Promise<CartView> {
    return cartOf(context);
  }

  @Mutation(() => setCartLineResult.type)
  async setCartLine(@Ctx() context: OrdersContext, @Arg('input', () => SetCartLineInput) input: SetCartLineInput) {
    const outcome = await setCartLine(context, input);
    return setCartLineResult.of(outcome.ok ? ok(await cartOf(context)) : outcome);
  }
}
