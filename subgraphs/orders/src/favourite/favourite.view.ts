import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { Field, ObjectType } from 'type-graphql';
import { ProductStub } from '../foreign/foreign.view.ts';

@ObjectType('Favourite', { description: 'Goods that the caller wants to find again.' })
export class FavouriteView {
  @Field(() => ProductStub) product: ProductStub;
  @Field(() => DateTime, { name: 'addedAt' }) addedAtMs: number;
}
export const FavouriteConnection = connectionOf('Favourite', FavouriteView);

@ObjectType('FavouriteSet')
export class FavouriteSetView {
  @Field(() => ProductStub) product: ProductStub;
  @Field(() => Boolean) isFavourite: boolean;
}
