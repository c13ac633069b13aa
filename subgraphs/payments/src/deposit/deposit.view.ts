import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { DepositStates } from '../enums.ts';
import type { DepositState } from './deposit.lifecycle.ts';

@ObjectType('Deposit', { description: 'What a party put up at the provider for what it may come to owe.' })
export class DepositView {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
  @Field(() => SafeInt, { description: 'By its contract.' }) requiredFen: number;
  @Field(() => SafeInt, { description: 'As the provider last said, less what was paid out of it since.' })
  heldFen: number;
  @Field({ description: 'Of the contract that asks for it.' }) contractNumber: string;
  @Field(() => DepositStates) state: DepositState;
  @Field() stateLabel: string;
  shortSinceMs: number | null;
  @Field(() => DateTime, { name: 'agreedAt' }) agreedAtMs: number;
  @Field(() => DateTime, { name: 'lookedAt', nullable: true, description: 'When the provider was last asked.' })
  lookedAtMs: number | null;
}

export const DepositConnection = connectionOf('Deposit', DepositView);
