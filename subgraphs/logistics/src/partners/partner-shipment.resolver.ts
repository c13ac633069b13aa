import { given } from '@heitu/kit/data/given';
import { Arg, Args, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import type { Storage } from '@heitu/standard';
import { partiesFor } from '@heitu/kit/rules/actor';
import { connectionOf, DateTime, mapPage, PageArgs, Tag } from '@heitu/kit/rules/graphql';
import type { LogisticsContext } from '../context.ts';
import { ShipmentStates } from '../enums.ts';
import { shipmentLifecycle, type ShipmentState } from '../shipment/shipment.lifecycle.ts';
import { newestFirst } from '@heitu/kit/rules/sorting';

@Tag('partner')
@ObjectType({
  description:
    'A parcel on its way: for a logistics centre or a carrier. Says nothing of who gets it, and where only to the county.',
})
export class PartnerShipment {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  @Field() trackingNumber: string;
  @Field(() => ID) sellerPartyId: string;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => ShipmentStates) state: ShipmentState;
  @Field() stateLabel: string;
  @Field({ description: 'Division code of the county that it goes to: six digits.' }) toCounty: string;
  @Field(() => Storages) storage: Storage;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax: number | null;
  @Field(() => Int) units: number;
  @Field(() => DateTime, { name: 'readyAt' }) readyAtMs: number;
  @Field(() => DateTime, { name: 'takeOverDueAt' }) takeOverDueAtMs: number;
  @Field(() => DateTime, { name: 'deliverDueAt' }) deliverByMs: number;
  @Field(() => DateTime, { name: 'takenOverAt', nullable: true }) takenOverAtMs: number | null;
  @Field(() => DateTime, { name: 'deliveredAt', nullable: true }) deliveredAtMs: number | null;
  @Field(() => Boolean, { nullable: true }) inTime: boolean | null;
  @Field(() => DateTime, { name: 'refusedAt', nullable: true }) refusedAtMs: number | null;
  @Field(() => DateTime, { name: 'returnedAt', nullable: true }) returnedAtMs: number | null;
}
const PartnerShipmentConnection = connectionOf('PartnerShipment', PartnerShipment);

const COUNTY_DIGITS = 6;

@Resolver()
export class PartnerShipmentResolver {
  @Tag('partner', 'scope/logistics')
  @Query(() => PartnerShipmentConnection, {
    description: 'Parcels of the sellers and carriers that let the program see them, newest first.',
  })
  async partnerShipments(
    @Ctx() context: LogisticsContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => ShipmentStates, { nullable: true, description: 'Only parcels in this state.' })
    state?: ShipmentState,
  ) {
    const parties = partiesFor(context.actor, ['partner'], 'logistics');
    const query = context.rows
      .selectFrom('Shipment')
      .selectAll()
      .where((eb) =>
        parties.length === 0
          ? eb.lit(false)
          : eb.or([eb('sellerPartyId', 'in', parties), eb('carrierPartyId', 'in', parties)]),
      )
      .where((eb) => eb.and(given({ state })));
    const shipments = await newestFirst(query, page);
    return mapPage(shipments, (row) => ({
      ...row,
      stateLabel: shipmentLifecycle.texts[row.state],
      toCounty: row.toDivisionCode.slice(0, COUNTY_DIGITS),
    }));
  }
}
