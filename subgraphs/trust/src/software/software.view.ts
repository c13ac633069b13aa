import { LocalDate } from '@heitu/kit/rules/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { SoftwareClient } from '@heitu/standard';
import { SoftwareClients } from '../enums.ts';

@ObjectType('SoftwareDay', { description: 'How a release of our software did on a day, in those who used it.' })
export class SoftwareDayView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate, { name: 'date' }) day: string;
  @Field(() => SoftwareClients) client: SoftwareClient;
  @Field() release: string;
  @Field(() => Int) started: number;
  @Field(() => Int) crashed: number;
  @Field(() => Int) frozen: number;
  @Field(() => Int, { description: 'Of them, by how many a host outside was told of.' }) strayed: number;
  @Field(() => String, { nullable: true, description: 'The first host that was told of.' }) strayedTo: string | null;
}
