import { DAY_MS } from '@heitu/kit/rules/clock';
import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import { maskName } from '@heitu/kit/privacy/vault';
import type { Storage } from '@heitu/standard';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { signsHere } from '../custody/who-signs.ts';
import { checked } from '../area/division.resolver.ts';
import { divisionTexts } from '../area/division.loader.ts';
import { Station } from '../carrier/carrier.view.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { StationActs } from '../enums.ts';
import { recipientsOf } from '../shipment/recipient.loader.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { ShipmentView } from '../shipment/shipment.view.ts';
import { stationsNear, stationsOfCounty, type StationNear } from './offer-station.ts';
import { dwellOf, openLegByShipment, ownStations, parcelsByStation, stationsById } from './station.loader.ts';
import { AT_STATION_STATES, isPickupLocked, pickupCodeOf, placesOf, type StationAct } from './station.policy.ts';
import { PickupStation, ShipmentPickup, StationDwell, StationParcelView, StationShelf } from './station.view.ts';

type Row = RowOf<'Shipment'>;
const shown = (stations: readonly StationNear[]): PickupStation[] =>
  stations.map(({ partyId: stationPartyId, ...station }) => ({ stationPartyId, ...station }));

@Resolver(() => StationShelf)
export class StationResolver {
  @Query(() => [PickupStation], {
    description: 'Stations where a buyer at this address can fetch such parcels, the nearest first (8.1.2.as).',
  })
  async pickupStations(
    @Ctx() context: LogisticsContext,
    @Arg('divisionCode', () => String, { description: 'Of the address: at least its county.' }) divisionCode: string,
    @Arg('storages', () => [Storages], { description: 'How the goods are to be kept.' }) storages: Storage[],
  ): Promise<PickupStation[]> {
    return shown(await stationsNear(context, checked(divisionCode), [...new Set(storages)]));
  }
  @Directive(SAME_FOR_ALL)
  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [PickupStation], {
    description: "All stations of this platform's county that take parcels now, the nearest to a place first.",
  })
  async countyStations(
    @Ctx() context: LogisticsContext,
    @Arg('nearDivisionCode', () => String, { nullable: true, description: 'From where one goes there; its village.' })
    nearDivisionCode?: string,
  ): Promise<PickupStation[]> {
    return shown(await stationsOfCounty(context, nearDivisionCode ? checked(nearDivisionCode) : ''));
  }
  @Directive('@inaccessible')
  @Query(() => String, {
    nullable: true,
    description: 'What the buyer shows; null where there is nothing to fetch now.',
  })
  async pickupCodeForPeer(
    @Ctx() context: LogisticsContext,
    @Arg('shipmentId', () => ID) shipmentId: string,
  ): Promise<string | null> {
    const row = await context.rows
      .selectFrom('Shipment')
      .select(['id', 'pickupRound'])
      .where('id', '=', shipmentId)
      .where('state', '=', 'at-station')
      .where('stoppedAtMs', 'is', null)
      .executeTakeFirst();
    return row ? pickupCodeOf(context.vault, row) : null;
  }
  @Query(() => [StationShelf], { description: 'The shelves of the stations that the caller works for.' })
  async stationShelves(@Ctx() context: LogisticsContext): Promise<StationShelf[]> {
    return (await ownStations(context)).map((station) => ({ station }));
  }
  @FieldResolver(() => [StationParcelView], {
    description: 'What is on its way there and what stands there, the first to go back first.',
  })
  parcels(@Ctx() context: LogisticsContext, @Root() { station }: StationShelf) {
    return context.loader(parcelsByStation).load(station.partyId);
  }
  @FieldResolver(() => [String], { description: 'What the places on its shelves are called, in order.' })
  places(@Root() { station }: StationShelf): string[] {
    return placesOf(station.shelfPlaces, false);
  }
  @FieldResolver(() => [String], { description: 'What those in its cold store are called.' })
  coldPlaces(@Root() { station }: StationShelf): string[] {
    return placesOf(station.coldPlaces, true);
  }
  @FieldResolver(() => StationDwell)
  dwell(@Ctx() context: LogisticsContext, @Root() { station }: StationShelf): Promise<StationDwell> {
    return dwellOf(context, station.partyId);
  }
}

