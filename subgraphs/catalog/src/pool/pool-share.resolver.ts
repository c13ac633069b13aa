import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { BY_WHO_ASKS, SafeInt } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import { ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { PoolShareActs, PoolShareStates } from '../enums.ts';
import { growersById } from '../field/field.loader.ts';
import { quantityOf } from '../field/field.policy.ts';
import { MemberGrowerView } from '../field/field.view.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import type { LotRow } from '../lot/lot.loader.ts';
import { mayManage } from '../lot/may-manage.ts';
import { LotView } from '../lot/lot.view.ts';
import { SELLERS } from '../roles.ts';
import { poolShareLifecycle, type PoolShareState } from './pool-share.lifecycle.ts';
import { isGrowerOf, myPoolShares, POOL_SHARE_SORTS, poolSharesByLot, type PoolShareRow } from './pool-share.loader.ts';
import { actsFor } from './of-cooperative.ts';
import { priceOfAll } from './pool.policy.ts';
import { PoolShareConnection, PoolShareView } from './pool-share.view.ts';

const PoolSharePage = sortedArgs('PoolShareSort', POOL_SHARE_SORTS);

@Resolver(() => PoolShareView)
export class PoolShareResolver {
  @Query(() => PoolShareConnection, {
    description: 'As a grower: what cooperatives offer for own harvests, and what was agreed. Newest first, or sorted.',
  })
  myPoolShares(
    @Ctx() context: CatalogContext,
    @Args(() => PoolSharePage) page: SortedPage,
    @Arg('state', () => PoolShareStates, { nullable: true, description: 'Only shares in this state.' })
    state?: PoolShareState,
  ) {
    return myPoolShares(context, state, page);
  }

  @FieldResolver(() => String, { description: 'The state in Chinese, as whoever asks reads it.' })
  stateLabel(@Ctx() context: CatalogContext, @Root() share: PoolShareRow): string {
    return poolShareLifecycle.textFor(share, isGrowerOf(context, share) ? ['grower'] : []);
  }
  @FieldResolver(() => MemberGrowerView, { nullable: true, description: 'Whose harvest it is.' })
  grower(@Ctx() context: CatalogContext, @Root() { growerId }: PoolShareRow) {
    return context.loader(growersById).load(growerId);
  }
  @FieldResolver(() => PartyStub, { nullable: true, description: 'The cooperative.' })
  party(@Root() { partyId }: PoolShareRow): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => Float, { description: 'What of the harvest went in, in its unit.' })
  quantity(@Root() { parts }: PoolShareRow) {
    return quantityOf(parts);
  }
  @FieldResolver(() => SafeInt, { description: 'What it comes to where all of the lot is sold.' })
  totalFen(@Root() { parts, priceFen }: PoolShareRow) {
    return priceOfAll(parts, priceFen);
  }
  @FieldResolver(() => Boolean, { description: 'The member has an account with which they can answer.' })
  isReachable(@Root() { growerAccountId }: PoolShareRow) {
    return growerAccountId !== null;
  }
  @FieldResolver(() => [PoolShareActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() context: CatalogContext, @Root() share: PoolShareRow) {
    const { actor, clock } = context;
    const isOwn = hasRole(actor, ...SELLERS) && ownParties(context, 'lots').includes(share.partyId);
    const isAnswering = isGrowerOf(context, share) && !actsFor(context, share.partyId);
    const parts = [...(isAnswering ? ['grower'] : []), ...(isOwn ? rolesOf(actor) : [])];
    return share.lotState === 'registered' ? poolShareLifecycle.available(share, parts, clock.now()) : [];
  }
}

@Resolver(() => LotView)
export class PooledLotResolver {
  @Directive(BY_WHO_ASKS)
  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [PoolShareView], {
    description: 'Of a pooled lot, what each member brought in and gets; none for strangers.',
  })
  poolShares(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    return mayManage(context, lot) ? context.loader(poolSharesByLot).load(lot.id) : [];
  }
}
