import { STATION_REFUSALS } from '@heitu/standard';
import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { storedWord } from '@heitu/kit/rules/enums';
import { DateTime, SAME_FOR_ALL, SafeInt } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import { RateView, ServiceAreaView } from '../carrier/carrier.view.ts';
import type { LogisticsContext } from '../context.ts';
import { SkuStub } from '../foreign/sku.stub.ts';
import { offerRefusals } from './area.refusals.ts';
import {
  DeliveryOffer,
  DeliveryPrice,
  DeliveryRequest,
  TariffMoment,
  TariffThen,
  TownshipNow,
  Village,
} from './area.view.ts';
import { tariffsThen } from './past-tariffs.ts';
import { nextFees } from '../tariff/next-fee.ts';
import { carriersFor } from './delivery-map.loader.ts';
import { divisionTexts } from './division.loader.ts';
import { checked } from './division.resolver.ts';
import { offerDelivery } from './offer-delivery.ts';
import { chooseOffer } from './offer.policy.ts';
import { townshipsNow } from './township.loader.ts';
import { villagesServed } from './village.loader.ts';

@Resolver(() => DeliveryPrice)
export class NextFeeResolver {
  @FieldResolver(() => SafeInt, {
    nullable: true,
    description: 'What it will cost, where a dearer tariff is announced.',
  })
  async nextFeeFen(@Ctx() context: LogisticsContext, @Root() { of }: DeliveryPrice) {
    return (of && (await context.loader(nextFees).load(of)))?.nextFeeFen ?? null;
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'From when on.' })
  async nextFromAt(@Ctx() context: LogisticsContext, @Root() { of }: DeliveryPrice) {
    return (of && (await context.loader(nextFees).load(of)))?.nextFromMs ?? null;
  }
}

const WHY_NOT = { ...offerRefusals, ...STATION_REFUSALS };
const DIVISION_TEXT = { description: 'Chinese, from the province down.' };
@Resolver(() => ServiceAreaView)
export class ServiceAreaDivisionResolver {
  @FieldResolver(() => String, DIVISION_TEXT)
  divisionText(@Ctx() context: LogisticsContext, @Root() area: ServiceAreaView) {
    return context.loader(divisionTexts).load(area.divisionCode);
  }
}
@Resolver(() => RateView)
export class RateDivisionResolver {
  @FieldResolver(() => String, DIVISION_TEXT)
  divisionText(@Ctx() context: LogisticsContext, @Root() rate: RateView) {
    return context.loader(divisionTexts).load(rate.divisionCode);
  }
}

@Resolver(() => SkuStub)
export class AreaResolver {
  @Directive('@requires(fields: "weightGrams storage")')
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => DeliveryPrice, {
    description: 'From the county of the carriers to this division; the quote counts from the seller.',
  })
  async deliveryPrice(
    @Ctx() context: LogisticsContext,
    @Root() sku: SkuStub,
    @Arg('divisionCode', () => String, { description: 'Where it is delivered to: a division code of 2 to 12 digits.' })
    toDivisionCode: string,
  ) {
    checked(toDivisionCode);
    const { weightGrams } = sku;
    const storage = storedWord(Storages, sku.storage);
    const offer = chooseOffer(
      { toDivisionCode, weightGrams, storage, categoryCodes: [], titles: [] },
      await carriersFor(context, { toDivisionCode, fromDivisionCode: null, storage }),
    );
    if (!offer.available) return { ...offer, clause: offerRefusals[offer.code].clause };
    const { carrierPartyId, feeFen } = offer;
    return { ...offer, of: { storage, divisionCode: toDivisionCode, weightGrams, carrierPartyId, feeFen } };
  }
  @Directive('@inaccessible')
  @Query(() => [DeliveryOffer])
  async deliveryOffers(
    @Ctx() context: LogisticsContext,
    @Arg('requests', () => [DeliveryRequest]) requests: DeliveryRequest[],
  ): Promise<DeliveryOffer[]> {
    const offers = await offerDelivery(context, requests);
    return offers.map((offer) =>
      offer.available
        ? offer
        : {
            key: offer.key,
            available: false,
            refusalCode: offer.code,
            ...WHY_NOT[offer.code],
            ...('message' in offer && { message: offer.message }),
          },
    );
  }
  @Directive('@inaccessible')
  @Query(() => [TariffThen], { description: 'What tariffs said of parcels at two moments; at most 500 of them.' })
  tariffsThen(@Ctx() context: LogisticsContext, @Arg('asked', () => [TariffMoment]) asked: TariffMoment[]) {
    return tariffsThen(context, asked);
  }
  @Directive('@listSize(assumedSize: 300)')
  @Query(() => [Village], { description: 'The villages of the county as the operator declared them (8.1.2.as).' })
  villages(@Ctx() context: LogisticsContext) {
    return villagesServed(context);
  }
  @Directive('@listSize(assumedSize: 60)')
  @Query(() => [TownshipNow], {
    description: 'The townships of the county, with what arrived there lately and what is on its way.',
  })
  townshipsNow(@Ctx() context: LogisticsContext): Promise<TownshipNow[]> {
    return townshipsNow(context);
  }
}
