import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { LocalDate, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { LaboratoryStates } from '../enums.ts';
import type { LaboratoryState } from './laboratory.lifecycle.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('Laboratory', { description: 'A laboratory whose reports can be filed.' })
export class LaboratoryView {
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field({ description: 'CMA or CNAS' }) accreditationNumber: string;
  @Field(() => [String], { description: 'What it is accredited to measure.' }) scope: string[];
  @Field(() => LocalDate, { name: 'validFromOn', nullable: true }) validFrom: string | null;
  @Field(() => LocalDate, { name: 'validUntilOn' }) validUntil: string;
  @Field(() => LaboratoryStates) state: LaboratoryState;
}
