import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { GraphQLError } from 'graphql';
import { mutationResult, SafeInt, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { answer } from '../access.ts';
import {
  DeclareVillagesInput,
  SetRateInput,
  SetServiceAreaInput,
  WithdrawRateInput,
  WithdrawServiceAreaInput,
} from '../carrier/carrier.input.ts';
import { carriersById, ownRow } from '../carrier/carrier.loader.ts';
import { CarrierView, RateView, ServiceAreaView } from '../carrier/carrier.view.ts';
import type { LogisticsContext } from '../entities.ts';
import { SkuStub } from '../foreign/sku.stub.ts';
import {
  declareVillagesRefusals,
  offerRefusals,
  setRateRefusals,
  setServiceAreaRefusals,
  withdrawRateRefusals,
  withdrawServiceAreaRefusals,
} from './area.refusals.ts';
import { declareVillages } from './declare-villages.ts';
import { carriersFor } from './delivery-map.loader.ts';
import { divisionTexts } from './division.loader.ts';
import { isDivisionCode } from './division.policy.ts';
import { offerDelivery, type DeliveryRequest as Request } from './offer-delivery.ts';
import { chooseOffer } from './offer.policy.ts';
import { setRate } from './set-rate.ts';
import { setServiceArea } from './set-service-area.ts';
import { villagesServed } from './village.loader.ts';
import { withdrawRate } from './withdraw-rate.ts';
import { withdrawServiceArea } from './withdraw-service-area.ts';

@Directive('@inaccessible')
@InputType()
class DeliveryRequest {
  @Field() key: string;
  @Field() fromDivisionCode: string;
  @Field() toDivisionCode: string;
  @Field(() => SafeInt) weightGrams: number;
  @Field() storage: string;
  @Field(() => [String]) categoryCodes: string[];
  @Field(() => [String]) titles: string[];
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
  @Field(() => String, { nullable: true, description: 'OUTSIDE_SERVICE_AREA, BANNED_GOODS, NO_COLD_CHAIN' })
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
  @Field(() => String, { nullable: true }) message?: string | null;
  @Field(() => String, { nullable: true }) clause?: string | null;
}
@ObjectType()
export class Village {
  @Field({ description: 'Twelve digits.' }) code: string;
  @Field() name: string;
  @Field({ description: 'Empty where it was not said.' }) townshipName: string;
  @Field() remote: boolean;
  @Field({ description: 'A carrier in good standing delivers there.' }) served: boolean;
  @Field({ description: 'By handing over at a rural service station.' }) byStation: boolean;
}
@ObjectType()
export class VillagesDeclared {
  @Field(() => Int) count: number;
}

const setServiceAreaResult = mutationResult('SetServiceArea', ServiceAreaView, setServiceAreaRefusals);
const setRateResult = mutationResult('SetRate', RateView, setRateRefusals);
const withdrawServiceAreaResult = mutationResult('WithdrawServiceArea', CarrierView, withdrawServiceAreaRefusals);
const withdrawRateResult = mutationResult('WithdrawRate', CarrierView, withdrawRateRefusals);
const declareVillagesResult = mutationResult('DeclareVillages', VillagesDeclared, declareVillagesRefusals);

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
    @Arg('divisionCode', () => String) toDivisionCode: string,
  ) {
    if (!isDivisionCode(toDivisionCode))
      throw new GraphQLError('地区编码应为2、4、6、9或12位数字', { extensions: { code: 'BAD_USER_INPUT' } });
    const offer = chooseOffer(
      { toDivisionCode, weightGrams: sku.weightGrams, storage: sku.storage, categoryCodes: [], titles: [] },
      await carriersFor(context, { toDivisionCode, fromDivisionCode: null, storage: sku.storage }),
    );
    return offer.available ? offer : { ...offer, clause: offerRefusals[offer.code].clause };
  }
  @Directive('@inaccessible')
  @Query(() => [DeliveryOffer])
  async deliveryOffers(
    @Ctx() context: LogisticsContext,
    @Arg('requests', () => [DeliveryRequest]) requests: DeliveryRequest[],
  ): Promise<DeliveryOffer[]> {
    const offers = await offerDelivery(context, requests as Request[]);
    return offers.map((offer) =>
      offer.available
        ? offer
        : {
            key: offer.key,
            available: false,
            refusalCode: offer.code,
            message: offer.message,
            clause: offerRefusals[offer.code].clause,
          },
    );
  }
  @Directive('@listSize(assumedSize: 300)')
  @Query(() => [Village], { description: 'The villages of the county as the operator declared them (8.1.2.as).' })
  villages(@Ctx() context: LogisticsContext) {
    return villagesServed(context);
  }
  @Mutation(() => setServiceAreaResult.type)
  async setServiceArea(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => SetServiceAreaInput) input: SetServiceAreaInput,
  ) {
    return answer(setServiceAreaResult, await setServiceArea(context, input), (id) =>
      ownRow(context, 'ServiceArea', id),
    );
  }
  @Mutation(() => setRateResult.type)
  async setRate(@Ctx() context: LogisticsContext, @Arg('input', () => SetRateInput) input: SetRateInput) {
    return answer(setRateResult, await setRate(context, input as never), (id) => ownRow(context, 'Rate', id));
  }
  @Mutation(() => withdrawServiceAreaResult.type)
  async withdrawServiceArea(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => WithdrawServiceAreaInput) input: WithdrawServiceAreaInput,
  ) {
    return answer(withdrawServiceAreaResult, await withdrawServiceArea(context, input), (id) =>
      context.loader(carriersById).load(id),
    );
  }
  @Mutation(() => withdrawRateResult.type)
  async withdrawRate(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => WithdrawRateInput) input: WithdrawRateInput,
  ) {
    return answer(withdrawRateResult, await withdrawRate(context, input), (id) =>
      context.loader(carriersById).load(id),
    );
  }
  @Mutation(() => declareVillagesResult.type)
  async declareVillages(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => DeclareVillagesInput) input: DeclareVillagesInput,
  ) {
    return declareVillagesResult.of(await declareVillages(context, input));
  }
}
