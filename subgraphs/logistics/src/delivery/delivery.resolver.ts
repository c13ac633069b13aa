import { given } from '@heitu/kit/data/given';
import { sortedArgs, sortedPage, type SortedPage, newestFirst } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { codParts, deskRoles } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { CodActs, ContentsCaseActs } from '../enums.ts';
import { codLifecycle } from './cod.lifecycle.ts';
import { contentsCaseLifecycle } from './contents-case.lifecycle.ts';
import { COD_SORTS, visibleCod, visibleContentsCases } from './delivery.loader.ts';
import { codTransferNumber } from './delivery.policy.ts';
import {
  CodRemittanceConnection,
  CodRemittanceView,
  ContentsCaseConnection,
  ContentsCaseView,
  CourierCode,
} from './delivery.view.ts';
import { showCourierCode } from './show-courier-code.ts';

const CodPage = sortedArgs('CodRemittanceSort', COD_SORTS);

@Resolver()
export class DeliveryResolver {
  @Query(() => CourierCode, {
    nullable: true,
    description: "For the assigned courier, of a shipment's or a collection's task.",
  })
  courierCode(
    @Ctx() context: LogisticsContext,
    @Arg('shipmentId', () => ID, { nullable: true, description: 'The parcel; this or collectionId.' })
    shipmentId?: string,
    @Arg('collectionId', () => ID, { nullable: true, description: 'The return or exchange; this or shipmentId.' })
    collectionId?: string,
  ) {
    return showCourierCode(context, { shipmentId, collectionId });
  }
  @Query(() => ContentsCaseConnection, {
    description: 'Parcels whose contents were short or damaged, of those that the caller has to do with; newest first.',
  })
  contentsCases(
    @Ctx() context: LogisticsContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Only those that are not settled.' })
    onlyOpen: boolean,
    @Arg('shipmentId', () => ID, { nullable: true, description: 'Only those of this parcel.' }) shipmentId?: string,
    @Arg('id', () => ID, { nullable: true, description: 'Only this one.' }) id?: string,
  ) {
    return newestFirst(
      visibleContentsCases(context)
        .$if(onlyOpen, (query) => query.where('state', '=', 'open'))
        .where((eb) => eb.and(given({ shipmentId, id }))),
      page,
    );
  }
  @Query(() => CodRemittanceConnection, { description: 'Newest first, or sorted.' })
  codRemittances(
    @Ctx() context: LogisticsContext,
    @Args(() => CodPage) page: SortedPage,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Only those that were not paid back.' })
    onlyOpen: boolean,
  ) {
    return sortedPage(
      visibleCod(context).$if(onlyOpen, (query) => query.where('state', '=', 'owed')),
      page,
      COD_SORTS,
      { by: 'collectedAt', descending: true },
    );
  }
}

@Resolver(() => ContentsCaseView)
export class ContentsCaseResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: RowOf<'ContentsCase'>): string {
    return contentsCaseLifecycle.texts[state];
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when it has to go on; null where it is over.' })
  dueAt(@Root() row: RowOf<'ContentsCase'>): number | null {
    return contentsCaseLifecycle.dueAtMs(row) ?? null;
  }
  @FieldResolver(() => [ContentsCaseActs], { description: 'What this caller can do now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: RowOf<'ContentsCase'>) {
    return contentsCaseLifecycle.available(row, deskRoles(actor, row.carrierPartyId), clock.now());
  }
}
@Resolver(() => CodRemittanceView)
export class CodRemittanceResolver {
  @FieldResolver(() => [CodActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: RowOf<'CodRemittance'>) {
    return codLifecycle.available(row, codParts(actor, row.carrierPartyId), clock.now());
  }
  @FieldResolver(() => String, { description: 'What the carrier writes on its transfer, so that it is known by it.' })
  transferNumber(@Root() { id }: RowOf<'CodRemittance'>): string {
    return codTransferNumber(id);
  }
}
