import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { RecoveryRails, RecoveryStates } from '../enums.ts';
import type { RecoveryRail } from './recovery.policy.ts';
import type { RecoveryState } from './advance.lifecycle.ts';

@ObjectType('Recovery', { description: 'What the operator advanced for a liable party and takes back from it.' })
export class RecoveryView {
  @Field(() => ID) id: string;
  @Field(() => ID) complaintId: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID, { description: 'Who is liable, and alone is asked for it.' }) partyId: string;
  /** Of the order. */
  sellerPartyId: string | null;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => SafeInt, { description: 'Of it, what settlements of the party have set off so far.' }) setOffFen: number;
  @Field(() => RecoveryRails, { description: 'How it comes back.' }) rail: RecoveryRail;
  @Field(() => RecoveryStates) state: RecoveryState;
  @Field() stateLabel: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  /** From when on the return that is under way is asked about. */
  askedFromMs: number | null;
  @Field(() => DateTime, { name: 'recoveredAt', nullable: true }) recoveredAtMs: number | null;
}

export const RecoveryConnection = connectionOf('Recovery', RecoveryView);
