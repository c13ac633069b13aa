import { Field, ID, ObjectType } from 'type-graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { StandardClasses } from '../enums.ts';
import type { StandardClass } from './standard.policy.ts';

@ObjectType('QualityStandard')
export class QualityStandardView {
  @Field(() => ID) id: string;
  @Field({ name: 'standardCode', description: 'GB/T 1354-2018' }) code: string;
  @Field() title: string;
  @Field(() => StandardClasses) standardClass: StandardClass;
  @Field(() => [ID]) categoryIds: string[];
  @Field(() => String, { nullable: true }) filingNumber: string | null;
  @Field(() => LocalDate, { nullable: true, name: 'validUntilOn' }) validUntil: string | null;
}
