import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import type { Storage } from '@heitu/standard';
import { FacilityKinds, FacilityStages, VehicleKinds } from '../enums.ts';
import type { FacilityKind, FacilityStage, VehicleKind } from './carrier.policy.ts';

@Directive('@key(fields: "partyId")')
@ObjectType('Carrier', { description: '配送服务商' })
export class CarrierView {
  @Field(() => ID) partyId: string;
  @Field() name: string;
  @Field() inGoodStanding: boolean;
  @Field() standingReason: string;
  @Field(() => Int, { nullable: true }) serviceDaysPerWeek: number | null;
  @Field(() => Int, { nullable: true }) serviceHoursPerDay: number | null;
  @Field(() => Int) responseMinutes: number;
  @Field(() => Int) takeOverHours: number;
  @Field(() => Int) remitWorkingDays: number;
  @Field(() => Boolean, { description: 'Its couriers show the code by which a buyer pays at the door.' })
  collectsPayment: boolean;
  @Field(() => SafeInt, { nullable: true, description: 'So much less than to the door a parcel to a station costs.' })
  stationOffFen: number | null;
}
@ObjectType('Facility')
export class FacilityView {
  @Field(() => ID) id: string;
  @Field(() => ID, {
    nullable: true,
    description: "The seller whose goods stand in it until the carrier fetches them; null: the carrier's own.",
  })
  sellerPartyId: string | null;
  @Field(() => FacilityKinds) kind: FacilityKind;
  @Field() name: string;
  @Field() divisionCode: string;
  @Field() address: string;
  @Field(() => FacilityStages) stage: FacilityStage;
  @Field() modern: boolean;
  @Field(() => Int) capacityKilograms: number;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax: number | null;
  @Field(() => Int) dwellHoursMax: number;
}
@ObjectType({ description: 'What the thermometers in a vehicle say now; of several, the warmest.' })
export class VehicleThermometer {
  @Field(() => Float, { nullable: true, description: 'Null until the first reading.' }) celsius: number | null;
  @Field(() => DateTime, { nullable: true, name: 'at' }) atMs: number | null;
  @Field({ description: 'All of them were heard of lately: only then is the cargo watched.' }) isWatched: boolean;
}
@ObjectType('Vehicle')
export class VehicleView {
  @Field(() => ID) id: string;
  @Field() plate: string;
  @Field(() => VehicleKinds) kind: VehicleKind;
  @Field() licenceNumber: string;
  @Field(() => LocalDate, { name: 'validUntilOn', description: 'The last day of its transport papers.' })
  validUntil: string;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax: number | null;
  @Field(() => DateTime, { nullable: true, name: 'endedAt', description: 'Since when it is not used any more.' })
  endedAtMs: number | null;
}
@ObjectType('Courier')
export class CourierView {
  @Field(() => ID) id: string;
  @Field(() => ID) carrierPartyId: string;
  @Sealed('accountId') @Field() name: string;
  @Field() active: boolean;
  @Field(() => String, { nullable: true, description: 'The rules of delivery and handover that were accepted.' })
  rulesVersion: string | null;
  @Field(() => DateTime, { nullable: true, name: 'rulesAcceptedAt' }) rulesAcceptedAtMs: number | null;
}
@ObjectType('Device', { description: 'A thermometer.' })
export class DeviceView {
  @Field(() => ID) id: string;
  @Field(() => ID, { nullable: true }) facilityId: string | null;
  @Field(() => ID, { nullable: true }) vehicleId: string | null;
  @Field(() => DateTime, { nullable: true, name: 'lastReadingAt' }) lastReadingAtMs: number | null;
  @Field(() => Float, { nullable: true }) lastTemperatureCelsius: number | null;
  @Field(() => DateTime, { nullable: true, name: 'outSinceAt' }) outSinceMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'endedAt', description: 'Since when it is not used any more.' })
  endedAtMs: number | null;
}
@ObjectType('ServiceArea')
export class ServiceAreaView {
  @Field(() => ID) id: string;
  @Field() divisionCode: string;
  @Field() firstMile: boolean;
  @Field() lastMile: boolean;
  @Field(() => ID, { nullable: true }) stationPartyId: string | null;
}
@ObjectType('DeliveryRate')
export class RateView {
  @Field(() => ID) id: string;
  @Field(() => Storages) storage: Storage;
  @Field({ description: "Where it holds; '' is everywhere." }) divisionCode: string;
  @Field(() => Int) firstGrams: number;
  @Field(() => SafeInt) firstKilogramFen: number;
  @Field(() => Int) stepGrams: number;
  @Field(() => SafeInt) perKilogramFen: number;
  @Field(() => Int) hours: number;
}
@ObjectType({ description: 'A rural service station that may hand over for carriers (8.1.2.as).' })
export class Station {
  @Field(() => ID) partyId: string;
  @Field() name: string;
  @Field() inGoodStanding: boolean;
  @Field(() => String, { nullable: true, description: 'Its township or village; null until it has said.' })
  divisionCode: string | null;
  @Field(() => String, { nullable: true }) address: string | null;
  @Field(() => String, { nullable: true, description: '08:00' }) opens: string | null;
  @Field(() => String, { nullable: true }) closes: string | null;
  @Field(() => Int, { description: 'How many parcels its shelves hold.' }) shelfPlaces: number;
  @Field(() => Int, { description: 'How many its cold store holds; 0 where it has none.' }) coldPlaces: number;
}
@ObjectType()
export class CourierRules {
  @Field() version: string;
  @Field() text: string;
}
@ObjectType({ description: "A carrier's figures over a period (8.1.1.aq)." })
export class CarrierReport {
  @Field(() => Int) ready: number;
  @Field(() => Int) takenOver: number;
  @Field(() => Int) delivered: number;
  @Field(() => Int) deliveredInTime: number;
  @Field(() => Int) refused: number;
  @Field(() => Int) collections: number;
  @Field(() => Int) alarms: number;
  @Field(() => Int) minutesOutOfRange: number;
  @Field(() => SafeInt) deliveryFen: number;
}
