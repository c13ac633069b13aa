import { Field, Float, ID, InputType } from 'type-graphql';

@InputType()
export class AssignShipmentInput {
  @Field(() => ID) shipmentId: string;
  @Field(() => ID) courierId: string;
  @Field(() => ID) vehicleId: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'Whom the page showed as assigned, null for nobody: where it is another by now, the call is refused. Left out: whoever it is when the call comes.',
  })
  seenCourierId?: string | null;
}
@InputType()
export class AssignReadyShipmentsInput {
  @Field(() => ID) carrierPartyId: string;
}
@InputType()
export class CheckLoadInput {
  @Field(() => String, { nullable: true }) requestId?: string | null;
  @Field(() => ID) vehicleId: string;
  @Field({ description: '货物固定、不挤压' }) secured: boolean;
  @Field({ description: '生熟、串味、重货轻货分开' }) segregated: boolean;
  @Field({ description: '车厢干净、无异味' }) clean: boolean;
  @Field({ description: '车辆证照随车、未超载' }) lawful: boolean;
  @Field(() => Float, { nullable: true }) temperatureCelsius?: number | null;
  @Field(() => String, { nullable: true }) note?: string | null;
}
@InputType()
export class StoreShipmentInput {
  @Field(() => String, { nullable: true }) requestId?: string | null;
  @Field(() => ID) shipmentId: string;
  @Field(() => ID) facilityId: string;
}
@InputType()
export class ShipmentIdInput {
  @Field(() => ID) shipmentId: string;
}
@InputType()
export class SetExpressNumberInput {
  @Field(() => ID) shipmentId: string;
  @Field({ description: "快递100's code of the company: shunfeng" }) company: string;
  @Field() number: string;
}
