import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive(SAME_FOR_ALL)
@ObjectType('CategoryPaper', { description: 'A paper that each lot of such goods must have before it may be sold.' })
export class CategoryPaperView {
  @Field() paper: string;
  @Field({ description: 'Chinese.' }) title: string;
  @Field() clause: string;
}

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Category')
export class CategoryView {
  @Field(() => ID) id: string;
  @Field(() => ID, { nullable: true }) parentId: string | null;
  @Field() name: string;
  @Field({ description: '粮食 / 大米' }) path: string;
  @Field(() => Boolean, { description: 'Its maker needs a production licence.' }) isProcessed: boolean;
  @Field(() => Boolean, { description: 'Fresh goods, which cannot be returned without a reason.' })
  isPerishable: boolean;
  @Field(() => Boolean, { description: 'Genetic modification must be stated.' }) statesGmo: boolean;
}
