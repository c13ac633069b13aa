import { SAME_FOR_ALL, SafeInt } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import type { Storage } from '@heitu/standard';
import { Arg, Ctx, Directive, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { LogisticsContext } from '../context.ts';
import { carriersFor } from './delivery-map.loader.ts';
import { divisionPath, homeCounty } from './division.loader.ts';
import { checked, Division } from './division.resolver.ts';
import { chooseOffer } from './offer.policy.ts';

@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'How goods of one kind of storage come to a place.' })
export class DeliveryTime {
  @Field(() => Storages) storage: Storage;
  @Field(() => Int, { description: 'From when the seller has handed it over.' }) hours: number;
  @Field(() => SafeInt, { description: 'For one kilogram.' }) feeFen: number;
  @Field() carrierName: string;
}
@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'A place as the delivery map has it: who comes there, and how soon (7.3.5.d).' })
export class DeliveryPlace {
  @Field() divisionCode: string;
  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [Division], { description: 'The place behind those that hold it, the province first.' })
  path: Division[];
  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [DeliveryTime], { description: 'None for what nobody brings there.' })
  times: DeliveryTime[];
}

const KILOGRAM = 1000;

@Resolver()
export class DeliveryPlaceResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => DeliveryPlace, {
    nullable: true,
    description: 'What the delivery map says of a place; null where none is named and this platform has no county yet.',
  })
  async deliveryPlace(
    @Ctx() context: LogisticsContext,
    @Arg('divisionCode', () => String, {
      nullable: true,
      description: 'A division code of 2 to 12 digits; left out, the county of this platform.',
    })
    divisionCode?: string,
  ): Promise<DeliveryPlace | null> {
    const toDivisionCode = divisionCode ? checked(divisionCode) : (await homeCounty(context))?.code;
    if (!toDivisionCode) return null;
    const [path, times] = await Promise.all([
      divisionPath(context, toDivisionCode),
      Promise.all(Object.values(Storages).map((storage) => timeOf(context, toDivisionCode, storage))),
    ]);
    return { divisionCode: toDivisionCode, path, times: times.flatMap((time) => time ?? []) };
  }
}

async function timeOf(
  context: LogisticsContext,
  toDivisionCode: string,
  storage: Storage,
): Promise<DeliveryTime | null> {
  const offer = chooseOffer(
    { toDivisionCode, weightGrams: KILOGRAM, storage, categoryCodes: [], titles: [] },
    await carriersFor(context, { toDivisionCode, fromDivisionCode: null, storage }),
  );
  return offer.available ? { storage, hours: offer.hours, feeFen: offer.feeFen, carrierName: offer.carrierName } : null;
}
