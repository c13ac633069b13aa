import { DateTime, LocalDate, mutationResult } from '@heitu/kit/rules/graphql';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { signContractRefusals } from './contract.refusals.ts';

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
@InputType()
export class SignContractInput {
  @Field() requestId: string;
  @Field(() => ID) partyId: string;
  @Field(() => ID) withPartyId: string;
  @Field({ description: 'platform-service, payment, delivery or station' }) kind: string;
  @Field() number: string;
  @Field({ description: 'YYYY-MM-DD' }) validFrom: string;
  @Field({ description: 'YYYY-MM-DD, the last day' }) validUntil: string;
  @Field(() => ID, { nullable: true }) fileId?: string;
}
export const signContractResult = mutationResult('SignContract', ContractView, signContractRefusals);
