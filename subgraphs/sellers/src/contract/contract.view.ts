import { DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { ContractKinds } from '../enums.ts';
import type { ContractKind } from './contract.policy.ts';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Contract', { description: 'Between two parties, on file.' })
export class ContractView {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
  @Field(() => ID) withPartyId: string;
  @Field(() => ContractKinds) kind: ContractKind;
  @Field() number: string;
  @Field(() => LocalDate, { name: 'validFromOn' }) validFrom: string;
  @Field(() => LocalDate, { name: 'validUntilOn' }) validUntil: string;
  @Field(() => ID, { nullable: true }) fileId: string | null;
  @Field(() => DateTime, { name: 'signedAt' }) signedAtMs: number;
}
