import { DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Contract', { description: 'Between two parties, on file.' })
export class ContractView {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
  @Field(() => ID) withPartyId: string;
  @Field({ description: 'platform-service, payment, delivery or station' }) kind: string;
  @Field() number: string;
  @Field(() => LocalDate) validFrom: string;
  @Field(() => LocalDate) validUntil: string;
  @Field(() => ID, { nullable: true }) fileId: string | null;
  @Field(() => DateTime, { name: 'signedAt' }) signedAtMs: number;
}
