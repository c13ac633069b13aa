import { connectionOf, DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { sortedArgs } from '@heitu/kit/rules/sorting';
import { ContractKinds, ContractOptions, ContractStates, ContractTerms, ContractTermForms } from '../enums.ts';
import type { ContractState } from './contract.lifecycle.ts';
import type { ContractKind, ContractOption, ContractTerm, TermForm } from './contract.policy.ts';
import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { CONTRACT_SORTS } from './contract.loader.ts';

@ObjectType('Contract', { description: 'Between two parties, on file with its terms; it binds when both have signed.' })
export class ContractView {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
  @Field(() => ID) withPartyId: string;
  @Field(() => ContractKinds) kind: ContractKind;
  @Field() number: string;
  @Field(() => LocalDate, { name: 'validFromOn' }) validFrom: string;
  @Field(() => LocalDate, { name: 'validUntilOn' }) validUntil: string;
  @Field(() => ID, { nullable: true }) fileId: string | null;
  @Field(() => ContractStates) state: ContractState;
  @Field(() => DateTime, { name: 'offeredAt', description: 'When its first side put it on file, and signed it.' })
  offeredAtMs: number;
  @Field(() => DateTime, { name: 'signedAt', nullable: true, description: 'When both had signed.' })
  signedAtMs: number | null;
}

@ObjectType('ContractTermSaid', { description: 'One term of a contract; of number, choice and text it has one.' })
export class ContractTermView {
  @Field(() => ContractTerms) term: ContractTerm;
  @Field({ description: 'As people read it, in Chinese.' }) shown: string;
  @Field(() => SafeInt, { nullable: true, description: 'Of money: in fen.' }) number: number | null;
  @Field(() => ContractOptions, { nullable: true }) choice: ContractOption | null;
  @Field(() => String, { nullable: true }) text: string | null;
  @Field({ description: 'The clause that leaves it to the contract.' }) clause: string;
}

@ObjectType('ContractTermRule', { description: 'What a contract of this kind may say.' })
export class ContractTermRuleView {
  @Field(() => ContractTerms) term: ContractTerm;
  @Field(() => ContractTermForms) form: TermForm;
  @Field(() => String, { nullable: true, description: 'Chinese.' }) unit: string | null;
  @Field(() => Int, { nullable: true, description: 'Of a number; of money: in fen.' }) min: number | null;
  @Field(() => Int, { nullable: true }) max: number | null;
  @Field(() => [ContractOptions], { description: 'Of which one is chosen; empty where it is no choice.' })
  options: readonly ContractOption[];
  @Field() clause: string;
}

@ObjectType('ContractForm', { description: 'A kind of contract with its terms, as it is filled in.' })
export class ContractFormView {
  @Field(() => ContractKinds) kind: ContractKind;
  @Field(() => [ContractTermRuleView]) terms: ContractTermRuleView[];
}

export const ContractConnection = connectionOf('Contract', ContractView);

@ArgsType()
export class ContractPage extends sortedArgs('ContractSort', CONTRACT_SORTS) {
  @Field(() => ContractStates, { nullable: true, description: 'Only contracts in this state.' })
  state?: ContractState;
  @Field(() => ContractKinds, { nullable: true, description: 'Only contracts of this kind.' })
  kind?: ContractKind;
}