@Resolver(() => Station)
export class StationServiceResolver {
  @FieldResolver(() => Boolean, { description: 'Buyers may choose it now.' })
  receives(@Root() { receivesSinceMs }: RowOf<'Station'>): boolean {
    return receivesSinceMs !== null;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Where it is, in Chinese, from the province down.' })
  divisionText(@Ctx() context: LogisticsContext, @Root() { divisionCode }: RowOf<'Station'>) {
    return divisionCode && context.loader(divisionTexts).load(divisionCode);
  }
}

@Resolver(() => StationParcelView)
export class StationParcelResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: Row): string {
    return shipmentLifecycle.texts[state];
  }
  @FieldResolver(() => String, { description: 'Who may fetch it, starred.' })
  async recipientName(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<string> {
    return maskName((await context.loader(recipientsOf).load(row)).name);
  }
  @FieldResolver(() => String, { description: 'The last four digits of their phone.' })
  async phoneTail(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<string> {
    return (await context.loader(recipientsOf).load(row)).phone.slice(-4);
  }
  @FieldResolver(() => String, { nullable: true, description: 'The number of the seal, of what is being handed over.' })
  async sealNumber(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<string | null> {
    return (await context.loader(openLegByShipment).load(row.id))?.sealNumber ?? null;
  }
  @FieldResolver(() => Boolean, { description: 'The code was tried too often: the buyer takes a new one.' })
  isLocked(@Root() row: Row): boolean {
    return isPickupLocked(row);
  }
  @FieldResolver(() => Int, { description: 'For how many days it has stood there.' })
  daysThere(@Ctx() { clock }: LogisticsContext, @Root() { atStationAtMs }: Row): number {
    return atStationAtMs === null ? 0 : Math.floor((clock.now() - atStationAtMs) / DAY_MS);
  }
  @FieldResolver(() => Boolean, { description: 'It goes back within a day.' })
  isLastDay(@Ctx() { clock }: LogisticsContext, @Root() { state, fetchByMs }: Row): boolean {
    return state === 'at-station' && fetchByMs !== null && fetchByMs - clock.now() < DAY_MS;
  }
  @FieldResolver(() => [StationActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<StationAct[]> {
    const leg = await context.loader(openLegByShipment).load(row.id);
    if (row.state === 'taken-over') {
      if (row.stoppedAtMs !== null) return [];
      if (leg === null) return row.courierAccountId === context.actor.id ? [] : ['take-alone'];
      return leg.givenBy !== context.actor.id && signsHere(context.actor, leg, row) ? ['take'] : [];
    }
    if (row.state === 'left-at-station') return leg === null ? ['give-back'] : [];
    const acts = shipmentLifecycle.available(row, ['station-agent'], context.clock.now());
    return acts.includes('hand-out') && !isPickupLocked(row) ? ['hand-out'] : [];
  }
}

@Resolver(() => ShipmentView)
export class ShipmentPickupResolver {
  @FieldResolver(() => ShipmentPickup, { nullable: true, description: 'Null where it is brought to the door.' })
  async pickup(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<ShipmentPickup | null> {
    if (row.stationPartyId === null) return null;
    const station = await context.loader(stationsById).load(row.stationPartyId);
    const isWaiting = row.state === 'at-station' && row.stoppedAtMs === null;
    const isMine = row.buyerAccountId === context.actor.id;
    return {
      stationName: row.stationName ?? '',
      address: row.stationAddress ?? '',
      opens: station?.opens ?? null,
      closes: station?.closes ?? null,
      arrivedAt: row.atStationAtMs,
      fetchDueAt: row.fetchByMs,
      shelf: isMine && AT_STATION_STATES.some((state) => state === row.state) ? row.shelf : null,
      code: isMine && isWaiting ? pickupCodeOf(context.vault, row) : null,
      isLocked: isPickupLocked(row),
    };
  }
}
