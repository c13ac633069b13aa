import { Field, ID, ObjectType } from 'type-graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';

@ObjectType('QualityStandard')
export class QualityStandardView {
  @Field(() => ID) id: string;
  @Field({ name: 'standardCode', description: 'GB/T 1354-2018' }) code: string;
  @Field() title: string;
  @Field({ description: 'mandatory, recommended, filed' }) standardClass: string;
  @Field(() => [ID]) categoryIds: string[];
  @Field(() => String, { nullable: true }) filingNumber: string | null;
  @Field(() => String, { nullable: true }) notBelowCode: string | null;
  @Field(() => LocalDate, { nullable: true }) validUntil: string | null;
}
