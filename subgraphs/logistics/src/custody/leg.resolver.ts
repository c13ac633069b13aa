import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LogisticsContext, RowOf } from '../context.ts';
import { LegActs } from '../enums.ts';
import { parcelOf } from '../shipment/crew.loader.ts';
import { shipmentsById } from '../shipment/shipment.loader.ts';
import { ShipmentView } from '../shipment/shipment.view.ts';
import { legLifecycle } from './leg.lifecycle.ts';
import { CollectionView } from '../collection/collection.view.ts';
import { legsByCollection, legsByShipment } from './leg.loader.ts';
import { LEG_SIDES, legProblems, PART_OF, waitsFor, type Found } from './leg.policy.ts';
import { LegView } from './leg.view.ts';
import { signsHere } from './who-signs.ts';

type LegRow = NonNullable<Awaited<ReturnType<typeof legsByShipment>>[number]>[number];

const found = (units: number | null, sealWhole: LegRow['givenSealWhole'], celsius: number | null): Found | null =>
  units === null ? null : { units, sealWhole: sealWhole === null ? null : Boolean(sealWhole), celsius };

@Resolver(() => LegView)
export class LegResolver {
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
