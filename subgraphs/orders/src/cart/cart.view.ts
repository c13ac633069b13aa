import { DateTime } from '@heitu/kit/graphql';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SkuStub } from '../foreign/foreign.view.ts';

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

// Numbers in inputs are Float, so that a fraction or 2^53 reaches our own check and is refused in words.
@InputType()
export class SetCartLineInput {
  @Field(() => ID) skuId: string;
  @Field(() => Float, { description: '0 takes it out.' }) quantity: number;
}
