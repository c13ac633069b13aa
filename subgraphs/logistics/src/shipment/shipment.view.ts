import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import { Storages } from '@heitu/kit/rules/shared-enums';
import type { Storage } from '@heitu/standard';
import type { RefusalReason } from '../delivery/delivery.policy.ts';
import { LotStopCauses } from '@heitu/kit/rules/shared-enums';
import type { FacilityStage } from '../carrier/carrier.policy.ts';
import { FacilityStages, RefusalReasons, ShipmentStates, Sides } from '../enums.ts';
import type { ShipmentState } from './shipment.lifecycle.ts';
import type { Side } from './shipment.policy.ts';

@ObjectType()
export class ShipmentRecipient {
  @Field() name: string;
  @Field() phone: string;
  @Field() address: string;
  @Field({ description: 'False where parts are starred out.' }) full: boolean;
}
@ObjectType()
export class ShipmentLot {
  @Field(() => ID) lotId: string;
  @Field() lotCode: string;
  @Field(() => Int) units: number;
  @Field(() => LocalDate) producedOn: string;
  @Field(() => LocalDate, { nullable: true }) expiresOn: string | null;
}
@ObjectType()
export class ShipmentItem {
  @Field(() => ID) skuId: string;
  @Field() title: string;
  @Field() specification: string;
  @Field(() => Int) units: number;
  @Field(() => SafeInt) valueFen: number;
  @Field(() => Storages) storage: Storage;
  @Field(() => [ShipmentLot]) lots: ShipmentLot[];
}
@ObjectType({ description: 'A step at the door (8.5.4.2).' })
export class DeliveryStep {
  @Field() label: string;
  @Field() clause: string;
  @Field(() => DateTime, { nullable: true }) doneAt: number | null;
}
@ObjectType({ description: 'The delivery note (8.5.4.1).' })
export class DeliveryNote {
  @Field(() => DateTime, { description: 'When the goods were taken over; before that, when they were ready.' })
  datedAt: number;
  @Field() customerName: string;
  @Field() customerAddress: string;
  @Field() customerContact: string;
  @Field() carrier: string;
  @Field() consignor: string;
  @Field() consignorContact: string;
  @Field() consignorAddress: string;
  @Field(() => String, { nullable: true, description: 'Who signed for it.' }) signedBy: string | null;
  @Field(() => DateTime, { nullable: true }) signedAt: number | null;
}
@ObjectType()
export class ShipmentCourier {
  @Field(() => ID) id: string;
  @Sealed('accountId') @Field() name: string;
  @Field(() => String, {
    nullable: true,
    description: "For the buyer while the goods are on their way, and the carrier's desk.",
  })
  phone: string | null;
}
@ObjectType()
export class TrackPoint {
  @Field(() => DateTime) at: number;
  @Field() text: string;
}
@ObjectType('StorageStay', { description: 'A parcel that rests, or rested, in a store on its way (8.7.end).' })
export class StorageStayView {
  @Field(() => ID) id: string;
  @Field(() => ID) shipmentId: string;
  @Field(() => ID) carrierPartyId: string;
  @Field() facilityName: string;
  @Field(() => FacilityStages) stage: FacilityStage;
  @Field({ description: 'It must be kept cold.' }) cold: boolean;
  @Field(() => DateTime, { name: 'arrivedAt' }) arrivedAtMs: number;
  @Field(() => DateTime, { name: 'leaveDueAt' }) leaveByMs: number;
  @Field(() => DateTime, { nullable: true, name: 'leftAt' }) leftAtMs: number | null;
}
export const StorageStayConnection = connectionOf('StorageStay', StorageStayView);
@ObjectType({ description: 'A lot in the parcel was blocked or recalled: it goes no further to its buyer.' })
export class ShipmentStop {
  @Field(() => DateTime) at: number;
  @Field(() => LotStopCauses) cause: LotStopCause;
  @Field() lotCode: string;
  @Field(() => Sides, { description: 'Who has the goods in hands.' }) holder: Side;
  @Field() holderLabel: string;
  @Field({ description: 'What stands, and what whoever has it does with it, in Chinese.' }) text: string;
}
@ObjectType({ description: "A vehicle's round on one day, with its load check (8.4.3.bm-bn)." })
export class Trip {
  @Field(() => ID) id: string;
  @Field(() => ID) vehicleId: string;
  @Field(() => LocalDate) date: string;
  @Field() cold: boolean;
  @Field() outOfRange: boolean;
  @Field(() => DateTime, { nullable: true, name: 'checkedAt' }) checkedAtMs: number | null;
}
export const TripConnection = connectionOf('Trip', Trip);
@Directive('@key(fields: "id")')
@ObjectType('Shipment')
export class ShipmentView {
  @Field(() => SafeInt, { description: 'What its buyer pays at the door; 0 where it was paid before.' })
  doorFen: number;
  @Field(() => DateTime, { name: 'doorPaidAt', nullable: true, description: 'When it was paid at the door.' })
  doorPaidAtMs: number | null;
  @Field(() => ID) id: string;
  @Field() orderNumber: string;
  @Field() trackingNumber: string;
  @Field(() => ShipmentStates) state: ShipmentState;
  @Field(() => ID) carrierPartyId: string;
  @Field() carrierName: string;
  @Field(() => ID) sellerPartyId: string;
  @Field() consignorName: string;
  @Field() toDivisionCode: string;
  @Field(() => Storages) storage: Storage;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax: number | null;
  @Field(() => Int) units: number;
  @Field(() => SafeInt) goodsFen: number;
  @Field(() => SafeInt) deliveryFen: number;
  @Field(() => DateTime, { name: 'readyAt' }) readyAtMs: number;
  @Field(() => DateTime, { name: 'takeOverDueAt' }) takeOverDueAtMs: number;
  @Field(() => DateTime, { name: 'deliverDueAt' }) deliverByMs: number;
  @Field(() => ID, { nullable: true }) courierId: string | null;
  @Field(() => ID, { nullable: true }) vehicleId: string | null;
  @Field(() => DateTime, { nullable: true, name: 'assignedAt' }) assignedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'takenOverAt' }) takenOverAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'agreedAt' }) agreedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'identityCheckedAt' }) identityCheckedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'deliveredAt' }) deliveredAtMs: number | null;
  @Field(() => Boolean, { nullable: true }) inTime: boolean | null;
  @Field(() => RefusalReasons, { nullable: true }) refusalReason: RefusalReason | null;
  @Field(() => DateTime, { nullable: true, name: 'refusedAt' }) refusedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'returnedAt' }) returnedAtMs: number | null;
  @Field(() => Boolean, { nullable: true }) resellable: boolean | null;
  @Field(() => String, { nullable: true }) expressCompany: string | null;
  @Field(() => String, { nullable: true }) expressNumber: string | null;
}
export const ShipmentConnection = connectionOf('Shipment', ShipmentView);

@ObjectType()
export class LeftUnassigned {
  @Field(() => ID) shipmentId: string;
  @Field() message: string;
}
@ObjectType()
export class ReadyShipmentsAssigned {
  @Field(() => Int) assigned: number;
  @Field(() => [LeftUnassigned]) left: LeftUnassigned[];
}
@Directive('@inaccessible')
@ObjectType()
export class ShipmentForPeer {
  @Field(() => ID) shipmentId: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID) carrierPartyId: string;
  @Field() state: string;
  @Field(() => String, { nullable: true }) deliveredAtMs: string | null;
  @Field(() => Boolean, { nullable: true }) inTime: boolean | null;
}

@Directive('@inaccessible')
@ObjectType()
export class DoorParcel {
  @Field(() => ID) checkoutId: string;
  @Field(() => Boolean, { description: 'Both have looked at the goods, and nobody has signed or refused yet.' })
  isAtDoor: boolean;
  @Field(() => Boolean) isPaid: boolean;
}
