import { DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { sortedPage } from '@heitu/kit/rules/sorting';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { LogisticsContext, RowOf } from '../context.ts';
import { LegActs } from '../enums.ts';
import { parcelOf } from '../shipment/crew.loader.ts';
import { shipmentsById } from '../shipment/shipment.loader.ts';
import { ShipmentView } from '../shipment/shipment.view.ts';
import { legLifecycle } from './leg.lifecycle.ts';
import { collectionsById } from '../collection/collection.loader.ts';
import { CollectionView } from '../collection/collection.view.ts';
import { legsByCollection, legsByShipment, openLegs } from './leg.loader.ts';
import { LEG_SIDES, legProblems, PART_OF, waitsFor, type Found } from './leg.policy.ts';
import { LegConnection, LegView } from './leg.view.ts';
import { signsHere } from './who-signs.ts';

type LegRow = NonNullable<Awaited<ReturnType<typeof legsByShipment>>[number]>[number];

const found = (units: number | null, sealWhole: LegRow['givenSealWhole'], celsius: number | null): Found | null =>
  units === null ? null : { units, sealWhole: sealWhole === null ? null : Boolean(sealWhole), celsius };

@Resolver(() => LegView)
export class LegResolver {
  @Query(() => LegConnection, {
    description:
      'What changed hands and not both have signed, of the carriers that the caller looks after; what is due first.',
  })
  openLegs(@Ctx() context: LogisticsContext, @Args(() => PageArgs) page: PageArgs) {
    const by = { by: 'dueAt', descending: false };
    return sortedPage(openLegs(context), page, { dueAt: 'signByMs' }, by, { table: 'l' });
  }
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'By when the other side has to sign; null where both have, or it is over.',
  })
  dueAt(@Root() row: LegRow): number | null {
    return legLifecycle.dueAtMs(row);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: LegRow): string {
    if (row.state !== 'open') return legLifecycle.texts[row.state];
    const { side } = waitsFor(row);
    return row.takenAlone ? `${LEG_SIDES[side]}手机没电，等补签` : `等${LEG_SIDES[side]}签字`;
  }
  @FieldResolver(() => String, { description: 'The store or the village station, by name; empty at a door.' })
  place(@Root() { facilityName, stationName }: LegRow): string {
    return facilityName ?? stationName ?? '';
  }
  @FieldResolver(() => ShipmentView, {
    nullable: true,
    description: 'Null of what is fetched back, and where the caller may not see this parcel.',
  })
  shipment(@Root() { shipmentId }: LegRow, @Ctx() context: LogisticsContext) {
    return shipmentId && context.loader(shipmentsById).load(shipmentId);
  }
  @FieldResolver(() => CollectionView, {
    nullable: true,
    description: 'Null of a parcel, and where the caller may not see what is fetched back.',
  })
  collection(@Root() { collectionId }: LegRow, @Ctx() context: LogisticsContext) {
    return collectionId && context.loader(collectionsById).load(collectionId);
  }
  @FieldResolver(() => [String], {
    description: 'What does not agree between what both signed; empty where all is well.',
  })
  async problems(@Root() row: LegRow, @Ctx() context: LogisticsContext): Promise<string[]> {
    // Nothing was handed over.
    if (row.state === 'refused') return [];
    const shipment = row.shipmentId ? await context.loader(shipmentsById).load(row.shipmentId) : null;
    const given = found(row.givenUnits, row.givenSealWhole, row.givenCelsius);
    const taken = found(row.takenUnits, row.takenSealWhole, row.takenCelsius);
    return legProblems(given, taken, shipment && parcelOf(shipment).range);
  }
  @FieldResolver(() => [LegActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Root() row: LegRow, @Ctx() context: LogisticsContext) {
    const { actor, clock } = context;
    const { side, signedBy } = waitsFor(row);
    // What was fetched back is signed for with its collection.
    if (signedBy === actor.id || !row.shipmentId) return [];
    const shipment = await context.loader(shipmentsById).load(row.shipmentId);
    const isMine = shipment !== null && signsHere(actor, row, shipment);
    return legLifecycle.available(row, isMine ? [PART_OF[side]] : [], clock.now());
  }
}

@Resolver(() => ShipmentView)
export class ShipmentLegsResolver {
  @FieldResolver(() => [LegView], { description: 'From hand to hand on the way, in order.' })
  legs(@Ctx() context: LogisticsContext, @Root() shipment: RowOf<'Shipment'>) {
    return context.loader(legsByShipment).load(shipment.id);
  }
}

@Resolver(() => CollectionView)
export class CollectionLegsResolver {
  @FieldResolver(() => [LegView], { description: 'From hand to hand on the way back, in order.' })
  legs(@Ctx() context: LogisticsContext, @Root() collection: RowOf<'Collection'>) {
    return context.loader(legsByCollection).load(collection.id);
  }
}
