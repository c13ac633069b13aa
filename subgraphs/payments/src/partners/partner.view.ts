import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, LocalDate, SafeInt, Tag } from '@heitu/kit/rules/graphql';
import { PaymentStates } from '../enums.ts';
import type { PaymentState } from '../payment/payment.lifecycle.ts';

@ObjectType({ description: "A seller's sales on a day (China) on which settlements were made." })
export class SalesDay {
  @Tag('partner') @Field(() => ID) partyId: string;
  @Tag('partner') @Field(() => LocalDate) date: string;
  @Tag('partner') @Field(() => Int) orders: number;
  @Tag('partner') @Field(() => SafeInt) grossFen: number;
  @Tag('partner') @Field(() => SafeInt) refundedFen: number;
  @Tag('partner') @Field(() => SafeInt) commissionFen: number;
  @Tag('partner') @Field(() => SafeInt) netFen: number;
}

@Tag('partner')
@ObjectType({ description: 'What became of the money of an order. Says nothing of who paid.' })
export class PartnerPayment {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID) partyId: string;
  @Field(() => PaymentStates) state: PaymentState;
  @Field() stateLabel: string;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => SafeInt) refundedFen: number;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs: number | null;
}
export const PartnerPaymentConnection = connectionOf('PartnerPayment', PartnerPayment);

@Tag('partner')
@ObjectType({
  description: "Money that the provider moved to a seller's account there, with the number that its statement shows.",
})
export class Payout {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID) partyId: string;
  @Field() providerReference: string;
  @Field(() => SafeInt) netFen: number;
  @Field(() => DateTime, { name: 'settledAt' }) settledAtMs: number;
}
export const PayoutConnection = connectionOf('Payout', Payout);
