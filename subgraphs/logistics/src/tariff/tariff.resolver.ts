import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { rolesOf } from '@heitu/kit/rules/actor';
import { given } from '@heitu/kit/data/given';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { deskRoles } from '../access.ts';
import { carriersById } from '../carrier/carrier.loader.ts';
import { CarrierView } from '../carrier/carrier.view.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { TariffChangeActs, TariffChangeStates } from '../enums.ts';
import { tariffLifecycle, type TariffChangeState } from './tariff.lifecycle.ts';
import { TARIFF_SORTS, readsReason, tariffsComing, visibleTariffs } from './tariff.loader.ts';
import { tariffText } from './tariff.policy.ts';
import { TariffChangeConnection, TariffChangeView } from './tariff.view.ts';

type Change = RowOf<'TariffChange'>;
const TariffPage = sortedArgs('TariffChangeSort', TARIFF_SORTS);

@Resolver(() => TariffChangeView)
export class TariffChangeResolver {
  @Query(() => TariffChangeConnection, {
    description:
      'Dearer tariffs of carriers; what is held is its carrier’s and the overseers’. Newest first, or sorted.',
  })
  tariffChanges(
    @Ctx() context: LogisticsContext,
    @Args(() => TariffPage) page: SortedPage,
    @Arg('state', () => TariffChangeStates, { nullable: true, description: 'Only those in this state.' })
    state?: TariffChangeState,
  ) {
    return sortedPage(
      visibleTariffs(context).where((eb) => eb.and(given({ state }))),
      page,
      TARIFF_SORTS,
      { by: 'announcedAt', descending: true },
    );
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: Change): string {
    return tariffLifecycle.texts[state];
  }
  @FieldResolver(() => String, { description: 'The tariff in force, in Chinese.' })
  beforeText(@Root() { before }: Change): string {
    return tariffText(fromJson(before));
  }
  @FieldResolver(() => String, { description: 'The tariff that is to come, in Chinese.' })
  afterText(@Root() { after }: Change): string {
    return tariffText(fromJson(after));
  }
  @Sealed('carrierPartyId')
  @FieldResolver(() => String, {
    description: 'What was found out; its carrier and the operator read it.',
    nullable: true,
  })
  reason(@Ctx() context: LogisticsContext, @Root() { carrierPartyId, reason }: Change) {
    return readsReason(context, carrierPartyId) ? reason : null;
  }
  @FieldResolver(() => CarrierView, { nullable: true })
  carrier(@Ctx() context: LogisticsContext, @Root() { carrierPartyId }: Change) {
    return context.loader(carriersById).load(carrierPartyId);
  }
  @FieldResolver(() => [TariffChangeActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() change: Change) {
    const parts = deskRoles(actor, change.carrierPartyId);
    // Who profits does not look at it.
    const own = parts.length > 0;
    const roles = rolesOf(actor).filter((role) => role !== 'carrier-manager' && !(own && role === 'operator-admin'));
    return tariffLifecycle.available(change, [...parts, ...roles], clock.now());
  }
}

@Resolver(() => CarrierView)
export class CarrierTariffsResolver {
  @Directive('@listSize(assumedSize: 40)')
  @FieldResolver(() => [TariffChangeView], {
    description: 'Its dearer tariffs that are still to come, the soonest first.',
  })
  tariffsComing(@Ctx() context: LogisticsContext, @Root() { partyId }: RowOf<'Carrier'>) {
    return context.loader(tariffsComing).load(partyId);
  }
}
