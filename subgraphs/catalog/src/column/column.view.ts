import { DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@Directive(SAME_FOR_ALL)
@ObjectType('MarketingColumn', { description: 'A column of the first page, edited by the operator (6.3).' })
export class MarketingColumnView {
  @Field(() => ID) id: string;
  @Field() title: string;
  @Field() subtitle: string;
  @Field(() => Int) position: number;
  @Field(() => DateTime, { name: 'changedAt' }) changedAtMs: number;
  productIds: string;
}
@ObjectType('MarketingColumnRemoved')
export class MarketingColumnRemoved {
  @Field(() => ID) id: string;
}

@InputType()
export class SaveMarketingColumnInput {
  @Field() requestId: string;
  @Field(() => ID, { nullable: true, description: 'Left out: a new one.' }) id?: string | null;
  @Field() title: string;
  @Field(() => String, { nullable: true }) subtitle?: string | null;
  @Field(() => [ID], { description: 'In the order of the shelf; what is not on sale is left out when shown.' })
  productIds: string[];
  @Field(() => Int, { description: 'Smaller comes first.' }) position: number;
}
@InputType()
export class RemoveMarketingColumnInput {
  @Field(() => ID) id: string;
}
