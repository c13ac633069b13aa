import { DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { LotStopCauses } from '@heitu/kit/rules/shared-enums';
import type { LotStopCause } from '@heitu/standard';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { OrderActs, OrderStates } from '../enums.ts';
import { LotStub, PartyStub, ProductStub, ShopStub, SkuStub } from '../foreign/foreign.view.ts';
import type { OrderAct, OrderState } from './order.lifecycle.ts';

@ObjectType('LineLot', { description: 'A lot that this line was filled from.' })
export class LineLotView {
  @Field(() => ID) lotId: string;
  @Field() lotCode: string;
  @Field(() => Int) units: number;
  @Field(() => LocalDate) producedOn: string;
  @Field(() => LocalDate, { nullable: true }) expiresOn?: string | null;
  @Field(() => ID, { nullable: true, description: 'Set for an exchange: it came in the second parcel.' }) afterSaleId?:
    | string
    | null;
}

@ObjectType('OrderLine')
export class OrderLineView {
  @Field(() => ID) id: string;
  @Field(() => SkuStub) sku: SkuStub;
  @Field(() => ProductStub) product: ProductStub;
  @Field() title: string;
  @Field() specification: string;
  @Field(() => ID, { nullable: true }) pictureId?: string | null;
  @Field(() => Int) quantity: number;
  @Field(() => SafeInt) unitFen: number;
  @Field(() => Int, { nullable: true, description: 'What one unit’s label says it holds, in grams.' })
  netGrams: number | null;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => ID) labelId: string;
  @Field(() => Int) labelVersion: number;
  @Field(() => Boolean) returnableWithoutReason: boolean;
  @Field(() => Int, { description: 'How many can still be claimed in an after-sale request.' }) claimableUnits: number;
  @Field(() => SafeInt, { description: 'How much of its price can still be claimed.' }) claimableFen: number;
}

@ObjectType('OrderStop', {
  description: 'A lot that the order was filled from and that was blocked or recalled since.',
})
export class OrderStopView {
  @Field(() => ID) lotId: string;
  @Field(() => LotStub, { nullable: true }) lot: LotStub;
  @Field() lotCode: string;
  @Field(() => LotStopCauses, { description: 'Why it may not leave.' }) cause: LotStopCause;
  @Field({ description: 'What stands, in Chinese.' }) text: string;
}

@ObjectType('OrderAction', { description: 'Something this viewer can do now with an order: the button.' })
export class OrderActionView {
  @Field(() => OrderActs) action: OrderAct;
  @Field() label: string;
}

@ObjectType('OrderRecipient', { description: 'In full for the buyer; masked for the seller.' })
export class RecipientView {
  @Field() name: string;
  @Field() phone: string;
  @Field() address: string;
  @Field() divisionCode: string;
}

@Directive('@key(fields: "id")')
@ObjectType('Order')
export class OrderView {
  @Field(() => ID) id: string;
  @Field() number: string;
  @Field(() => ID) checkoutId: string;
  @Field() title: string;
  @Field(() => OrderStates) state: OrderState;
  @Field({ description: 'The state in Chinese.' }) stateLabel: string;
  @Field(() => ShopStub) shop: ShopStub;
  @Field(() => PartyStub) seller: PartyStub;
  @Field(() => SafeInt) goodsFen: number;
  @Field(() => SafeInt) deliveryFen: number;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => SafeInt) paidFen: number;
  @Field(() => SafeInt, { description: 'Promised back to the buyer.' }) refundDueFen: number;
  @Field(() => SafeInt, { description: 'Of that, arrived.' }) refundedFen: number;
  @Field(() => Boolean, { description: 'It is paid to the courier’s code when it arrives, not before.' })
  paysAtDoor: boolean;
  @Field(() => String, { nullable: true, description: 'The station whose agent placed it for its buyer.' })
  boughtThrough: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'A station bought it, and its buyer said 停: until then they are asked if they want it, and nobody packs it.',
  })
  stopAnswerDueAt?: number | null;
  @Field() deliveryService: string;
  @Field() divisionCode: string;
  @Field(() => String, { nullable: true }) confirmWithin?: string | null;
  @Field(() => String, { nullable: true }) serviceHours?: string | null;
  @Field(() => DateTime, { name: 'placedAt' }) placedAtMs: number;
  @Field(() => DateTime, { nullable: true, description: 'While unpaid: pay by then.' }) payDueAt?: number | null;
  @Field(() => DateTime, { name: 'confirmDueAt' }) confirmDueAtMs: number;
  @Field(() => DateTime, {
    name: 'seenAt',
    nullable: true,
    description: 'Since when its seller has had it before their eyes.',
  })
  seenAtMs?: number | null;
  @Field(() => DateTime, { name: 'remindedAt', nullable: true }) remindedAtMs?: number | null;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs?: number | null;
  @Field(() => DateTime, { name: 'confirmedAt', nullable: true }) confirmedAtMs?: number | null;
  @Field(() => DateTime, { name: 'readyAt', nullable: true }) readyAtMs?: number | null;
  @Field(() => DateTime, { name: 'takenOverAt', nullable: true }) takenOverAtMs?: number | null;
  @Field(() => DateTime, { name: 'deliveredAt', nullable: true }) deliveredAtMs?: number | null;
  @Field(() => DateTime, {
    name: 'completeDueAt',
    nullable: true,
    description: 'After-sale requests until then; then the order is completed.',
  })
  completeDueAtMs?: number | null;
  @Field(() => DateTime, { name: 'completedAt', nullable: true }) completedAtMs?: number | null;
  @Field(() => DateTime, { name: 'cancelledAt', nullable: true }) cancelledAtMs?: number | null;
  @Field(() => String, { nullable: true, description: 'Why it ended, in Chinese.' }) cancelReason?: string | null;
  @Sealed('buyerAccountId') @Field(() => String, { nullable: true }) cancelNote?: string | null;
}

@ObjectType('OrderPlaced')
export class OrderPlacedView {
  @Field(() => ID) checkoutId: string;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => DateTime) payDueAt: number;
  /** Resolved where it is asked for. */
  orderIds: string[];
}

@ObjectType('OrdersSeen')
export class OrdersSeen {
  @Field(() => Int) count: number;
}
