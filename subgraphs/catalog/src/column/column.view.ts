import { DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import type { Json } from '@heitu/kit/rules/typed-json';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@Directive(SAME_FOR_ALL)
@ObjectType('MarketingColumn', { description: 'A column of the first page, edited by the operator (6.3).' })
export class MarketingColumnView {
  @Field(() => ID) id: string;
  @Field() title: string;
  @Field() subtitle: string;
  @Field(() => Int) position: number;
  @Field(() => DateTime, { name: 'changedAt' }) changedAtMs: number;
  productIds: Json<string[]>;
}
@ObjectType('MarketingColumnRemoved')
export class MarketingColumnRemoved {
  @Field(() => ID) id: string;
}
