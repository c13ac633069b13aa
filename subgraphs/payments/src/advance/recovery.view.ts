import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { RecoveryEnds, RecoveryRails, RecoveryStates } from '../enums.ts';
import type { RecoveryEnd, RecoveryRail } from './recovery.policy.ts';
import type { RecoveryState } from './advance.lifecycle.ts';

@ObjectType('Recovery', {
  description: 'What a liable party owes: the operator for what it advanced, or a seller for goods.',
})
export class RecoveryView {
  @Field(() => ID) id: string;
  @Field(() => ID) complaintId: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID, { description: 'Who is liable, and alone is asked for it; empty where a buyer was paid twice.' })
  partyId: string;
  /** Of the order. */
  sellerPartyId: string | null;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => SafeInt, { description: 'Of it, what settlements and the deposit of the party have paid off so far.' })
  setOffFen: number;
  @Field(() => SafeInt, { description: 'Of that, what its deposit has paid.' }) fromDepositFen: number;
  /** A seller is owed it, and the party has something put up. */
  isBacked: boolean;
  /** The provider is about to pay it out of that. */
  isPaying: boolean;
  /** What it is owed for was said to have reached its buyer, and has not. */
  waitsForBuyer: boolean;
  @Field(() => RecoveryRails, { description: 'How it comes back.' }) rail: RecoveryRail;
  @Field(() => RecoveryStates) state: RecoveryState;
  @Field() stateLabel: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  /** From when on the return that is under way is asked about. */
  askedFromMs: number | null;
  @Field(() => DateTime, { name: 'recoveredAt', nullable: true }) recoveredAtMs: number | null;
  /** Who is owed it; empty: the platform. */
  creditorPartyId: string;
  @Field(() => RecoveryEnds, { nullable: true, description: 'How it has ended, as is proposed or confirmed.' })
  endHow: RecoveryEnd | null;
  @Field(() => String, { nullable: true, description: 'What shows that; whoever confirms it reads it.' })
  endReason: string | null;
  proposedBy: string | null;
  proposedAtMs: number | null;
  /** When the provider is asked for it at the latest, or for what a deposit pays of it. */
  nextAtMs: number | null;
  @Field(() => DateTime, {
    name: 'creditorAgreedAt',
    nullable: true,
    description: 'When the party that is owed it agreed to that.',
  })
  creditorAgreedAtMs: number | null;
  @Field(() => DateTime, { name: 'endedAt', nullable: true, description: 'When a second person confirmed it.' })
  endedAtMs: number | null;
}

export const RecoveryConnection = connectionOf('Recovery', RecoveryView);
