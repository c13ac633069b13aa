import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { SkuStub } from '../foreign/foreign.view.ts';

@ObjectType('AfterSaleLine')
export class AfterSaleLineView {
  @Field(() => ID) lineId: string;
  @Field(() => SkuStub) sku: SkuStub;
  @Field() title: string;
  @Field(() => Int) units: number;
  @Field(() => SafeInt) refundFen: number;
  @Field() accessories: string;
}

@Directive('@key(fields: "id")')
@ObjectType('AfterSale')
export class AfterSaleView {
  @Field(() => ID) id: string;
  @Field({ description: 'return, exchange or refund-only' }) kind: string;
  @Field() kindLabel: string;
  @Field({ description: 'no-reason, quality, damaged, wrong-item or missing' }) cause: string;
  @Field() causeLabel: string;
  @Sealed('buyerAccountId') @Field() reason: string;
  @Field() state: string;
  @Field() stateLabel: string;
  @Field(() => SafeInt, { description: 'What is refunded, or would be where an exchange cannot be had.' })
  refundFen: number;
  @Field(() => DateTime, { name: 'requestedAt' }) requestedAtMs: number;
  @Field(() => DateTime, { name: 'answerDueAt', description: 'Unanswered by then, it counts as agreed.' })
  answerDueAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs?: number | null;
  @Sealed('buyerAccountId') @Field(() => String, { nullable: true }) decisionReason?: string | null;
  @Field(() => DateTime, { name: 'handedOverAt', nullable: true }) handedOverAtMs?: number | null;
  @Field(() => Boolean, { nullable: true }) conditionOk?: boolean | null;
  @Sealed('buyerAccountId') @Field(() => String, { nullable: true }) handoverNote?: string | null;
  @Field(() => DateTime, {
    name: 'checkedAt',
    nullable: true,
    description: "The seller's confirmation on the handover record.",
  })
  checkedAtMs?: number | null;
  @Sealed('buyerAccountId') @Field(() => String, { nullable: true }) checkNote?: string | null;
  @Field(() => DateTime, { name: 'closedAt', nullable: true }) closedAtMs?: number | null;
}
