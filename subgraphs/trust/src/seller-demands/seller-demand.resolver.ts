import { given } from '@heitu/kit/data/given';
import { rolesOf } from '@heitu/kit/rules/actor';
import { jsonOf } from '@heitu/kit/rules/checked';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { z } from '@heitu/kit/rules/validate';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { visibleComplaintsById } from '../complaints/complaint.loader.ts';
import { ComplaintView } from '../complaints/complaint.view.ts';
import type { TrustContext } from '../context.ts';
import { DemandActs, SellerDemandActs, SellerDemandStates } from '../enums.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import { sellerDemandLifecycle, type SellerDemandState } from './seller-demand.lifecycle.ts';
import type { DemandAct } from './seller-demand.policy.ts';
import {
  SellerDemandConnection,
  sellerDemandsByComplaint,
  SellerDemandView,
  SellerIdentityView,
} from './seller-demand.view.ts';

const DEMAND_SORTS = { askedAt: 'askedAtMs', dueAt: 'dueAtMs' } as const;
const DemandPage = sortedArgs('SellerDemandSort', DEMAND_SORTS);
const identity = z.object({ name: z.string(), address: z.string(), contactName: z.string(), contactPhone: z.string() });
type Row = SellerDemandView & { accountId: string; partyId: string; sellerSealed: string | null };

@Resolver(() => SellerDemandView)
export class SellerDemandResolver {
  @Query(() => SellerDemandConnection, { description: "Demands for sellers' true names, the newest first, or sorted." })
  sellerDemands(
    @Ctx() { rows }: TrustContext,
    @Args(() => DemandPage) page: SortedPage,
    @Arg('state', () => SellerDemandStates, { nullable: true, description: 'Only those in this state.' })
    state?: SellerDemandState,
  ) {
    const query = rows
      .selectFrom('SellerDemand')
      .selectAll()
      .where((eb) => eb.and(given({ state })));
    return sortedPage(query, page, DEMAND_SORTS, { by: 'askedAt', descending: true });
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: Row): string {
    return sellerDemandLifecycle.texts[state];
  }
  @FieldResolver(() => ComplaintView, { nullable: true, description: 'The complaint that justifies it.' })
  complaint(@Ctx() context: TrustContext, @Root() { complaintId }: Row) {
    return context.loader(visibleComplaintsById).load(complaintId);
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: Row): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => SellerIdentityView, {
    nullable: true,
    description: 'For the buyer who asked, once it is given; each look is recorded.',
  })
  async seller(
    @Ctx() { actor, vault }: TrustContext,
    @Root() { accountId, partyId, sellerSealed }: Row,
  ): Promise<SellerIdentityView | null> {
    if (accountId !== actor.id || sellerSealed === null) return null;
    const text = await vault.open(partyId, sellerSealed, 'sellerIdentity');
    return text === null ? null : jsonOf(identity, text);
  }
  @FieldResolver(() => [SellerDemandActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: Row) {
    return row.accountId === actor.id ? [] : sellerDemandLifecycle.available(row, rolesOf(actor), clock.now());
  }
}

type ComplaintRow = { id: string; accountId: string; partyId: string | null; orderId: string | null };
@Resolver(() => ComplaintView)
export class DemandOfComplaintResolver {
  @FieldResolver(() => SellerDemandView, {
    nullable: true,
    description: "The buyer's demand for the seller's true name, where there is one; for the buyer.",
  })
  async sellerDemand(@Ctx() context: TrustContext, @Root() { id, accountId }: ComplaintRow) {
    return accountId === context.actor.id ? context.loader(sellerDemandsByComplaint).load(id) : null;
  }
  @FieldResolver(() => [DemandActs], { description: "What the buyer can do about the seller's true name now." })
  async demandActions(
    @Ctx() context: TrustContext,
    @Root() { id, accountId, partyId, orderId }: ComplaintRow,
  ): Promise<DemandAct[]> {
    if (accountId !== context.actor.id || !partyId || !orderId) return [];
    return (await context.loader(sellerDemandsByComplaint).load(id)) ? [] : ['ask'];
  }
}
