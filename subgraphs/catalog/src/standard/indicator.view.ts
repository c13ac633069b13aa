import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { LocalDate, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';

@Directive(SAME_FOR_ALL)
@ObjectType('Indicator', { description: 'What a standard limits of one kind of goods.' })
export class IndicatorView {
  @Field(() => ID) id: string;
  @Field() standardCode: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) unit: string | null;
  @Field(() => String, { nullable: true, description: 'The standard by which it is measured.' }) method: string | null;
  @Field(() => String, { nullable: true, description: 'Null: of every grade.' }) grade: string | null;
  @Field(() => String, {
    name: 'ofGoods',
    nullable: true,
    description: 'Of which of them: 叶菜蔬菜; null: of all others.',
  })
  sort: string | null;
  @Field({ description: '≤0.2' }) limit: string;
  @Field(() => Boolean, { description: 'It holds whatever standard the goods name.' }) isNational: boolean;
  @Field(() => Boolean, { description: "A laboratory's report must hold it." }) isAsked: boolean;
  @Field({ description: 'Where the limit was found.' }) source: string;
  @Field(() => LocalDate) sourceOn: string;
  @Field(() => String, { nullable: true, description: 'What is not certain about it.' }) doubt: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'It holds for goods made on this day or later; null: ever.' })
  fromOn: string | null;
}
