import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import type { DoorSigner } from '@heitu/standard';
import { ContentsCaseKinds, ContentsCaseStates, CodStates, DoorSigners, TimeDoubts, VisitOutcomes } from '../enums.ts';
import type { ContentsCaseState } from './contents-case.lifecycle.ts';
import type { CodState } from './cod.lifecycle.ts';
import type { TimeDoubt } from './done.policy.ts';
import type { ContentsCaseKind, VisitOutcome } from './delivery.policy.ts';

@ObjectType({ description: 'What the courier shows at the door; it changes every two minutes.' })
export class CourierCode {
  @Field() code: string;
  @Field(() => DateTime, { name: 'validUntilAt' }) validUntilMs: number;
  @Field(() => [String], { description: 'Those that follow, one for each two minutes: for where there is no network.' })
  ahead: string[];
}
@ObjectType({ description: 'Who stands at the door (8.5.4.2.cc).' })
export class CourierIdentity {
  @Field(() => ID) courierId: string;
  @Field() courierName: string;
  @Field() carrierName: string;
  @Field(() => DateTime, { name: 'checkedAt' }) checkedAtMs: number;
}
@ObjectType('DoorVisit', { description: 'A courier was at the door: what came of it.' })
export class DoorVisitView {
  @Field(() => Int, { description: 'The first visit is 1.' }) number: number;
  @Field(() => VisitOutcomes) outcome: VisitOutcome;
  @Field(() => DateTime, { name: 'at', description: 'When it counts as done.' }) atMs: number;
  @Field(() => DateTime, {
    nullable: true,
    name: 'saidAt',
    description: 'Done without a network: what the phone said.',
  })
  saidAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'arrivedAt', description: 'Done without a network: when it arrived.' })
  arrivedAtMs: number | null;
  @Field(() => TimeDoubts, { nullable: true, description: 'Why it counts when it arrived, and not as the phone said.' })
  timeDoubt: TimeDoubt | null;
  @Field(() => DateTime, {
    nullable: true,
    name: 'againAt',
    description: 'Nobody was home: when the courier comes again.',
  })
  againAtMs: number | null;
}
@ObjectType({ description: "Who signed on the courier's screen, and who had agreed to it." })
export class DoorSignature {
  @Field(() => DoorSigners) signer: DoorSigner;
  @Field(() => Boolean, { description: "By the code that went to the recipient's number." }) isVerified: boolean;
  @Field(() => String, { nullable: true }) agreedBy: string | null;
  @Field(() => DateTime, { nullable: true, name: 'agreedAt' }) agreedAtMs: number | null;
}
@Directive('@inaccessible')
@ObjectType()
export class SigningCodeForPeer {
  @Field() code: string;
  @Field() phone: string;
  @Field() carrierName: string;
  @Field(() => Int, { description: 'For how many minutes it is good.' }) minutes: number;
}
@ObjectType('ContentsCase', { description: 'Outer packaging intact, contents short or damaged (8.5.4.3.cg).' })
export class ContentsCaseView {
  @Field(() => ID) id: string;
  @Field(() => ID) shipmentId: string;
  @Field(() => ContentsCaseKinds) kind: ContentsCaseKind;
  @Sealed('openedBy') @Field() note: string;
  @Field(() => ContentsCaseStates) state: ContentsCaseState;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'consignorContactedAt' }) consignorContactedAtMs: number | null;
  @Sealed('openedBy') @Field(() => String, { nullable: true }) settlement: string | null;
  @Field(() => DateTime, { nullable: true, name: 'settledAt' }) settledAtMs: number | null;
}
export const ContentsCaseConnection = connectionOf('ContentsCase', ContentsCaseView);
@ObjectType('CodRemittance', { description: 'Cash taken at the door, to be paid back to the seller (8.5.3.ca).' })
export class CodRemittanceView {
  @Field(() => ID) id: string;
  @Field(() => ID) shipmentId: string;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => ID) sellerPartyId: string;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => CodStates) state: CodState;
  @Field(() => DateTime, { name: 'collectedAt' }) collectedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) dueAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'remittedAt' }) remittedAtMs: number | null;
  @Field(() => String, {
    nullable: true,
    description: "The provider's number of the transfer that its statement shows, or the bank's that the carrier said.",
  })
  reference: string | null;
  @Field(() => DateTime, {
    nullable: true,
    name: 'reversedAt',
    description: 'It was recorded wrongly and is owed to nobody.',
  })
  reversedAtMs: number | null;
  @Sealed('carrierPartyId')
  @Field(() => String, { nullable: true, description: 'What the carrier says is wrong with the record.' })
  doubtReason: string | null;
  @Sealed('carrierPartyId') @Field(() => String, { nullable: true }) reversalReason: string | null;
}
export const CodRemittanceConnection = connectionOf('CodRemittance', CodRemittanceView);

@ObjectType('CourierCodeRenewed')
export class CourierCodeRenewed {
  @Field(() => ID, { description: "The shipment's or the collection's." }) id: string;
}
