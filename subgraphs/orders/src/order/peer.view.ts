import { SafeInt } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

/** What peers may read; none of it is in the public schema. */
@Directive('@inaccessible')
@ObjectType()
export class CheckoutOrder {
  @Field(() => ID) orderId: string;
  @Field() orderNumber: string;
  @Field(() => ID) partyId: string;
  @Field(() => SafeInt) totalFen: number;
  @Field() title: string;
  @Field(() => SafeInt) paidFen: number;
  @Field(() => SafeInt, { description: 'Promised back.' }) refundDueFen: number;
  @Field(() => SafeInt, { description: 'Of that, arrived.' }) refundedFen: number;
}
@Directive('@inaccessible')
@ObjectType()
export class CheckoutForPayment {
  @Field(() => ID) checkoutId: string;
  @Field(() => ID) buyerAccountId: string;
  @Field(() => ID, { nullable: true, description: 'The agent of a station who placed it for the buyer.' })
  agentAccountId: string | null;
  @Field({ description: 'open, paid, closing or closed' }) state: string;
  @Field() dueAtMs: string;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => [CheckoutOrder]) orders: CheckoutOrder[];
}
@Directive('@inaccessible')
@ObjectType()
export class NamedOrder {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
}
@Directive('@inaccessible')
@ObjectType()
export class Recipient {
  @Field(() => ID) orderId: string;
  @Field() name: string;
  @Field() phone: string;
  @Field() address: string;
  @Field() divisionCode: string;
}
@Directive('@inaccessible')
@ObjectType()
export class LotOfLine {
  @Field(() => ID) lotId: string;
  @Field(() => Int) units: number;
}
@Directive('@inaccessible')
@ObjectType()
export class LotInStore {
  @Field(() => ID) lotId: string;
  @Field() isBlocked: boolean;
  @Field(() => Int, { description: 'What counting found, less what it missed.' }) foundUnits: number;
}
@Directive('@inaccessible')
@ObjectType()
export class LineForPeer {
  @Field(() => ID) skuId: string;
  @Field(() => ID) productId: string;
  @Field() title: string;
  @Field() specification: string;
  @Field(() => Int) quantity: number;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => [LotOfLine]) lots: LotOfLine[];
}
@Directive('@inaccessible')
@ObjectType()
export class OrderForPeer {
  @Field(() => ID) orderId: string;
  @Field() orderNumber: string;
  @Field(() => ID) buyerAccountId: string;
  @Field(() => ID) partyId: string;
  @Field(() => ID) shopId: string;
  @Field() state: string;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => SafeInt, { description: 'Of that, for delivery.' }) deliveryFen: number;
  @Field(() => String, { nullable: true }) deliveredAtMs?: string | null;
  @Field(() => String, { nullable: true }) completedAtMs?: string | null;
  @Field(() => String, { nullable: true, description: 'The end of the return window.' })
  completeDueAtMs?: string | null;
  @Field(() => Int) openAfterSales: number;
  @Field(() => [LineForPeer]) lines: LineForPeer[];
}
@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType()
export class ConductFigure {
  @Field() partyId: string;
  @Field() metric: string;
  @Field(() => Int) good: number;
  @Field(() => Int) total: number;
}
@Directive('@inaccessible')
@ObjectType()
export class ChargeMissed {
  @Field(() => ID) orderId: string;
  @Field() text: string;
}
@Directive('@inaccessible')
@ObjectType('ChargesCompared')
export class ChargesComparedView {
  @Field(() => Int) days: number;
  @Field(() => Int) daysCompared: number;
  @Field(() => [String]) missedDays: string[];
  @Field(() => Int) charges: number;
  @Field(() => Int) equal: number;
  @Field(() => Int) unjudged: number;
  @Field(() => [ChargeMissed]) missed: ChargeMissed[];
}
@Directive('@inaccessible')
@ObjectType()
export class RecallMissed {
  @Field() ref: string;
  @Field() text: string;
}
@Directive('@inaccessible')
@ObjectType('RecallsDone')
export class RecallsDoneView {
  @Field(() => Int) recalls: number;
  @Field(() => [RecallMissed]) lateReports: RecallMissed[];
  @Field(() => [RecallMissed]) lateClosures: RecallMissed[];
  @Field(() => Int) closed: number;
  @Field(() => [RecallMissed]) closedByOne: RecallMissed[];
  @Field(() => [RecallMissed]) signedAfter: RecallMissed[];
  @Field(() => [RecallMissed]) unpaid: RecallMissed[];
  @Field(() => Int) buyers: number;
  @Field(() => Int) told: number;
  @Field(() => Int) reached: number;
  @Field(() => Int) units: number;
  @Field(() => Int) recoveredUnits: number;
  @Field(() => Int) destroyedUnits: number;
}
