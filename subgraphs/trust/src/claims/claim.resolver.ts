import { given } from '@heitu/kit/data/given';
import { DateTime } from '@heitu/kit/rules/graphql';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { namesOfParties, seesOrderOf } from '../complaints/complaint.loader.ts';
import type { TrustContext } from '../context.ts';
import { ClaimActs, ClaimStates } from '../enums.ts';
import { OrderStub, PartyStub, ShipmentStub } from '../foreign/foreign.view.ts';
import { claimLifecycle, type ClaimState } from './claim.lifecycle.ts';
import {
  claimParties,
  CLAIM_SORTS,
  claimParts,
  sharesByClaim,
  visibleClaims,
  visibleClaimsById,
} from './claim.loader.ts';
import type { WeighedGoods } from './claim.entity.ts';
import { CAUSE_TITLES, RECORDS_OF, toSellerText, WHAT_HAPPENED } from './claim.policy.ts';
import { ClaimConnection, ClaimHeldView, ClaimShareView, ClaimView, ClaimWeighedView } from './claim.view.ts';

type ClaimRow = NonNullable<Awaited<ReturnType<typeof visibleClaimsById>>[number]>;
type ShareRow = NonNullable<Awaited<ReturnType<typeof sharesByClaim>>[number]>[number];

const ClaimPage = sortedArgs('ClaimSort', CLAIM_SORTS);

@Resolver(() => ClaimView)
export class ClaimResolver {
  @Query(() => ClaimConnection, { description: 'Newest first, or sorted.' })
  claims(
    @Ctx() context: TrustContext,
    @Args(() => ClaimPage) page: SortedPage,
    @Arg('state', () => ClaimStates, { nullable: true, description: 'Only those in this state.' }) state?: ClaimState,
    @Arg('orderId', () => ID, { nullable: true, description: 'Only that of this order.' }) orderId?: string,
  ) {
    return sortedPage(
      visibleClaims(context).where((eb) => eb.and(given({ state, orderId }))),
      page,
      CLAIM_SORTS,
      { by: 'openedAt', descending: true },
    );
  }
  @Query(() => ClaimView, { nullable: true, description: 'One claim; null where the caller has no part in it.' })
  claim(@Ctx() context: TrustContext, @Arg('id', () => ID, { description: 'The claim.' }) id: string) {
    return context.loader(visibleClaimsById).load(id);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: ClaimRow): string {
    return claimLifecycle.texts[row.state];
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when it has to go on; null where it is over.' })
  dueAt(@Root() row: ClaimRow): number | null {
    return claimLifecycle.dueAtMs(row);
  }
  @FieldResolver(() => String, { description: 'What happened to the goods, in Chinese.' })
  happened(@Root() { about, cause }: ClaimRow): string {
    return WHAT_HAPPENED[about](CAUSE_TITLES[cause]);
  }
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the claim alone: the right to orders is another.',
  })
  order(
    @Root() { orderId: id, buyerAccountId: accountId, sellerPartyId: partyId }: ClaimRow,
    @Ctx() { actor }: TrustContext,
  ) {
    return seesOrderOf(actor, { accountId, partyId }) ? { id } : null;
  }
  @FieldResolver(() => ShipmentStub, {
    nullable: true,
    description: 'What was refused, or signed for; null where it was packed so.',
  })
  shipment(@Root() { shipmentId: id }: ClaimRow): ShipmentStub | null {
    return id === '' ? null : { id };
  }
  @FieldResolver(() => ClaimWeighedView, { nullable: true, description: 'Of a short weight: what was weighed.' })
  weighed(@Root() row: ClaimRow): WeighedGoods | null {
    return row.weighed === null ? null : fromJson(row.weighed);
  }
  @FieldResolver(() => String, { description: 'What the proposed shares were read from, in Chinese.' })
  records(@Root() { about }: ClaimRow): string {
    return RECORDS_OF[about];
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where its buyer had paid nothing: who gets what is borne, and how, in Chinese.',
  })
  async toSellerText(@Root() row: ClaimRow, @Ctx() context: TrustContext): Promise<string | null> {
    return toSellerText(
      { toSeller: Boolean(row.toSeller), about: row.about },
      await context.loader(sharesByClaim).load(row.id),
    );
  }
  @FieldResolver(() => PartyStub, { description: 'The seller, whose claim it is.' })
  party(@Root() { sellerPartyId: id }: ClaimRow): PartyStub {
    return { id };
  }
  @FieldResolver(() => [ClaimHeldView], { description: 'Who had the goods, one after the other.' })
  held(@Root() row: ClaimRow) {
    return fromJson(row.held);
  }
  @FieldResolver(() => [ClaimShareView])
  shares(@Root() row: ClaimRow, @Ctx() context: TrustContext) {
    return context.loader(sharesByClaim).load(row.id);
  }
  @FieldResolver(() => [ClaimActs], { description: 'What the caller can do now.' })
  async availableActions(@Root() row: ClaimRow, @Ctx() context: TrustContext) {
    const shares = await context.loader(sharesByClaim).load(row.id);
    const parts = claimParts(
      context.actor,
      row,
      shares.map(({ partyId }) => partyId),
    );
    const own = claimParties(context.actor);
    const canAnswer = shares.some(({ partyId, answer }) => own.includes(partyId) && answer === null);
    return claimLifecycle
      .available(row, parts, context.clock.now())
      .filter((action) => canAnswer || (action !== 'accept' && action !== 'contest'));
  }
}

@Resolver(() => ClaimShareView)
export class ClaimShareResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId: id }: ClaimShareView): PartyStub {
    return { id };
  }
  @FieldResolver(() => String, { description: 'The party, by name.' })
  name(@Root() { partyId }: ClaimShareView, @Ctx() context: TrustContext) {
    return context.loader(namesOfParties).load(partyId);
  }
  @FieldResolver(() => [ID], { description: 'GET /edges/trust/files/<id>: for whoever may see the claim.' })
  photoIds(@Root() row: ShareRow): string[] {
    return row.photoIds ? fromJson(row.photoIds) : [];
  }
}

@Resolver(() => ClaimHeldView)
export class ClaimHeldResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId: id }: ClaimHeldView): PartyStub {
    return { id };
  }
  @FieldResolver(() => String, { description: 'The party, by name.' })
  name(@Root() { partyId }: ClaimHeldView, @Ctx() context: TrustContext) {
    return context.loader(namesOfParties).load(partyId);
  }
}
