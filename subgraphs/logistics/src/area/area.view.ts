import { SafeInt, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { MapPoint } from './map-point.policy.ts';
import type { FeeAsked } from '../tariff/next-fee.ts';

@Directive('@inaccessible')
@InputType()
export class DeliveryRequest {
  @Field() key: string;
  @Field() fromDivisionCode: string;
  @Field() toDivisionCode: string;
  @Field(() => SafeInt) weightGrams: number;
  @Field() storage: string;
  @Field(() => [String]) categoryCodes: string[];
  @Field(() => [String]) titles: string[];
  @Field(() => String, { nullable: true, description: 'The station where the buyer fetches it; null: to the door.' })
  stationPartyId?: string | null;
}
@Directive('@inaccessible')
@ObjectType()
export class OfferedStation {
  @Field(() => ID) partyId: string;
  @Field() name: string;
  @Field() address: string;
  @Field() divisionCode: string;
}
@Directive('@inaccessible')
@ObjectType()
export class DeliveryOffer {
  @Field() key: string;
  @Field() available: boolean;
  @Field(() => ID, { nullable: true }) carrierPartyId?: string | null;
  @Field(() => String, { nullable: true }) carrierName?: string | null;
  @Field(() => SafeInt, { nullable: true }) feeFen?: number | null;
  @Field(() => Int, { nullable: true }) hours?: number | null;
  @Field(() => OfferedStation, { nullable: true, description: 'Where it is brought, where a station was asked for.' })
  station?: OfferedStation | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Its couriers show the code by which a buyer pays at the door.',
  })
  collectsPayment?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description:
      'OUTSIDE_SERVICE_AREA, BANNED_GOODS, NO_COLD_CHAIN, NO_DELIVERY_PRICE, STATION_CLOSED, ' +
      'STATION_NOT_COLD, STATION_FULL',
  })
  refusalCode?: string | null;
  @Field(() => String, { nullable: true }) message?: string | null;
  @Field(() => String, { nullable: true }) clause?: string | null;
}
@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'What delivery of one unit costs, to the division asked for (7.3.5.d).' })
export class DeliveryPrice {
  @Field() available: boolean;
  @Field(() => SafeInt, { nullable: true }) feeFen?: number | null;
  @Field(() => String, { nullable: true }) carrierName?: string | null;
  @Field(() => Int, { nullable: true }) hours?: number | null;
  /** Of what it is the price: null where nobody delivers. */
  of?: FeeAsked;
  @Field(() => String, { nullable: true }) message?: string | null;
  @Field(() => String, { nullable: true }) clause?: string | null;
}
@Directive(SAME_FOR_ALL)
@ObjectType('MapPoint', {
  description: 'A place on the map, in degrees of GCJ-02: the grid of the maps that phones in China open.',
})
export class MapPointView {
  @Field(() => Float, { description: 'North.' }) latitude: number;
  @Field(() => Float, { description: 'East.' }) longitude: number;
}
@ObjectType()
export class Village {
  @Field({ description: 'Twelve digits.' }) code: string;
  @Field() name: string;
  @Field({ description: 'Empty where it was not said.' }) townshipName: string;
  @Field() remote: boolean;
  @Field({ description: 'A carrier in good standing delivers there.' }) served: boolean;
  @Field({ description: 'By handing over at a rural service station.' }) byStation: boolean;
  @Field(() => MapPointView, { nullable: true, description: 'Null where the operator has not said it.' })
  point: MapPoint | null;
}
@ObjectType()
export class TownshipNow {
  @Field({ description: 'Nine digits.' }) code: string;
  @Field() name: string;
  @Field(() => Int, { description: 'Parcels that arrived there in the last seven days.' }) arrived: number;
  @Field(() => Int, { description: 'Parcels on their way there.' }) underWay: number;
  @Field(() => Int, { description: 'Of these, what should have arrived.' }) late: number;
}
@ObjectType()
export class VillagesDeclared {
  @Field(() => Int) count: number;
}

/** A parcel that was sent by a carrier, when it was ordered and when its fee was offered. */
@Directive('@inaccessible')
@InputType()
export class TariffMoment {
  @Field() key: string;
  @Field(() => ID) carrierPartyId: string;
  @Field() storage: string;
  @Field() toDivisionCode: string;
  @Field(() => SafeInt) weightGrams: number;
  @Field(() => Boolean) isToStation: boolean;
  @Field() atMs: string;
  @Field() offeredAtMs: string;
}
@Directive('@inaccessible')
@ObjectType()
export class TariffThen {
  @Field() key: string;
  @Field(() => SafeInt, { nullable: true }) feeFen: number | null;
  @Field(() => SafeInt, { nullable: true }) offeredFen: number | null;
}
