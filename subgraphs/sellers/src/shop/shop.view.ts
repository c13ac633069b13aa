import { connectionOf, PageArgs, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { ShopStates } from '../enums.ts';
import type { ShopState } from './shop.lifecycle.ts';
import { ArgsType, Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Shop')
export class ShopView {
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) introduction: string | null;
  @Field({ description: 'When orders are handled (7.5.v).' }) serviceHours: string;
  @Field(() => Boolean, { description: 'Its goods may be paid at the door, where the carrier collects.' })
  paysAtDoor: boolean;
  @Field({ description: 'Within what time orders are confirmed (7.5.u).' }) confirmWithinText: string;
  @Field({ description: 'Within what time questions and complaints are answered (7.5.u).' }) responseText: string;
  @Field(() => String, { nullable: true }) returnAddress: string | null;
  @Field(() => ID, { nullable: true, description: 'GET /edges/sellers/files/<id>' }) pictureId: string | null;
  @Field(() => ShopStates, { description: 'As its owner wants it.' }) state: ShopState;
  @Field({ description: 'Why it is not on sale, Chinese; empty where it is.' }) saleReason: string;
}
export const ShopConnection = connectionOf('Shop', ShopView);

@ArgsType()
export class ShopPageArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: true, description: 'False: also those that do not sell now.' })
  onlyOnSale: boolean = true;
}
