import { connectionOf, DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { Published } from '@heitu/kit/privacy/sealed-texts';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Overseer } from '../disclosure/disclosure.policy.ts';
import { OversightKinds, OversightOrders, OversightSources } from '../enums.ts';
import type { OrderAct, OversightKind } from './oversight.policy.ts';

@ObjectType('Authority', { description: 'An authority or an industry body (12.1, 12.2).' })
export class AuthorityView {
  @Field(() => ID) id: string;
  @Field(() => OversightSources) kind: Overseer;
  @Field() name: string;
  @Field({ description: 'Where, and for what, it is competent.' }) jurisdiction: string;
}
@ObjectType('OversightAnswer', { description: 'What was told; the newest holds.' })
export class OversightAnswerView {
  @Field(() => ID) id: string;
  @Field(() => Int) version: number;
  @Published('requestId') @Field() text: string;
  @Published('requestId')
  @Field(() => String, { nullable: true, description: 'What was wrong in the one before.' })
  reason: string | null;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field({ description: 'SHA-256 of the text as handed over.' }) hash: string;
  @Field(() => String, { nullable: true, description: 'By which anybody verifies the package.' })
  packageCode: string | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 of the package.' }) packageDigest: string | null;
  @Field(() => Int, { nullable: true, description: 'How many orders the package holds.' }) orderCount: number | null;
}
@ObjectType('OversightScope', { description: 'What a request names: its package is about this and nothing else.' })
export class OversightScopeView {
  @Field(() => [String]) orderNumbers: string[];
  @Field(() => ID, { nullable: true }) partyId: string | null;
  @Field(() => ID, { nullable: true }) productId: string | null;
  @Field(() => String, { name: 'lot', nullable: true, description: 'The id of a lot.' }) lotId: string | null;
  @Field(() => LocalDate, { nullable: true }) fromOn: string | null;
  @Field(() => LocalDate, { nullable: true }) toOn: string | null;
}
@ObjectType('OversightRequest')
export class OversightRequestView {
  @Field(() => ID) id: string;
  @Field(() => OversightSources) from: Overseer;
  @Field(() => OversightKinds) kind: OversightKind;
  @Published('id') @Field() subject: string;
  @Published('id') @Field() text: string;
  @Published('id')
  @Field(() => String, { nullable: true, description: 'The law that it rests on.' })
  ground: string | null;
  @Field(() => OversightOrders, { nullable: true, description: 'What it orders, done when it was given.' })
  orders: OrderAct | null;
  @Field(() => DateTime, { name: 'actedAt', nullable: true, description: 'When what it ordered was done.' })
  actedAtMs: number | null;
  @Field(() => DateTime, { name: 'askedAt' }) askedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) dueAtMs: number;
  @Published('id') @Field(() => String, { nullable: true }) answer: string | null;
  @Field(() => DateTime, { name: 'answeredAt', nullable: true }) answeredAtMs: number | null;
  @Field(() => String, { nullable: true }) answerHash: string | null;
}
export const OversightRequestConnection = connectionOf('OversightRequest', OversightRequestView);
