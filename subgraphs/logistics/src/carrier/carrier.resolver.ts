import { fromJson } from '@heitu/kit/rules/typed-json';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { deskRoles } from '../access.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { CourierActs, DeviceActs, LicensedModes, VehicleActs } from '../enums.ts';
import { thermometerNow } from '../temperature/thermometer.policy.ts';
import { carrierReports } from './carrier-report.ts';
import {
  areasOf,
  certifiedUntilOf,
  couriersOf,
  devicesByVehicle,
  devicesOf,
  facilitiesOf,
  ownPosts,
  ratesOf,
  sellersOf,
  stations,
  vehiclesOf,
  visibleCarriers,
} from './carrier.loader.ts';
import { courierLifecycle, deviceLifecycle, vehicleLifecycle } from './carrier.lifecycle.ts';
import { COURIER_RULES, type LicensedMode } from './carrier.policy.ts';
import {
  CarrierReport,
  CarrierView,
  CourierRules,
  CourierView,
  DeviceView,
  FacilityView,
  RateView,
  ServiceAreaView,
  Station,
  VehicleThermometer,
  VehicleView,
} from './carrier.view.ts';

@Resolver(() => CarrierView)
export class CarrierResolver {
  @Query(() => [CarrierView], { description: 'The carriers one works for; all for those who look after all.' })
  carriers(@Ctx() context: LogisticsContext) {
    return visibleCarriers(context);
  }
  @Query(() => CarrierReport, {
    nullable: true,
    description: 'How a carrier kept its terms over a period; null where the caller may not see this carrier.',
  })
  carrierReport(
    @Ctx() context: LogisticsContext,
    @Arg('carrierPartyId', () => ID, { description: 'The party of the carrier.' }) carrierPartyId: string,
    @Arg('from', () => DateTime, { description: 'From this moment on.' }) fromMs: number,
    @Arg('to', () => DateTime, { description: 'Before this moment, which is later than from.' }) toMs: number,
  ) {
    return context.loader(carrierReports).load({ carrierPartyId, fromMs, toMs });
  }
  @Query(() => [Station], { description: 'The rural service stations on file (8.1.2.as).' })
  stations(@Ctx() context: LogisticsContext) {
    return stations(context);
  }
  @Query(() => [CourierView], { description: 'Where the caller is a courier, and which rules were accepted there.' })
  courierPosts(@Ctx() context: LogisticsContext) {
    return ownPosts(context);
  }
  @Query(() => CourierRules, { description: 'The rules that couriers accept (8.5.3.bu-bv).' })
  courierRules() {
    return COURIER_RULES;
  }
  @FieldResolver(() => [FacilityView], { nullable: true })
  facilities(@Ctx() context: LogisticsContext, @Root() carrier: RowOf<'Carrier'>) {
    return context.loader(facilitiesOf).load(carrier.partyId);
  }
  @FieldResolver(() => [VehicleView], { nullable: true })
  vehicles(@Ctx() context: LogisticsContext, @Root() carrier: RowOf<'Carrier'>) {
    return context.loader(vehiclesOf).load(carrier.partyId);
  }
  @FieldResolver(() => [CourierView], { nullable: true })
  couriers(@Ctx() context: LogisticsContext, @Root() carrier: RowOf<'Carrier'>) {
    return context.loader(couriersOf).load(carrier.partyId);
  }
  @FieldResolver(() => [DeviceView], { nullable: true })
  devices(@Ctx() context: LogisticsContext, @Root() carrier: RowOf<'Carrier'>) {
    return context.loader(devicesOf).load(carrier.partyId);
  }
  @FieldResolver(() => [ServiceAreaView], { nullable: true })
  areas(@Ctx() context: LogisticsContext, @Root() carrier: RowOf<'Carrier'>) {
    return context.loader(areasOf).load(carrier.partyId);
  }
  @FieldResolver(() => [RateView], { nullable: true })
  rates(@Ctx() context: LogisticsContext, @Root() carrier: RowOf<'Carrier'>) {
    return context.loader(ratesOf).load(carrier.partyId);
  }
  @FieldResolver(() => [PartyStub], {
    nullable: true,
    description: 'The sellers with whom there are signed goods documents, the last one first.',
  })
  sellers(@Ctx() context: LogisticsContext, @Root() carrier: RowOf<'Carrier'>) {
    return context.loader(sellersOf).load(carrier.partyId);
  }
  @FieldResolver(() => CarrierReport, { nullable: true })
  report(
    @Ctx() context: LogisticsContext,
    @Root() carrier: RowOf<'Carrier'>,
    @Arg('from', () => DateTime, { description: 'From this moment on.' }) fromMs: number,
    @Arg('to', () => DateTime, { description: 'Before this moment, which is later than from.' }) toMs: number,
  ) {
    return context.loader(carrierReports).load({ carrierPartyId: carrier.partyId, fromMs, toMs });
  }
  @FieldResolver(() => [LicensedModes], { nullable: true, description: 'What it has a licence for.' })
  licensedModes(@Root() carrier: RowOf<'Carrier'>): LicensedMode[] {
    return fromJson(carrier.licensedModes);
  }
}

@Resolver(() => VehicleView)
export class VehicleResolver {
  @FieldResolver(() => VehicleThermometer, { nullable: true, description: 'Null where none hangs in it.' })
  async thermometer(
    @Ctx() context: LogisticsContext,
    @Root() { id }: RowOf<'Vehicle'>,
  ): Promise<VehicleThermometer | null> {
    return thermometerNow(await context.loader(devicesByVehicle).load(id), context.clock.now());
  }
  @FieldResolver(() => [VehicleActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: RowOf<'Vehicle'>) {
    return vehicleLifecycle.available(row, deskRoles(actor, row.carrierPartyId), clock.now());
  }
}
@Resolver(() => DeviceView)
export class DeviceResolver {
  @FieldResolver(() => [DeviceActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: RowOf<'Device'>) {
    return deviceLifecycle.available(row, deskRoles(actor, row.carrierPartyId), clock.now());
  }
}
@Resolver(() => CourierView)
export class CourierResolver {
  @FieldResolver(() => [CourierActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: RowOf<'Courier'>) {
    const parts = [
      ...(row.accountId === actor.id ? ['courier' as const] : []),
      ...deskRoles(actor, row.carrierPartyId),
    ];
    // What was accepted once need not be accepted again, until there is a new version.
    const isUpToDate = row.rulesVersion === COURIER_RULES.version;
    return courierLifecycle
      .available(row, parts, clock.now())
      .filter((action) => action !== 'accept-rules' || !isUpToDate);
  }
  @FieldResolver(() => Boolean)
  active(@Root() { state }: RowOf<'Courier'>): boolean {
    return state === 'working';
  }
  @FieldResolver(() => LocalDate, {
    nullable: true,
    description:
      'The last day of the cold-chain certificate that they hold for this carrier; null without a valid one (8.1.ag).',
  })
  certifiedUntilOn(@Ctx() context: LogisticsContext, @Root() courier: RowOf<'Courier'>) {
    return context.loader(certifiedUntilOf).load(courier);
  }
}
