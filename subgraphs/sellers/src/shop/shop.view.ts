import { connectionOf, mutationResult, PageArgs, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { ArgsType, Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { closeShopRefusals, openShopRefusals, reopenShopRefusals, reviseShopRefusals } from './shop.refusals.ts';

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Shop')
export class ShopView {
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) introduction: string | null;
  @Field({ description: 'When orders are handled (7.5.v).' }) serviceHours: string;
  @Field({ description: 'Within what time orders are confirmed (7.5.u).' }) confirmWithinText: string;
  @Field({ description: 'Within what time questions and complaints are answered (7.5.u).' }) responseText: string;
  @Field(() => String, { nullable: true }) returnAddress: string | null;
  @Field(() => ID, { nullable: true, description: 'GET /edges/sellers/files/<id>' }) pictureId: string | null;
  @Field({ description: 'open or closed, as its owner wants it' }) state: string;
  @Field({ description: 'Why it is not on sale, Chinese; empty where it is.' }) saleReason: string;
}
export const ShopConnection = connectionOf('Shop', ShopView);

@ArgsType()
export class ShopPageArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: true }) onlyOnSale: boolean = true;
}
@InputType()
export class OpenShopInput {
  @Field() requestId: string;
  @Field(() => ID) partyId: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) introduction?: string;
  @Field() serviceHours: string;
  @Field() confirmWithinText: string;
  @Field() responseText: string;
  @Field(() => String, { nullable: true }) returnAddress?: string;
  @Field(() => ID, { nullable: true, description: 'An upload with purpose shop-picture.' }) pictureId?: string;
}
@InputType()
export class ReviseShopInput {
  @Field(() => ID) shopId: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) introduction?: string;
  @Field() serviceHours: string;
  @Field() confirmWithinText: string;
  @Field() responseText: string;
  @Field(() => String, { nullable: true }) returnAddress?: string;
  @Field(() => ID, { nullable: true }) pictureId?: string;
}
@InputType()
export class ShopInput {
  @Field(() => ID) shopId: string;
}

export const openShopResult = mutationResult('OpenShop', ShopView, openShopRefusals);
export const reviseShopResult = mutationResult('ReviseShop', ShopView, reviseShopRefusals);
export const closeShopResult = mutationResult('CloseShop', ShopView, closeShopRefusals);
export const reopenShopResult = mutationResult('ReopenShop', ShopView, reopenShopRefusals);
