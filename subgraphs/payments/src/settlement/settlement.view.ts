import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt, Tag } from '@heitu/kit/rules/graphql';
import { SettlementStates } from '../enums.ts';
import type { SettlementState } from './settlement.lifecycle.ts';

@ObjectType('Settlement')
export class SettlementView {
  @Tag('partner') @Field(() => ID) id: string;
  @Tag('partner') @Field(() => ID) orderId: string;
  @Tag('partner') @Field(() => ID) partyId: string;
  @Tag('partner') @Field(() => SettlementStates) state: SettlementState;
  @Tag('partner') @Field() stateLabel: string;
  @Tag('partner') @Field(() => SafeInt) grossFen: number;
  @Tag('partner') @Field(() => SafeInt) refundedFen: number;
  @Tag('partner') @Field(() => SafeInt) commissionFen: number;
  @Tag('partner')
  @Field(() => SafeInt, { description: 'What carrier, stations and growers got of it by their contracts.' })
  sharedFen: number;
  @Tag('partner')
  @Field(() => SafeInt, { description: 'What the seller owed the platform for an advance, and paid by it.' })
  setOffFen: number;
  @Field(() => SafeInt, { description: 'What the provider kept for itself of the payment.' }) feeFen: number;
  @Tag('partner') @Field(() => SafeInt) netFen: number;
  createdAtMs: number;
  @Tag('partner') @Field(() => DateTime, { name: 'settledAt', nullable: true }) settledAtMs: number | null;
}

export const SettlementConnection = connectionOf('Settlement', SettlementView);
