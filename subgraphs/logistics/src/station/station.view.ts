import { DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import type { Storage } from '@heitu/standard';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { MapPointView } from '../area/area.view.ts';
import type { MapPoint } from '../area/map-point.policy.ts';
import { Station } from '../carrier/carrier.view.ts';
import type { RowOf } from '../context.ts';
import { ShipmentStates } from '../enums.ts';
import type { ShipmentState } from '../shipment/shipment.lifecycle.ts';

@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'A village station where a buyer can fetch parcels.' })
export class PickupStation {
  @Field(() => ID) stationPartyId: string;
  @Field() name: string;
  @Field() address: string;
  @Field(() => String, { nullable: true, description: '08:00' }) opens: string | null;
  @Field(() => String, { nullable: true }) closes: string | null;
  @Field(() => MapPointView, { nullable: true, description: 'Of its village, where the map knows it.' })
  point: MapPoint | null;
  @Field(() => Int, { nullable: true, description: 'From the village of the address, as the crow flies.' })
  distanceMetres: number | null;
}

@ObjectType({ description: 'Where and how its buyer fetches a parcel.' })
export class ShipmentPickup {
  @Field() stationName: string;
  @Field() address: string;
  @Field(() => String, { nullable: true }) opens: string | null;
  @Field(() => String, { nullable: true }) closes: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Since when it stands there.' }) arrivedAt: number | null;
  @Field(() => DateTime, { nullable: true, description: 'Until when it waits; then it goes back.' })
  fetchDueAt: number | null;
  @Field(() => String, { nullable: true }) shelf: string | null;
  @Field(() => String, { nullable: true, description: 'For its buyer, while it stands there: six digits.' })
  code: string | null;
  @Field({ description: 'After five wrong tries the buyer takes a new code.' }) isLocked: boolean;
}

/** What a station sees of a parcel: never whose goods they are, nor where the buyer lives. */
@ObjectType('StationParcel', { description: 'A parcel on its way to a station, or standing there.' })
export class StationParcelView {
  @Field(() => ID) id: string;
  @Field(() => ShipmentStates) state: ShipmentState;
  @Field(() => String, { nullable: true, description: 'Where on the shelf.' }) shelf: string | null;
  @Field(() => Storages) storage: Storage;
  @Field(() => Int) units: number;
  @Field() carrierName: string;
  @Field(() => DateTime, { name: 'expectedAt', description: 'By then.' }) deliverByMs: number;
  @Field(() => DateTime, { name: 'arrivedAt', nullable: true }) atStationAtMs: number | null;
  @Field(() => DateTime, { name: 'fetchDueAt', nullable: true }) fetchByMs: number | null;
}

@ObjectType({ description: 'What came to a station today, and for how long parcels stand there.' })
export class StationDwell {
  @Field(() => Int, { description: 'Parcels that came today.' }) cameToday: number;
  @Field(() => Int, { description: 'Of the last thirty days.' }) came: number;
  @Field(() => Number, { nullable: true, description: 'How many hours those that left had stood there, on average.' })
  hours: number | null;
}
@ObjectType({ description: 'A station’s shelf.' })
export class StationShelf {
  @Field(() => Station) station: RowOf<'Station'>;
}
