import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { LocalDate, SafeInt } from '@heitu/kit/rules/graphql';

@InputType()
export class SetCarrierServiceInput {
  @Field(() => ID) carrierPartyId: string;
  @Field(() => Int) daysPerWeek: number;
  @Field(() => Int) hoursPerDay: number;
  @Field(() => Int, { defaultValue: 240 }) responseMinutes: number;
  @Field(() => Int, { defaultValue: 24 }) takeOverHours: number;
  @Field(() => Int, { defaultValue: 3 }) remitWorkingDays: number;
  @Field(() => [String], { defaultValue: [], description: 'live-animals, dangerous-goods' }) licensedModes: string[];
}
@InputType()
export class RegisterFacilityInput {
  @Field() requestId: string;
  @Field(() => ID) carrierPartyId: string;
  @Field({
    description:
      'pre-cooling-store, cold-store, frozen-store, ambient-store, cabinet, preservation-equipment, sorting-centre, depot, return-centre',
  })
  kind: string;
  @Field() name: string;
  @Field() divisionCode: string;
  @Field() address: string;
  @Field({ defaultValue: 'transit', description: 'origin, transit, sales' }) stage: string;
  @Field({ defaultValue: true }) modern: boolean;
  @Field(() => Int, { defaultValue: 0 }) capacityKilograms: number;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin?: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax?: number | null;
  @Field(() => Int, { defaultValue: 48 }) dwellHoursMax: number;
}
@InputType()
export class RegisterVehicleInput {
  @Field() requestId: string;
  @Field(() => ID) carrierPartyId: string;
  @Field() plate: string;
  @Field({ description: 'refrigerated-truck, insulated-van, van' }) kind: string;
  @Field() licenceNumber: string;
  @Field(() => LocalDate) validUntil: string;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin?: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax?: number | null;
}
@InputType()
export class RegisterCourierInput {
  @Field() requestId: string;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => ID) accountId: string;
  @Field() name: string;
  @Field() phone: string;
}
@InputType()
export class EndVehicleInput {
  @Field(() => ID) vehicleId: string;
}
@InputType()
export class EndDeviceInput {
  @Field(() => ID) deviceId: string;
}
@InputType()
export class WithdrawServiceAreaInput {
  @Field(() => ID) areaId: string;
}
@InputType()
export class WithdrawRateInput {
  @Field(() => ID) rateId: string;
}
@InputType()
export class EndCourierInput {
  @Field(() => ID) courierId: string;
}
@InputType()
export class AcceptCourierRulesInput {
  @Field(() => ID) carrierPartyId: string;
  @Field() version: string;
}
@InputType()
export class LinkDeviceInput {
  @Field() requestId: string;
  @Field(() => ID, { nullable: true }) facilityId?: string | null;
  @Field(() => ID, { nullable: true }) vehicleId?: string | null;
  @Field(() => ID) deviceId: string;
  @Field({ description: 'Shared with the device; at least 16 characters.' }) secret: string;
}
@InputType()
export class SetServiceAreaInput {
  @Field(() => ID) carrierPartyId: string;
  @Field({ description: '2 to 12 digits; the longest area that holds an address decides.' }) divisionCode: string;
  @Field() firstMile: boolean;
  @Field() lastMile: boolean;
  @Field(() => ID, { nullable: true }) stationPartyId?: string | null;
}
@InputType()
export class SetRateInput {
  @Field(() => ID) carrierPartyId: string;
  @Field({ description: 'ambient, chilled, frozen' }) storage: string;
  @Field({ defaultValue: '' }) divisionCode: string;
  @Field(() => Int, { defaultValue: 1000 }) firstGrams: number;
  @Field(() => SafeInt) firstKilogramFen: number;
  @Field(() => Int, { defaultValue: 1000 }) stepGrams: number;
  @Field(() => SafeInt) perKilogramFen: number;
  @Field(() => Int) hours: number;
}
@InputType()
export class VillageInput {
  @Field() code: string;
  @Field() name: string;
  @Field() remote: boolean;
  @Field(() => String, { nullable: true, description: 'By which addresses are chosen.' }) townshipName?: string | null;
}
@InputType()
export class DeclareVillagesInput {
  @Field(() => [VillageInput]) villages: VillageInput[];
}
