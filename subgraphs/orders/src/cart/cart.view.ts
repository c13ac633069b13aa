import { DateTime } from '@heitu/kit/rules/graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import type { OrdersContext } from '../context.ts';
import { SkuStub } from '../foreign/foreign.view.ts';
import { LINES_MAX } from '../quote/quote.policy.ts';

@ObjectType('CartLine')
export class CartLineView {
  @Field(() => SkuStub) sku: SkuStub;
  @Field(() => Int) quantity: number;
  @Field(() => DateTime, { name: 'addedAt' }) addedAtMs: number;
}
@ObjectType('Cart')
export class CartView {
  @Field(() => [CartLineView]) lines: CartLineView[];
}

export async function cartOf(context: OrdersContext): Promise<CartView> {
  const rows = await context.rows
    .selectFrom('CartLine')
    .selectAll()
    .where('accountId', '=', context.actor.id)
    .orderBy('id')
    .limit(LINES_MAX)
    .execute();
  return { lines: rows.map((row) => ({ sku: { id: row.skuId }, quantity: row.quantity, addedAtMs: row.addedAtMs })) };
}
