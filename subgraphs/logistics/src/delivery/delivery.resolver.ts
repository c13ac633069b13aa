import { given } from '@heitu/kit/data/given';
import { sortedArgs, sortedPage, type SortedPage, newestFirst } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { cashParties, codParts, deskRoles } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import type { ActionOf } from '@heitu/kit/rules/lifecycle';
import { CodActs, CodStates, ContentsCaseActs } from '../enums.ts';
import { COD_OPEN, codLifecycle, type CodState } from './cod.lifecycle.ts';
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
    @Arg('state', () => CodStates, { nullable: true, description: 'Only those in this state.' }) state?: CodState,
  ) {
    return sortedPage(
      visibleCod(context)
        .$if(onlyOpen, (query) => query.where('state', 'in', COD_OPEN))
        .$if(state !== undefined, (query) => query.where((eb) => eb.and(given({ state })))),
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
/** Who found it, or asked for it, confirms nothing, and nobody finds it a second time. */
function isLeftTo(actorId: string, action: ActionOf<typeof codLifecycle>, row: RowOf<'CodRemittance'>): boolean {
  if (action === 'find') return row.foundBy === null;
  if (action === 'confirm') return row.foundBy !== actorId;
  if (action === 'find-wrong') return row.foundBy === null && row.doubtedBy !== actorId;
  return action !== 'confirm-wrong' || ![row.foundBy, row.doubtedBy].includes(actorId);
}

@Resolver(() => CodRemittanceView)
export class CodRemittanceResolver {
  @FieldResolver(() => [CodActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: RowOf<'CodRemittance'>) {
    return codLifecycle
      .available(row, codParts(actor, row), clock.now())
      .filter((action) => isLeftTo(actor.id, action, row));
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as the caller reads it.' })
  stateLabel(@Ctx() { actor }: LogisticsContext, @Root() row: RowOf<'CodRemittance'>): string {
    return codLifecycle.textFor(row, cashParties(actor).includes(row.sellerPartyId) ? ['seller'] : []);
  }
  @FieldResolver(() => DateTime, {
    name: 'waitDueAt',
    nullable: true,
    description: 'Until when whoever has it now is waited for; null where it is over.',
  })
  waitDueAt(@Root() row: RowOf<'CodRemittance'>): number | null {
    return codLifecycle.dueAtMs(row);
  }
  @FieldResolver(() => String, { description: 'What the carrier writes on its transfer, so that it is known by it.' })
  transferNumber(@Root() { id }: RowOf<'CodRemittance'>): string {
    return codTransferNumber(id);
  }
}
