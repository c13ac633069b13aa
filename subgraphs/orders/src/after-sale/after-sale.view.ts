import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { AfterSaleActs, AfterSaleCauses, AfterSaleKinds, AfterSaleStates } from '../enums.ts';
import { SkuStub } from '../foreign/foreign.view.ts';
import type { AfterSaleAct, AfterSaleState } from './after-sale.lifecycle.ts';
import type { Cause, Kind } from './after-sale.policy.ts';

@ObjectType('AfterSaleLine')
export class AfterSaleLineView {
  @Field(() => ID) lineId: string;
  @Field(() => SkuStub) sku: SkuStub;
  @Field() title: string;
  @Field(() => Int, { description: 'None where a part of the price is asked for: nothing comes back.' }) units: number;
  @Field(() => SafeInt) refundFen: number;
  @Field() accessories: string;
}

@ObjectType('AfterSaleAction', { description: 'Something this viewer can do now with a request: the button.' })
export class AfterSaleActionView {
  @Field(() => AfterSaleActs) action: AfterSaleAct;
  @Field() label: string;
}

@Directive('@key(fields: "id")')
@ObjectType('AfterSale')
export class AfterSaleView {
  @Field(() => ID) id: string;
  @Field(() => AfterSaleKinds) kind: Kind;
  @Field() kindLabel: string;
  @Field(() => AfterSaleCauses) cause: Cause;
  @Field() causeLabel: string;
  @Sealed('buyerAccountId') @Field() reason: string;
  @Field(() => AfterSaleStates) state: AfterSaleState;
  @Field() stateLabel: string;
  @Field(() => SafeInt, { description: 'What is refunded, or would be where an exchange cannot be had.' })
  refundFen: number;
  @Field(() => DateTime, { name: 'requestedAt' }) requestedAtMs: number;
  @Field(() => DateTime, { name: 'answerDueAt', description: 'Unanswered by then, it counts as agreed.' })
  answerDueAtMs: number;
  @Field(() => DateTime, {
    name: 'waitDueAt',
    nullable: true,
    description: 'When the state ends by itself: an offer is paid, goods that came back are taken, others may be sent.',
  })
  waitDueAtMs?: number | null;
  @Field(() => SafeInt, { nullable: true, description: 'What the seller offers in place of what was asked.' })
  offeredFen?: number | null;
  @Sealed('buyerAccountId')
  @Field(() => String, { nullable: true, description: 'Why the seller offers so much.' })
  offerNote?: string | null;
  @Field(() => DateTime, { name: 'offeredAt', nullable: true }) offeredAtMs?: number | null;
  @Field(() => DateTime, { name: 'fetchedAt', nullable: true, description: 'When the courier took the goods.' })
  fetchedAtMs?: number | null;
  @Field(() => DateTime, { name: 'sentBackAt', nullable: true, description: 'When the buyer sent the goods back.' })
  sentBackAtMs?: number | null;
  @Field(() => String, { nullable: true, description: 'The express company that the buyer sent them with.' })
  expressCompany?: string | null;
  @Field(() => String, { nullable: true, description: "The number of the buyer's parcel." })
  expressNumber?: string | null;
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
